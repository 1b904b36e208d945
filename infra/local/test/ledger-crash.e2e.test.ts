import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Domain } from '@linli/domain/domain';
import { accountOf } from '@linli/domain/ledger/book';
import { migrate } from '@linli/domain/migrations/migrate';
import { newId } from '@linli/domain/shared/ids';
import { system } from '@linli/domain/shared/performer';
import pg from 'pg';
import { startPostgres, type LocalPostgres } from '../src/postgres/start.ts';

/** How often a process is killed, and how often the server; `npm run ledger:torture` kills more. */
const KILLS = Number(process.env['LEDGER_KILLS'] ?? 3);
const CHILD = fileURLToPath(new URL('../../../packages/domain/dist/testing/transferring-child.js', import.meta.url));
const DISTRICT = 419_001;
/** How many transfers each client asks for together. */
const TOGETHER: Record<string, number> = { one: 1, two: 5, three: 12 };
const CLIENTS = Object.keys(TOGETHER);

let home: string;
let server: LocalPostgres;
const key = randomBytes(32);
const children = new Map<string, ChildProcess>();
/** Of each client, the last transfer that was answered. */
const answered = new Map(CLIENTS.map(client => [client, -1]));

const start = (port?: number): Promise<LocalPostgres> => startPostgres({
  dataDir: join(home, 'postgres'), password: 'test', settings: { shared_buffers: '32MB' }, ...(port === undefined ? {} : { port }),
});
const url = () => server.url('linli');

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'linli-ledger-'));
  server = await start();
  const owner = new pg.Client({ connectionString: server.url() });
  await owner.connect();
  await owner.query('create database linli');
  await owner.end();
  await migrate(url(), key);
});
afterAll(async () => {
  for (const child of children.values()) child.kill('SIGKILL');
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

/** A process that goes on where the last one of this client was killed. */
function begin(client: string, world: string, accounts: readonly string[]): ChildProcess {
  const first = answered.get(client)! + 1;
  const child = spawn(process.execPath, [CHILD, url(), key.toString('base64'), String(DISTRICT), client, String(TOGETHER[client]), String(first), world, accounts.join()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface(child.stdout).on('line', line => answered.set(client, Number(line)));
  children.set(client, child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'close'); // what it said is read to the end
}

async function moreIsAnswered(clients: readonly string[]): Promise<void> {
  const before = clients.map(client => answered.get(client)!);
  while (clients.some((client, n) => answered.get(client)! <= before[n]!)) await sleep(10);
}

test('processes and the server are killed in mid-stream: what was answered is there, nothing twice, and the book is right', async () => {
  const setUp = await Domain.open({ url: url(), key });
  await setUp.districts.create(DISTRICT);
  const account = (kind: 'WORLD' | 'RESIDENT', id: string | null) => setUp.unit.of(system(DISTRICT), 'ledger.test', tx => accountOf(tx, 'POINT', kind, id));
  const world = await account('WORLD', null);
  const accounts = await Promise.all([1, 2, 3, 4].map(() => account('RESIDENT', newId())));
  await setUp.close();

  for (const client of CLIENTS) begin(client, world, accounts);
  for (let round = 0; round < KILLS; round++) {
    const client = CLIENTS[round % CLIENTS.length]!;
    await moreIsAnswered(CLIENTS);
    await sleep(Math.random() * 200);
    await kill(children.get(client)!);
    begin(client, world, accounts);
    await moreIsAnswered([client]);
    await sleep(Math.random() * 200);
    process.kill(server.pid, 'SIGKILL');
    await server.stop(); // gives its folder free
    server = await start(server.port);
  }
  await moreIsAnswered(CLIENTS);
  for (const child of children.values()) await kill(child);

  const domain = await Domain.open({ url: url(), key });
  await domain.keepLedger(DISTRICT);
  expect(await domain.connections.reading(DISTRICT, snapshot => domain.ledger.verify(snapshot))).toEqual([]);
  await domain.close();
  const owner = new pg.Client({ connectionString: url() });
  await owner.connect();
  const { rows } = await owner.query<{ client: string; n: number; keys: number; latest: number }>(
    'select client, count(*)::int as n, count(distinct key)::int as keys, max(key::int) as latest from ledger_transfer group by client');
  await owner.end();
  for (const { client, n, keys, latest } of rows) {
    expect([client, n, keys]).toEqual([client, latest + 1, latest + 1]); // all from 0 on, each once
    const unheard = latest - answered.get(client)!; // the last ones may have been made and not answered
    expect([unheard >= 0, unheard <= TOGETHER[client]!]).toEqual([true, true]);
  }
  expect(rows).toHaveLength(CLIENTS.length);
  process.stderr.write(`    ${rows.reduce((sum, { n }) => sum + n, 0)} transfers, ${KILLS} processes and ${KILLS} servers killed\n`);
}, 60_000 + KILLS * 20_000);
