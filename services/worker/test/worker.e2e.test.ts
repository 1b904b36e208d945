import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { Case } from '@linli/domain/cases/case.entity';
import type { Domain } from '@linli/domain/domain';
import { system } from '@linli/domain/shared/performer';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '@linli/domain/testing/build';
import { testDatabase, type TestDatabase } from '@linli/domain/testing/test-database';
import { dayTurn } from '../src/day-turn.task.ts';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const DISTRICT = 7_001;
const DAY = 86_400_000;

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let worker: Actor;
let home: string;
const processes = new Set<ChildProcess>();

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, DISTRICT);
  worker = await buildActor(domain, DISTRICT, 'GRID_WORKER', at.grids[0]);
  home = await mkdtemp(join(tmpdir(), 'linli-worker-'));
});
afterAll(async () => {
  for (const child of processes) child.kill('SIGKILL');
  await database.close();
  await rm(home, { recursive: true, force: true });
});

/** A worker as it runs in production: a process of its own, which says when it is at work. */
async function startWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, DATABASE_URL: database.url, LINLI_HOME: home, LINLI_KEY: database.key.toString('base64'), LOG_LEVEL: 'warn' },
  });
  processes.add(child);
  child.once('exit', () => processes.delete(child));
  await once(child, 'message');
  return child;
}

async function stop(child: ChildProcess): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = (await ended) as [number | null];
  return code;
}

/** Waits generously until something holds. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 40_000; ;) {
    if (await holds()) return;
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
    await sleep(100);
  }
}

function look(id: string): Promise<Case | null> {
  return domain.unit.of(system(DISTRICT), 'test.look', tx => tx.findOne(Case, { id }));
}

async function allCounted(): Promise<boolean> {
  const waiting = await domain.unit.of(system(DISTRICT), 'test.look', tx => tx.execute('select from kpi_change where district_id = $1 limit 1', DISTRICT));
  return waiting.length === 0;
}

/** Everything is counted, and counted right. */
async function expectCounted(): Promise<void> {
  await until('everything is counted', allCounted);
  expect(await domain.engine.verify(DISTRICT)).toEqual([]);
}

test('one of two workers is killed while both count: everything is counted all the same, and the other stops when told', async () => {
  const [one, two] = [await startWorker(), await startWorker()];
  const writes = Array.from({ length: 60 }, async (_, n) => {
    await sleep(n * 20);
    const { id } = await buildCase(domain, worker, at, { kind: 'COMPLAINT', placeId: at.grids[0], onBehalf: true });
    await domain.cases.handleOnSpot(worker, id, { outcome: 'RESOLVED' });
  });
  await sleep(500);
  one.kill('SIGKILL');
  await Promise.all(writes);
  await expectCounted();
  expect(await stop(two)).toBe(0);
});

test('a deadline that passes marks the open case, and seven days without an answer close the handled one', async () => {
  const child = await startWorker();
  const due = await domain.cases.submit(worker, {
    placeId: at.grids[0], categoryId: at.categoryId, kind: 'HELP', urgency: 'EMERGENCY', channel: 'APP', title: '井盖松动', onBehalf: true,
    occurredAt: new Date(Date.now() - 30 * DAY),
  });
  await until('the case is marked overdue', async () => (await look(due.id))?.overdueAt !== null);
  const handled = await domain.cases.submit(worker, {
    placeId: at.grids[0], categoryId: at.categoryId, kind: 'HELP', urgency: 'ORDINARY', channel: 'APP', title: '楼道灯不亮', onBehalf: true,
    occurredAt: new Date(Date.now() - 20 * DAY),
  });
  await domain.cases.handleOnSpot(worker, handled.id, { outcome: 'RESOLVED', occurredAt: new Date(Date.now() - 8 * DAY) });
  await until('the case is closed', async () => (await look(handled.id))?.status === 'CLOSED');
  expect(await look(handled.id)).toMatchObject({ unconfirmed: true, handlerId: worker.accountId });
  await expectCounted();
  expect(await stop(child)).toBe(0);
});

test('a job that a dead worker had begun is taken over', async () => {
  const { id } = await buildCase(domain, worker, at, { onBehalf: true, placeId: at.grids[0] });
  const key = `case_deadline:${DISTRICT}:${id}`;
  await domain.unit.of(system(DISTRICT), 'test.due', async tx => {
    const found = await tx.get(Case, id);
    if (found) found.dueAt = found.originalDueAt = new Date(Date.now() - DAY);
  });
  await database.owner(`update graphile_worker._private_jobs set run_at = now(), locked_by = 'pool-that-died', locked_at = now(), attempts = 1 where key = $1`, [key]);
  const child = await startWorker();
  await until('the case is marked overdue', async () => (await look(id))?.overdueAt !== null);
  expect(await stop(child)).toBe(0);
});

test('a worker whose connections are all cut, while it counts and while jobs are due, goes on by itself', async () => {
  const child = await startWorker();
  const started = await pidsOfQueue();
  const due = await Promise.all(Array.from({ length: 40 }, () => domain.cases.submit(worker, {
    placeId: at.grids[0], categoryId: at.categoryId, kind: 'COMPLAINT', urgency: 'EMERGENCY', channel: 'APP', title: '井盖松动', onBehalf: true,
    occurredAt: new Date(Date.now() - 30 * DAY),
  })));
  for (let n = 0; n < 12; n++) {
    await database.owner(`update graphile_worker._private_jobs set run_at = now(), priority = 0 where locked_by is null`); // keeps the queue busy
    await database.owner(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usename in ('linli_queue', 'linli_writer', 'linli_reader')`);
    await sleep(60);
  }
  await until('every case is marked overdue', async () => (await Promise.all(due.map(({ id }) => look(id)))).every(found => found?.overdueAt !== null));
  await sleep(20_000); console.log(JSON.stringify(await database.owner(`select id, locked_by, locked_at, run_at, now(), attempts, last_error, is_available from graphile_worker._private_jobs limit 5`)), JSON.stringify(await database.owner(`select usename, state, query, state_change from pg_stat_activity where datname = current_database()`)));
  await until('no job is left of it', async () => (await database.owner(`select from graphile_worker._private_jobs where run_at <= now()`)).length === 0);
  await expectCounted();
  expect((await pidsOfQueue()).some(pid => started.includes(pid))).toBe(false);
  expect(child.exitCode).toBeNull();
  expect(await stop(child)).toBe(0);
});

/** The database's processes that serve the queue. */
async function pidsOfQueue(): Promise<number[]> {
  return (await database.owner<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database() and usename = 'linli_queue'`)).map(({ pid }) => pid);
}

test('nothing stays behind in the database when a worker has stopped', async () => {
  const child = await startWorker();
  expect(await stop(child)).toBe(0);
  await until('its connections are closed', async () => (await pidsOfQueue()).length === 0);
  expect(await database.owner(`select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`)).toEqual([]);
  expect(await database.owner(`select from graphile_worker._private_jobs where locked_by is not null`)).toEqual([]);
});

test('the day\'s turn is registered for midnight in Shanghai', async () => {
  const [item] = dayTurn.cron ? [dayTurn.cron] : [];
  expect(item?.task).toBe('day_turn');
  expect(await database.owner<{ identifier: string }>('select identifier from graphile_worker._private_known_crontabs')).toEqual([{ identifier: 'day_turn' }]);
  const at = (date: string) => item?.match({ min: new Date(date).getUTCMinutes(), hour: new Date(date).getUTCHours(), date: new Date(date).getUTCDate(), month: new Date(date).getUTCMonth() + 1, dow: new Date(date).getUTCDay() });
  expect([at('2026-11-22T00:00:00+08:00'), at('2026-11-22T00:01:00+08:00'), at('2026-11-22T08:00:00+08:00')]).toEqual([true, false, false]);
});

test('a new day lets go of what was kept only for a while', async () => {
  await domain.unit.of(system(DISTRICT), 'test.old', async tx => {
    await tx.execute(`insert into idempotent_command (district_id, client, key, command, fingerprint, at) values
      ($1, 'c', 'old', 'x', 'f', $2), ($1, 'c', 'new', 'x', 'f', $3)`, DISTRICT, new Date(Date.now() - 8 * DAY), new Date());
    await tx.execute(`update kpi_log set at = at - interval '2 days' where district_id = $1`, DISTRICT);
  });
  await domain.turnDay(DISTRICT);
  const kept = await domain.unit.of(system(DISTRICT), 'test.look', async tx => ({
    keys: await tx.execute<{ key: string }>(`select key from idempotent_command where district_id = $1 and client = 'c'`, DISTRICT),
    log: await tx.execute<{ rows: number; days: number }>(`select count(*)::int as rows, count(distinct (place_id, measure, day, at::date))::int as days
      from kpi_log where district_id = $1`, DISTRICT),
    clock: await tx.execute<{ from: string; revision: string }>(`select log_from as from, revision from kpi_clock where district_id = $1`, DISTRICT),
  }));
  expect(kept.keys).toEqual([{ key: 'new' }]);
  expect(kept.log[0]?.rows).toBe(kept.log[0]?.days);
  expect(kept.clock[0]?.from).toBe(kept.clock[0]?.revision);
});
