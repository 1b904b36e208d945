import { afterEach, beforeAll, afterAll, expect, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '@linli/process/fault';
import pg from 'pg';
import { lifeOf } from './processes.ts';
import { type LocalPostgres, type PostgresOptions, startPostgres } from './start.ts';

let home: string;
const running: { stop(): Promise<void> }[] = [];
const launchers: ChildProcess[] = [];

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'linli-postgres-')); // mode 0700, as a home has
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(each => each.stop()));
  for (const launcher of launchers.splice(0)) launcher.kill('SIGKILL');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const options = (over: Partial<PostgresOptions> = {}): PostgresOptions => ({
  dataDir: join(home, 'postgres'),
  password: 'a/b c',
  settings: { fsync: 'off', shared_buffers: '16MB' },
  ...over,
});

async function start(over: Partial<PostgresOptions> = {}): Promise<LocalPostgres> {
  const server = await startPostgres(options(over));
  running.push(server);
  return server;
}

/** Starts the database in a process of its own, so that it can be killed as a launcher is. */
async function launch(): Promise<{ kill(): Promise<void>; pid: number; databasePid: number }> {
  const script = `const { startPostgres } = await import(${JSON.stringify(new URL('./start.ts', import.meta.url).href)});
    const server = await startPostgres(${JSON.stringify(options())});
    process.send(server.pid);
    setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ['--conditions=linli:source', '--input-type=module', '-e', script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  launchers.push(launcher);
  const [databasePid] = (await once(launcher, 'message')) as [number];
  const kill = async () => {
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
  };
  return { kill, pid: launcher.pid!, databasePid };
}

async function query<Row extends object>(server: LocalPostgres, sql: string): Promise<Row[]> {
  const client = new pg.Client(server.url());
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const refusal = (attempt: Promise<unknown>) => attempt.then(() => undefined, (error: unknown) => error);

test('a new folder gets databases in UTF-8, Beijing is nowhere and pinyin is known', async () => {
  const server = await start();
  const [row] = await query(server, `select current_setting('TimeZone') as zone, pg_encoding_to_char(encoding) as encoding, datlocale as locale,
    '阿' < '张' collate "zh-x-icu" as pinyin from pg_database where datname = current_database()`);
  expect(row).toEqual({ zone: 'UTC', encoding: 'UTF8', locale: 'C.UTF-8', pinyin: true });
});

test('what was written is there after a restart, on the port that is wished', async () => {
  const first = await start();
  await query(first, 'create table kept as select 1 as one');
  await first.stop();
  await first.exited;
  const second = await start({ port: first.port });
  expect(second.port).toBe(first.port);
  expect(await query(second, 'select one from kept')).toEqual([{ one: 1 }]);
});

test('a second launcher is told who is running, and the first one is left alone', async () => {
  const server = await start();
  const second = await refusal(startPostgres(options()));
  expect(second).toBeInstanceOf(Fault);
  expect((second as Fault).message).toMatch(new RegExp(`already running under process ${process.pid}`));
  expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('of two launchers at once exactly one wins', async () => {
  const both = await Promise.allSettled([start(), start()]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('after the launcher was killed the database it left is replaced', async () => {
  const { kill, databasePid } = await launch();
  await kill();
  expect(lifeOf(databasePid)).toBeDefined();
  const server = await start();
  expect(server.pid).not.toBe(databasePid);
  expect(lifeOf(databasePid)).toBeUndefined();
});

test('or kept, when that is asked for and its settings are the wished ones', async () => {
  const { kill, databasePid } = await launch();
  await kill();
  const server = await start({ adopt: true });
  expect(server.pid).toBe(databasePid);
  await server.stop();
  expect(lifeOf(databasePid)).toBeUndefined();
});

test('but not kept with other settings', async () => {
  const { kill, databasePid } = await launch();
  await kill();
  const server = await start({ adopt: true, settings: { ...options().settings, work_mem: '1MB' } });
  expect(server.pid).not.toBe(databasePid);
  expect(await query(server, 'show work_mem')).toEqual([{ work_mem: '1MB' }]);
});

test('a query that goes on without its server does not keep the next one out', async () => {
  const { kill, databasePid } = await launch();
  const port = Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3]);
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'linli_owner', password: options().password, database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  const busy = refusal(client.query('select count(*) from generate_series(1, 1e10)'));
  await new Promise(settle => setTimeout(settle, 100));
  await kill();
  process.kill(databasePid, 'SIGKILL');
  const begun = Date.now();
  await start();
  expect(Date.now() - begun).toBeLessThan(8_000);
  expect(await busy).toBeInstanceOf(Error);
});

test('a postmaster.pid whose number is somebody else’s by now is no obstacle, nor is a dead lock', async () => {
  const file = join(home, 'postgres', 'postmaster.pid');
  writeFileSync(file, `${process.pid}\n${home}\n1\n5432\n\n127.0.0.1\n1 1\nready   \n`);
  const { uid, gid } = statSync(join(home, 'postgres'));
  chownSync(file, uid, gid);
  writeFileSync(join(home, 'postgres.lock'), JSON.stringify({ pid: process.pid, life: 'another boot' }));
  const server = await start();
  expect(server.pid).not.toBe(process.pid);
});

test('a first preparation that was cut short is begun anew', async () => {
  const dataDir = join(home, 'half');
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'PG_VERSION'), '18\n');
  writeFileSync(`${dataDir}.unfinished`, '');
  await start({ dataDir });
  expect(existsSync(`${dataDir}.unfinished`)).toBe(false);
  expect(existsSync(`${dataDir}.password`)).toBe(false);
});

test('a folder below one that nobody else may enter, with a space and Chinese in its name', async () => {
  const closed = join(home, '邻里 home');
  mkdirSync(closed);
  chmodSync(closed, 0o700);
  const server = await start({ dataDir: join(closed, 'postgres') });
  expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('another password, another version, other files and a taken port are told in one sentence each', async () => {
  const wrongKey = await refusal(start({ password: 'another' }));
  const other = join(home, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'notes.txt'), '');
  const foreign = await refusal(start({ dataDir: other }));
  writeFileSync(join(other, 'PG_VERSION'), '17\n');
  const old = await refusal(start({ dataDir: other }));
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as { port: number };
  const taken = await refusal(start({ port }));
  holder.close();
  const faults = [wrongKey, foreign, old, taken] as Fault[];
  for (const fault of faults) expect(fault).toBeInstanceOf(Fault);
  expect(faults.map(({ message }) => message)).toEqual([
    expect.stringContaining('made with another key'),
    expect.stringContaining('neither empty nor a PostgreSQL data folder'),
    expect.stringContaining('made by PostgreSQL 17, this Linli brings 18'),
    expect.stringContaining(`Port ${port} of 127.0.0.1 is taken`),
  ]);
  await start(); // none of them holds the folder afterwards
});
