/// <reference lib="dom" />
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type * as Clients from '../api/client.ts';
import type * as Documents from '../generated/documents.ts';
import type * as Sessions from '../session/session.ts';
import type * as Waits from './waiting.ts';

/** What a browser has and Node.js has not, as far as records that wait need it. Its IndexedDB fails, as in some private windows. */
const BROWSER = {
  localStorage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
  sessionStorage: { getItem: () => null }, location: { origin: 'http://linli.test' }, addEventListener: () => undefined, setInterval: () => 0,
  indexedDB: {
    open: () => {
      const request: { onerror?: () => void } = {};
      queueMicrotask(() => request.onerror?.());
      return request;
    },
  },
  fetch: async (_: string, { body }: { readonly body: string }) => {
    const { query, variables } = JSON.parse(body) as { query: string; variables?: { input?: { title?: string; login?: string } } };
    if (!reached) throw new TypeError('Failed to fetch');
    return new Response(JSON.stringify({ data: answer(query, variables?.input ?? {}) }), { headers: { 'content-type': 'application/json' } });
  },
};
const before = Object.keys(BROWSER).map(name => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);

/** Who the browser's cookie says is there; what reached the API, and from whom. */
let cookie: string | null = null;
let reached = true;
let submitted: [from: string | null, title: string | undefined][] = [];
let meanwhile = () => {};

function answer(query: string, { title, login }: { title?: string; login?: string }) {
  const viewer = () => cookie && { __typename: 'Viewer', id: cookie, login: cookie, displayName: cookie, roles: [] };
  if (query.includes('sessionSignIn')) {
    cookie = login ?? null;
    return { sessionSignIn: { __typename: 'SessionSignInPayload', viewer: viewer(), mustSetPassword: false, userErrors: [] } };
  }
  if (!query.includes('caseSubmit')) return { viewer: viewer() };
  submitted.push([cookie, title]);
  meanwhile();
  return { caseSubmit: { __typename: 'CasePayload', case: null, userErrors: [] } };
}

/** Loaded once there is a browser. */
let own: typeof Waits & typeof Sessions & typeof Clients & typeof Documents;
beforeAll(async () => {
  for (const [name, value] of Object.entries(BROWSER)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  const modules = [import('./waiting.ts'), import('../session/session.ts'), import('../api/client.ts'), import('../generated/documents.ts')] as const;
  own = Object.assign({}, ...(await Promise.all(modules))) as typeof own;
});
afterAll(() => {
  for (const [name, descriptor] of before) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else Reflect.deleteProperty(globalThis, name);
  }
});
beforeEach(async () => {
  [reached, submitted, meanwhile] = [true, [], () => {}];
  await own.signIn({ district: '101', login: 'ma', password: '' });
  reached = false;
  for (const title of ['first', 'second']) await own.record('CASE', title, own.CaseSubmitDocument, { categoryId: 'c', kind: 'HELP', title, channel: 'APP', urgency: 'ORDINARY', placeId: 'p' });
  reached = true;
});

test('what waits is sent once, in the order in which it was made', async () => {
  await Promise.all([own.sendWaiting(), own.sendWaiting()]);
  expect(submitted).toEqual([['ma', 'first'], ['ma', 'second']]);
  expect(own.waiting.get()).toEqual([]);
});

test('nothing of one is sent as another who signs in while it is being sent', async () => {
  let next: Promise<unknown> = Promise.resolve();
  meanwhile = () => {
    meanwhile = () => {};
    next = own.signIn({ district: '101', login: 'li', password: '' });
  };
  await own.sendWaiting();
  await next;
  await own.sendWaiting();
  expect(submitted).toEqual([['ma', 'first']]);
});

test('nor as another who has signed in on another page of the browser: this page follows, and shows nothing that was read before', async () => {
  const client = own.client.get();
  cookie = 'li';
  await own.sendWaiting();
  expect(submitted).toEqual([]);
  expect([own.holder(), own.waiting.get()]).toEqual(['li', []]);
  expect(own.client.get()).not.toBe(client);
});
