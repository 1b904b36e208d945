import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { calendarDate, dayOf } from '../shared/clock.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { buildResidentActor } from '../testing/build-time-bank.ts';
import { CareStand } from '../testing/care-stand.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { WellbeingLevel } from './wellbeing.rule.ts';
import type { WellbeingVisit } from './wellbeing-visit.entity.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let care: CareStand;
let admin: Actor;
let worker: Actor;
let stranger: Actor;
const clock = new TestClock('2026-03-02T10:00:00+08:00');
const day = calendarDate;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  care = await CareStand.build(domain, at);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  stranger = await buildActor(domain, 101, 'GRID_WORKER', at.grids[2]);
});
beforeEach(() => clock.set('2026-03-02T10:00:00+08:00'));
afterAll(() => database.close());

async function visited(level: WellbeingLevel): Promise<string> {
  const id = await care.elder();
  await domain.elderCare.wellbeing.assess(worker, id, level, '独居，慢性病');
  return id;
}

/** An elder's visits: the day they are due, and where they stand. */
async function visitsOf(residentId: string): Promise<string[]> {
  const rows = await database.owner<{ due_at: Date; state: string }>('select due_at, state from wellbeing_visit where resident_id = $1 order by due_at, recorded_at', [residentId]);
  return rows.map(({ due_at, state }) => `${dayOf(due_at).slice(5)} ${state}`);
}

async function due(residentId: string): Promise<string> {
  const [row] = await database.owner<{ id: string }>(`select id from wellbeing_visit where resident_id = $1 and state = 'DUE'`, [residentId]);
  return row!.id;
}

const record = (by: Actor, id: string, outcome: WellbeingVisit['outcome'] | null = 'WELL', occurredAt?: Date) => domain.elderCare.wellbeing.record(by, id, { outcome: outcome ?? null, note: '门口聊了几句', occurredAt });

async function midnight(on: string): Promise<void> {
  clock.set(`2026-${on}T00:00:00+08:00`);
  await domain.turnDay(101);
}

test('an elder is visited as often as their risk says; a day that passes without is missed, and stays so', async () => {
  const elder = await visited('EVERY_TWO_DAYS');
  expect(await visitsOf(elder)).toEqual(['03-04 DUE']);
  clock.set('2026-03-03T09:00:00+08:00');
  expect(await record(worker, await due(elder))).toMatchObject({ state: 'DONE', outcome: 'WELL', doneById: worker.accountId });
  expect(await visitsOf(elder)).toEqual(['03-04 DONE', '03-05 DUE']);
  await midnight('03-06');
  await midnight('03-07');
  expect(await visitsOf(elder)).toEqual(['03-04 DONE', '03-05 MISSED', '03-06 MISSED', '03-07 DUE']);
});

test('the visit rate counts visits made of those due, each on the day it was due, and equals a recount', async () => {
  await domain.engine.drain(101);
  expect(await domain.engine.verify(101)).toEqual([]);
  const [cell] = await database.owner<{ made: string; due: string }>(
    `select sum(value) filter (where key = 'elder.visits_made') as made, sum(value) filter (where key = 'elder.visits_due') as due
     from kpi_own o join kpi_measure m on m.id = o.measure where district_id = 101`);
  const [counted] = await database.owner<{ made: string; due: string }>(
    `select count(*) filter (where state = 'DONE') as made, count(*) filter (where state in ('DONE', 'MISSED')) as due from wellbeing_visit where district_id = 101`);
  expect(cell).toEqual(counted);
  expect(counted).toEqual({ made: '1', due: '3' });
});

test('a visit that the phone could send only later was not missed', async () => {
  const elder = await visited('EVERY_TWO_DAYS');
  const [id] = [await due(elder)];
  await midnight('03-05');
  clock.set('2026-03-05T10:00:00+08:00');
  expect(await refused(record(worker, id, 'WELL', new Date('2026-03-05T09:00:00+08:00')))).toBe('WRONG_STATE at visitId');
  for (const never of ['2026-03-05T11:00:00+08:00', '2026-02-20T00:00:00+08:00']) expect(await refused(record(worker, id, 'WELL', new Date(never)))).toBe('INVALID at occurredAt');
  await record(worker, id, 'WELL', new Date('2026-03-04T16:00:00+08:00'));
  expect(await visitsOf(elder)).toEqual(['03-04 DONE', '03-06 DUE']);
});

test('nobody at home leaves it due; a bad finding reaches the nearest admins at once', async () => {
  const elder = await visited('WEEKLY');
  const id = await due(elder);
  expect(await record(worker, id, null)).toMatchObject({ state: 'DUE', triedAt: clock.now() });
  const alarms = () => database.owner('select account_id, urgent from notice where kind = $1 and subject_id = $2', ['wellbeing.alarm', id]);
  expect(await alarms()).toEqual([]);
  await record(worker, id, 'UNWELL');
  expect(await alarms()).toEqual([{ account_id: admin.accountId, urgent: true }]);
  expect(await refused(record(worker, id))).toBe('WRONG_STATE at visitId');
});

test('who is away is not due: visits of that time are put off, or wait until somebody knows', async () => {
  const elder = await visited('WEEKLY');
  const away = (from: string | null, to: string | null) => domain.elderCare.wellbeing.setAway(worker, elder, from === null ? null : day(from), to === null ? null : day(to));
  await away('2026-03-08', '2026-03-20');
  expect(await visitsOf(elder)).toEqual(['03-09 EXCUSED', '03-20 DUE']);
  await away('2026-03-08', null);
  expect(await visitsOf(elder)).toEqual(['03-09 EXCUSED', '03-20 EXCUSED']);
  clock.set('2026-03-15T10:00:00+08:00');
  await away(null, null);
  expect(await visitsOf(elder)).toEqual(['03-09 EXCUSED', '03-15 DUE', '03-20 EXCUSED']);
  expect(await refused(away('2026-03-20', '2026-03-20'))).toBe('INVALID at to');
  expect(await refused(domain.elderCare.wellbeing.setAway(worker, await care.elder(), null, null))).toBe('NOT_FOUND at residentId');
});

test('the risk is assessed by staff where they live; another one does not make an overdue visit undone, none ends the visits', async () => {
  const elder = await visited('WEEKLY');
  const assess = (by: Actor, level: WellbeingLevel | null) => domain.elderCare.wellbeing.assess(by, elder, level, '好转');
  expect(await refused(assess(stranger, 'MONTHLY'))).toBe('NOT_FOUND at residentId');
  expect(await refused(assess(await buildResidentActor(domain, at, elder), 'MONTHLY'))).toBe('NOT_FOUND at residentId');
  await assess(worker, 'MONTHLY');
  expect(await visitsOf(elder)).toEqual(['03-09 EXCUSED', '04-01 DUE']);
  clock.set('2026-04-01T09:00:00+08:00');
  await assess(worker, 'QUARTERLY');
  expect(await visitsOf(elder)).toEqual(['03-09 EXCUSED', '04-01 DUE']);
  await assess(worker, null);
  expect(await visitsOf(elder)).toEqual(['03-09 EXCUSED', '04-01 EXCUSED']);
  const history = await database.owner<{ n: number }>(`select count(*)::int as n from record_change where entity = 'WellbeingPlan' and subject_id = (select id from wellbeing_plan where resident_id = $1)`, [elder]);
  expect(history[0]!.n).toBeGreaterThanOrEqual(4);
});

test('the mutual-aid team visits whom it was paired with, and nobody else', async () => {
  const [elder, other, visitor] = [await visited('WEEKLY'), await visited('WEEKLY'), await care.elder()];
  const silver = await buildResidentActor(domain, at, visitor);
  const pair = (by: Actor, who: string, whom: string) => domain.elderCare.day.pair(by, care.centre.id, who, whom);
  expect(await refused(pair(stranger, visitor, elder))).toBe('NOT_FOUND at centreId');
  expect(await refused(pair(care.staff, elder, elder))).toBe('INVALID at visitorId');
  const { id } = await pair(care.staff, visitor, elder);
  expect(await refused(pair(care.staff, visitor, elder))).toBe('CONFLICT at visitorId');
  expect(await refused(record(silver, await due(other)))).toBe('NOT_FOUND at visitId');
  expect(await record(silver, await due(elder))).toMatchObject({ state: 'DONE', doneById: silver.accountId });
  await domain.elderCare.day.unpair(care.staff, id);
  expect(await refused(record(silver, await due(elder)))).toBe('NOT_FOUND at visitId');
  expect(await refused(domain.elderCare.day.unpair(care.staff, id))).toBe('WRONG_STATE at pairId');
});

test('who is at the centre is there once, and has left by the end of the day', async () => {
  const { day: days } = domain.elderCare;
  const [elder, far] = [await care.elder(), (await buildResident(domain, at, { placeId: at.grids[2] })).id];
  const stay = await days.come(care.staff, care.centre.id, elder);
  expect(await refused(days.come(care.staff, care.centre.id, elder))).toBe('CONFLICT at residentId');
  expect(await refused(days.come(care.staff, care.centre.id, far))).toBe('NOT_FOUND at residentId');
  expect(await refused(days.leave(stranger, stay.id))).toBe('NOT_FOUND at stayId');
  await days.leave(care.staff, stay.id);
  expect(await refused(days.leave(care.staff, stay.id))).toBe('WRONG_STATE at stayId');
  const again = await days.come(care.staff, care.centre.id, elder);
  await midnight('03-03');
  expect(await database.owner('select left_at from care_stay where id = $1', [again.id])).toEqual([{ left_at: new Date('2026-03-03T00:00:00+08:00') }]);
});

test('an incident is sealed, and told to the admins and whoever it happened to; erased, nothing of what was written is left', async () => {
  const elder = await visited('WEEKLY');
  const own = await buildResidentActor(domain, at, elder);
  const incident = await domain.elderCare.day.report(care.staff, { centreId: care.centre.id, residentId: elder, kind: 'FALL', text: '在卫生间滑倒' });
  expect([incident.textSealed?.includes('滑倒'), domain.sealer.open(incident.textSealed!)]).toEqual([false, '在卫生间滑倒']);
  const told = await database.owner<{ account_id: string }>(`select account_id from notice where kind = 'care.incident'`);
  expect(new Set(told.map(({ account_id }) => account_id))).toEqual(new Set([admin.accountId, own.accountId]));
  expect(await refused(domain.elderCare.day.report(care.staff, { centreId: care.centre.id, kind: 'OTHER', text: ' ' }))).toBe('INVALID at text');
  expect(await refused(domain.elderCare.day.report(stranger, { centreId: care.centre.id, kind: 'OTHER', text: '停电' }))).toBe('NOT_FOUND at centreId');
  await record(worker, await due(elder));
  await domain.residents.depart(worker, elder, day('2026-03-02'), 'DIED');
  await domain.residents.erase(await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root), elder);
  const left = await database.owner(`select note, reason, text_sealed, level from wellbeing_visit w join wellbeing_plan p using (resident_id) join care_incident i using (resident_id) where resident_id = $1`.replace('level', 'p.level'), [elder]);
  expect(left).toEqual([{ note: null, reason: null, text_sealed: null, level: null }, { note: null, reason: null, text_sealed: null, level: null }]);
  expect(await visitsOf(elder)).toEqual(['03-09 DONE', '03-09 EXCUSED']);
});
