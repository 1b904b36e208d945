import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Role } from '@linli/domain/access/membership.entity';
import { buildActor } from '@linli/domain/testing/build';
import { globalId } from '../src/graphql/global-id.ts';
import { apiSchema } from '../src/graphql/schema.ts';
import { collect, startApi, until, type TestApi } from './harness.ts';
import { argumentsOf, asking, probedFields } from './isolation/probes.ts';
import { buildTenant, type Signed } from './isolation/tenants.ts';
import { report } from './report.ts';

let api: TestApi;
let admin: Signed;
let community: Signed;
let people = 0;

beforeAll(async () => {
  api = await startApi();
  const { domain, district } = api;
  admin = await buildActor(domain, district.districtId, 'DISTRICT_ADMIN', district.root);
  community = await buildActor(domain, district.districtId, 'COMMUNITY_ADMIN', district.communities[0]);
});
afterAll(() => api.close());

const place = (id: string) => globalId('Place', id);

async function command(name: string, type: string, input: object, token: string, selection = 'userErrors { code field }'): Promise<Record<string, any>> {
  const { data, errors } = await api.ask(`mutation($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, { input }, token);
  expect(errors).toEqual([]);
  return data?.[name];
}

const INVITED = 'userErrors { code field } password passwordUntil account { id login displayName phone mustSetPassword lastSignInAt memberships { role place { id } validTo } }';
const invite = (by: Signed, values: object = {}) => command('accountInvite', 'AccountInviteInput', {
  login: `e2e-${(people += 1)}`, displayName: '王芳', roles: [{ role: 'GRID_WORKER', placeId: place(api.district.grids[0]) }], ...values,
}, by.token, INVITED);

async function signIn(login: string, password: string): Promise<{ token: string; mustSetPassword: boolean }> {
  return command('sessionSignIn', 'SessionSignInInput', { district: String(api.district.districtId), login, password }, '', 'userErrors { code } token mustSetPassword') as never;
}

/** Somebody invited, signed in, and with a password of their own. */
async function newcomer(by = admin, values: object = {}): Promise<{ id: string; token: string }> {
  const { account, password } = await invite(by, values);
  const { token } = await signIn(account.login, password);
  expect(await command('accountSetPassword', 'AccountSetPasswordInput', { password: 'a password of my own' }, token)).toEqual({ userErrors: [] });
  return { id: account.id, token };
}

test('an invitation answers with the account and its one-time password, and the second time without it', async () => {
  const asked = { idempotencyKey: 'invite', login: 'Fang.Wang@street', phone: '13812345678' };
  const first = await invite(community, asked);
  expect(first).toMatchObject({
    userErrors: [], password: expect.stringMatching(/^[\w-]{20}$/), passwordUntil: expect.any(String),
    account: { login: 'fang.wang@street', phone: '138****5678', mustSetPassword: true, lastSignInAt: null, memberships: [{ role: 'GRID_WORKER', place: { id: place(api.district.grids[0]) }, validTo: null }] },
  });
  expect(await invite(community, asked)).toEqual({ ...first, password: null, passwordUntil: null });
});

test('what is wrong with an invitation is said by the field, as deep as it lies', async () => {
  const refused = async (values: object) => (await invite(community, values)).userErrors;
  expect(await refused({ login: 'a b' })).toEqual([{ code: 'INVALID', field: ['login'] }]);
  expect(await refused({ phone: '12345' })).toEqual([{ code: 'INVALID', field: ['phone'] }]);
  expect(await refused({ roles: [{ role: 'GRID_WORKER', placeId: place(api.district.grids[2]) }] })).toEqual([{ code: 'NOT_FOUND', field: ['roles', '0', 'placeId'] }]);
  expect(await refused({ roles: [{ role: 'GRID_WORKER', placeId: 'bm9uZQ' }] })).toEqual([{ code: 'NOT_FOUND', field: ['roles', '0', 'placeId'] }]);
});

test('until a one-time password is replaced, nothing else is allowed, over HTTP and WebSocket', async () => {
  const schema = await apiSchema();
  const own = await buildTenant(api, api.district);
  const { account, password } = await invite(admin, { roles: [{ role: 'DISTRICT_ADMIN', placeId: place(api.district.root) }] });
  const { token, mustSetPassword } = await signIn(account.login, password);
  expect(mustSetPassword).toBe(true);
  const socket = api.socket(token);
  const left: string[] = [];
  for (const probed of probedFields(schema).filter(({ field }) => !['sessionSignOut', 'accountSetPassword', 'sessionSignIn'].includes(field.name))) {
    const { query, variables } = asking(probed, [argumentsOf(probed, own)]);
    const codes = (errors: readonly any[]) => errors.map(({ extensions }) => extensions.code).join();
    const overSocket = collect(socket, query, variables);
    const pushed = await overSocket.closed();
    const answers = [pushed === 'complete' ? '' : codes(pushed as any[])];
    if (probed.operation !== 'subscription') answers.push(codes((await api.ask(query, variables, token)).errors));
    if (answers.some(answer => answer !== 'FORBIDDEN')) left.push(probed.field.name);
  }
  expect(left).toEqual(['viewer', 'surveyByCode', 'surveyAnswerByCode']); // a code is good for whoever holds it, signed in or not
  expect((await api.ask('{ viewer { login mustSetPassword roles { role } } }', {}, token)).data?.viewer).toEqual({ login: account.login, mustSetPassword: true, roles: [] });

  expect(await command('accountSetPassword', 'AccountSetPasswordInput', { password: 'a password of my own' }, token)).toEqual({ userErrors: [] });
  expect((await api.ask('{ viewer { mustSetPassword roles { role } } accounts { totalCount } }', {}, token)).data)
    .toMatchObject({ viewer: { mustSetPassword: false, roles: [{ role: 'DISTRICT_ADMIN' }] }, accounts: { totalCount: expect.any(Number) } });
  const feed = collect(socket, '{ viewer { mustSetPassword } }');
  expect((await feed.next())['viewer']).toEqual({ mustSetPassword: false });
  expect(await command('accountSetPassword', 'AccountSetPasswordInput', { password: 'another password' }, token))
    .toEqual({ userErrors: [{ code: 'NOT_ALLOWED', field: ['currentPassword'] }] });
});

const CASES = 'subscription { caseChanged { moves } }';

test('an account that is disabled or reset is signed out, and what it had open ends within a second', async () => {
  for (const name of ['accountDisable', 'accountReset']) {
    const { id, token } = await newcomer();
    const open = collect(api.socket(token), CASES);
    await new Promise(resolve => setTimeout(resolve, 200));
    const began = performance.now();
    expect((await command(name, 'AccountInput', { accountId: id }, admin.token)).userErrors).toEqual([]);
    await open.closed();
    report(name, `open subscription ended after ${Math.round(performance.now() - began)} ms`);
    expect((await api.ask('{ viewer { id } }', {}, token)).data).toEqual({ viewer: null });
  }
});

test('a role that begins later opens, when it does, what was refused before, and one that ends closes it', async () => {
  const { id } = await newcomer();
  const soon = (ms: number) => new Date(Date.now() + ms).toISOString();
  const grid = place(api.district.grids[2]);
  const { membership } = await command('roleGrant', 'RoleGrantInput', { accountId: id, role: 'MEDIATOR', placeId: grid, validFrom: soon(1_500), validTo: soon(3_000) }, admin.token,
    'userErrors { code } membership { role validFrom validTo standsInFor { id } account { id displayName } }');
  expect(membership).toMatchObject({ role: 'MEDIATOR', standsInFor: null, account: { id, displayName: '王芳' } });
  const workers = async () => (await api.ask('query($id: ID!) { place(id: $id) { workers { account { id } } } }', { id: grid }, admin.token)).data?.place.workers.map((each: any) => each.account.id);
  expect(await workers()).not.toContain(id);
  await until(async () => (await workers()).includes(id), 'the role to begin');
  await until(async () => !(await workers()).includes(id), 'the role to end');
});

test('places list their staff with from, to and whom somebody stands in for', async () => {
  const [own, standIn] = [await newcomer(), await newcomer()];
  const placeId = place(api.district.grids[3]);
  const held = (await command('roleGrant', 'RoleGrantInput', { accountId: own.id, role: 'GRID_WORKER', placeId }, admin.token, 'membership { id }'))['membership'];
  const validTo = new Date(Date.now() + 86_400_000).toISOString();
  await command('roleGrant', 'RoleGrantInput', { accountId: standIn.id, role: 'GRID_WORKER', placeId, validTo, standsInForId: held.id }, admin.token);
  const { data } = await api.ask('query($id: ID!) { place(id: $id) { workers { role account { id } validTo standsInFor { account { id } } } } }', { id: placeId }, own.token);
  expect(data?.place.workers).toEqual([
    { role: 'GRID_WORKER', account: { id: own.id }, validTo: null, standsInFor: null },
    { role: 'GRID_WORKER', account: { id: standIn.id }, validTo, standsInFor: { account: { id: own.id } } },
  ]);
});

test('accounts are seen by admins over a place where they hold or held a role, and by themselves', async () => {
  const { domain, district } = api;
  const mediator = await newcomer(admin, { displayName: '寻找我', roles: [{ role: 'MEDIATOR', placeId: place(district.grids[0]) }] });
  const seen = async (token: string, args: string) => (await api.ask(`{ accounts(${args}) { totalCount nodes { id login disabledAt } } }`, {}, token)).data?.accounts.nodes.map(({ id }: any) => id);
  const elsewhere = await buildActor(domain, district.districtId, 'COMMUNITY_ADMIN', district.communities[1]);
  const by: Record<string, string> = { admin: admin.token, community: community.token, elsewhere: elsewhere.token, self: mediator.token };
  for (const [who, expected] of Object.entries({ admin: [mediator.id], community: [mediator.id], elsewhere: [], self: [mediator.id] })) {
    expect([who, await seen(by[who]!, 'search: "寻找"')]).toEqual([who, expected]);
    const { data } = await api.ask('query($id: ID!) { account(id: $id) { id } node(id: $id) { id } }', { id: mediator.id }, by[who]);
    const found = expected.length > 0 ? { id: mediator.id } : null;
    expect([who, data]).toEqual([who, { account: found, node: found }]);
  }
  expect(await seen(mediator.token, 'first: 100')).toEqual([mediator.id]);
  expect(await seen(admin.token, `placeId: "${place(district.grids[0])}" search: "寻找"`)).toEqual([mediator.id]);
  expect(await seen(admin.token, `placeId: "${place(district.communities[1])}" search: "寻找"`)).toEqual([]);
  await command('accountDisable', 'AccountInput', { accountId: mediator.id }, community.token);
  expect(await seen(community.token, 'search: "寻找"')).toEqual([]);
  expect(await seen(community.token, 'search: "寻找" includeDisabled: true')).toEqual([mediator.id]);
  const { data } = await api.ask('query($id: ID!) { account(id: $id) { lastSignInAt mustSetPassword memberships { role validFrom validTo } } }', { id: mediator.id }, community.token);
  expect(data?.account).toEqual({ lastSignInAt: expect.any(String), mustSetPassword: false, memberships: [{ role: 'MEDIATOR', validFrom: expect.any(String), validTo: null }] });
});

test.each(['GRID_WORKER', 'MEDIATOR', 'CENTRE_STAFF', 'VOLUNTEER', 'RESIDENT', 'PARTNER'] satisfies Role[])('%s manages nobody and sees nobody else', async role => {
  const { token, accountId } = await buildActor(api.domain, api.district.districtId, role, role === 'PARTNER' ? api.district.root : api.district.grids[0]);
  const worker = await newcomer();
  expect((await api.ask('{ accounts { nodes { id } } }', {}, token)).data?.accounts.nodes).toEqual([{ id: globalId('Account', accountId) }]);
  for (const name of ['accountReset', 'accountDisable', 'accountEnable']) {
    expect(await command(name, 'AccountInput', { accountId: worker.id }, token)).toEqual({ userErrors: [{ code: 'NOT_FOUND', field: ['accountId'] }] });
  }
  expect((await invite({ token } as Signed)).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['roles', '0', 'placeId'] }]);
});
