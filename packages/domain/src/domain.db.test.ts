import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Domain } from './domain.ts';
import { system } from './shared/performer.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from './testing/build.ts';
import { refused } from './testing/refused.ts';
import { TestClock } from './testing/test-clock.ts';
import { testDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
const clock = new TestClock('2025-03-12T09:00:00+08:00');
const DAY = 24 * 60;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  await buildDistrict(domain, 102);
});
afterAll(() => database.close());

test('at the turn of the day keys are forgotten after seven days, of the own district alone', async () => {
  const resident = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
  const send = (fingerprint: string) => buildCase(domain, { ...resident, idempotency: { key: 'k', fingerprint } }, at);
  const { id } = await send('first');
  clock.pass(7 * DAY);
  await domain.turnDay(101);
  expect((await send('first')).id).toBe(id);
  expect(await refused(send('other'))).toBe('CONFLICT at idempotencyKey');
  clock.pass(1);
  await domain.turnDay(102);
  expect((await send('first')).id).toBe(id);
  await domain.turnDay(101);
  expect((await send('other')).id).not.toBe(id);
});

test('at the turn of the day sessions are let go half a year after their end', async () => {
  await domain.access.createAccount(system(101), { login: 'li', displayName: '李', password: 'correct horse battery', roles: [] });
  const signIn = () => domain.access.signIn(101, 'li', 'correct horse battery', { requestId: null, address: null });
  const [left] = [await signIn(), await signIn()];
  await domain.access.signOut(left.actor);
  const sessions = async () => {
    await domain.turnDay(101);
    const [row] = await database.owner<{ n: number }>('select count(*)::int as n from session s join account a on a.id = s.account_id where login = $1', ['li']);
    return row?.n;
  };
  clock.pass(180 * DAY);
  expect(await sessions()).toBe(2);
  clock.pass(1);
  expect(await sessions()).toBe(1);
  clock.pass(14 * DAY);
  expect(await sessions()).toBe(0);
});
