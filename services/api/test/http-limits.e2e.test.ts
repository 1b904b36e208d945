import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { buildActor } from '@linli/domain/testing/build';
import { connect } from 'node:net';
import { startApi, until, type TestApi } from './harness.ts';

let api: TestApi;
let admin: Actor & { token: string };

beforeAll(async () => {
  api = await startApi();
  admin = await buildActor(api.domain, api.district.districtId, 'DISTRICT_ADMIN', api.district.root);
});
afterAll(() => api.close());

const signedIn = () => ({ authorization: `Bearer ${admin.token}` });
const get = (query: string, headers: Record<string, string>) => fetch(`${api.url}/graphql?query=${encodeURIComponent(query)}`, { headers });

test('a body of more than 64 KB is refused before it is read', async () => {
  const padded = (bytes: number) => JSON.stringify({ query: '{ __typename }', operationName: null, variables: {} }).replace('{ __', `{ #${'x'.repeat(bytes - 80)}\\n __`);
  expect((await api.post(padded(65_000))).status).toBe(200);
  const refused = await api.post(padded(66_000));
  expect(refused.status).toBe(413);
  expect(await refused.text()).not.toMatch(/at .*\.[jt]s|node_modules/);
});

test('several operations in one request are refused', async () => {
  const batch = await api.post([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
  expect([batch.status, ((await batch.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST']);
});

test('a mutation by GET is refused, and so is a query by GET or form that another site could send', async () => {
  const mutation = await get('mutation { sessionSignOut { userErrors { code } } }', { 'apollo-require-preflight': '1', ...signedIn() });
  expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
  expect((await get('{ viewer { id } }', { 'apollo-require-preflight': '1', ...signedIn() })).status).toBe(200);
  expect((await get('{ viewer { id } }', signedIn())).status).toBe(400);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const response = await api.post(JSON.stringify({ query: '{ viewer { id } }' }), { 'content-type': type, ...signedIn() });
    expect([type, response.status >= 400 && response.status < 500]).toEqual([type, true]);
    expect(await response.text()).not.toContain('"data"');
  }
});

test('a subscription over HTTP is told where to go', async () => {
  const { errors } = await api.ask('subscription { caseChanged { case { id } } }', {}, admin.token);
  expect(errors.map(({ message, extensions }) => [message, extensions.code])).toEqual([['Subscribe over WebSocket, on this same path.', 'BAD_REQUEST']]);
});

test('a browser\'s session is a cookie that neither scripts nor other sites can use', async () => {
  const { domain, district } = api;
  await domain.access.createAccount({ districtId: district.districtId, accountId: null, requestId: null, address: null }, {
    login: 'browser', displayName: '浏览器', password: 'a long password', roles: [{ role: 'RESIDENT', placeId: district.root }],
  });
  const response = await api.post({
    query: 'mutation($input: SessionSignInInput!) { sessionSignIn(input: $input) { userErrors { code } } }',
    variables: { input: { district: '419001', login: 'browser', password: 'a long password' } },
  });
  const cookie = response.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^linli_session=419001\.[\w-]{43}; .*Path=\/; .*HttpOnly; SameSite=Strict$/);
  const [session = ''] = cookie.split(';');
  expect(await (await api.post({ query: '{ viewer { login } }' }, { cookie: session })).json()).toEqual({ data: { viewer: { login: 'browser' } } });
  expect((await api.post({ query: 'mutation { sessionSignOut { userErrors { code } } }' }, { cookie: session })).headers.get('set-cookie')).toMatch(/^linli_session=;.*Expires=Thu, 01 Jan 1970/);
  expect(await (await api.post({ query: '{ viewer { login } }' }, { cookie: session })).json()).toEqual({ data: { viewer: null } });
});

test('a token that is none is nobody\'s', async () => {
  const { token } = admin;
  for (const odd of ['x', '.', '419001', '419001.', `330782.${token.split('.')[1]}`, `0${token}`, `99999999999.${'a'.repeat(43)}`, `2147483648.${'a'.repeat(43)}`, `${token}a`, token.slice(0, -1)]) {
    expect([odd, await api.ask('{ viewer { id } }', {}, odd)]).toEqual([odd, { status: 200, data: { viewer: null }, errors: [] }]);
  }
});

test('every answer carries the id of its request, and nothing says what the server runs on', async () => {
  const response = await api.post({ query: '{ __typename }' });
  expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  expect([response.headers.get('server'), response.headers.get('x-powered-by'), response.headers.get('x-content-type-options')]).toEqual([null, null, 'nosniff']);
});

test('GET with a browser\'s Accept shows no page of others, and GraphiQL loads everything from here', async () => {
  const landing = await fetch(`${api.url}/graphql`, { headers: { accept: 'text/html' } });
  expect(landing.headers.get('content-type')).not.toContain('html');
  const page = await (await fetch(`${api.url}/graphiql`)).text();
  const own = page.matchAll(/(?:src|href)="([^"]+)"/g).map(([, target = '']) => target).toArray();
  expect(own.length).toBeGreaterThan(1);
  for (const target of own) expect([target, target.startsWith('data:') || (await fetch(new URL(target, api.url))).status]).toEqual([target, target.startsWith('data:') || 200]);
  expect(own.filter(target => /^(https?:)?\/\//.test(target))).toEqual([]);
});

test('health: alive, and ready with its database', async () => {
  expect(await (await fetch(`${api.url}/livez`)).json()).toEqual({ live: true });
  expect(await (await fetch(`${api.url}/readyz`)).json()).toEqual({ ready: true });
});

test('an upgrade on another path is not found; whoever hangs up over it takes nothing down', async () => {
  const { hostname, port } = new URL(api.url);
  const upgrade = (path: string) => `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
  let answer = '';
  const socket = connect(Number(port), hostname, () => socket.write(upgrade('/elsewhere')));
  socket.on('data', data => { answer += String(data); });
  await until(() => answer.includes('\r\n\r\n'), 'an answer to an upgrade');
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  for (let n = 0; n < 20; n++) {
    const rude = connect(Number(port), hostname, () => rude.write(upgrade(n % 2 ? '/elsewhere' : '/graphql'), () => rude.resetAndDestroy()));
    rude.on('error', () => undefined);
  }
  await new Promise(resolve => setTimeout(resolve, 200));
  expect((await api.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
});
