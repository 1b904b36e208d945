import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OFTEN, type Step } from '../../testing/stream/acts.ts';
import { ALL_FORMS } from '../../testing/stream/indicators.ts';
import { openGround, Stand, type Ground } from '../../testing/stream/stand.ts';
import { runStream } from '../../testing/stream/stream.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { measuresOf } from './series.ts';

/** Streams to try; `npm run kpi:torture` sets thousands. A failure prints its seed and path: give them here to see it again. */
const { KPI_RUNS = '30', KPI_SEED, KPI_PATH } = process.env;
const TIMEOUT = 60_000 + Number(KPI_RUNS) * 5_000;

let database: TestDatabase;
let ground: Ground;
let districts = 1_000;
/** Measures for which some stream has brought records. */
const counted = new Set<string>();

async function open(): Promise<void> {
  database = await testDatabase();
  ground = await openGround(database, { indicators: ALL_FORMS });
}
async function close(): Promise<void> {
  const rows = await database.owner<{ key: string }>('select key from kpi_measure where id in (select measure from kpi_own union all select measure from kpi_seen)');
  for (const { key } of rows) counted.add(key);
  await ground.close();
  await database.close();
}
beforeAll(open);
afterAll(close);

/** A district of its own for every stream; now and then a database of its own, so that thousands find room. */
async function stand(from: string): Promise<Stand> {
  districts += 1;
  if (districts % 250 === 0) {
    await close();
    await open();
  }
  return Stand.peopled(ground, districts, new Date(from));
}

const number = fc.nat({ max: 10_000 });
const step: fc.Arbitrary<Step> = fc.record({ act: fc.constantFrom(...OFTEN), a: number, b: number, c: number }, { noNullPrototype: true });
const writers = fc.array(fc.array(step, { minLength: 3, maxLength: 8 }), { minLength: 4, maxLength: 8 });
const stream = fc.array(writers, { minLength: 2, maxLength: 2 });
/** Before the turn of a month, a year and a leap day. */
const start = fc.constantFrom('2023-12-28T06:00:00Z', '2024-02-26T15:50:00Z', '2024-06-28T02:00:00Z', '2024-09-14T23:00:00Z');

test('after any stream of writes, every figure is what a count of the records gives, and the log tells how it came to be', () => fc.assert(
  fc.asyncProperty(start, stream, async (from, steps) => {
    expect((await runStream(await stand(from), steps)).slice(0, 20)).toEqual([]);
  }),
  { numRuns: Number(KPI_RUNS), endOnFailure: true, includeErrorInReport: true, ...(KPI_SEED && { seed: Number(KPI_SEED) }), ...(KPI_PATH && { path: KPI_PATH }) },
), TIMEOUT);

test('the streams have given every measure something to count', async () => {
  await close();
  await open();
  expect(measuresOf(ALL_FORMS).map(({ key }) => key).filter(key => !counted.has(key))).toEqual([]);
});
