import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../../access/actor.ts';
import type { Domain } from '../../domain.ts';
import { calendarDate } from '../../shared/clock.ts';
import { system } from '../../shared/performer.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../../testing/build.ts';
import { buildRated, monthsBefore } from '../../testing/figures-stand.ts';
import { refused } from '../../testing/refused.ts';
import { TestClock } from '../../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import type { NewAlertRule } from './alerts.service.ts';

const RATE = 'case.satisfaction_rate';
const clock = new TestClock('2026-03-10T02:00:00Z');
const FEBRUARY = calendarDate('2026-02-01');
const by = system(101);
let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let street: Actor;
let community: Actor;
let elsewhere: Actor;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  await database.owner(`update place set onboarded_at = '2020-01-01'`);
  street = await buildActor(domain, 101, 'STREET_ADMIN', at.street);
  community = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  elsewhere = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]);
  const [first, second] = at.communities;
  const month = (back: number) => monthsBefore(FEBRUARY, back);
  await buildRated(
    domain, at, { placeId: first, day: FEBRUARY, rated: 100, satisfied: 60 }, { placeId: second, day: FEBRUARY, rated: 100, satisfied: 82 },
    ...Array.from({ length: 14 }, (_, n) => at.communities.map(placeId => ({ placeId, day: month(n + 1), rated: 50, satisfied: 40 + (n % 3) }))).flat(),
  );
});
afterAll(() => database.close());

const rule = (terms: Omit<NewAlertRule, 'placeId' | 'indicator'> & Partial<NewAlertRule>, performer: Actor = street) =>
  domain.alerts.createRule(performer, { placeId: at.street, level: 'COMMUNITY', indicator: RATE, ...terms });
async function raise(): Promise<number> {
  return domain.connections.reading(101, snapshot => domain.alertRaiser.raise(snapshot));
}
const alerts = (ruleId: string) => database.owner<Record<string, any>>(
  `select id, place_id, from_day::text, to_day::text, numerator, denominator, value, low, high, centre, jsonb_array_length(basis) as basis, state from alert where rule_id = $1 order by place_id`, [ruleId]);

test('a figure beyond a threshold raises an alert at its place, once for a period, and tells the nearest admins', async () => {
  const { id } = await rule({ kind: 'THRESHOLD', periodKind: 'MONTH', side: 'BELOW', threshold: 0.7 });
  await domain.turnDay(101);
  expect(await raise()).toBe(0);
  const [alert, ...more] = await alerts(id);
  expect(more).toEqual([]);
  expect(alert).toMatchObject({ place_id: at.communities[0], from_day: '2026-02-01', to_day: '2026-03-01', numerator: 60, denominator: 100, value: 0.6, low: 0.7, high: null, state: 'OPEN' });
  expect(await database.owner('select account_id, kind, subject_kind from notice where subject_id = $1', [alert?.['id']]))
    .toEqual([{ account_id: community.accountId, kind: 'alert.raised', subject_kind: 'Alert' }]);
  await domain.alerts.endRule(street, id);
});

test('a month that chance does not explain is unusual, with the periods that say so', async () => {
  const { id } = await rule({ kind: 'UNUSUAL_CHANGE', periodKind: 'MONTH' });
  expect(await raise()).toBe(1);
  const values = Array.from({ length: 14 }, (_, n) => 40 + (n % 3));
  const p = values.reduce((a, b) => a + b, 0) / (50 * 14);
  expect(await alerts(id)).toEqual([expect.objectContaining({
    place_id: at.communities[0], value: 0.6, basis: 14, centre: expect.closeTo(p, 9), low: expect.closeTo(p - 3 * Math.sqrt((p * (1 - p)) / 100), 9),
  })]);
  await domain.alerts.endRule(street, id);
});

test('a target that holds and was missed raises an alert; where none is set, nothing does', async () => {
  const { id } = await rule({ kind: 'TARGET_MISSED', periodKind: 'MONTH' });
  expect(await raise()).toBe(0);
  await domain.targets.set(street, { placeId: at.street, indicator: RATE, kind: 'YEAR', day: FEBRUARY, value: 0.8 });
  expect(await raise()).toBe(1);
  expect(await alerts(id)).toEqual([expect.objectContaining({ place_id: at.communities[0], low: 0.8, high: null })]);
  await domain.alerts.endRule(street, id);
});

test('a place at which nothing happens for days is stale, once for as long as it stays so', async () => {
  const { id } = await rule({ kind: 'STALE', indicator: RATE, days: 30 });
  expect(await raise()).toBe(2);
  expect(await alerts(id)).toEqual([0, 1].map(() => expect.objectContaining({ from_day: '2026-02-02', to_day: '2026-03-10', value: null })));
  clock.set('2026-03-11T02:00:00Z');
  expect(await raise()).toBe(0);
  await buildRated(domain, at, { placeId: at.grids[0], day: '2026-03-11', rated: 1, satisfied: 1 });
  clock.set('2026-04-11T02:00:00Z');
  expect(await raise()).toBe(1);
  expect((await alerts(id)).filter(each => each['place_id'] === at.communities[0]).map(each => String(each['from_day'])).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['2026-02-02', '2026-03-12']);
  const people = await rule({ kind: 'STALE', indicator: 'activity.attendance', days: 300 });
  const [held] = await database.owner<{ measures: string; definitions: string }>('select measures::text, definitions from kpi_clock');
  const hold = (measures: string, definitions: string) => database.owner('update kpi_clock set measures = $1::jsonb, definitions = $2, revision = revision + 1', [measures, definitions]);
  await hold('{}', 'of another version');
  expect(await raise()).toBe(0); // it has not been counted yet: nobody knows whether nothing happened
  await hold(held!.measures, held!.definitions);
  expect(await raise()).toBe(2);
  for (const ended of [id, people.id]) await domain.alerts.endRule(street, ended);
});

test('an alert is acknowledged by its community, and dismissed with a reason by those above', async () => {
  clock.set('2026-04-11T02:00:00Z');
  const { id } = await rule({ kind: 'STALE', indicator: RATE, days: 20 });
  expect(await raise()).toBe(2);
  const mine = (await alerts(id)).find(each => each['place_id'] === at.communities[0])?.['id'] as string;
  expect(await refused(domain.alerts.acknowledge(elsewhere, mine))).toBe('NOT_FOUND at alertId');
  expect(await domain.alerts.acknowledge(community, mine, '正在核实')).toMatchObject({ state: 'ACKNOWLEDGED', reason: '正在核实', handledById: community.accountId });
  expect(await refused(domain.alerts.acknowledge(street, mine))).toBe('WRONG_STATE at alertId');
  expect(await refused(domain.alerts.dismiss(community, mine, '没事'))).toBe('NOT_ALLOWED at alertId');
  expect(await refused(domain.alerts.dismiss(street, mine, ' '))).toBe('INVALID at reason');
  expect(await domain.alerts.dismiss(street, mine, '春节期间')).toMatchObject({ state: 'DISMISSED', reason: '春节期间' });
  expect(await refused(domain.alerts.acknowledge(street, mine))).toBe('WRONG_STATE at alertId');
  expect(await raise()).toBe(0);
  await domain.alerts.endRule(street, id);
});

test('rules that cannot be, and those who may not set them, are refused', async () => {
  const month = { kind: 'UNUSUAL_CHANGE', periodKind: 'MONTH' } as const;
  expect(await refused(rule(month, community))).toBe('NOT_FOUND at placeId');
  expect(await refused(rule({ ...month, placeId: at.communities[0] }, community))).toBe('NOT_ALLOWED at placeId');
  expect(await refused(rule({ ...month, level: 'DISTRICT' }))).toBe('INVALID at level');
  expect(await refused(rule({ ...month, indicator: 'case.none' }))).toBe('INVALID at indicator');
  expect(await refused(rule({ kind: 'UNUSUAL_CHANGE', periodKind: 'CUMULATIVE' }))).toBe('INVALID at periodKind');
  expect(await refused(rule({ ...month, kind: 'TARGET_MISSED', indicator: 'population.senior_share' }))).toBe('INVALID at indicator');
  expect(await refused(rule({ ...month, kind: 'THRESHOLD', threshold: 1 }))).toBe('INVALID at side');
  expect(await refused(rule({ ...month, kind: 'THRESHOLD', side: 'ABOVE' }))).toBe('INVALID at threshold');
  expect(await refused(rule({ kind: 'STALE', days: 0 }))).toBe('INVALID at days');
  expect(await refused(rule({ kind: 'STALE', days: 7, indicator: 'population.senior_share' }))).toBe('INVALID at indicator');
  const { id } = await domain.alerts.createRule(by, { placeId: at.communities[0], ...month, indicator: RATE });
  expect(await refused(domain.alerts.endRule(elsewhere, id))).toBe('NOT_FOUND at alertRuleId');
  expect(await refused(domain.alerts.endRule(community, id))).toBe('NOT_ALLOWED at alertRuleId');
  await domain.alerts.endRule(street, id);
  expect(await refused(domain.alerts.endRule(street, id))).toBe('WRONG_STATE at alertRuleId');
});
