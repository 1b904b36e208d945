import type { AddressInfo } from 'node:net';
import { buildDistrict, type BuiltDistrict } from '@linli/domain/testing/build';
import { testDatabase, type TestDatabase } from '@linli/domain/testing/test-database';
import type { Domain, DomainSettings } from '@linli/domain/domain';
import { Listener } from '@linli/domain/shared/listener';
import { roleUrl } from '@linli/domain/shared/roles';
import type { Log } from '@linli/process/log';
import { createClient, type Client } from 'graphql-ws';
import { pino } from 'pino';
import WebSocket from 'ws';
import { apiSchema } from '../src/graphql/schema.ts';
import { createServer } from '../src/http/server.ts';
import { CHANNELS, closeFeeds, openFeeds, wakeFeeds } from '../src/live/feeds.ts';

/** An answer as it comes over HTTP. */
export interface Answer {
  readonly status: number;
  readonly data: Record<string, any> | null;
  readonly errors: readonly { message: string; path?: unknown; extensions: { code: string; requestId?: string } }[];
}

/** A real API on a real port, with its own database, and counting as the worker does. */
export interface TestApi {
  readonly url: string;
  readonly domain: Domain;
  readonly database: TestDatabase;
  readonly district: BuiltDistrict;
  /** Everything the API has logged, at level warn and above unless asked for more. */
  readonly logged: readonly { level: number; msg: string; requestId?: string; err?: { message: string } }[];
  post(body: string | object, headers?: Record<string, string>): Promise<Response>;
  ask(query: string, variables?: object, token?: string): Promise<Answer>;
  socket(token?: string, headers?: Record<string, string>): Client;
  close(): Promise<void>;
}

interface TestSettings extends Partial<DomainSettings> {
  readonly districtId?: number;
  /** Another API to stand beside, on the same database; that one is closed last. */
  readonly beside?: TestApi;
  readonly logLevel?: 'trace' | 'warn';
}

export async function startApi({ districtId = 419_001, beside, logLevel = 'warn', ...settings }: TestSettings = {}): Promise<TestApi> {
  const database = beside?.database ?? (await testDatabase());
  const domain = await database.open(settings);
  const logged: TestApi['logged'][number][] = [];
  const log: Log = pino({ level: logLevel }, { write: line => void logged.push(JSON.parse(line)) });
  const feeds = openFeeds(domain, log);
  /** As the worker does: tried again while another count is under way, or when it could not be done. */
  const count = (id: number): void => void domain.engine.drain(id, () => domain.wake.send('revision', id)).catch(() => 'BUSY').then(left => {
    if (left === 'BUSY' && !stopped) setTimeout(count, 25, id).unref();
  });
  let stopped = false;
  const listener = new Listener(roleUrl(database.url, 'linli_reader', database.key), [...CHANNELS, 'change'], (channel, id) => {
    wakeFeeds(feeds, channel, id);
    if (channel === 'change' && id !== 0) count(id);
  });
  const app = await createServer({ domain, log, ...feeds }, await apiSchema());
  await listener.start();
  await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const clients: Client[] = [];
  const post: TestApi['post'] = (body, headers = {}) => fetch(`${url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return {
    url, domain, database, logged, post,
    district: beside?.district ?? (await buildDistrict(domain, districtId)),
    async ask(query, variables = {}, token) {
      const response = await post({ query, variables }, token === undefined ? {} : { authorization: `Bearer ${token}` });
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
      stopped = true;
      for (const client of clients) await client.dispose();
      await app.close();
      closeFeeds(feeds);
      await listener.stop();
      if (!beside) await database.close();
    },
  };
}

/** Waits generously for something to be there; a promise that fails, fails. */
export async function until<R>(found: () => R | undefined | false | Promise<R | undefined | false>, what: string, patience = 20_000): Promise<R> {
  const deadline = Date.now() + patience;
  for (;;) {
    const value = await found();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
    await new Promise(resume => setTimeout(resume, 10));
  }
}

/** Collects the messages of a subscription; `next` waits generously for one that fits. */
export function collect<T = Record<string, any>>(client: Client, query: string, variables: object = {}) {
  const messages: T[] = [];
  const state: { closed?: unknown } = {};
  const stop = client.subscribe<T>({ query, variables: variables as Record<string, unknown> }, {
    next: result => {
      if (result.errors) state.closed = result.errors;
      else messages.push(result.data as T);
    },
    error: error => { state.closed = error; },
    complete: () => { state.closed ??= 'complete'; },
  });
  return {
    messages, stop, state,
    next: (fits: (message: T) => boolean = () => true) => until(() => messages.find(fits), `a message among ${JSON.stringify(messages)} ${JSON.stringify(state.closed)}`),
    closed: () => until(() => state.closed, 'the end of a subscription'),
  };
}
