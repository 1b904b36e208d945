import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { one } from '../../shared/read.ts';
import { gate, intercepted } from '../../testing/intercepted.ts';
import { OFTEN, perform, type Step } from '../../testing/stream/acts.ts';
import { ALL_FORMS } from '../../testing/stream/indicators.ts';
import { openGround, Stand, type Ground } from '../../testing/stream/stand.ts';
import { drainOnAndOn, drainToNothing, rest } from '../../testing/stream/stream.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { kpiClock } from './clock.read.ts';
import { IndicatorEngine } from './engine.ts';

let database: TestDatabase;
let ground: Ground;
let stand: Stand;
let districts = 1_000;

beforeAll(async () => {
  database = await testDatabase();
  ground = await openGround(database, { indicators: ALL_FORMS });
});
beforeEach(async () => {
  stand = await Stand.peopled(ground, (districts += 1), new Date('2024-02-26T15:50:00Z'));
});
afterAll(async () => {
  await ground.close();
  await database.close();
});

const number = fc.nat({ max: 10_000 });
const step: fc.Arbitrary<Step> = fc.record({ act: fc.constantFrom(...OFTEN), a: number, b: number, c: number });

async function write(steps: number, seed: number): Promise<void> {
  for (const next of fc.sample(step, { numRuns: steps, seed })) await perform(stand, next);
}

async function clock() {
  const found = await stand.domain.connections.reading(stand.districtId, snapshot => one(snapshot, kpiClock));
  return { revision: Number(found?.revision), logFrom: Number(found?.logFrom) };
}

const own = () => stand.rows('select place_id, day::text, measure, value from kpi_own where district_id = $1 and value <> 0 order by 1, 2, 3');
const seen = () => stand.rows('select * from kpi_seen where district_id = $1 order by measure, place_id, day, who_id');
const presence = () => stand.rows('select * from kpi_presence where district_id = $1 order by measure, place_id, who_id, day');
const cells = () => stand.rows('select place_id, start::text, measure, grain, value from kpi_cell where district_id = $1 and value <> 0 order by 1, 2, 3, 4');

test('counting anew gives what counting one change after another gave', async () => {
  await write(90, 1);
  await drainToNothing(stand);
  const kept = async () => [await own(), await seen(), await presence(), await cells()];
  const before = await kept();
  for (const [n, rows] of before.entries()) expect(rows.length).toBeGreaterThan([50, 10, 50, 100][n]!);
  await stand.domain.engine.fill(stand.districtId);
  expect(await kept()).toEqual(before);
});

test('who replays from before a new count is told to start again, who saw it is not', async () => {
  await write(20, 2);
  await drainToNothing(stand);
  const before = await clock();
  expect(before.logFrom).toBe(1);
  const revision = await stand.domain.engine.fill(stand.districtId);
  expect(revision).toBe(before.revision + 1);
  expect(await clock()).toEqual({ revision, logFrom: revision });
  expect(await stand.rows('select from kpi_log where district_id = $1')).toEqual([]);
});

test('a district that was never counted is counted', async () => {
  await write(20, 3);
  await stand.rows('delete from kpi_clock where district_id = $1');
  expect(await stand.domain.engine.fillWhereStale(stand.districtId)).toBe(1);
  expect(await stand.domain.engine.verify(stand.districtId)).toEqual([]);
});

test('counting anew may come at any time: among writers, counting workers and places that move', async () => {
  const restless = new AbortController();
  const counting = Promise.all(stand.engines.map(engine => drainOnAndOn(stand, engine, restless.signal)));
  const fills = (async () => {
    for (let n = 0; n < 8; n++) {
      await stand.engines[n % 2]!.fill(stand.districtId);
      expect(await stand.domain.engine.verify(stand.districtId)).toEqual([]);
    }
  })();
  await Promise.all([fills, ...[1, 2, 3, 4].map(seed => write(25, seed))]).finally(() => restless.abort());
  await counting;
  const problems: string[] = [];
  await rest(stand, problems);
  expect(problems).toEqual([]);
});

test('counting anew waits for the batch under way and then has its turn, however busy the workers are', async () => {
  await write(40, 5);
  const { revision } = await clock();
  const pool = ground.domain.connections.pool('linli_writer', { max: 2 });
  const [there, goOn, begun] = [gate(), gate(), [] as string[]];
  const { counting } = stand.domain.engine;
  const worker = new IndicatorEngine(intercepted(pool, async text => {
    if (text.includes('/* kpi_clock_raise */')) {
      there.open();
      await goOn.opened;
    }
    return text;
  }), counting);
  const other = new IndicatorEngine(intercepted(pool, text => {
    if (text.includes('/* kpi_fill_clock */')) begun.push(text);
    return text;
  }), counting);
  const batch = worker.drainBatch(stand.districtId);
  await there.opened;
  const filling = other.fill(stand.districtId);
  await new Promise(resolve => setTimeout(resolve, 50));
  goOn.open();
  expect(await batch).toMatchObject({ state: 'COUNTED', revision: revision + 1 });
  expect(await filling).toBe(revision + 2);
  expect(begun).toHaveLength(1);
  await pool.end();
  expect(await stand.domain.engine.verify(stand.districtId)).toEqual([]);
});
