import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { system } from '@linli/domain/shared/performer';
import { buildCase } from '@linli/domain/testing/build';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { DAY, DISTRICT, Stand, until } from './stand.ts';

let stand: Stand;

beforeAll(async () => { stand = await Stand.open(); });
afterAll(() => stand.close());

test('one of two workers is killed while both count: everything is counted all the same, and the other stops when told', async () => {
  const { domain, worker, at } = stand;
  const [one, two] = [await stand.start(), await stand.start()];
  const writes = Array.from({ length: 60 }, async (_, n) => {
    await sleep(n * 20);
    const { id } = await buildCase(domain, worker, at, { kind: 'COMPLAINT', placeId: at.grids[0], onBehalf: true });
    await domain.cases.handleOnSpot(worker, id, { outcome: 'RESOLVED' });
  });
  await sleep(500);
  one.kill('SIGKILL');
  await Promise.all(writes);
  expect(await stand.miscounted()).toEqual([]);
  expect(await stand.stop(two)).toBe(0);
});

test('a worker whose connections are all cut, while it counts and while jobs are due, goes on by itself', async () => {
  const { database, domain, worker, at } = stand;
  const child = await stand.start();
  const before = await stand.queueBackends();
  const due = await Promise.all(Array.from({ length: 40 }, () => domain.cases.submit(worker, {
    placeId: at.grids[0], categoryId: at.categoryId, kind: 'COMPLAINT', urgency: 'EMERGENCY', channel: 'APP', title: '井盖松动', onBehalf: true,
    occurredAt: new Date(Date.now() - 30 * DAY),
  })));
  const hurry = () => database.owner('update graphile_worker._private_jobs set run_at = now() where locked_by is null'); // also what failed and waits
  for (let n = 0; n < 12; n++) {
    await hurry();
    await database.owner(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
      and usename in ('linli_queue', 'linli_writer', 'linli_reader')`);
    await sleep(60);
  }
  await until('every case is marked overdue', async () => (await hurry()) && (await Promise.all(due.map(({ id }) => stand.isOverdue(id)))).every(Boolean));
  await until('no job is left of it', async () => (await database.owner('select from graphile_worker._private_jobs where run_at <= now()')).length === 0);
  expect(await stand.miscounted()).toEqual([]);
  expect((await stand.queueBackends()).filter(pid => before.includes(pid))).toEqual([]);
  expect(child.exitCode).toBeNull();
  expect(await stand.stop(child)).toBe(0);
});

test('nothing stays behind in the database when a worker has stopped', async () => {
  const { database } = stand;
  expect(await stand.stop(await stand.start())).toBe(0);
  await until('its connections are closed', async () => (await stand.queueBackends()).length === 0);
  expect(await database.owner(`select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`)).toEqual([]);
  expect(await database.owner('select from graphile_worker._private_jobs where locked_by is not null')).toEqual([]);
});

test('a worker whose queue a newer version takes away ends, and says why', async () => {
  const child = await stand.start('pipe');
  const said = child.stderr!.toArray();
  const ended = once(child, 'exit');
  await until('it has ended', async () => {
    await stand.database.owner(`select pg_notify('worker:migrate', '{"breaking": true, "migrationNumber": 99}')`);
    return child.exitCode !== null;
  });
  expect((await ended)[0]).not.toBe(0);
  expect((await said).join('')).toContain('The job queue has ended');
});

test('a new day lets go of what was kept only for a while', async () => {
  const { domain } = stand;
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
