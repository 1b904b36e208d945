import type { AddressInfo } from 'node:net';
import { buildDistrict, type BuiltDistrict } from '@linli/domain/testing/build';
import { testDatabase, type TestDatabase } from '@linli/domain/testing/test-database';
import type { Domain } from '@linli/domain/domain';
import { Listener } from '@linli/domain/shared/listener';
import { roleUrl } from '@linli/domain/shared/roles';
import { createLog, type Log } from '@linli/process/log';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { apiSchema } from '../src/graphql/schema.ts';
import { createServer } from '../src/http/server.ts';
import { AccessWatch } from '../src/live/access-watch.ts';
import { CaseFeed } from '../src/live/case-feed.ts';
import { RevisionFeed } from '../src/live/revision-feed.ts';

/** An answer as it comes over HTTP. */
export interface Answer {
  readonly status: number;
  readonly data: Record<string, any> | null;
  readonly errors: readonly { message: string; extensions: { code: string } }[];
}

/** A real API on a real port, with its own database, and counting as the worker does. */
export interface TestApi {
  readonly url: string;
  readonly domain: Domain;
  readonly database: TestDatabase;
  readonly district: BuiltDistrict;
  ask(query: string, variables?: object, token?: string): Promise<Answer>;
  socket(token?: string, headers?: Record<string, string>): Client;
  close(): Promise<void>;
}

export async function startApi(districtId = 419_001, log: Log = createLog('test', { logLevel: 'silent' })): Promise<TestApi> {
  const database = await testDatabase();
  const domain = await database.open();
  const services = {
    domain, revisions: new RevisionFeed(domain, log), caseSteps: new CaseFeed(domain, log), accessWatch: new AccessWatch(domain, log),
  };
  const listener = new Listener(roleUrl(database.url, 'linli_reader', database.key), ['revision', 'record', 'access', 'change'], (channel, id) => {
    if (channel === 'revision') services.revisions.wake(id);
    else if (channel === 'record') services.caseSteps.wake(id);
    else if (channel === 'access') services.accessWatch.wake();
    else if (id !== 0) void domain.engine.drain(id, () => domain.wake.send('revision', id));
  });
  const app = await createServer({ services, schema: await apiSchema(), log });
  await listener.start();
  await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const clients: Client[] = [];
  return {
    url, domain, database,
    district: await buildDistrict(domain, districtId),
    async ask(query, variables = {}, token) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as { data?: Answer['data']; errors?: Answer['errors'] };
      return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
    },
    socket(token, headers = {}) {
      const client = createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: class extends WebSocket {
          constructor(address: string, protocols: string) {
            super(address, protocols, { headers });
          }
        },
        ...(token && { connectionParams: { token } }),
        retryAttempts: 0,
      });
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) await client.dispose();
      services.revisions.close();
      services.caseSteps.close();
      services.accessWatch.close();
      await app.close();
      await listener.stop();
      await database.close();
    },
  };
}

/** Collects the messages of a subscription; `next` waits generously for one that fits. */
export function collect<T>(client: Client, query: string, variables: object = {}) {
  const messages: T[] = [];
  const waiting: (() => void)[] = [];
  const state: { closed?: unknown } = {};
  const wake = () => waiting.splice(0).forEach(resume => resume());
  const stop = client.subscribe<T>({ query, variables: variables as Record<string, unknown> }, {
    next: result => {
      if (result.errors) state.closed = result.errors;
      else messages.push(result.data as T);
      wake();
    },
    error: error => { state.closed = error; wake(); },
    complete: () => { state.closed ??= 'complete'; wake(); },
  });
  const until = async <R>(found: () => R | undefined, what: string): Promise<R> => {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const value = found();
      if (value !== undefined) return value;
      if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}; got ${JSON.stringify(messages)} ${JSON.stringify(state.closed)}`);
      await new Promise<void>(resume => { waiting.push(resume); setTimeout(resume, 100); });
    }
  };
  return {
    messages, stop,
    next: (fits: (message: T) => boolean = () => true) => until(() => messages.find(fits), 'a message'),
    closed: () => until(() => state.closed, 'the end'),
  };
}
