import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { dayOf } from '../shared/clock.ts';
import type { Resident } from '../people/resident.entity.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import type { Refusal } from '../shared/refusal.ts';
import { rowsOfFile } from '../sheets/files/read-file.ts';
import { buildActivities, buildActivity, sessionIn, sessionsOf } from '../testing/activity-stand.ts';
import { buildActor, buildDistrict, buildOrganisationActor, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { buildResidentActor } from '../testing/build-time-bank.ts';
import { SCHEME, TERMS, publishToday } from '../testing/points-stand.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { Activity } from './activity.entity.ts';
import { doorCode } from './door-code.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let worker: Actor;
let elsewhere: Actor;
let neighbours: Resident[];
const clock = new TestClock('2026-03-02T02:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  elsewhere = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]);
  neighbours = await Promise.all(Array.from({ length: 40 }, () => someone()));
});
afterAll(() => database.close());

const someone = (values: object = {}) => buildResident(domain, at, values);
const activity = (values: object = {}) => buildActivity(domain, at, values);
const sitting = async (of: Activity) => (await sessionsOf(domain, of))[0]!;
const signUp = ({ id }: Activity, residentId: string, by: Actor = worker) => domain.activities.signUps.signUp(by, { activityId: id, residentId, channel: 'WINDOW' });
const codeOf = (error: Refusal) => error.code;

/** Numbers of an activity's sign-ups by what has become of them, in their order. */
async function line({ id }: Activity): Promise<Record<string, string[]>> {
  const rows = await database.owner<{ status: string; resident_id: string }>('select status, resident_id from activity_sign_up where activity_id = $1 order by number', [id]);
  return Object.fromEntries(['SIGNED_UP', 'WAITING', 'CANCELLED'].map(status => [status, rows.filter(row => row.status === status).map(row => row.resident_id)]));
}

async function told(residentAccount: Actor): Promise<string[]> {
  return (await database.owner<{ kind: string }>('select kind from notice where account_id = $1 order by created_at, id', [residentAccount.accountId])).map(({ kind }) => kind);
}

/** Some of forty neighbours. */
const crowd = (n: number) => neighbours.slice(0, n);

test('200 people for 20 places and 5 on the waitlist: twenty get one, five wait, and nobody has two', async () => {
  const asked = await activity({ capacity: 20, waitlist: 5 });
  const people = crowd(40);
  // Each of forty asks five times, as from several devices.
  const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => signUp(asked, people[n % 40]!.id).then(({ status }) => status, codeOf)));
  const { SIGNED_UP = [], WAITING = [], CANCELLED } = await line(asked);
  expect([SIGNED_UP.length, WAITING.length, CANCELLED, new Set([...SIGNED_UP, ...WAITING]).size]).toEqual([20, 5, [], 25]);
  expect([...new Set(answers)].toSorted()).toEqual(['INSUFFICIENT', 'SIGNED_UP', 'WAITING']);
  expect(answers.filter(answer => answer === 'INSUFFICIENT')).toHaveLength(15 * 5);
});

test('a place that becomes free goes to exactly one, who has waited longest, however many are given up at once and asked for meanwhile', async () => {
  for (let round = 0; round < 5; round++) {
    const asked = await activity({ capacity: 3, waitlist: 4 });
    const people = crowd(9);
    const made = [];
    for (const { id } of people.slice(0, 7)) made.push(await signUp(asked, id));
    expect(await refused(signUp(asked, people[7]!.id))).toBe('INSUFFICIENT at activityId');
    await Promise.all([
      domain.activities.signUps.cancel(worker, made[0]!.id), domain.activities.signUps.cancel(worker, made[2]!.id),
      ...people.slice(7).map(({ id }) => signUp(asked, id).catch(codeOf)),
    ]);
    const after = await line(asked);
    expect(after['SIGNED_UP']!.toSorted()).toEqual([1, 3, 4].map(n => people[n]!.id).toSorted());
    expect(after['WAITING']!.slice(0, 2)).toEqual([people[5]!.id, people[6]!.id]);
    expect(after['CANCELLED']).toHaveLength(2);
  }
});

test('the last place on the waitlist goes to one of many, many times', async () => {
  for (let round = 0; round < 5; round++) {
    const asked = await activity({ capacity: 1, waitlist: 1 });
    const [first, ...others] = crowd(9);
    await signUp(asked, first!.id);
    const answers = await Promise.all(others.map(({ id }) => signUp(asked, id).then(({ status }) => status, codeOf)));
    expect(answers.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'INSUFFICIENT'), 'WAITING']);
  }
});

test('one signs up oneself, and whom one acts for by a recorded proxy; nobody else, and not without being there to see it', async () => {
  const asked = await activity();
  const [mother, daughter, stranger] = [await someone(), await someone({ name: '王丽' }), await someone({ name: '路人' })];
  const account = await buildResidentActor(domain, at, daughter.id);
  expect((await signUp(asked, daughter.id, account)).channel).toBe('APP');
  expect(await refused(signUp(asked, mother.id, account))).toBe('NOT_FOUND at residentId');
  const proxy = await domain.consents.nameProxy(system(101), { residentId: mother.id, holderId: account.accountId, relation: 'CHILD', version: '1', channel: 'PAPER' });
  const made = await signUp(asked, mother.id, account);
  expect(made.channel).toBe('PROXY');
  expect((await signUp(asked, mother.id, account)).id).toBe(made.id);
  expect(await refused(domain.activities.signUps.cancel(await buildResidentActor(domain, at, stranger.id), made.id))).toBe('NOT_FOUND at signUpId');
  expect(await refused(signUp(asked, mother.id, elsewhere))).toBe('NOT_FOUND at residentId');
  expect(await refused(domain.activities.signUps.signUp(worker, { activityId: asked.id, residentId: stranger.id }))).toBe('INVALID at channel');
  expect(proxy).toBeDefined();
});

test('an activity is for who lives there, unless it is open to the district; where it says so, for an age or a standing only', async () => {
  const neighbour = await someone({ placeId: at.grids[2] });
  const account = await buildResidentActor(domain, { ...at, grids: [at.grids[2], at.grids[2], at.grids[2], at.grids[2]] }, neighbour.id);
  expect(await refused(signUp(await activity(), neighbour.id, account))).toBe('NOT_FOUND at activityId');
  expect((await signUp(await activity({ openTo: 'DISTRICT' }), neighbour.id, account)).status).toBe('SIGNED_UP');
  expect(await refused(signUp(await activity({ ageBelow: 60 }), (await someone()).id))).toBe('NOT_ALLOWED at residentId');
  expect(await refused(signUp(await activity({ standings: ['FLOATING'] }), (await someone()).id))).toBe('NOT_ALLOWED at residentId');
});

test('one signs up between the first and the last moment, and not for what is over or called off', async () => {
  const { id } = await someone();
  const now = clock.now();
  expect(await refused(signUp(await activity({ signUpFrom: new Date(now.getTime() + 1) }), id))).toBe('WRONG_STATE at activityId');
  expect(await refused(signUp(await activity({ signUpFrom: new Date(0), signUpUntil: now }), id))).toBe('WRONG_STATE at activityId');
  expect(await refused(signUp(await activity({ sessions: [sessionIn(domain, -3)] }), id))).toBe('WRONG_STATE at activityId');
  const off = await activity();
  await domain.activities.plans.cancel(admin, off.id, '下雨');
  expect(await refused(signUp(off, id))).toBe('WRONG_STATE at activityId');
  expect(await refused(domain.activities.plans.cancel(admin, off.id, '下雨'))).toBe('WRONG_STATE at activityId');
  expect(await refused(activity({ signUpFrom: now, signUpUntil: now }))).toBe('INVALID at signUpUntil');
});

test('a trainer leads one session at a time, also when both are planned at once', async () => {
  const trainer = await buildActor(domain, 101, 'VOLUNTEER', at.communities[0]);
  const planned = (hours: number) => activity({ sessions: [sessionIn(domain, hours, { trainerId: trainer.accountId })] });
  const both = await Promise.all([1, 2, 3].map(() => planned(100).then(() => 'planned', codeOf)));
  expect(both.toSorted()).toEqual(['CONFLICT', 'CONFLICT', 'planned']);
  expect(await refused(planned(101))).toBe('CONFLICT at sessions.0.startsAt');
  const next = await planned(102);
  const { id } = await sitting(next);
  expect(await refused(domain.activities.sessions.change(admin, id, sessionIn(domain, 101)))).toBe('CONFLICT at startsAt');
  await domain.activities.sessions.cancel(admin, id, '教师请假');
  await planned(102);
  expect(await refused(activity({ sessions: [sessionIn(domain, 1, { trainerId: elsewhere.accountId })] }))).toBe('NOT_FOUND at sessions.0.trainerId');
  expect(await refused(activity({ sessions: [{ startsAt: clock.now(), endsAt: clock.now() }] }))).toBe('INVALID at sessions.0.endsAt');
});

test('staff over the place plan, others do not; a number of another system is the same activity, told anew', async () => {
  const plan = (by: Actor, values: object = {}) => domain.activities.plans.create(by, { placeId: at.communities[0], kind: 'EVENT', title: '义诊', sessions: [sessionIn(domain, 5)], ...values });
  const made = await plan(admin, { capacity: 5, external: { system: 'culture', id: '9' } });
  for (const nobody of [worker, elsewhere]) expect(await refused(plan(nobody))).toBe('NOT_FOUND at placeId');
  expect(await plan(admin, { title: '大义诊', external: { system: 'culture', id: '9' } })).toMatchObject({ id: made.id, title: '大义诊', capacity: 5 });
  expect(await refused(plan(admin, { kind: 'COURSE', external: { system: 'culture', id: '9' } }))).toBe('CONFLICT at external');
  expect(await refused(domain.activities.plans.change(worker, made.id, { capacity: 9 }))).toBe('NOT_ALLOWED at activityId');
  expect(await refused(domain.activities.plans.change(elsewhere, made.id, { capacity: 9 }))).toBe('NOT_FOUND at activityId');
  const people = crowd(2);
  for (const { id } of people) await signUp(made, id);
  expect(await refused(domain.activities.plans.change(admin, made.id, { capacity: 1 }))).toBe('INVALID at capacity');
  expect(await refused(domain.activities.plans.change(admin, made.id, { title: ' ' }))).toBe('INVALID at title');
});

test('more places go to who waits, and whoever gets one is told; so is everybody of another time and of what is called off', async () => {
  const asked = await activity({ capacity: 1, waitlist: 2, sessions: [sessionIn(domain, 30)] });
  const [placed, first] = [await someone(), await someone()];
  const [one, two] = [await buildResidentActor(domain, at, placed.id), await buildResidentActor(domain, at, first.id)];
  await signUp(asked, placed.id);
  await signUp(asked, first.id);
  await domain.activities.plans.change(admin, asked.id, { capacity: 2 });
  const { id } = await sitting(asked);
  await domain.activities.sessions.change(admin, id, { venue: '广场' });
  await domain.activities.sessions.remind({ districtId: 101, sessionId: id, hours: 24 }); // too early: it was put off
  clock.pass(6 * 60);
  await domain.activities.sessions.remind({ districtId: 101, sessionId: id, hours: 24 });
  await domain.activities.sessions.cancel(admin, id, '停电');
  await domain.activities.plans.cancel(admin, asked.id, '停电');
  const all = ['activity.session_changed', 'activity.reminder', 'activity.session_cancelled', 'activity.cancelled'];
  expect([await told(one), await told(two)]).toEqual([all, ['activity.place_given', ...all]]);
  const jobs = await database.owner<{ n: number }>(`select count(*)::int as n from graphile_worker.jobs where key like 'activity_reminder:101:' || $1 || '%'`, [id]);
  expect(jobs).toEqual([{ n: 2 }]);
});

test('by the code at the door one checks in once, for two minutes; who has no place takes one while there is one', async () => {
  const asked = await activity({ capacity: 2, waitlist: 5, sessions: [sessionIn(domain, 0.5)] });
  const { id: sessionId } = await sitting(asked);
  const [placed, walkIn, late] = crowd(3);
  const account = await buildResidentActor(domain, at, placed!.id);
  await signUp(asked, placed!.id, account);
  const shown = () => doorCode(domain.sealer, 101, sessionId, clock.now()).code;
  const code = shown();
  const both = await Promise.all([1, 2].map(() => domain.activities.attendance.checkIn(account, placed!.id, code)));
  expect(new Set(both.map(({ id }) => id)).size).toBe(1);
  expect(both[0]).toMatchObject({ way: 'DOOR_CODE', minutes: 120, standing: 'REGISTERED_HERE', homePlaceId: at.grids[0], placeId: at.communities[0] });
  await domain.activities.attendance.checkIn(worker, walkIn!.id, code);
  expect(await refused(domain.activities.attendance.checkIn(worker, late!.id, code))).toBe('INSUFFICIENT at activityId');
  await signUp(asked, late!.id);
  expect(await refused(domain.activities.attendance.checkIn(worker, late!.id, code))).toBe('INSUFFICIENT at activityId');
  expect(await refused(domain.activities.attendance.checkIn(account, late!.id, code))).toBe('NOT_FOUND at residentId');
  expect(await refused(domain.activities.attendance.checkIn(account, placed!.id, code.replace(sessionId, newId())))).toBe('INVALID at code');
  clock.pass(2);
  expect(await refused(domain.activities.attendance.checkIn(account, placed!.id, code))).toBe('INVALID at code');
  await domain.activities.attendance.checkIn(account, placed!.id, shown());
  expect((await sitting(asked)).attended).toBe(2);
});

test('a card does what a phone does: the one that confirms services is scanned at the door', async () => {
  const asked = await activity({ sessions: [sessionIn(domain, 0.5)] });
  const { id: sessionId } = await sitting(asked);
  const { id } = await someone();
  const { code } = await domain.timeBank.cards.issue(worker, id, '135790');
  expect(await domain.activities.attendance.checkInByCard(admin, sessionId, code)).toMatchObject({ residentId: id, way: 'CARD' });
  expect(await refused(domain.activities.attendance.checkInByCard(admin, sessionId, 'forged'))).toBe('INVALID at secret');
  expect(await refused(domain.activities.attendance.checkInByCard(worker, sessionId, code))).toBe('NOT_ALLOWED at sessionId');
  expect(await refused(domain.activities.attendance.checkInByCard(elsewhere, sessionId, code))).toBe('NOT_FOUND at sessionId');
});

test('the roll is called by who trains: all were there but the absent; corrections are the staff\'s, with a reason', async () => {
  const organisation = await domain.organisations.create(admin, { placeId: at.communities[0], name: '培训学校', kind: 'SERVICE_PROVIDER' });
  const teacher = await buildOrganisationActor(domain, 101, organisation.id);
  const asked = await activity({ kind: 'COURSE', sessions: [sessionIn(domain, 2, { trainerOrganisationId: organisation.id })] });
  const { id: sessionId } = await sitting(asked);
  const [a, b, c, guest] = crowd(4);
  for (const { id } of [a!, b!, c!]) await signUp(asked, id);
  const roll = (absent: string[], by: Actor = teacher, when?: Date) => domain.activities.attendance.callRoll(by, sessionId, absent, when);
  expect(await refused(roll([]))).toBe('WRONG_STATE at sessionId');
  clock.pass(3 * 60);
  expect(await refused(roll([guest!.id]))).toBe('NOT_FOUND at absentIds.0');
  expect(await refused(roll([], worker))).toBe('NOT_ALLOWED at sessionId');
  expect(await refused(roll([], teacher, new Date(clock.now().getTime() + 60_000)))).toBe('INVALID at occurredAt');
  expect((await roll([b!.id])).attended).toBe(2);
  expect((await roll([b!.id])).attended).toBe(2);
  expect(await refused(roll([a!.id]))).toBe('CONFLICT at absentIds.0');
  expect(await refused(domain.activities.attendance.record(teacher, { sessionId, residentId: guest!.id }))).toBe('NOT_FOUND at residentId');
  clock.pass(24 * 60); // recorded later
  const late = await domain.activities.attendance.record(admin, { sessionId, residentId: guest!.id, minutes: 60, external: { system: 'gate', id: '7' } });
  expect(late.occurredAt).toEqual((await sitting(asked)).endsAt);
  expect((await domain.activities.attendance.record(admin, { sessionId, residentId: guest!.id, external: { system: 'gate', id: '7' } })).id).toBe(late.id);
  expect(await refused(domain.activities.attendance.record(admin, { sessionId, residentId: b!.id, external: { system: 'gate', id: '7' } }))).toBe('CONFLICT at external');
  expect(await refused(domain.activities.attendance.void(teacher, late.id, '弄错'))).toBe('NOT_ALLOWED at attendanceId');
  expect(await refused(domain.activities.attendance.correct(admin, late.id, { minutes: 0 }, '早退'))).toBe('INVALID at minutes');
  expect(await domain.activities.attendance.correct(admin, late.id, { minutes: 30 }, '早退')).toMatchObject({ minutes: 30, reason: '早退' });
  expect(await refused(domain.activities.attendance.void(admin, late.id, ' '))).toBe('INVALID at reason');
  await domain.activities.attendance.void(admin, late.id, '不是本人');
  expect(await refused(domain.activities.attendance.void(admin, late.id, '再来'))).toBe('WRONG_STATE at attendanceId');
  expect((await sitting(asked)).attended).toBe(2);
  expect(await refused(domain.activities.sessions.change(admin, sessionId, { venue: '操场' }))).toBe('WRONG_STATE at sessionId');
});

test('who has signed up goes out as a list, by masked names, with how often they came', async () => {
  const there = await buildDistrict(domain, 103);
  const chief = await buildActor(domain, 103, 'COMMUNITY_ADMIN', there.communities[0]);
  await buildActivities(domain, there);
  const path = join(await mkdtemp(join(tmpdir(), 'linli-sign-ups-')), 'out.csv');
  const { id } = await domain.exports.create(chief, {
    kind: 'activity-sign-ups', placeId: there.communities[0], format: 'CSV', unmasked: false, filters: [{ key: 'status', values: ['已报名'] }] }, { later: false });
  await domain.exports.write(103, id, path, () => Promise.resolve(null));
  const rows = [];
  for await (const { cells } of rowsOfFile(path, () => undefined)) rows.push([...cells]);
  await rm(dirname(path), { recursive: true });
  expect(rows.slice(1)).toEqual([expect.arrayContaining(['测试手机课', '测***', '已报名', '窗口', '1']), expect.arrayContaining(['测试讲座', '测***', '0'])]);
});

test('attending earns points by the scheme\'s rules, and an attendance that is voided gives them back', async () => {
  await domain.points.rules.setUp(system(101), SCHEME);
  const rule = await domain.points.rules.create(admin, { placeId: at.communities[0], name: '参加活动', eventType: 'activity.attended', ...TERMS });
  await publishToday(domain, admin, rule.id);
  const asked = await activity({ sessions: [sessionIn(domain, 0.5)] });
  const { id: sessionId } = await sitting(asked);
  const { id } = await someone({ standing: 'FLOATING' });
  const attendance = await domain.activities.attendance.record(admin, { sessionId, residentId: id });
  expect(attendance.standing).toBe('FLOATING');
  const states = async () => (await database.owner<{ state: string; points: number }>('select state, points from points_award where event_key = $1', [attendance.id]));
  expect(await states()).toEqual([{ state: 'PROPOSED', points: 5 }]);
  await domain.activities.attendance.void(admin, attendance.id, '不是本人');
  expect(await states()).toEqual([{ state: 'WITHDRAWN', points: 5 }]);
});

test('what is to come goes with a grid that is merged; what has taken place stays', async () => {
  const there = await buildDistrict(domain, 102);
  const chief = await buildActor(domain, 102, 'COMMUNITY_ADMIN', there.communities[0]);
  await buildActor(domain, 102, 'GRID_WORKER', there.grids[0]);
  const past = await buildActivity(domain, there, { placeId: there.grids[1], sessions: [sessionIn(domain, -3)] });
  const ahead = await buildActivity(domain, there, { placeId: there.grids[1] });
  await domain.grids.merge(chief, [there.grids[1]], { gridId: there.grids[0] });
  const places = await database.owner<{ place_id: string }>('select place_id from activity where id = any($1) order by id', [[past.id, ahead.id]]);
  expect(places.map(row => row.place_id)).toEqual([there.grids[1], there.grids[0]]);
});

test('whoever is erased gives up the places that they had, which go to others; that they came still counts', async () => {
  const [asked, gone, next] = [await activity({ capacity: 1, waitlist: 1 }), await someone(), await someone()];
  for (const { id } of [gone, next]) await signUp(asked, id);
  await domain.residents.depart(worker, gone.id, dayOf(clock.now()), 'MOVED');
  await domain.residents.erase(await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root), gone.id);
  expect(await line(asked)).toEqual({ SIGNED_UP: [next.id], WAITING: [], CANCELLED: [gone.id] });
});
