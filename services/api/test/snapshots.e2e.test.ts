import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { buildActor, buildCase } from '@linli/domain/testing/build';
import { globalId } from '../src/graphql/global-id.ts';
import { collect, startApi, until, type TestApi } from './harness.ts';
import { greetedSocket } from './raw-socket.ts';

/** Fewer connections than operations at once: one that is not given back, or waited for while holding another, stops everything. */
const READERS = 3;

let api: TestApi;
let admin: Actor & { token: string };
let caseId: string;

beforeAll(async () => {
  api = await startApi({ maxReaders: READERS, maxWriters: READERS });
  admin = await buildActor(api.domain, api.district.districtId, 'DISTRICT_ADMIN', api.district.root);
});
afterAll(() => api.close());
beforeEach(async () => { caseId = globalId('Case', (await buildCase(api.domain, admin, api.district, { kind: 'COMPLAINT' })).id); });

const FIGURES = `subscription($since: Revision, $filter: IndicatorFilter!) { indicatorUpdated(filter: $filter, sinceRevision: $since) { ... on IndicatorChange { values { value } } } }`;
const filter = () => ({ under: globalId('Place', api.district.root), level: 'GRID', indicators: ['case.complaint_rate'], period: { kind: 'MONTH' } });

/** Sessions of the API that wait inside a transaction, by what they did last; those that are at work are none. */
async function forgotten(): Promise<string[]> {
  const idle = () => api.database.owner<{ pid: number; query: string; since: string }>(
    `select pid, query, xact_start::text as since from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`);
  const before = await idle();
  await new Promise(resolve => setTimeout(resolve, 300));
  return (await idle()).filter(now => before.some(({ pid, since }) => pid === now.pid && since === now.since)).map(({ query }) => query);
}

/** All connections are free again: more operations at once than there are connections, and none has to wait for long. */
async function expectAllGivenBack(): Promise<void> {
  expect(await forgotten()).toEqual([]);
  const answers = await Promise.all(Array.from({ length: 4 * READERS }, () => api.ask('{ viewer { login } district { name } }', {}, admin.token)));
  expect(answers.every(({ data }) => data?.district)).toBe(true);
}

test('operations that succeed, fail, or are turned away give their connection back', async () => {
  const accept = 'mutation($input: CaseMoveInput!) { caseAccept(input: $input) { userErrors { code } case { id steps { id } place { name } } } }';
  const bearer = { authorization: `Bearer ${admin.token}` };
  const ways: (() => Promise<unknown>)[] = [
    () => api.ask('{ cases { nodes { id steps { id } place { ancestors { name } } } totalCount } }', {}, admin.token),
    () => api.ask('{ cases(first: 0) { nodes { id } } viewer { login } }', {}, admin.token),
    () => api.ask('{ placeResolve(text: "\\u0000") { id } a: caseCategories { id } }', {}, admin.token),
    () => api.ask('{ nothing }', {}, admin.token),
    () => api.ask('{', {}, admin.token),
    () => api.ask(accept, { input: { caseId } }, admin.token),
    () => api.ask(accept, {}, admin.token),
    () => api.ask('query a { __typename } query b { __typename }', {}, admin.token),
    () => api.ask('subscription { caseChanged { moves } }', {}, admin.token),
    () => api.post([], bearer),
    () => api.post({}, bearer),
    () => api.post('{', bearer),
    () => api.post('"text"', bearer),
    () => api.post({ query: { kind: 'Document' } }, bearer),
    () => api.post({ query: '{ viewer { login } }', variables: [] }, bearer),
    () => api.post({ query: '{ viewer { login } }' }, { ...bearer, accept: 'image/png' }),
    () => api.post({ query: '{ viewer { login } }' }, { ...bearer, 'content-type': 'text/plain' }),
    () => api.post({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }, bearer),
    () => fetch(`${api.url}/graphql?query=${encodeURIComponent('mutation { sessionSignOut { userErrors { code } } }')}`, { headers: { ...bearer, 'apollo-require-preflight': '1' } }),
    () => fetch(`${api.url}/graphql?query={viewer{login}}&query={viewer{login}}`, { headers: { ...bearer, 'apollo-require-preflight': '1' } }),
  ];
  for (let round = 0; round < 3; round++) await Promise.all(ways.map(way => way()));
  await expectAllGivenBack();
});

test('requests that the client gives up mid-way give it back too', async () => {
  const bearer = { 'content-type': 'application/json', authorization: `Bearer ${admin.token}` };
  await Promise.all(Array.from({ length: 60 }, async (_, n) => {
    const body = JSON.stringify({ query: '{ cases { nodes { id steps { id } category { name } place { children { workers { id } } ancestors { name } } } totalCount } }' });
    await fetch(`${api.url}/graphql`, { method: 'POST', headers: bearer, body, signal: AbortSignal.timeout(n) }).then(response => response.text(), () => undefined);
  }));
  const sockets = await Promise.all(Array.from({ length: 20 }, () => greetedSocket(api, admin.token)));
  for (const [n, socket] of sockets.entries()) {
    socket.send({ id: 'q', type: 'subscribe', payload: { query: '{ cases { nodes { id steps { id } place { ancestors { name } } } totalCount } }' } });
    socket.send({ id: 's', type: 'subscribe', payload: { query: n % 2 ? 'subscription { caseChanged { case { id } } }' : FIGURES, variables: n % 2 ? {} : { filter: filter(), since: 1 } } });
    if (n % 3 === 0) socket.send({ id: 's', type: 'complete' });
    setTimeout(() => socket.close(), n);
  }
  await Promise.all(sockets.map(socket => socket.ended()));
  await expectAllGivenBack();
});

test('open subscriptions hold no connection, however many there are and wherever they begin', async () => {
  await api.domain.engine.drain(api.district.districtId);
  const clients = Array.from({ length: 30 }, () => api.socket(admin.token));
  const replays = clients.map(client => collect(client, FIGURES, { filter: filter(), since: 1 }));
  const cases = clients.map(client => collect(client, 'subscription { caseChanged { moves case { id place { name } } } }'));
  for (const replay of replays) await replay.next();
  expect(await forgotten()).toEqual([]);
  await until(async () => {
    await buildCase(api.domain, admin, api.district);
    return cases.every(({ messages }) => messages.length > 0);
  }, 'all subscribers to hear of a case');
  for (const { stop } of [...replays, ...cases]) stop();
  await expectAllGivenBack();
});

test('commands that wait for a lock keep no reader waiting', async () => {
  const { districtId } = api.district;
  let release = (): void => undefined;
  const held = new Promise<void>(resolve => { release = resolve; });
  const id = Buffer.from(caseId, 'base64url').toString().split(':')[1] ?? '';
  const holding = api.domain.unit.of({ districtId, accountId: null, requestId: null, address: null }, 'test.hold', async tx => {
    await tx.execute('select from service_case where district_id = $1 and id = $2 for update', districtId, id);
    await held;
  });
  const accept = 'mutation($input: CaseMoveInput!) { caseAccept(input: $input) { userErrors { code } } }';
  const waiting = Array.from({ length: 2 * READERS }, () => api.ask(accept, { input: { caseId } }, admin.token));
  await new Promise(resolve => setTimeout(resolve, 200));
  expect((await api.ask('{ district { name } }', {}, admin.token)).data).toEqual({ district: { name: '测试DISTRICT' } });
  release();
  await holding;
  const codes = (await Promise.all(waiting)).map(({ data }) => data?.caseAccept.userErrors[0]?.code ?? 'accepted');
  expect(codes.filter(code => code === 'WRONG_STATE')).toHaveLength(2 * READERS - 1);
  expect(codes).toContain('accepted');
});

test('all of an answer is one snapshot, while others write', async () => {
  let writing = true;
  const writers = [0, 1].map(async () => {
    while (writing) await buildCase(api.domain, admin, api.district);
  });
  const totals = new Set<number>();
  for (let n = 0; n < 60; n++) {
    const { data, errors } = await api.ask(
      `{ first: cases(first: 1) { totalCount } list: cases(first: 100) { nodes { id place { name } steps { id move } } totalCount } last: cases(filter: { statuses: [RECEIVED, ACCEPTED] }) { totalCount } }`, {}, admin.token);
    expect(errors).toEqual([]);
    const { first, list, last } = data!;
    expect([list.totalCount, last.totalCount]).toEqual([first.totalCount, first.totalCount]);
    expect(list.nodes).toHaveLength(Math.min(100, first.totalCount));
    totals.add(first.totalCount);
  }
  writing = false;
  await Promise.all(writers);
  expect(totals.size).toBeGreaterThan(5); // there was something to see between two answers
});

test('what a command\'s answer shows is what the command has made', async () => {
  const { data } = await api.ask(
    `mutation($input: CaseMoveInput!) { a: __typename caseAccept(input: $input) { case { status steps { move } firstReceiver { id } } } again: caseAccept(input: $input) { userErrors { code } case { id } } }`,
    { input: { caseId } }, admin.token);
  expect(data).toMatchObject({
    caseAccept: { case: { status: 'ACCEPTED', steps: [{ move: 'SUBMIT' }, { move: 'ACCEPT' }], firstReceiver: { id: globalId('Account', admin.accountId) } } },
    again: { userErrors: [{ code: 'WRONG_STATE' }], case: null },
  });
});
