import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { WasteDrop } from '../../points/waste-drop.entity.ts';
import { calendarDate } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import { aDrop, aResidence, enter } from '../../testing/stream/rows.ts';
import { openGround, Stand, type Ground } from '../../testing/stream/stand.ts';
import { drainToNothing } from '../../testing/stream/stream.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';

let database: TestDatabase;
let ground: Ground;
let stand: Stand;
let districts = 1_000;
let grid: string;
let community: string;
let measure: number;

beforeAll(async () => {
  database = await testDatabase();
  ground = await openGround(database);
  measure = ground.domain.engine.counting.numberOf.get('population.residents')!;
});
beforeEach(async () => {
  stand = await Stand.build(ground, (districts += 1), new Date('2024-02-28T04:00:00Z'));
  [[grid], [community]] = [stand.at.grids, stand.at.communities];
  await arrive('2024-02-10');
  await arrive('2024-02-10');
  await drainToNothing(stand);
});
afterAll(async () => {
  await ground.close();
  await database.close();
});

const arrive = (day: string) => stand.domain.unit.of(stand.system, 'test', tx => enter(tx, {
  ...aResidence(stand, 1, 1, 1), placeId: grid, birthDate: calendarDate('1990-01-01'), livesFrom: calendarDate(day), livesTo: null,
}));
const verify = () => stand.domain.engine.verify(stand.districtId);
const residents = { measure: 'population.residents' };

test('nothing differs after counting', async () => {
  expect(await verify()).toEqual([]);
});

test('a day of a place that was counted wrong is named, with what is stored and what the records say', async () => {
  await stand.rows('update kpi_own set value = 7 where district_id = $1 and measure = $2', measure);
  expect(await verify()).toContainEqual({ ...residents, table: 'kpi_own', placeId: grid, grain: 'OWN', start: '2024-02-10', stored: 7, recounted: 2 });
});

test('a day that was not counted at all, and one that was counted without records', async () => {
  await stand.rows(`update kpi_own set day = '2024-02-11' where district_id = $1 and measure = $2`, measure);
  const own = (await verify()).filter(({ table }) => table === 'kpi_own').toSorted((a, b) => a.start.localeCompare(b.start));
  expect(own).toEqual([
    { ...residents, table: 'kpi_own', placeId: grid, grain: 'OWN', start: '2024-02-10', stored: 0, recounted: 2 },
    { ...residents, table: 'kpi_own', placeId: grid, grain: 'OWN', start: '2024-02-11', stored: 2, recounted: 0 },
  ]);
});

test.each([['D', '2024-02-10'], ['M', '2024-02-01'], ['Y', '2024-01-01']] as const)('a cell of grain %s that is wrong, at one place alone', async (grain, start) => {
  await stand.rows('update kpi_cell set value = value - 1 where district_id = $1 and measure = $2 and place_id = $3 and grain = $4', measure, community, grain);
  expect(await verify()).toEqual([{ ...residents, table: 'kpi_cell', placeId: community, grain, start, stored: 1, recounted: 2 }]);
});

test('a cell that is missing, and one that should not be', async () => {
  await stand.rows(`delete from kpi_cell where district_id = $1 and measure = $2 and place_id = $3 and grain = 'M'`, measure, community);
  await stand.rows(`insert into kpi_cell (district_id, place_id, start, measure, grain, value) values ($1, $3, '2023-01-01', $2, 'Y', 5)`, measure, grid);
  expect((await verify()).toSorted((a, b) => a.start.localeCompare(b.start))).toEqual([
    { ...residents, table: 'kpi_cell', placeId: grid, grain: 'Y', start: '2023-01-01', stored: 5, recounted: 0 },
    { ...residents, table: 'kpi_cell', placeId: community, grain: 'M', start: '2024-02-01', stored: 0, recounted: 2 },
  ]);
});

test('who was seen wrongly is told by the day, at the place itself and above it', async () => {
  const [by] = await peopleWhoDropped();
  const sorting = { measure: 'waste_sorting.households', start: '2024-02-10' };
  await stand.rows('update kpi_seen set who_id = $2 where district_id = $1', newId());
  const found = await verify();
  expect(found).toContainEqual({ ...sorting, table: 'kpi_seen', placeId: grid, grain: 'OWN', stored: 1, recounted: 1 });
  expect(found).toContainEqual({ ...sorting, table: 'kpi_presence', placeId: stand.at.root, grain: 'D', stored: 1, recounted: 1 });
  await stand.domain.engine.fill(stand.districtId);
  expect(await stand.rows('select from kpi_seen where district_id = $1 and who_id = $2', by)).toHaveLength(1);
  expect(await verify()).toEqual([]);
});

/** One household dropped correctly once. */
async function peopleWhoDropped(): Promise<string[]> {
  stand = await Stand.peopled(ground, (districts += 1), new Date('2024-02-28T04:00:00Z'));
  [[grid], [community]] = [stand.at.grids, stand.at.communities];
  const drop = { ...aDrop(stand, 2, 0, 1), householdId: stand.households[0]!, placeId: grid, correct: true, occurredAt: new Date('2024-02-10T01:00:00Z') };
  await stand.domain.unit.of(stand.system, 'test', tx => tx.create(WasteDrop, drop));
  await drainToNothing(stand);
  return [drop.householdId];
}

test('what waits to be counted is late, not wrong; what is wrong beside it is still found', async () => {
  await arrive('2024-02-10');
  await arrive('2024-02-20');
  expect(await verify()).toEqual([]);
  await stand.rows(`update kpi_cell set value = 9 where district_id = $1 and measure = $2 and place_id = $3 and grain = 'D'`, measure, community);
  expect(await verify()).toHaveLength(1);
});

test('verifying changes nothing, and counting anew mends what it found', async () => {
  await stand.rows('update kpi_own set value = 7 where district_id = $1 and measure = $2', measure);
  const found = await verify();
  expect(found).not.toEqual([]);
  expect(await verify()).toEqual(found);
  await stand.domain.engine.fill(stand.districtId);
  expect(await verify()).toEqual([]);
});
