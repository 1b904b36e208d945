import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Place } from '@linli/domain/places/place.entity';
import { system } from '@linli/domain/shared/performer';
import { buildActor } from '@linli/domain/testing/build';
import { Command, InvalidArgumentError } from 'commander';
import { CaseCategory } from '@linli/domain/cases/case-category.entity';
import WebSocket from 'ws';
import { percentile, print } from './report.ts';
import { benchDatabase, startService, withDemo } from './stack.ts';

const DISTRICT = 419_001;
const ACCOUNTS = 50;
const INDICATORS = ['case.complaint_rate', 'case.first_response_hours', 'case.on_time_rate', 'case.resolution_rate', 'case.satisfaction_rate', 'population.senior_share'];
/** What the page asks of a street's communities. */
const DOCUMENT = `subscription($filter: IndicatorFilter!) { indicatorUpdated(filter: $filter) { __typename
  ... on IndicatorChange { revision countedAt values { numerator denominator value place { id name } indicator { key } } } ... on IndicatorResync { revision } } }`;
/** Linux counts processor time in hundredths of a second, and memory in pages. */
const [TICK_US, PAGE_KB] = [10_000, 4];

const whole = (text: string) => {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('Expected a number of at least 1.');
  return Number(text);
};
const { sockets: SOCKETS, rounds: ROUNDS } = new Command('bench:fanout')
  .description('One change pushed to many dashboards by one API process, beside a bare ws broadcast of the same text. On Linux.')
  .option('--sockets <n>', 'dashboards', whole, 10_000).option('--rounds <n>', 'changes', whole, 30)
  .parse().opts<{ sockets: number; rounds: number }>();

/** Many sockets that count what they are sent. */
class Crowd {
  readonly #sockets: WebSocket[] = [];
  #heard = 0;
  last = '';

  /** @param greet what each says, and waits to be answered before the next is said */
  async open(url: string, protocol: string | undefined, greet: (n: number) => readonly string[]): Promise<void> {
    for (let n = 0; n < SOCKETS;) {
      const some = Array.from({ length: Math.min(50, SOCKETS - n) }, () => this.#connect(url, protocol, greet(n++)));
      await Promise.all(some);
      if (n % 1_000 === 0) process.stderr.write(`  ${n} connected\n`);
    }
  }

  async #connect(url: string, protocol: string | undefined, greetings: readonly string[]): Promise<void> {
    const socket = new WebSocket(url, protocol, { perMessageDeflate: false });
    this.#sockets.push(socket);
    await once(socket, 'open');
    const [first, ...others] = greetings;
    if (first) {
      socket.send(first);
      await once(socket, 'message');
    }
    for (const each of others) socket.send(each);
    socket.on('message', (data: Buffer) => {
      this.#heard += 1;
      if (this.#heard === 1) this.last = data.toString();
    });
    socket.on('close', code => process.stderr.write(`  a socket was closed: ${code}\n`));
  }

  /** Has something told, and waits until everybody has heard it. @returns milliseconds until the last has */
  async hear(tell: () => unknown): Promise<number> {
    this.#heard = 0;
    await tell();
    const start = performance.now();
    while (this.#heard < SOCKETS) {
      if (performance.now() - start > 60_000) throw new Error(`${this.#heard} of ${SOCKETS} have heard it.`);
      await sleep(2);
    }
    return performance.now() - start;
  }

  close(): void {
    for (const socket of this.#sockets) socket.removeAllListeners('close').terminate();
  }
}

interface Used {
  readonly us: number;
  readonly kb: number;
}

async function usedBy({ pid }: ChildProcess): Promise<Used> {
  const [, fields = []] = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ').map(part => part.split(' '));
  return { us: (Number(fields[11]) + Number(fields[12])) * TICK_US, kb: Number(fields[21]) * PAGE_KB };
}

/** What a server needs for each message and each socket. */
async function measured(server: ChildProcess, crowd: Crowd, open: () => Promise<void>, tell: () => unknown) {
  const empty = await usedBy(server);
  await open();
  await crowd.hear(tell); // the first is slower
  await sleep(6_000); // what opening has left to do
  const [before, times]: [Used, number[]] = [await usedBy(server), []];
  for (let round = 0; round < ROUNDS; round++) times.push(await crowd.hear(tell));
  const after = await usedBy(server);
  return { us: (after.us - before.us) / ROUNDS / SOCKETS, kb: (before.kb - empty.kb) / SOCKETS, last: percentile(times, 0.5) };
}

function there<T>(found: T | null): T {
  if (found === null) throw new Error('The demo lacks something.');
  return found;
}

const database = await benchDatabase();
await withDemo(database, { residents: 12_000, cases: 10_000 });
const { domain } = database;
const api = await startService(database, 'api');
const bare = fork(fileURLToPath(new URL('bare-broadcast-server.js', import.meta.url)));
try {
  const { street, grid, category } = await domain.unit.of(system(DISTRICT), 'bench.look', async tx => {
    const found = there(await tx.findOne(Place, { level: 'STREET', onboardedAt: { $ne: null } }));
    return { street: found, grid: there(await tx.findOne(Place, { level: 'GRID', code: { $like: `${found.code}%` } })), category: there(await tx.findOne(CaseCategory, {})) };
  });
  const admin = await buildActor(domain, DISTRICT, 'STREET_ADMIN', street.id);
  const tokens = [admin.token];
  while (tokens.length < ACCOUNTS) tokens.push((await buildActor(domain, DISTRICT, 'STREET_ADMIN', street.id)).token);
  const filter = { under: Buffer.from(`Place:${street.id}`).toString('base64url'), level: 'COMMUNITY', indicators: INDICATORS, period: { kind: 'MONTH' } };
  const write = async () => {
    await domain.cases.submit(admin, { placeId: grid.id, categoryId: category.id, kind: 'COMPLAINT', urgency: 'ORDINARY', channel: 'APP', title: 'bench', onBehalf: false });
    await domain.engine.drain(DISTRICT, () => domain.wake.send('revision', DISTRICT));
  };

  const dashboards = new Crowd();
  const ours = await measured(api.child, dashboards, () => dashboards.open(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', n => [
    JSON.stringify({ type: 'connection_init', payload: { token: tokens[n % ACCOUNTS] } }),
    JSON.stringify({ id: '1', type: 'subscribe', payload: { query: DOCUMENT, variables: { filter } } }),
  ]), write);
  const text = dashboards.last;
  dashboards.close();

  const listeners = new Crowd();
  const [{ url }] = (await once(bare, 'message')) as [{ url: string }];
  const peer = await measured(bare, listeners, () => listeners.open(url, undefined, () => []), () => bare.send(text));
  listeners.close();
  print(`one change of ${text.length} bytes to ${SOCKETS} dashboards, of one process`, [
    { server: 'Linli', 'µs a message': ours.us, 'KB a socket': ours.kb, 'ms to the last, p50': ours.last },
    { server: 'bare ws', 'µs a message': peer.us, 'KB a socket': peer.kb, 'ms to the last, p50': peer.last },
    { server: 'ratio', 'µs a message': peer.us / ours.us, 'KB a socket': peer.kb / ours.kb, 'ms to the last, p50': peer.last / ours.last },
  ]);
} finally {
  bare.disconnect();
  await api.stop();
  await database.close();
}
