import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Case } from '@linli/domain/cases/case.entity';
import type { NewCase } from '@linli/domain/cases/inputs';
import { system } from '@linli/domain/shared/performer';
import { buildCase } from '@linli/domain/testing/build';
import { setTimeout as sleep } from 'node:timers/promises';
import { dayTurn } from '../src/day-turn.task.ts';
import { DAY, DISTRICT, Stand, until } from './stand.ts';

let stand: Stand;

beforeAll(async () => { stand = await Stand.open(); });
afterAll(() => stand.close());

/** A matter that came in some days ago. */
function submit(daysAgo: number, values: Partial<NewCase> = {}): Promise<Case> {
  return buildCase(stand.domain, stand.worker, stand.at, { onBehalf: true, occurredAt: new Date(Date.now() - daysAgo * DAY), ...values });
}

const keyOf = (id: string) => `case_deadline:${DISTRICT}:${id}`;

async function lockedBy(id: string): Promise<string | null | undefined> {
  const [job] = await stand.database.owner<{ by: string | null }>('select locked_by as by from graphile_worker._private_jobs where key = $1', [keyOf(id)]);
  return job?.by;
}

test('a deadline that passes marks the open case, and seven days without an answer close the handled one', async () => {
  const { domain, worker } = stand;
  const child = await stand.start();
  const due = await submit(30, { urgency: 'EMERGENCY' });
  await until('the case is marked overdue', () => stand.isOverdue(due.id));
  const handled = await submit(20);
  await domain.cases.handleOnSpot(worker, handled.id, { outcome: 'RESOLVED', occurredAt: new Date(Date.now() - 8 * DAY) });
  await until('the case is closed', async () => (await stand.look(handled.id))?.status === 'CLOSED');
  expect(await stand.look(handled.id)).toMatchObject({ unconfirmed: true, handlerId: worker.accountId });
  expect(await stand.miscounted()).toEqual([]);
  expect(await stand.stop(child)).toBe(0);
});

test('a job that a dead worker had begun is taken over', async () => {
  const { domain, database } = stand;
  const { id } = await submit(0);
  await domain.unit.of(system(DISTRICT), 'test.due', async tx => {
    const found = await tx.get(Case, id);
    if (found) found.dueAt = found.originalDueAt = new Date(Date.now() - DAY);
  });
  await database.owner(`update graphile_worker._private_jobs set run_at = now(), locked_by = 'pool-that-died', locked_at = now(), attempts = 1 where key = $1`, [keyOf(id)]);
  const child = await stand.start();
  await until('the case is marked overdue', () => stand.isOverdue(id));
  expect(await stand.stop(child)).toBe(0);
});

test('what a worker is at is left to it while it lives, and taken over when it is killed', async () => {
  const { domain, database } = stand;
  const one = await stand.start();
  const { id } = await submit(0);
  let release = (): void => undefined;
  const held = new Promise<void>(resolve => { release = resolve; });
  const holding = domain.unit.of(system(DISTRICT), 'test.hold', async tx => {
    const found = await tx.get(Case, id);
    if (found) found.dueAt = found.originalDueAt = new Date(Date.now() - DAY);
    await held; // and with it the job, which waits for the row
  });
  await database.owner('update graphile_worker._private_jobs set run_at = now() where key = $1', [keyOf(id)]);
  await until('the job is begun', async () => typeof (await lockedBy(id)) === 'string');
  const begun = await lockedBy(id);
  const two = await stand.start();
  await sleep(1_500); // it has looked around
  expect(await lockedBy(id)).toBe(begun);
  one.kill('SIGKILL');
  release();
  await holding;
  const killed = Date.now();
  await until('the case is marked overdue', () => stand.isOverdue(id));
  await until('the job is done', async () => (await lockedBy(id)) === undefined);
  process.stderr.write(`    a killed worker's job: done by another after ${Date.now() - killed} ms\n`);
  expect(await stand.stop(two)).toBe(0);
});

test('the day\'s turn is registered for midnight in Shanghai, the sweep of files for every hour', async () => {
  const known = await stand.database.owner<{ identifier: string }>('select identifier from graphile_worker._private_known_crontabs');
  expect(known.map(({ identifier }) => identifier)).toEqual(expect.arrayContaining(['attachment_sweep', 'day_turn']));
  const runsAt = (text: string) => {
    const at = new Date(text);
    return dayTurn.cron?.match({ min: at.getUTCMinutes(), hour: at.getUTCHours(), date: at.getUTCDate(), month: at.getUTCMonth() + 1, dow: at.getUTCDay() });
  };
  expect(['2026-11-22T00:00:00+08:00', '2026-11-22T00:01:00+08:00', '2026-11-22T08:00:00+08:00'].map(runsAt)).toEqual([true, false, false]);
});
