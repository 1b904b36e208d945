import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { one } from '../../shared/read.ts';
import { OFTEN, perform, type Step } from '../../testing/stream/acts.ts';
import { checkLog, lookAt } from '../../testing/stream/log.ts';
import { ALL_FORMS } from '../../testing/stream/indicators.ts';
import { openGround, Stand, type Ground } from '../../testing/stream/stand.ts';
import { differencesAsOf, rest, type Rest } from '../../testing/stream/stream.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { changedSince, kpiClock } from './clock.read.ts';

let database: TestDatabase;
let ground: Ground;
let stand: Stand;

beforeAll(async () => {
  database = await testDatabase();
  ground = await openGround(database, { indicators: ALL_FORMS });
  stand = await Stand.peopled(ground, 1_001, new Date('2024-02-26T15:50:00Z'));
});
afterAll(async () => {
  await ground.close();
  await database.close();
});

const number = fc.nat({ max: 10_000 });
const step: fc.Arbitrary<Step> = fc.record({ act: fc.constantFrom(...OFTEN), a: number, b: number, c: number });

test('a thinned log still tells how the figures stood at the end of each day, and every change of the last one', async () => {
  const HOUR = 3_600_000;
  const now = new Date();
  const rests: Rest[] = [];
  // Four spells of writing and counting: the first two on one day, the last an hour ago.
  for (const [seed, hoursAgo] of [[1, 100.2], [2, 100.1], [3, 60], [4, 1]] as const) {
    const before = await clock();
    for (const next of fc.sample(step, { numRuns: 25, seed })) await perform(stand, next);
    const rested = await rest(stand, []);
    const at = new Date(now.getTime() - hoursAgo * HOUR);
    await stand.rows('update kpi_log set at = $2 where district_id = $1 and revision > $3', at, before.revision);
    rests.push({ ...rested, moment: new Date(at.getTime() + 1) });
  }
  const seen = await lookAt(stand);
  const whole = await changes(0);
  const before = await clock();
  await stand.domain.engine.compactLog(stand.districtId, now);
  const after = await clock();

  expect(after.revision).toBe(before.revision);
  expect(after.logFrom).toBeGreaterThan(before.logFrom);
  expect(await checkLog(stand, [seen])).toEqual([]);
  for (const rested of rests.slice(1)) expect(await differencesAsOf(stand, rested)).toEqual([]);
  const kept = whole.filter(({ revision }) => Number(revision) > after.logFrom);
  expect(kept.length).toBeGreaterThan(0);
  expect(await changes(after.logFrom)).toEqual(kept);

  const entries = await stand.rows('select from kpi_log where district_id = $1');
  await stand.domain.engine.compactLog(stand.districtId, now); // nothing new to thin
  expect(await stand.rows('select from kpi_log where district_id = $1')).toHaveLength(entries.length);
  expect(await clock()).toEqual(after);
});

async function clock() {
  const found = await stand.domain.connections.reading(stand.districtId, snapshot => one(snapshot, kpiClock));
  return { revision: Number(found?.revision), logFrom: Number(found?.logFrom) };
}

async function changes(since: number) {
  const found = await stand.domain.connections.reading(stand.districtId, snapshot => snapshot.rows(changedSince, since));
  return found.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}
