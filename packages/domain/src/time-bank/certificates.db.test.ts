import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { calendarDate } from '../shared/clock.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { TimeBankStand } from '../testing/time-bank-stand.ts';

let database: TestDatabase;
let domain: Domain;
let stand: TimeBankStand;
const clock = new TestClock('2026-03-01T08:00:00+08:00');
const DAYS = [calendarDate('2026-03-01'), calendarDate('2026-03-02')] as const;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
});
afterAll(() => database.close());
beforeEach(async () => {
  stand = await TimeBankStand.build({ database, domain, clock });
});

const issue = (by = stand.people.giver, days: readonly [ReturnType<typeof calendarDate>, ReturnType<typeof calendarDate>] = DAYS) =>
  domain.timeBank.certificates.issue(by, stand.residents.giver.id, ...days);

test('a certificate has the minutes of the ledger, and one paper however often it is asked for', async () => {
  await stand.policy({ capMinutes: 100, dailyMinutes: 100 });
  await stand.service('confirmed', 90);
  await stand.service('confirmed', 60);
  const disputed = await stand.service('confirmed', 60);
  await stand.bank.dispute(stand.people.elder, disputed.id, '没有来');
  await stand.bank.void(stand.people.admin, disputed.id, '没有来');
  const by = { ...stand.people.giver, idempotency: { key: 'once', fingerprint: 'x' } };
  const [first, again] = [await issue(by), await issue(by)];
  expect(again.id).toBe(first.id);
  expect(first).toMatchObject({ minutes: 150, donated: 50 });
  expect(await stand.balances()).toMatchObject({ giver: 100, FUND: 50 });
  const files = await database.owner<{ media_type: string; bytes: string }>('select media_type, bytes from attachment where record_id = $1', [first.id]);
  expect(files).toEqual([{ media_type: 'application/pdf', bytes: expect.anything() }]);
});

test('hours that the fund pays and gets back are served and donated like others', async () => {
  await stand.policy({ dailyMinutes: 60, payers: ['FUND', 'WORLD'] });
  await stand.service('confirmed', 120); // from outside: 60 are earned, 60 fill the fund
  expect(await stand.service('confirmed', 60)).toMatchObject({ creditedMinutes: 0, donatedMinutes: 60 });
  expect(await issue()).toMatchObject({ minutes: 180, donated: 120 });
  expect(await stand.balances()).toMatchObject({ WORLD: -120, giver: 60, FUND: 60 });
  expect(await stand.wrong()).toEqual([]);
});

test('it is for who has served and for staff over them, of days that have been', async () => {
  await stand.service('confirmed', 60);
  for (const by of [stand.people.neighbour, stand.people.elsewhere]) expect(await refused(issue(by))).toBe('NOT_FOUND at residentId');
  expect(await refused(issue(stand.people.giver, [DAYS[1], DAYS[0]]))).toBe('INVALID at lastDay');
  expect(await refused(issue(stand.people.giver, [DAYS[0], calendarDate('2026-03-03')]))).toBe('INVALID at lastDay');
  expect(await refused(issue(stand.people.giver, [DAYS[0], DAYS[0]]))).toBe('INVALID at firstDay');
  expect(await issue(stand.people.worker)).toMatchObject({ minutes: 60, issuedById: stand.people.worker.accountId });
});

test('when somebody is erased their papers go, and what they have served stays', async () => {
  await stand.service('confirmed', 60);
  const { id, code } = await issue();
  const { giver } = stand.residents;
  await domain.residents.depart(stand.people.admin, giver.id, DAYS[1], 'MOVED');
  await domain.residents.erase(stand.people.admin, giver.id);
  expect(await database.owner('select from attachment where record_id = $1', [id])).toEqual([]);
  expect(await database.owner('select minutes from service_certificate where code = $1', [code])).toEqual([{ minutes: 60 }]);
  expect(await stand.balances()).toMatchObject({ giver: 60 });
});
