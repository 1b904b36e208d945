import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { Place } from '../places/place.entity.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { system } from './performer.ts';
import { Refusal } from './refusal.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let resident: Actor;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ maxWriters: 5 });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  resident = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
});
afterAll(() => database.close());

const keyed = <A extends object>(actor: A, key: string, fingerprint = 'same input'): A => ({ ...actor, idempotency: { key, fingerprint } });
const five = <T>(send: () => Promise<T>) => Promise.all(Array.from({ length: 5 }, send));

async function counts(): Promise<object | undefined> {
  const [row] = await database.owner(`select (select count(*)::int from service_case) as cases, (select count(*)::int from case_step) as steps,
    (select count(*)::int from audit_entry) as audited, (select count(*)::int from kpi_change) as changes, (select count(*)::int from place) as places,
    (select count(*)::int from graphile_worker._private_jobs) as jobs`);
  return row;
}

test('a command sent five times at once, and again later, has one effect and one answer', async () => {
  await buildCase(domain, keyed(resident, 'first'), at);
  const before = await counts();
  const together = await five(() => buildCase(domain, keyed(resident, 'five'), at));
  const after = await counts();
  expect(after).toMatchObject({ cases: (before as { cases: number }).cases + 1, steps: (before as { steps: number }).steps + 1 });
  const later = [await buildCase(domain, keyed(resident, 'five'), at), await buildCase(domain, keyed(resident, 'five'), at)];
  expect(new Set([...together, ...later].map(matter => `${matter.id} ${matter.trackingNumber} ${matter.status}`)).size).toBe(1);
  expect(await counts()).toEqual(after);
});

test('every move sent again has one effect, and is answered with the case as it is now', async () => {
  const { id } = await buildCase(domain, resident, at);
  await five(() => domain.cases.accept(keyed(admin, 'accept'), id));
  const [{ steps } = { steps: 0 }] = await database.owner<{ steps: number }>('select count(*)::int as steps from case_step where case_id = $1', [id]);
  expect(steps).toBe(2);
  const worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  await domain.cases.assign(admin, id, { assigneeId: worker.accountId });
  expect(await domain.cases.accept(keyed(admin, 'accept'), id)).toMatchObject({ id, status: 'ASSIGNED', assigneeId: worker.accountId });
});

test('places, roles and signing out are as safe to send again', async () => {
  const asked = { parentId: at.communities[0], level: 'GRID', code: 'again', name: '新网格' } as const;
  const places = await five(() => domain.places.create(keyed(system(101), 'place'), asked));
  expect(new Set(places.map(place => place.id)).size).toBe(1);

  const moved = await five(() => domain.places.reparent(keyed(system(101), 'move'), places[0]?.id ?? '', at.communities[1]));
  expect(new Set(moved.map(place => place.parentId))).toEqual(new Set([at.communities[1]]));

  const district = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  const roles = await five(() => domain.roles.grant(keyed(district, 'grant'), resident.accountId, { role: 'VOLUNTEER', placeId: at.grids[0] }));
  expect(new Set(roles.map(role => role.id)).size).toBe(1);
  await five(() => domain.roles.revoke(keyed(district, 'revoke'), roles[0]?.id ?? ''));

  const leaving = await buildActor(domain, 101, 'VOLUNTEER', at.grids[0]);
  expect(await five(() => domain.access.signOut(keyed(leaving, 'out')))).toEqual(Array.from({ length: 5 }, () => undefined));
});

test('the same key with other input, or for another command, is a conflict and has no effect', async () => {
  const { id } = await buildCase(domain, keyed(resident, 'taken'), at);
  const before = await counts();
  expect(await refused(buildCase(domain, keyed(resident, 'taken', 'other input'), at))).toBe('CONFLICT at idempotencyKey');
  expect(await refused(domain.cases.reopen(keyed(resident, 'taken'), id, { reason: '又坏了' }))).toBe('CONFLICT at idempotencyKey');
  expect(await counts()).toEqual(before);
});

test('keys of other accounts, of the system and of other districts are independent', async () => {
  const other = await buildDistrict(domain, 102);
  const neighbour = await buildActor(domain, 101, 'RESIDENT', at.grids[1]);
  const stranger = await buildActor(domain, 102, 'RESIDENT', other.grids[0]);
  const send = async () => [
    await buildCase(domain, keyed(resident, 'mine', 'a'), at),
    await buildCase(domain, keyed(neighbour, 'mine', 'b'), at),
    await buildCase(domain, keyed(stranger, 'mine', 'c'), other),
    await domain.places.create(keyed(system(101), 'mine', 'd'), { parentId: at.communities[0], level: 'GRID', code: 'mine', name: 'x' }),
  ].map(row => row.id);
  const made = await send();
  expect(new Set(made).size).toBe(4);
  expect(await send()).toEqual(made);
});

test('sent again by somebody who may not see the case any more, a command is answered as if there were none', async () => {
  const worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  const { id } = await buildCase(domain, resident, at);
  await domain.cases.accept(keyed(worker, 'before'), id);
  expect(await domain.cases.accept(keyed(worker, 'before'), id)).toMatchObject({ id });
  const former = { ...worker, memberships: [] };
  expect(await refused(domain.cases.accept(keyed(former, 'before'), id))).toBe('NOT_FOUND at caseId');
  expect(await refused(domain.cases.accept(former, id))).toBe('NOT_FOUND at caseId');
});

test('a command with a key that answers with more than one row is a mistake', async () => {
  await expect(domain.unit.of(keyed(system(101), 'many'), 'test', tx => tx.find(Place, {}))).rejects.toThrow(/answers with one row of its district/);
  await expect(domain.unit.of(keyed(system(101), 'many'), 'test', async () => ({ id: 'x' }))).rejects.toThrow(/answers with one row of its district/);
});

test('a refused command, or one that failed, frees its key', async () => {
  expect(await refused(buildCase(domain, keyed(resident, 'free', 'wrong'), at, { title: ' ' }))).toBe('INVALID at title');
  await expect(domain.unit.of(keyed(resident, 'free', 'failed'), 'test', () => Promise.reject(new TypeError('x')))).rejects.toThrow('x');
  expect(await buildCase(domain, keyed(resident, 'free', 'right'), at)).toMatchObject({ status: 'RECEIVED' });
});

test('of commands that wait for one another, the next does the work when the first is refused', async () => {
  let tries = 0;
  const command = () => domain.unit.of(keyed(system(101), 'hesitate'), 'test', async tx => {
    tries += 1;
    if (tries === 1) {
      await new Promise(resolve => setTimeout(resolve, 50));
      throw new Refusal('CONFLICT', 'Not this one.');
    }
    return tx.get(Place, at.root);
  });
  const answers = await Promise.allSettled(Array.from({ length: 5 }, command));
  expect(answers.filter(each => each.status === 'rejected')).toHaveLength(1);
  expect(answers.filter(each => each.status === 'fulfilled' && each.value?.id === at.root)).toHaveLength(4);
  expect(tries).toBe(2);
});

test.each([['none', ''], ['201 characters', 'x'.repeat(201)], ['a zero', 'a\0b']])('a key of %s is refused', async (_, key) => {
  expect(await refused(buildCase(domain, keyed(resident, key), at))).toBe('INVALID at idempotencyKey');
});

test('a key may be anything else', async () => {
  for (const key of [`'; drop table place; --`, '钥匙🔑', 'x'.repeat(200), '$1', '?']) {
    const [first, second] = [await buildCase(domain, keyed(resident, key), at), await buildCase(domain, keyed(resident, key), at)];
    expect(first.id).toBe(second.id);
  }
});
