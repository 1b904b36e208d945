import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { receivedAtPlace } from '../../cases/beginning.ts';
import { Case } from '../../cases/case.entity.ts';
import { WasteDrop } from '../../points/waste-drop.entity.ts';
import { calendarDate, dayOf, startOf } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import { ALL_FORMS } from '../../testing/stream/indicators.ts';
import { aCase, aDrop, aResidence, enter } from '../../testing/stream/rows.ts';
import { openGround, Stand, type Ground } from '../../testing/stream/stand.ts';
import { drainToNothing } from '../../testing/stream/stream.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { readMedian } from '../drill-down/lasted.ts';
import type { PeriodKind } from '../language/indicator.ts';
import { periodOf } from './period.rule.ts';

let database: TestDatabase;
let ground: Ground;
let stand: Stand;
let districts = 1_000;
let grid: string;

beforeAll(async () => {
  database = await testDatabase();
  ground = await openGround(database, { indicators: ALL_FORMS });
});
beforeEach(async () => {
  stand = await Stand.build(ground, (districts += 1), new Date('2024-03-10T04:00:00Z'));
  [grid] = stand.at.grids;
});
afterAll(async () => {
  await ground.close();
  await database.close();
});

const person = (values: Partial<ReturnType<typeof aResidence>>) => stand.domain.unit.of(stand.system, 'test', tx => enter(tx, {
  ...aResidence(stand, 1, 1, 1), placeId: grid, birthDate: calendarDate('1990-01-01'), livesFrom: calendarDate('2020-01-01'), livesTo: null, ...values,
}));
const matter = ({ placeId = grid, ...values }: Partial<ReturnType<typeof aCase>>) => stand.domain.unit.of(stand.system, 'test', tx => tx.create(Case, {
  ...aCase(stand, 1, 0, 0), ...receivedAtPlace(placeId), respondedPlaceId: values.firstResponseAt ? placeId : null, dueAt: startOf(calendarDate('2024-04-15')), ...values,
}));

/** `numerator / denominator = value` of one indicator in the period of a kind that a day falls in. */
async function figure(key: string, kind: PeriodKind, day: string, placeId = stand.at.root, asOf?: Date): Promise<string> {
  const asked = [stand.domain.indicators.find(key)!];
  const [found] = await stand.domain.connections.reading(stand.districtId, snapshot => stand.domain.indicators
    .values(snapshot, [placeId], asked, [periodOf(kind, calendarDate(day))], stand.now, asOf));
  return `${found?.numerator} / ${found?.denominator} = ${found?.value}`;
}

test('nothing counted reads as no events, and nothing to divide by as no value', async () => {
  for (const { key, denominator } of CATALOGUE) expect(await figure(key, 'MONTH', '2024-03-10')).toBe(denominator ? '0 / 0 = null' : '0 / null = 0');
  await person({});
  await drainToNothing(stand);
  expect(await figure('case.complaint_rate', 'MONTH', '2024-03-10')).toBe('0 / 1 = 0');
  expect(await figure('population.senior_share', 'MONTH', '2024-03-10')).toBe('0 / 1 = 0');
  expect(await figure('population.senior_share', 'MONTH', '2019-12-31')).toBe('0 / 0 = null');
  expect(await figure('population.senior_share', 'MONTH', '2024-03-10', newId())).toBe('0 / 0 = null');
});

test('a stock at the end of a past period is who lived there then', async () => {
  await person({ livesTo: calendarDate('2024-02-01') }); // no longer there on that day
  await person({ livesTo: calendarDate('2024-02-02') });
  await person({ livesFrom: calendarDate('2024-01-31'), standing: 'FLOATING' });
  await person({ livesFrom: calendarDate('2024-02-01') });
  await person({ birthDate: calendarDate('1964-02-29') }); // 60 on the leap day itself
  await person({ birthDate: calendarDate('1964-03-11') }); // tomorrow
  await drainToNothing(stand);
  expect(await figure('population.floating_share', 'YEAR', '2023-05-05')).toBe('0 / 4 = 0');
  expect(await figure('population.floating_share', 'MONTH', '2024-01-01')).toBe('1 / 5 = 0.2');
  expect(await figure('population.floating_share', 'MONTH', '2024-02-10')).toBe('1 / 4 = 0.25');
  expect(await figure('population.senior_share', 'MONTH', '2024-01-31')).toBe('0 / 5 = 0');
  expect(await figure('population.senior_share', 'MONTH', '2024-02-29')).toBe('1 / 4 = 0.25');
  expect(await figure('population.senior_share', 'QUARTER', '2024-01-01')).toBe('1 / 4 = 0.25'); // up to today
  stand.ground.clock.pass(24 * 60);
  expect(await figure('population.senior_share', 'QUARTER', '2024-01-01')).toBe('2 / 4 = 0.5'); // nothing was written, a day has passed
});

test('what lies in the future is in a running total from its day on, and not before', async () => {
  await matter({ dueAt: new Date('2024-03-12T02:00:00Z') });
  await matter({ dueAt: new Date('2024-03-01T02:00:00Z') });
  await person({ livesFrom: calendarDate('2024-03-12') });
  await drainToNothing(stand);
  expect(await figure('case.on_time_rate', 'CUMULATIVE', '2024-03-10')).toBe('0 / 1 = 0');
  expect(await figure('case.on_time_rate', 'CUMULATIVE', '2024-03-31')).toBe('0 / 1 = 0');
  expect(await figure('population.floating_share', 'CUMULATIVE', '2024-03-31')).toBe('0 / 0 = null');
  stand.ground.clock.set('2024-03-11T16:00:00Z'); // midnight
  expect(await figure('case.on_time_rate', 'CUMULATIVE', '2024-03-12')).toBe('0 / 2 = 0');
  expect(await figure('population.floating_share', 'CUMULATIVE', '2024-03-12')).toBe('0 / 1 = 0');
});

test('a running total sums years, months and days, to the day asked for', async () => {
  for (const day of ['2021-12-31', '2022-01-01', '2024-01-31', '2024-02-01', '2024-03-09', '2024-03-10']) {
    await matter({ firstResponseAt: startOf(calendarDate(day)), receivedAt: new Date(startOf(calendarDate(day)).getTime() - 90 * 60_000) });
  }
  await drainToNothing(stand);
  const until = (day: string) => figure('case.first_response_hours', 'CUMULATIVE', day);
  expect(await until('2021-12-30')).toBe('0 / 0 = null');
  expect(await until('2021-12-31')).toBe('90 / 1 = 1.5');
  expect(await until('2024-01-31')).toBe('270 / 3 = 1.5');
  expect(await until('2024-03-09')).toBe('450 / 5 = 1.5');
  expect(await until('2024-03-10')).toBe('540 / 6 = 1.5');
});

test('twelve months end with any day, and have a value once a place has worked with the system for as long', async () => {
  await peopled('2024-03-10T04:00:00Z');
  for (const day of ['2024-03-10', '2024-03-11', '2024-03-31', '2024-09-30', '2025-03-09', '2025-03-10']) {
    await matter({ firstResponseAt: startOf(calendarDate(day)), receivedAt: new Date(startOf(calendarDate(day)).getTime() - 90 * 60_000) });
  }
  await drainToNothing(stand);
  stand.ground.clock.set(new Date('2025-03-10T04:00:00Z'));
  const until = (day: string) => figure('case.first_response_hours', 'ROLLING_12', day);
  expect(await until('2025-03-08')).toBe('360 / 4 = null');
  expect(await until('2025-03-09')).toBe('450 / 5 = 1.5');
  expect(await until('2025-03-10')).toBe('450 / 5 = 1.5'); // without the first, a year ago to the day
  expect(await until('2025-03-11')).toBe('360 / 4 = null'); // it is not over
});

test('a case counts at its own place and at every place above, and in no other', async () => {
  await matter({ placeId: stand.at.communities[0], kind: 'COMPLAINT', receivedAt: stand.now });
  await person({});
  await person({ placeId: stand.at.grids[2] });
  await drainToNothing(stand);
  const rate = (placeId: string) => figure('case.complaint_rate', 'DAY', '2024-03-10', placeId);
  expect(await rate(stand.at.root)).toBe('1 / 2 = 500');
  expect(await rate(stand.at.communities[0])).toBe('1 / 1 = 1000');
  expect(await rate(grid)).toBe('0 / 1 = 0');
  expect(await rate(stand.at.communities[1])).toBe('0 / 1 = 0');
});

test('as of a moment, the figures are those of that moment, and what runs through runs to its day', async () => {
  const now = new Date(); // the log is dated by the database
  ground.clock.set(now);
  const daysAgo = (days: number) => dayOf(new Date(now.getTime() - days * 86_400_000));
  await person({ standing: 'FLOATING' });
  await person({ livesFrom: daysAgo(1) }); // known in advance
  await drainToNothing(stand);
  await stand.rows(`update kpi_log set at = at - interval '3 days' where district_id = $1`);
  await person({});
  await drainToNothing(stand);
  const share = (kind: PeriodKind, asOf?: Date) => figure('population.floating_share', kind, daysAgo(0), stand.at.root, asOf);
  expect(await share('CUMULATIVE')).toBe('1 / 3 = 0.3333333333333333');
  expect(await share('CUMULATIVE', new Date(now.getTime() - 86_400_000 / 2))).toBe('1 / 2 = 0.5');
  expect(await share('CUMULATIVE', new Date(now.getTime() - 2 * 86_400_000))).toBe('1 / 1 = 1');
  expect(await share('YEAR', new Date(now.getTime() - 2 * 86_400_000))).toBe('1 / 1 = 1');
  expect(await share('CUMULATIVE', new Date(now.getTime() - 4 * 86_400_000))).toBe('0 / 0 = null');
});

const drops = (values: Partial<ReturnType<typeof aDrop>>, ...days: readonly string[]) => stand.domain.unit.of(stand.system, 'test', tx =>
  tx.bulkInsert(WasteDrop, days.map(on => ({
    ...aDrop(stand, 1, 0, 1), residentId: stand.people[0]!, householdId: stand.households[0]!, placeId: grid, correct: true, occurredAt: startOf(calendarDate(on)), ...values, id: newId(),
  }))));

async function peopled(now: string): Promise<void> {
  stand = await Stand.peopled(ground, (districts += 1), new Date(now));
  [grid] = stand.at.grids;
}

test('different people are those of the period, wherever and however often they were there', async () => {
  await peopled('2024-03-10T04:00:00Z');
  const [first, second] = stand.people as [string, string];
  await drops({ residentId: first }, '2023-11-30', '2024-01-31', '2024-02-01', '2024-02-01', '2024-03-04', '2024-03-10');
  await drops({ residentId: first, placeId: stand.at.grids[1] }, '2024-02-01');
  await drops({ residentId: second, placeId: stand.at.grids[2] }, '2024-02-29', '2024-03-05');
  await matter({ residentId: second, receivedAt: startOf(calendarDate('2024-03-05')), placeId: stand.at.grids[3] });
  await drainToNothing(stand);
  const people = (kind: PeriodKind, day: string, placeId?: string) => figure('test.people', kind, day, placeId).then(found => Number(found.split(' ')[0]));
  expect(await Promise.all(['2024-02-01', '2024-02-02', '2024-03-05'].map(day => people('DAY', day)))).toEqual([1, 0, 1]);
  expect(await Promise.all(['2024-02-01', '2024-03-10'].map(day => people('WEEK', day)))).toEqual([1, 2]);
  expect(await Promise.all(['2023-11-01', '2023-12-01', '2024-01-01', '2024-02-01', '2024-03-01'].map(day => people('MONTH', day)))).toEqual([1, 0, 1, 2, 2]);
  expect([await people('QUARTER', '2024-03-10'), await people('YEAR', '2023-05-05'), await people('YEAR', '2024-05-05'), await people('CUMULATIVE', '2023-12-31')]).toEqual([2, 1, 2, 1]);
  expect(await Promise.all([...stand.at.communities, ...stand.at.grids].map(id => people('QUARTER', '2024-03-10', id)))).toEqual([1, 1, 1, 1, 1, 1]);
});

test('who was there within twelve months counts until the same day a year later, once a place has worked with the system for as long', async () => {
  await peopled('2024-03-10T04:00:00Z');
  await drops({}, '2024-02-29', '2024-03-15', '2024-03-15');
  await drainToNothing(stand);
  const at = async (today: string, day = today) => {
    stand.ground.clock.set(new Date(`${today}T04:00:00Z`));
    return figure('test.people_in_a_year', 'MONTH', day);
  };
  expect(await at('2024-03-14')).toBe('1 / null = null');
  expect(await at('2025-02-28', '2025-01-31')).toBe('1 / null = null');
  expect(await at('2025-03-08')).toBe('1 / null = null');
  expect(await at('2025-03-09')).toBe('1 / null = 1'); // since 10 March 2024
  expect(await at('2025-03-14')).toBe('1 / null = 1');
  expect(await at('2025-03-15')).toBe('0 / null = 0');
});

test('a household sorts its waste when it brought some in three of the month\'s four weeks, from the first day of the third on', async () => {
  await peopled('2024-04-30T04:00:00Z');
  const [first, second, third, fourth] = stand.households as [string, string, string, string];
  await drops({ householdId: first }, '2024-04-01', '2024-04-07', '2024-04-08', '2024-04-14', '2024-04-22', '2024-04-30');
  await drops({ householdId: second }, '2024-04-07', '2024-04-08', '2024-04-13', '2024-04-14', '2024-05-15');
  await drops({ householdId: third }, '2024-04-21', '2024-04-22', '2024-04-15', '2024-04-14');
  await drops({ householdId: fourth }, '2024-04-01', '2024-04-10');
  await drops({ householdId: fourth, correct: false }, '2024-04-20');
  await drops({ householdId: fourth, voidedAt: stand.now }, '2024-04-20');
  await drainToNothing(stand);
  const sorting = (day: string) => figure('waste_sorting.participation_rate', 'MONTH', day);
  expect(await sorting('2024-04-30')).toBe('2 / 4 = 0.5');
  expect(await sorting('2024-05-31')).toBe('0 / 4 = 0');
  stand.ground.clock.set(new Date('2024-04-21T04:00:00Z'));
  expect(await sorting('2024-04-30')).toBe('0 / 2 = 0'); // the others were not in the register yet
  stand.ground.clock.set(new Date('2024-04-22T04:00:00Z'));
  expect(await sorting('2024-04-30')).toBe('2 / 2 = 1');
});

test('figures come in the order of places, indicators and periods; nothing asked is nothing answered', async () => {
  const snapshot = stand.domain.connections.snapshot(stand.districtId);
  const { indicators } = stand.domain;
  const places = [stand.at.street, stand.at.root];
  const asked = indicators.indicators.slice(0, 2);
  const periods = [periodOf('MONTH', calendarDate('2024-03-10')), periodOf('MONTH', calendarDate('2024-02-10'))];
  const values = await indicators.values(snapshot, places, asked, periods, stand.now);
  expect(values.map(({ placeId, indicator, period }) => [placeId, indicator, period])).toEqual(
    places.flatMap(placeId => asked.flatMap(indicator => periods.map(period => [placeId, indicator, period]))));
  expect(await indicators.values(snapshot, [], asked, periods, stand.now)).toEqual([]);
  expect(await indicators.values(snapshot, places, [], periods, stand.now)).toEqual([]);
  expect(await indicators.values(snapshot, places, asked, [], stand.now)).toEqual([]);
  await snapshot.close();
});

test('beside each figure of a comparison stands the period before; a total since the beginning has none', async () => {
  await matter({ placeId: stand.at.communities[0], kind: 'COMPLAINT', receivedAt: new Date('2024-02-29T15:59:00Z') });
  await person({});
  await drainToNothing(stand);
  const snapshot = stand.domain.connections.snapshot(stand.districtId);
  const compared = (kind: PeriodKind) => stand.domain.indicators
    .compare(snapshot, [...stand.at.communities], [stand.domain.indicators.find('case.complaint_rate')!], periodOf(kind, calendarDate('2024-03-10')), stand.now);
  expect((await compared('MONTH')).map(({ value, previous }) => [value, previous?.value])).toEqual([[0, 1000], [null, null]]);
  expect((await compared('CUMULATIVE')).map(({ value, previous }) => [value, previous])).toEqual([[1000, null], [null, null]]);
  await snapshot.close();
});

test('places are as alike as those who live there at the end of the period: how many, how old, how many floating', async () => {
  const [first, second] = stand.at.communities;
  for (const placeId of [first, first, second]) await person({ placeId, livesFrom: calendarDate('2024-01-15') });
  await person({ placeId: first, birthDate: calendarDate('1950-01-01') });
  await person({ placeId: second, standing: 'FLOATING', livesFrom: calendarDate('2024-02-20') });
  await drainToNothing(stand);
  const snapshot = stand.domain.connections.snapshot(stand.districtId);
  const alike = (kind: PeriodKind, day: string) => stand.domain.indicators
    .likenesses(snapshot, [first, second, stand.at.grids[0]], periodOf(kind, calendarDate(day)), stand.now);
  expect(await alike('MONTH', '2024-03-10')).toEqual([
    { placeId: first, population: 3, seniors: 1 / 3, floating: 0 }, { placeId: second, population: 2, seniors: 0, floating: 0.5 },
  ]);
  expect(await alike('DAY', '2024-01-31')).toEqual([
    { placeId: first, population: 3, seniors: 1 / 3, floating: 0 }, { placeId: second, population: 1, seniors: 0, floating: 0 },
  ]);
  await snapshot.close();
});

test('the median of what began in a period counts what nobody has answered for as long as it waits', async () => {
  const [at] = stand.at.grids;
  const receivedAt = new Date('2024-03-10T00:00:00Z'); // four hours ago
  const waits = (minutes: number | null, values: object = {}) => matter({
    receivedAt, firstResponseAt: minutes === null ? null : new Date(receivedAt.getTime() + minutes * 60_000), ...values,
  });
  const median = () => stand.domain.connections.reading(stand.districtId, snapshot => readMedian(snapshot, stand.domain.indicators.find('case.first_response_hours')!.lasts!, stand.at.root, periodOf('DAY', dayOf(stand.now)), stand.now));
  expect(await median()).toEqual({ minutes: null, n: 0, open: 0 });
  for (const minutes of [10, 20, 180]) await waits(minutes);
  await waits(null, { status: 'REJECTED', handledAt: null, handledNetMinutes: null, placeId: at });
  await waits(10, { receivedAt: new Date('2024-03-09T00:00:00Z') });
  expect(await median()).toEqual({ minutes: 20, n: 3, open: 0 });
  for (let n = 0; n < 2; n++) await waits(null, { status: 'RECEIVED', handledAt: null, handledNetMinutes: null });
  expect(await median()).toEqual({ minutes: 180, n: 5, open: 2 });
  await waits(null, { status: 'RECEIVED', handledAt: null, handledNetMinutes: null });
  await waits(null, { status: 'RECEIVED', handledAt: null, handledNetMinutes: null });
  expect(await median()).toEqual({ minutes: null, n: 7, open: 4 });
});
