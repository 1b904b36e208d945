import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { addDays, calendarDate, dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { SCHEME, givePoints } from '../testing/points-stand.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { NewPriorityList } from './priority.service.ts';
import { pointsByMonth } from './public-account.read.ts';
import { published } from './public-account.rule.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let worker: Actor;
let stranger: Actor;
const clock = new TestClock('2026-03-02T02:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  stranger = await buildActor(domain, 101, 'GRID_WORKER', at.grids[2]);
  await domain.points.rules.setUp(system(101), SCHEME);
});
afterAll(() => database.close());

const today = () => dayOf(clock.now());

/** A resident with an account, and what it was told. */
async function resident(values: object = {}): Promise<{ id: string; told: (kind: string) => Promise<object[]> }> {
  const { id } = await buildResident(domain, at, values);
  const { accountId } = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
  await database.owner('update account set resident_id = $1 where id = $2', [id, accountId]);
  return { id, told: kind => database.owner('select params from notice where account_id = $1 and kind = $2 order by id', [accountId, kind]) };
}

const announce = async () => {
  return domain.connections.reading(101, snapshot => domain.points.expiry.announce(101, snapshot));
};

test('people are told 30 and 7 days before points expire, once each, and not of what they have spent', async () => {
  const someone = await resident();
  await givePoints(domain, 101, someone.id, 40, addDays(today(), 31));
  expect([await announce(), await announce()]).toEqual([0, 0]);
  clock.pass(24 * 60);
  expect([await announce(), await announce()]).toEqual([1, 0]);
  clock.pass(22 * 24 * 60);
  expect(await announce()).toBe(0);
  clock.pass(24 * 60);
  expect([await announce(), await announce()]).toEqual([1, 0]);
  expect(await someone.told('points.expiring')).toEqual([{ params: { points: '40', day: addDays(today(), 7) } }, { params: { points: '40', day: addDays(today(), 7) } }]);
  clock.pass(7 * 24 * 60);
  expect(await announce()).toBe(0);
});

test('who comes in late is told of the last days only', async () => {
  const someone = await resident();
  await givePoints(domain, 101, someone.id, 10, addDays(today(), 5));
  expect([await announce(), await announce()]).toEqual([1, 0]);
  expect(await someone.told('points.expiring')).toHaveLength(1);
});

const list = (values: Partial<NewPriorityList> = {}) => domain.points.priorityLists.create(admin, {
  placeId: at.communities[0], name: '助餐名额', places: 1, closesOn: addDays(today(), 3),
  criteria: [{ criterion: 'EARNED', weight: 1, most: 5 }, { criterion: 'AGE_60', weight: 10, most: null }], ...values,
});

test('a list ranks who applied when it has closed, once, and tells each their place and why', async () => {
  const [old, young, gone] = [await resident(), await resident({ birthDate: calendarDate('1990-01-01') }), await resident()];
  const { id } = await list();
  for (const each of [young, old, gone]) await domain.points.priorityLists.apply(worker, id, each.id);
  expect(await refused(domain.points.priorityLists.apply(worker, id, old.id))).toBe('CONFLICT at residentId');
  const [application] = await database.owner<{ id: string }>('select id from priority_application where resident_id = $1', [gone.id]);
  expect(await refused(domain.points.priorityLists.withdraw(stranger, application!.id))).toBe('NOT_FOUND at applicationId');
  await domain.points.priorityLists.withdraw(worker, application!.id);
  expect(await refused(domain.points.priorityLists.withdraw(worker, application!.id))).toBe('WRONG_STATE at applicationId');
  expect(await refused(domain.points.priorityLists.decide(admin, id))).toBe('WRONG_STATE at listId');
  clock.pass(3 * 24 * 60);
  expect(await refused(domain.points.priorityLists.apply(worker, id, gone.id))).toBe('WRONG_STATE at listId');
  expect(await refused(domain.points.priorityLists.decide(worker, id))).toBe('NOT_FOUND at listId');
  await domain.points.priorityLists.decide(admin, id);
  expect(await refused(domain.points.priorityLists.decide(admin, id))).toBe('WRONG_STATE at listId');
  expect(await database.owner('select resident_id, rank, score, reasons, admitted from priority_application where list_id = $1 order by rank nulls last', [id])).toEqual([
    { resident_id: old.id, rank: 1, score: 10, reasons: [{ criterion: 'AGE_60', score: 10 }], admitted: true },
    { resident_id: young.id, rank: 2, score: 0, reasons: [], admitted: false },
    { resident_id: gone.id, rank: null, score: null, reasons: null, admitted: null },
  ]);
  expect(await young.told('priority.decided')).toEqual([{ params: { list: '助餐名额', rank: '2', score: '0', outcome: 'NOT_ADMITTED' } }]);
  expect(await gone.told('priority.decided')).toEqual([]);
});

test('lists are opened by admins over the place, for who lives there', async () => {
  expect(await refused(domain.points.priorityLists.create(worker, { placeId: at.communities[0], name: 'x', places: 1, closesOn: addDays(today(), 1), criteria: [] }))).toBe('NOT_FOUND at placeId');
  expect(await refused(list({ closesOn: today() }))).toBe('INVALID at closesOn');
  expect(await refused(list({ places: 0 }))).toBe('INVALID at places');
  expect(await refused(list({ criteria: [] }))).toBe('INVALID at criteria');
  const elsewhere = await buildResident(domain, at, { placeId: at.grids[2] });
  const { id } = await list();
  expect(await refused(domain.points.priorityLists.apply(stranger, id, elsewhere.id))).toBe('NOT_FOUND at residentId');
  expect(await refused(domain.points.priorityLists.apply(worker, newId(), elsewhere.id))).toBe('NOT_FOUND at listId');
});

test('the monthly account adds up: what people hold grows by what was issued less what was redeemed and expired', async () => {
  const other = await buildDistrict(domain, 102);
  clock.set('2026-05-31T15:59:00Z'); // 23:59 in Shanghai
  const people = await Promise.all(Array.from({ length: 12 }, () => buildResident(domain, other)));
  for (const { id } of people) await givePoints(domain, 102, id, 10, calendarDate('2026-06-20'));
  clock.pass(1);
  await givePoints(domain, 102, people[0]!.id, 5);
  clock.set('2026-06-21T00:00:00Z');
  await domain.turnDay(102);
  const months = await domain.connections.reading(102, snapshot => snapshot.rows(pointsByMonth, calendarDate('2026-04-01'), calendarDate('2026-06-01')));
  expect(months.map(({ month, issued, issuedTo, redeemed, expired, expiredOf, outstanding, heldBy }) => [month, issued, issuedTo, redeemed, expired, expiredOf, outstanding, heldBy])).toEqual([
    ['2026-04-01', 0, 0, 0, 0, 0, 0, 0], ['2026-05-01', 120, 12, 0, 0, 0, 120, 12], ['2026-06-01', 5, 1, 0, 120, 12, 5, 1],
  ]);
  expect(months.map(month => published(month).suppressed)).toEqual([false, false, true]);
});
