import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OFTEN, perform, type Step } from '../../testing/stream/acts.ts';
import { checkLog, lookAt, type Seen } from '../../testing/stream/log.ts';
import { openGround, Stand, type Ground } from '../../testing/stream/stand.ts';
import { drainToNothing } from '../../testing/stream/stream.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';

/** How often a counting process is killed; `npm run kpi:torture` kills more. */
const { KPI_KILLS = '8' } = process.env;
const CHILD = fileURLToPath(new URL('../../../dist/testing/counting-child.js', import.meta.url));

let database: TestDatabase;
let ground: Ground;
let stand: Stand;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  database = await testDatabase();
  ground = await openGround(database);
  stand = await Stand.peopled(ground, 1_001, new Date('2024-02-26T15:50:00Z'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await ground.close();
  await database.close();
});

async function countingProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [CHILD, database.url, database.key.toString('base64'), String(stand.districtId)], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  const [said] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as unknown[];
  expect(String(said)).toBe('counting\n');
  return child;
}

const number = fc.nat({ max: 10_000 });
const step: fc.Arbitrary<Step> = fc.record({ act: fc.constantFrom(...OFTEN), a: number, b: number, c: number });

test('a process killed in the middle of counting leaves nothing counted by half, nothing uncounted and nothing locked', async () => {
  const done = new AbortController();
  const seen: Seen[] = [];
  const problems: string[] = [];
  const writers = Promise.all([1, 2, 3, 4].map(async seed => {
    for (const next of fc.sample(step, { numRuns: 20_000, seed })) {
      if (done.signal.aborted) return;
      await perform(stand, next);
      await new Promise(resolve => setTimeout(resolve, Math.random() * 20));
    }
  }));
  const killers = Promise.all([0, 1].map(async half => {
    for (let kill = half; kill < Number(KPI_KILLS); kill += 2) {
      const child = await countingProcess();
      await new Promise(resolve => setTimeout(resolve, Math.random() * 150));
      child.kill('SIGKILL');
      await once(child, 'exit');
      seen.push(await lookAt(stand));
      for (const difference of await stand.domain.engine.verify(stand.districtId)) problems.push(JSON.stringify(difference));
    }
  })).finally(() => done.abort());
  await Promise.all([writers, killers]);
  expect(problems).toEqual([]);

  await stand.rows('select from kpi_clock where district_id = $1 for update'); // waits for ever while it is stuck
  await drainToNothing(stand);
  expect(await stand.domain.engine.verify(stand.districtId)).toEqual([]);
  expect(await stand.rows('select from kpi_change where district_id = $1')).toEqual([]);
  expect(await checkLog(stand, seen)).toEqual([]);
  expect(new Set(seen.map(({ revision }) => revision)).size).toBeGreaterThan(1); // the processes did count
}, 60_000 + Number(KPI_KILLS) * 10_000);
