import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Case } from '../../cases/case.entity.ts';
import type { Domain } from '../../domain.ts';
import { calendarDate } from '../../shared/clock.ts';
import { system } from '../../shared/performer.ts';
import { buildDistrict, buildResident, type BuiltDistrict } from '../../testing/build.ts';
import { buildRated } from '../../testing/figures-stand.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { TestClock } from '../../testing/test-clock.ts';
import { periodOf } from '../engine/period.rule.ts';
import type { PeriodKind } from '../language/indicator.ts';
import { whyChanged, type Against, type Why } from './why.ts';

const clock = new TestClock(new Date());
let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
});
afterAll(() => database.close());

const month = (day: string, kind: PeriodKind = 'MONTH') => periodOf(kind, calendarDate(day));
async function why(key: string, placeId: string, day: string, against: Against): Promise<Why> {
  return domain.connections.reading(101, snapshot => whyChanged(snapshot, domain.indicators, domain.indicators.find(key)!, placeId, month(day), against, clock.now()));
}

test('a street\'s rate falls though that of no community does: the weaker one has grown', async () => {
  const [a, b] = at.communities;
  await buildRated(
    domain, at, { placeId: a, day: '2024-03-05', rated: 80, satisfied: 72 }, { placeId: b, day: '2024-03-05', rated: 20, satisfied: 10 },
    { placeId: at.grids[0], day: '2024-04-05', rated: 50, satisfied: 45 }, { placeId: b, day: '2024-04-05', rated: 140, satisfied: 84 }, { placeId: at.street, day: '2024-04-06', rated: 10, satisfied: 9 },
  );
  const { change, before, after, numerator, denominator, decomposition } = await why('case.satisfaction_rate', at.street, '2024-04-01', { period: month('2024-03-01') });
  expect([before.value, after.value]).toEqual([0.82, 0.69]);
  expect(numerator).toEqual({ before: 82, after: 138, entered: 138, left: 82, changed: 0 });
  expect(denominator).toEqual({ before: 100, after: 200, entered: 200, left: 100, changed: 0 });
  expect(decomposition!.rate + decomposition!.mix).toBeCloseTo(change!, 12);
  expect(decomposition!.rate).toBeGreaterThan(0);
  expect(decomposition!.parts.map(({ placeId }) => placeId)).toEqual([a, b, null]); // the last recorded at the street itself
  expect(decomposition!.parts[2]).toMatchObject({ before: { numerator: 0, denominator: 0 }, after: { numerator: 9, denominator: 10 }, rate: 0 });
});

test('of a stock, who came and who went between the ends of two periods', async () => {
  const arrive = (livesFrom: string, placeId = at.grids[0]) => buildResident(domain, at, { livesFrom: calendarDate(livesFrom), placeId });
  const [first, second] = [await arrive('2024-02-01'), await arrive('2024-02-02'), await arrive('2024-02-03'), await arrive('2024-04-10'), await arrive('2024-04-10', at.grids[2])];
  await domain.residents.depart(system(101), first.id, calendarDate('2024-04-10'), 'MOVED');
  await domain.engine.drain(101);
  await domain.residents.move(system(101), second.id, { placeId: at.grids[1] }, calendarDate('2024-04-15'));
  await domain.engine.drain(101);
  const population = { before: 3, after: 4, entered: 2, left: 1, changed: 1 };
  expect(await why('population.senior_share', at.street, '2024-04-01', { period: month('2024-03-01') })).toMatchObject({ denominator: population });
  expect(await why('population.senior_share', at.street, '2024-03-01', { period: month('2024-04-01') })).toMatchObject({ denominator: { before: 4, after: 3, entered: 1, left: 2, changed: 1 } });
  expect(await why('population.senior_share', at.communities[0], '2024-04-01', { period: month('2024-03-01') })).toMatchObject({ denominator: { ...population, after: 3, entered: 1 } });
  expect(await why('population.senior_share', at.grids[1], '2024-04-01', { period: month('2024-03-01') })).toMatchObject({ denominator: { before: 0, after: 1, entered: 1, left: 0, changed: 0 } });
});

test('against how it stood at a moment: what was recorded late, and what was taken back', async () => {
  clock.set(new Date()); // the log is dated by the database
  const asOf = clock.now();
  await new Promise(resolve => setTimeout(resolve, 5));
  await buildRated(domain, at, { placeId: at.grids[1], day: '2024-03-09', rated: 5, satisfied: 1 });
  const found = await why('case.satisfaction_rate', at.street, '2024-03-01', { asOf });
  expect(found).toMatchObject({ numerator: { before: 82, after: 83, entered: 1, left: 0 }, denominator: { before: 100, after: 105, entered: 5, left: 0 } });
  expect(found.decomposition!.rate + found.decomposition!.mix).toBeCloseTo(found.change!, 12);
  // One that was recorded for a wrong day of the month, and is corrected: neither new nor gone.
  const [wrong] = await database.owner<{ id: string }>(`select id from service_case where place_id = $1`, [at.grids[1]]);
  await domain.unit.of(system(101), 'test', async tx => { (await tx.get(Case, wrong!.id))!.ratedAt = new Date('2024-03-12T02:00:00Z'); });
  await domain.engine.drain(101);
  expect(await why('case.satisfaction_rate', at.street, '2024-03-01', { asOf })).toMatchObject({ denominator: { before: 100, after: 105, entered: 5, left: 0, changed: 1 } });
});

test('different people do not add up over places, and are not decomposed', async () => {
  expect(await why('points.participation_rate', at.street, '2024-04-01', { period: month('2024-03-01') })).toMatchObject({ decomposition: null });
  expect(await why('activity.attendance', at.street, '2024-04-01', { period: month('2024-03-01') })).toMatchObject({ denominator: null, decomposition: null, change: 0 });
});
