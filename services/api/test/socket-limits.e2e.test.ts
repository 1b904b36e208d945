import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildActor, buildCase } from '@linli/domain/testing/build';
import { startApi, until, type TestApi } from './harness.ts';
import { quantiles, report } from './report.ts';
import { greetedSocket, rawSocket } from './raw-socket.ts';

let api: TestApi;
let token: string;

beforeAll(async () => {
  api = await startApi();
  token = (await buildActor(api.domain, api.district.districtId, 'DISTRICT_ADMIN', api.district.root)).token;
});
afterAll(() => api.close());

const subscription = (id: string) => ({ id, type: 'subscribe', payload: { query: 'subscription { caseChanged { case { id } } }' } });
const query = (id: string, text: string, variables: object = {}) => ({ id, type: 'subscribe', payload: { query: text, variables } });

test.each([
  ['another path', { path: '/graphql/socket' }, 'HTTP 404'],
  ['a page of another site', { headers: { origin: 'https://evil.example' } }, 'HTTP 403'],
  ['a page without an address', { headers: { origin: 'null' } }, 'HTTP 403'],
  ['the protocol that was before this one', { protocol: 'graphql-ws' }, ''],
])('a connection from %s is not opened', async (_, options, ending) => {
  expect(await rawSocket(api, options).ended()).toMatch(new RegExp(`^${ending}`));
});

test('a page of our own may connect with its cookie', async () => {
  const raw = rawSocket(api, { headers: { origin: api.url, cookie: `linli_session=${token}` } });
  raw.send({ type: 'connection_init' });
  expect(await raw.next('connection_ack')).toEqual({ type: 'connection_ack' });
  raw.close();
});

test('who says nothing for three seconds is let go with 4408', async () => {
  expect(await rawSocket(api).ended()).toBe('4408 Connection initialisation timeout');
});

test.each([
  ['an init without a token', [{ type: 'connection_init' }], '4401 Unauthorized'],
  ['an init with a token of nobody', [{ type: 'connection_init', payload: { token: `419001.${'a'.repeat(43)}` } }], '4401 Unauthorized'],
  ['an init with a token that is no text', [{ type: 'connection_init', payload: { token: { $ne: null } } }], '4401 Unauthorized'],
  ['a subscription before the init', [subscription('1')], '4401 Unauthorized'],
  ['what is no JSON', ['{'], '4400 Invalid message received'],
  ['a message of no known type', [{ type: 'start', id: '1' }], '4400 Invalid message received'],
  ['a query that is no text', [{ id: '1', type: 'subscribe', payload: { query: 5 } }], '4400 Invalid message received'],
  ['a frame of more than 64 KB', [JSON.stringify({ type: 'ping', payload: { x: 'x'.repeat(65_536) } })], '1009'],
])('%s ends the connection', async (_, messages, ending) => {
  const raw = rawSocket(api);
  for (const message of messages) raw.send(message);
  expect(await raw.ended()).toBe(ending);
});

test('a second init ends the connection with 4429, an id used twice with 4409', async () => {
  const twice = await greetedSocket(api, token);
  twice.send({ type: 'connection_init', payload: { token } });
  expect(await twice.ended()).toBe('4429 Too many initialisation requests');
  const same = await greetedSocket(api, token);
  same.send(subscription('mine'));
  same.send(subscription('mine'));
  expect(await same.ended()).toBe('4409 Subscriber for mine already exists');
});

test('a hundred operations may be under way on one connection, and the next is refused while they are', async () => {
  const raw = await greetedSocket(api, token);
  for (let n = 1; n <= 101; n++) raw.send(subscription(`s${n}`));
  const refused = await raw.next('error');
  expect([refused['id'], refused['payload'][0].extensions.code]).toEqual(['s101', 'RATE_LIMITED']);
  raw.send({ id: 's1', type: 'complete' });
  raw.send(query('after', '{ __typename }'));
  expect((await raw.next('next', 'after'))['payload']).toEqual({ data: { __typename: 'Query' } });
  raw.close();
});

test('a session that has ended opens nothing more on a connection that was opened with it', async () => {
  const leaving = await buildActor(api.domain, api.district.districtId, 'RESIDENT', api.district.root);
  const raw = await greetedSocket(api, leaving.token);
  await api.domain.access.signOut(leaving);
  raw.send(query('late', '{ viewer { login } }'));
  expect(await raw.ended()).toBe('4401 Unauthorized');
  expect(raw.messages.filter(message => message['id'] === 'late')).toEqual([]);
});

test('a reader that stalls is cut off, with a bounded buffer, while its neighbour is served', async () => {
  const stalled = await greetedSocket(api, token);
  const neighbour = await greetedSocket(api, token);
  stalled.socket.pause();
  const resident = await buildActor(api.domain, api.district.districtId, 'RESIDENT', api.district.grids[0]);
  for (let n = 0; n < 20; n++) await buildCase(api.domain, resident, api.district, { description: '楼'.repeat(4_000) });
  const big = `{ ${Array.from({ length: 12 }, (_, n) => `a${n}: cases { nodes { description } }`).join(' ')} }`; // 2.9 MB
  const before = process.memoryUsage().rss;
  let most = before;
  const times: number[] = [];
  for (const end = performance.now() + 4_500; performance.now() < end;) {
    if (times.length % 10 === 0 && times.length < 80) stalled.send(query(`big${times.length}`, big));
    const at = performance.now();
    const id = `n${times.length}`;
    neighbour.send(query(id, '{ viewer { login } }'));
    await neighbour.next('next', id);
    times.push(performance.now() - at);
    most = Math.max(most, process.memoryUsage().rss);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  stalled.socket.resume(); // only now it can see what happened to it
  expect(await stalled.ended()).toMatch(/^1006/);
  expect(times.length).toBeGreaterThan(80);
  report('stalled reader', `memory +${Math.round((most - before) / 1_048_576)} MB, neighbour's answers ${quantiles(times)}`);
  neighbour.close();
});

test('a client that is gone without a word is noticed, and shutting down does not wait for it', async () => {
  const own = await startApi();
  const { token: mine } = await buildActor(own.domain, own.district.districtId, 'DISTRICT_ADMIN', own.district.root);
  const polite = await greetedSocket(own, mine);
  const deaf = await greetedSocket(own, mine);
  polite.send(subscription('open'));
  deaf.socket.pause();
  const began = performance.now();
  await own.close();
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(await polite.ended()).toBe('1001 Going away');
  expect(polite.messages.filter(message => message['type'] === 'complete')).toEqual([]);
  await until(() => deaf.socket.readyState !== deaf.socket.OPEN || deaf.socket.resume() === undefined, 'the deaf client');
});
