import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BridgeItem } from '../../digital-bridge/bridge-item.entity.ts';
import { NEED_QUESTION } from '../../digital-bridge/needs.ts';
import { ServiceTransaction, type ServiceWay } from '../../digital-bridge/service-transaction.entity.ts';
import type { Domain } from '../../domain.ts';
import type { Residence } from '../../people/residence.entity.ts';
import { addDays, calendarDate, dayOf, startOf, type CalendarDate } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import { system } from '../../shared/performer.ts';
import type { NewRow } from '../../shared/read.ts';
import { buildActivity, sessionIn, sessionsOf } from '../../testing/activity-stand.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../../testing/build.ts';
import { enterAll } from '../../testing/stream/rows.ts';
import { TestClock } from '../../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { periodOf } from '../engine/period.rule.ts';

const clock = new TestClock('2024-01-01T02:00:00Z');
let database: TestDatabase;
let domain: Domain;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
});
afterAll(() => database.close());

/** Counts, holds the figures against the records, and reads the year of a day at a place: `numerator / denominator`. */
async function year({ districtId }: BuiltDistrict, placeId: string, day: CalendarDate, ...keys: string[]): Promise<string[]> {
  while ((await domain.engine.drain(districtId)) === 'BUSY');
  expect(await domain.engine.verify(districtId)).toEqual([]);
  const indicators = keys.map(key => domain.indicators.find(`digital_bridge.${key}`)!);
  const values = await domain.connections.reading(districtId, snapshot => domain.indicators.values(snapshot, [placeId], indicators, [periodOf('YEAR', day)], clock.now()));
  return values.map(({ numerator, denominator }) => `${numerator} / ${denominator}`);
}

const [BEFORE, DURING] = [calendarDate('2024-06-01'), calendarDate('2025-06-01')];

test('the pilot\'s 600 seniors go from 40 % to 85 %, counted from single service records', async () => {
  clock.set('2024-01-01T02:00:00Z');
  const at = await buildDistrict(domain, 101);
  const person = (n: number): NewRow<Residence> => ({
    id: newId(), residentId: newId(), placeId: at.grids[n % 2]!, addressId: null, standing: 'REGISTERED_HERE', livesFrom: calendarDate('2000-01-01'), livesTo: null,
    birthDate: calendarDate(n < 600 ? '1950-03-01' : '1990-03-01'), noKin: false,
  });
  const people = Array.from({ length: 650 }, (_, n) => person(n));
  await domain.unit.of(system(101), 'test.pilot', async tx => {
    await enterAll(tx, people);
    const item = (await tx.findOne(BridgeItem, { kind: 'SERVICE', code: 'pension-check' }))!;
    const service = (n: number, day: CalendarDate, way: ServiceWay): NewRow<ServiceTransaction> => ({
      id: newId(), residentId: people[n]!.residentId, itemId: item.id, placeId: people[n]!.placeId, senior: n < 600, way, channel: way === 'AT_WINDOW' ? 'WINDOW' : 'APP', helperId: null,
      occurredAt: startOf(addDays(day, n % 200)), recordedAt: tx.at, recordedById: null, voidedAt: null, reason: null, externalSystem: 'one-stop', externalId: newId(), dataOrigin: 'GENERATED',
    });
    const some = (from: number, to: number, day: CalendarDate, way: (n: number) => ServiceWay) => Array.from({ length: to - from }, (_, n) => service(from + n, day, way(n)));
    await tx.bulkInsert(ServiceTransaction, [
      ...some(0, 240, BEFORE, n => (n < 100 ? 'BY_SELF' : 'ASSISTED')), ...some(0, 60, BEFORE, () => 'BY_SELF'), ...some(240, 600, BEFORE, () => 'AT_WINDOW'),
      ...some(0, 510, DURING, n => (n < 400 ? 'BY_SELF' : 'ASSISTED')), ...some(100, 130, DURING, () => 'ASSISTED'), ...some(600, 650, DURING, () => 'BY_SELF'),
    ]);
  });
  clock.set('2026-01-02T02:00:00Z');
  const rates = (day: CalendarDate) => year(at, at.communities[0], day, 'service_rate', 'by_self_rate', 'assisted_rate', 'at_window_rate');
  expect(await rates(BEFORE)).toEqual(['240 / 600', '100 / 600', '140 / 600', '360 / 600']);
  expect(await rates(DURING)).toEqual(['510 / 600', '400 / 600', '140 / 600', '0 / 600']);
  const [single] = await database.owner<{ id: string }>(`select id from service_transaction where resident_id = $1 and occurred_at > '2025-01-01'`, [people[509]!.residentId]);
  await domain.digitalBridge.transactions.void(system(101), single!.id, '重复登记');
  expect(await rates(DURING)).toEqual(['509 / 600', '400 / 600', '139 / 600', '0 / 600']);
});

test('hours of courses, what was spent and who has newly learned are those of programs that are measured by the digital bridge', async () => {
  clock.set('2026-03-02T02:00:00Z');
  const at = await buildDistrict(domain, 102);
  const admin = await buildActor(domain, 102, 'DISTRICT_ADMIN', at.root);
  const { programs, money } = domain.programs;
  const plan = (indicator: string) => ({
    title: '银龄数字桥', beginsOn: dayOf(clock.now()), endsOn: addDays(dayOf(clock.now()), 200), budget: 500_000, outcome: { indicator, baseline: 0.4, target: 0.85 },
  });
  const running = async (indicator: string) => {
    const { id } = await programs.create(admin, { placeId: at.communities[0], ...plan(indicator), from: { parts: [] } });
    await programs.start(admin, id);
    await money.receive(admin, { programId: id, kind: 'MONEY', source: 'OUTSIDE', amount: 500_000, organisationId: null, sponsor: '社区基金', note: null, receivedAt: null });
    await money.spend(admin, { programId: id, amount: 100_000, purpose: '教材', payee: '印刷厂', spentAt: null });
    return id;
  };
  const [bridge, other] = [await running('digital_bridge.service_rate'), await running('case.satisfaction_rate')];
  const { id: learner } = await buildResident(domain, at);
  for (const programId of [bridge, other]) {
    const course = await buildActivity(domain, at, { kind: 'COURSE', programId, sessions: [sessionIn(domain, 0.5), sessionIn(domain, 48)] });
    await domain.activities.signUps.signUp(admin, { activityId: course.id, residentId: learner, channel: 'WINDOW' });
    await domain.activities.attendance.callRoll(admin, (await sessionsOf(domain, course))[0]!.id, []);
  }
  const [item] = await database.owner<{ id: string }>(`select id from bridge_item where district_id = 102 and kind = 'SKILL' and code = 'scanning'`);
  const observe = (level: 'NEEDS_HELP' | 'BY_HERSELF', minutes: number) =>
    domain.digitalBridge.skills.observe(admin, { residentId: learner, itemId: item!.id, level, observedAt: new Date(clock.now().getTime() - minutes * 60_000) });
  const figures = () => year(at, at.communities[0], dayOf(clock.now()), 'course_hours', 'cost_per_gain');
  const alone = await observe('BY_HERSELF', 5);
  expect(await figures()).toEqual(['120 / null', '100000 / 0']);
  await observe('NEEDS_HELP', 60);
  expect(await figures()).toEqual(['120 / null', '100000 / 1']);
  await programs.revise(admin, other, { ...plan('digital_bridge.course_hours'), parts: null });
  expect(await figures()).toEqual(['240 / null', '200000 / 1']);
  await programs.revise(admin, bridge, { ...plan('case.satisfaction_rate'), parts: null });
  await domain.digitalBridge.skills.void(admin, alone.id, '看错');
  expect(await figures()).toEqual(['120 / null', '100000 / 0']);
});

test('answers to a program\'s survey tell who needs help, and only those that say', async () => {
  clock.set('2026-03-02T02:00:00Z');
  const at = await buildDistrict(domain, 103);
  const admin = await buildActor(domain, 103, 'DISTRICT_ADMIN', at.root);
  const { id: programId } = await domain.programs.programs.create(admin, {
    placeId: at.communities[0], title: '银龄数字桥', beginsOn: dayOf(clock.now()), endsOn: dayOf(clock.now()), budget: 0, outcome: null, from: { parts: [] },
  });
  await domain.programs.programs.start(admin, programId);
  const { surveys } = domain;
  const { id: questionnaireId } = await surveys.questionnaires.create(admin, {
    placeId: at.root, title: '数字需求', content: { elements: [{ type: 'boolean', name: NEED_QUESTION, title: '是否需要帮助' }, { type: 'comment', name: 'words' }] },
  });
  const open = (of?: string) => surveys.surveys.open(admin, {
    placeId: at.communities[0], questionnaireId, respondents: 'RESIDENTS', anonymous: false, modes: ['DOORSTEP', 'PAPER'], closesOn: addDays(dayOf(clock.now()), 9), ...(of && { programId: of }),
  });
  const [survey, unrelated] = [await open(programId), await open()];
  const answer = async (surveyId: string, answers: object) =>
    surveys.answers.answer(admin, surveyId, { residentId: (await buildResident(domain, at)).id, mode: 'DOORSTEP', answers });
  for (const needs of [true, true, false]) await answer(survey.id, { [NEED_QUESTION]: needs });
  await answer(survey.id, { words: '不方便回答' });
  await answer(unrelated.id, { [NEED_QUESTION]: true });
  expect(await year(at, at.communities[0], dayOf(clock.now()), 'need_help_rate')).toEqual(['2 / 3']);
});
