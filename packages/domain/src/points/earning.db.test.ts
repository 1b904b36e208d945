import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { verifyBook } from '../ledger/verify-book.ts';
import type { Resident } from '../people/resident.entity.ts';
import { addDays, calendarDate, dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { SCHEME, TERMS } from '../testing/points-stand.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { NewDeed } from './awards.service.ts';
import type { PointsAward } from './points-award.entity.ts';
import type { NewRule } from './rules.service.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let other: Actor;
let worker: Actor;
let stranger: Actor;
const clock = new TestClock('2026-03-02T02:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  other = await buildActor(domain, 101, 'STREET_ADMIN', at.street);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  stranger = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]);
  await domain.points.rules.setUp(system(101), SCHEME);
});
afterAll(() => database.close());

const today = () => dayOf(clock.now());

/** A rule by hand that holds in the first community from today on. */
async function rule(values: Partial<NewRule> = {}): Promise<string> {
  const { id } = await domain.points.rules.create(admin, { placeId: at.communities[0], name: '志愿清洁', eventType: 'manual', ...TERMS, ...values });
  await domain.points.rules.publish(admin, await draftOf(id), today());
  return id;
}

async function draftOf(ruleId: string): Promise<string> {
  const [draft] = await database.owner<{ id: string }>('select id from points_rule_version where rule_id = $1 and published_at is null', [ruleId]);
  return draft!.id;
}

const enter = (ruleId: string, residentId: string, values: Partial<NewDeed> = {}) => domain.points.awards.enter(worker, { ruleId, residentId, ...values });
const someone = () => buildResident(domain, at);

async function due(): Promise<void> {
  await domain.keepLedger(101);
}

async function balance(owner: string): Promise<number> {
  const [account] = await database.owner<{ balance: string }>('select balance from ledger_account where owner_id = $1 and unit = \'POINT\'', [owner]);
  return Number(account?.balance ?? 0);
}

async function award(id: string): Promise<Pick<PointsAward, 'state' | 'withdrawal'>> {
  const [found] = await database.owner<PointsAward>('select state, withdrawal from points_award where id = $1', [id]);
  return found!;
}

async function wrong(): Promise<string[]> {
  return domain.connections.reading(101, snapshot => verifyBook(snapshot));
}

test('points stand on public notice for the scheme\'s days, and are then in the account, good for a year', async () => {
  const { id } = await someone();
  await enter(await rule(), id);
  await due();
  expect(await balance(id)).toBe(0);
  clock.pass(3 * 24 * 60 - 1);
  await due();
  expect(await balance(id)).toBe(0);
  clock.pass(1);
  await due();
  await due();
  expect(await balance(id)).toBe(5);
  const [lot] = await database.owner<{ day: string }>(
    'select expires_on::text as day from ledger_lot l join ledger_account a on a.id = l.account_id where a.owner_id = $1', [id]);
  expect(lot!.day).toBe(addDays(today(), 365));
  expect(await wrong()).toEqual([]);
});

test('an objection keeps points back until it is decided; one that stands gives none, one that does not gives them', async () => {
  const ruleId = await rule();
  const [a, b] = [await someone(), await someone()];
  const [first, second] = [await enter(ruleId, a.id), await enter(ruleId, b.id)];
  const objections = [await domain.points.awards.object(stranger, first.id, '当天不在场'), await domain.points.awards.object(stranger, second.id, '重复登记')];
  expect(await refused(domain.points.awards.object(stranger, first.id, '再说一次'))).toBe('CONFLICT at awardId');
  clock.pass(4 * 24 * 60);
  await due();
  expect([await balance(a.id), await balance(b.id)]).toEqual([0, 0]);
  expect(await refused(domain.points.awards.object(other, first.id, '太晚了'))).toBe('WRONG_STATE at awardId');
  expect(await refused(domain.points.awards.decide(stranger, objections[0]!.id, 'STANDS', '属实'))).toBe('NOT_FOUND at objectionId');
  await domain.points.awards.decide(admin, objections[0]!.id, 'STANDS', '属实');
  await domain.points.awards.decide(admin, objections[1]!.id, 'WITHDRAWN', '有签到照片');
  expect(await refused(domain.points.awards.decide(admin, objections[1]!.id, 'STANDS', '改主意'))).toBe('WRONG_STATE at objectionId');
  await due();
  expect([await balance(a.id), await balance(b.id)]).toEqual([0, 5]);
  expect(await award(first.id)).toEqual({ state: 'WITHDRAWN', withdrawal: 'OBJECTION' });
});

test('whoever entered a deed does not decide on an objection to it', async () => {
  const { id } = await someone();
  const own = await domain.points.awards.enter(admin, { ruleId: await rule(), residentId: id });
  const objection = await domain.points.awards.object(stranger, own.id, '不实');
  expect(await refused(domain.points.awards.decide(admin, objection.id, 'WITHDRAWN', '属实'))).toBe('NOT_ALLOWED at objectionId');
  await domain.points.awards.decide(other, objection.id, 'WITHDRAWN', '属实');
});

test('one event counts once for a rule and a person, also when it is entered twice at once', async () => {
  const ruleId = await rule();
  const { id } = await someone();
  const both = await Promise.all([1, 2, 3].map(() => enter(ruleId, id, { eventKey: '签到表 7' }).then(() => 'entered', refusalOf)));
  expect(both.toSorted()).toEqual(['CONFLICT', 'CONFLICT', 'entered']);
  expect(await refused(enter(ruleId, id, { eventKey: '签到表 7' }))).toBe('CONFLICT at eventKey');
  await enter(ruleId, id, { eventKey: '签到表 8' });
});

const refusalOf = (error: { code: string }) => error.code;

test('caps of the day, the month and in all hold under a race, and the last event gives what is left', async () => {
  const ruleId = await rule({ dayCap: 12, monthCap: 20, totalCap: 25 });
  const { id } = await someone();
  const race = await Promise.all(Array.from({ length: 8 }, () => enter(ruleId, id).then(({ points }) => points, refusalOf)));
  expect(race.map(String).toSorted()).toEqual(['2', '5', '5', ...Array.from({ length: 5 }, () => 'INSUFFICIENT')]);
  clock.pass(24 * 60);
  expect([(await enter(ruleId, id)).points, (await enter(ruleId, id)).points]).toEqual([5, 3]);
  expect(await refused(enter(ruleId, id))).toBe('INSUFFICIENT at ruleId');
  clock.pass(31 * 24 * 60);
  expect((await enter(ruleId, id)).points).toBe(5);
  expect(await refused(enter(ruleId, id))).toBe('INSUFFICIENT at ruleId');
});

test('a version that was published stays as it is; a new one begins on a day, and late news are judged by that of their own day', async () => {
  const ruleId = await rule();
  const [{ id: first }] = await database.owner<{ id: string }>('select id from points_rule_version where rule_id = $1', [ruleId]) as [{ id: string }];
  expect(await refused(domain.points.rules.reword(admin, first, { ...TERMS, points: 50 }))).toBe('WRONG_STATE at versionId');
  expect(await refused(domain.points.rules.publish(admin, first, addDays(today(), 5)))).toBe('WRONG_STATE at versionId');
  const second = await domain.points.rules.draft(admin, ruleId, { ...TERMS, points: 8 });
  expect(await domain.points.rules.draft(admin, ruleId, { ...TERMS, points: 9 })).toMatchObject({ id: second.id, number: 2, points: 9 });
  expect(await refused(domain.points.rules.publish(admin, second.id, today()))).toBe('INVALID at beginsOn');
  await domain.points.rules.publish(admin, second.id, addDays(today(), 1));
  const { id } = await someone();
  expect((await enter(ruleId, id)).points).toBe(5);
  const before = clock.now();
  clock.pass(24 * 60);
  expect((await enter(ruleId, id)).points).toBe(9);
  expect((await enter(ruleId, id, { occurredAt: before })).points).toBe(5);
});

test('a rule ends on a day, and holds at its place and under it only', async () => {
  const ruleId = await rule();
  const { id } = await someone();
  const elsewhere = await buildResident(domain, at, { placeId: at.grids[2] });
  expect(await refused(domain.points.awards.enter(other, { ruleId, residentId: elsewhere.id }))).toBe('NOT_FOUND at ruleId');
  expect(await refused(enter(ruleId, elsewhere.id))).toBe('NOT_FOUND at residentId');
  expect(await refused(domain.points.rules.end(admin, ruleId, today()))).toBe('INVALID at endsOn');
  await domain.points.rules.end(admin, ruleId, addDays(today(), 1));
  await enter(ruleId, id);
  clock.pass(24 * 60);
  expect(await refused(enter(ruleId, id))).toBe('NOT_FOUND at ruleId');
  expect(await refused(domain.points.rules.draft(admin, ruleId, TERMS))).toBe('WRONG_STATE at ruleId');
});

test('rules are for admins over their place, and need a scheme, a place and a type that are there', async () => {
  const asked = { placeId: at.communities[0], name: '清洁', eventType: 'manual', ...TERMS };
  for (const nobody of [worker, stranger]) expect(await refused(domain.points.rules.create(nobody, asked))).toBe('NOT_FOUND at placeId');
  expect(await refused(domain.points.rules.create(admin, { ...asked, eventType: 'nothing' }))).toBe('INVALID at eventType');
  expect(await refused(domain.points.rules.create(admin, { ...asked, points: 0 }))).toBe('INVALID at points');
  expect(await refused(domain.points.rules.end(stranger, await rule(), addDays(today(), 1)))).toBe('NOT_FOUND at ruleId');
  expect(await refused(domain.points.rules.setUp(admin, SCHEME))).toBe('NOT_ALLOWED');
  expect(await refused(domain.points.rules.setUp(system(101), { ...SCHEME, noticeDays: 91 }))).toBe('INVALID at noticeDays');
  const bare = await buildDistrict(domain, 102);
  const there = await buildActor(domain, 102, 'DISTRICT_ADMIN', bare.root);
  expect(await refused(domain.points.rules.create(there, { ...asked, placeId: bare.root }))).toBe('WRONG_STATE');
});

test('evidence: words at once, a file before the notice ends', async () => {
  const { id } = await someone();
  const [words, file] = [await rule({ evidence: 'NOTE' }), await rule({ evidence: 'FILE' })];
  expect(await refused(enter(words, id))).toBe('INVALID at note');
  await enter(words, id, { note: '见签到表' });
  const [shown, bare] = [await enter(file, id, { eventKey: '1' }), await enter(file, id, { eventKey: '2' })];
  await domain.attachments.store(worker, { recordKind: 'PointsAward', recordId: shown.id, fileName: '现场.jpg', mediaType: 'image/jpeg', content: Buffer.from('x') });
  clock.pass(4 * 24 * 60);
  await due();
  expect([await award(shown.id), await award(bare.id)]).toEqual([{ state: 'ACTIVE', withdrawal: null }, { state: 'WITHDRAWN', withdrawal: 'NO_EVIDENCE' }]);
});

test('a drop sorted correctly earns by the rules for drops, for the person or the household; a wrong one earns nothing', async () => {
  const [personal, shared] = [
    await rule({ eventType: 'waste_sorting.drop', points: 2, dayCap: 2 }), await rule({ eventType: 'waste_sorting.drop', points: 3, subject: 'HOUSEHOLD' })];
  const resident: Resident = await someone();
  const household = await domain.households.create(worker, { placeId: at.grids[0], kind: 'FAMILY', headId: resident.id });
  const drop = (values: object = {}) => domain.points.drops.record(worker, { residentId: resident.id, kind: 'KITCHEN', correct: true, ...values });
  const first = await drop({ external: { system: 'bin', id: '1' } });
  expect((await drop({ external: { system: 'bin', id: '1' } })).id).toBe(first.id);
  await drop();
  await drop({ correct: false });
  await drop({ residentId: undefined, householdId: household.id });
  clock.pass(4 * 24 * 60);
  await due();
  expect([await balance(resident.id), await balance(household.id)]).toEqual([2, 9]);
  await domain.points.drops.void(worker, first.id);
  expect([await balance(resident.id), await balance(household.id)]).toEqual([0, 6]);
  expect(await refused(domain.points.drops.void(worker, first.id))).toBe('WRONG_STATE at dropId');
  expect(await refused(domain.points.drops.record(stranger, { residentId: resident.id, kind: 'OTHER', correct: true }))).toBe('NOT_FOUND at residentId');
  expect(await refused(drop({ occurredAt: new Date(clock.now().getTime() + 60_000) }))).toBe('INVALID at occurredAt');
  expect(await refused(drop({ householdId: household.id }))).toBe('INVALID at residentId');
  const snapshot = domain.connections.snapshot(101);
  const days = { from: calendarDate('2026-01-01'), to: addDays(today(), 1) };
  const [version] = await database.owner<{ id: string }>('select id from points_rule_version where rule_id = $1', [shared]);
  expect(await domain.points.rules.tried(snapshot, admin, version!.id, days)).toEqual({ events: 2, counted: 2, capped: 0, owners: 1, points: 6, most: 6 });
  expect(await domain.points.rules.tried(snapshot, worker, version!.id, days)).toBeNull();
  await snapshot.close();
  expect(personal).not.toBe(shared);
  for (const ruleId of [personal, shared]) await domain.points.rules.end(admin, ruleId, addDays(today(), 1));
  expect(await wrong()).toEqual([]);
});

test('what was given for a record that was wrong is taken back once, by an admin', async () => {
  const { id } = await someone();
  const given = await enter(await rule(), id);
  clock.pass(4 * 24 * 60);
  await due();
  expect(await refused(domain.points.awards.revoke(worker, given.id))).toBe('NOT_FOUND at awardId');
  await domain.points.awards.revoke(admin, given.id);
  expect(await balance(id)).toBe(0);
  expect(await refused(domain.points.awards.revoke(admin, given.id))).toBe('WRONG_STATE at awardId');
  expect(await refused(domain.points.awards.revoke(admin, newId()))).toBe('NOT_FOUND at awardId');
  expect(await wrong()).toEqual([]);
});
