import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '@linli/domain/testing/build';
import { testDatabase, type TestDatabase } from '@linli/domain/testing/test-database';
import type { Domain } from '@linli/domain/domain';
import { createClient } from 'graphql-ws';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';
import { globalId } from '../src/graphql/global-id.ts';
import { collect } from './harness.ts';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

let database: TestDatabase;
let domain: Domain;
let district: BuiltDistrict;
let admin: Actor & { token: string };
const processes = new Set<ChildProcess>();

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  district = await buildDistrict(domain, 419_001);
  admin = await buildActor(domain, district.districtId, 'DISTRICT_ADMIN', district.root);
});
afterAll(async () => {
  for (const child of processes) child.kill('SIGKILL');
  await database.close();
});

/** The API as it runs in production: a process of its own, which says where it listens. */
async function startProcess() {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, PORT: '0', DATABASE_URL: database.url, LINLI_HOME: tmpdir(), LINLI_KEY: database.key.toString('base64'), LOG_LEVEL: 'fatal' },
  });
  processes.add(child);
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  const closed: { event?: { code: number } } = {};
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { token: admin.token }, retryAttempts: 0,
    on: { closed: event => { closed.event = event as { code: number }; } },
  });
  const follow = (sinceRevision: number | null = null) => collect(client, `subscription($filter: IndicatorFilter!, $since: Revision) { indicatorUpdated(filter: $filter, sinceRevision: $since) { ... on IndicatorChange { revision values { numerator } } } }`,
    { filter: { placeIds: [globalId('Place', district.root)], indicators: ['case.complaint_rate'], period: { kind: 'MONTH' } }, since: sinceRevision });
  return { child, ended, closed, follow };
}

async function complain(): Promise<void> {
  await buildCase(domain, admin, district, { kind: 'COMPLAINT' });
  await domain.engine.drain(district.districtId, () => domain.wake.send('revision', district.districtId));
}

test('an API that is killed between commit and push loses nothing: another one sends it to who comes back', async () => {
  const first = await startProcess();
  await complain();
  const figures = first.follow(1);
  const { revision } = (await figures.next()).indicatorUpdated;
  first.child.kill('SIGKILL'); // before it can have heard of the next
  await complain();
  expect(await first.ended).toBe('SIGKILL');
  await figures.closed();
  expect(figures.messages).toHaveLength(1);

  const second = await startProcess();
  const again = second.follow(revision);
  expect((await again.next()).indicatorUpdated.values[0].numerator).toBe(2);

  // Told to stop it says that it goes away, not that there is nothing more to come, and leaves in order.
  second.child.kill('SIGTERM');
  await again.closed();
  expect(second.closed.event?.code).toBe(1001);
  expect(again.state.closed).not.toBe('complete');
  expect(await second.ended).toBe(0);
});
