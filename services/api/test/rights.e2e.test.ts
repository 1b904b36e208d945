import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import type { Role } from '@linli/domain/access/membership.entity';
import { buildActor, buildCase } from '@linli/domain/testing/build';
import { globalId } from '../src/graphql/global-id.ts';
import { collect, startApi, until, type TestApi } from './harness.ts';
import { greetedSocket, type RawSocket } from './raw-socket.ts';
import { report } from './report.ts';

type Signed = Actor & { token: string };

let api: TestApi;
let admin: Signed;

beforeAll(async () => {
  api = await startApi();
  admin = await buildActor(api.domain, api.district.districtId, 'DISTRICT_ADMIN', api.district.root);
});
afterAll(() => api.close());

const CASES = 'subscription($placeId: ID) { caseChanged(placeId: $placeId) { moves case { id } } }';
const FIGURES = 'subscription($filter: IndicatorFilter!) { indicatorUpdated(filter: $filter) { ... on IndicatorChange { revision values { value } } } }';
const signedIn = (role: Role, placeId: string): Promise<Signed> => buildActor(api.domain, api.district.districtId, role, placeId);
const figures = (...placeIds: string[]) => ({ filter: { placeIds: placeIds.map(id => globalId('Place', id)), indicators: ['case.complaint_rate'], period: { kind: 'MONTH' } } });

/** A complaint comes in and is counted: there is something to push on both subscriptions. */
async function happening(): Promise<void> {
  await buildCase(api.domain, admin, api.district, { kind: 'COMPLAINT' });
  await api.domain.engine.drain(api.district.districtId, () => api.domain.wake.send('revision', api.district.districtId));
}

/** Both subscriptions on one connection, heard once. */
async function subscribed({ token }: Signed, place: string): Promise<RawSocket> {
  const raw = await greetedSocket(api, token);
  raw.send({ id: 'cases', type: 'subscribe', payload: { query: CASES } });
  raw.send({ id: 'figures', type: 'subscribe', payload: { query: FIGURES, variables: figures(place) } });
  await until(async () => {
    await happening();
    return ['cases', 'figures'].every(id => raw.messages.some(message => message['id'] === id && message['type'] === 'next'));
  }, `both subscriptions among ${JSON.stringify(raw.messages)}`);
  return raw;
}

const membershipOf = async ({ accountId }: Signed, role: Role) =>
  (await api.database.owner<{ id: string }>('select id from membership where account_id = $1 and role = $2 and valid_to is null', [accountId, role]))[0]!.id;

/** Takes something away and waits for the connection to end; nothing comes after it. */
async function takenAway(what: string, raw: RawSocket, take: () => Promise<unknown>): Promise<string> {
  const began = performance.now();
  await take();
  const ending = await raw.ended();
  report(what, `connection ended after ${Math.round(performance.now() - began)} ms`);
  const before = raw.messages.length;
  await happening();
  await new Promise(resolve => setTimeout(resolve, 300));
  expect(raw.messages.slice(before)).toEqual([]);
  expect(raw.messages.filter(message => message['type'] === 'complete')).toEqual([]); // not as if all had been said
  return ending;
}

test('a role that is taken away ends what it had opened', async () => {
  const worker = await signedIn('GRID_WORKER', api.district.grids[0]);
  const raw = await subscribed(worker, api.district.grids[0]);
  const ending = await takenAway('role taken away', raw, async () => api.ask(
    'mutation($input: RoleRevokeInput!) { roleRevoke(input: $input) { userErrors { code } } }', { input: { membershipId: globalId('Membership', await membershipOf(worker, 'GRID_WORKER')) } }, admin.token));
  expect(ending).toBe('4403 Your rights have changed');
  const again = collect(api.socket(worker.token), FIGURES, figures(api.district.grids[0]));
  expect(await again.closed()).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('a session that is signed out, expires, or whose account is disabled ends them too', async () => {
  const leaving = await signedIn('GRID_WORKER', api.district.grids[0]);
  expect(await takenAway('signed out', await subscribed(leaving, api.district.grids[0]), () =>
    api.ask('mutation { sessionSignOut { userErrors { code } } }', {}, leaving.token))).toBe('4403 The session is over');

  const outdated = await signedIn('STREET_ADMIN', api.district.street);
  expect(await takenAway('session expired, found by the poll', await subscribed(outdated, api.district.street), () =>
    api.database.owner('update session set expires_at = now() where account_id = $1', [outdated.accountId]))).toBe('4403 The session is over');

  const disabled = await signedIn('COMMUNITY_ADMIN', api.district.communities[0]);
  expect(await takenAway('account disabled', await subscribed(disabled, api.district.communities[0]), () =>
    api.domain.accounts.disable(admin, disabled.accountId))).toBe('4403 The session is over');
});

test('a role that ends at a time set before ends them at that time', async () => {
  const worker = await signedIn('GRID_WORKER', api.district.grids[0]);
  const raw = await subscribed(worker, api.district.grids[0]);
  expect(await takenAway('role run out after a second', raw, async () =>
    api.domain.roles.changeEnd(admin, await membershipOf(worker, 'GRID_WORKER'), new Date(Date.now() + 1_000)))).toBe('4403 Your rights have changed');
});

test('somebody without any role hears nothing, and the end of their session ends that', async () => {
  const nobody = await signedIn('RESIDENT', api.district.grids[0]);
  await api.database.owner('delete from membership where account_id = $1', [nobody.accountId]);
  const raw = await greetedSocket(api, nobody.token);
  raw.send({ id: 'cases', type: 'subscribe', payload: { query: CASES } });
  await happening();
  expect(await takenAway('signed out without a role', raw, () => api.domain.access.signOut(nobody))).toBe('4403 The session is over');
  expect(raw.messages.filter(message => message['type'] === 'next')).toEqual([]);
});

test('a role that is kept keeps open what it allows: by place for figures, by case for cases', async () => {
  const { domain, district } = api;
  const worker = await signedIn('COMMUNITY_ADMIN', district.communities[0]);
  await domain.roles.grant(admin, worker.accountId, { role: 'GRID_WORKER', placeId: district.grids[2] });
  const kept = collect(api.socket(worker.token), FIGURES, figures(district.grids[2], district.communities[1]));
  const lost = collect(api.socket(worker.token), FIGURES, figures(district.grids[0], district.grids[2]));
  const cases = collect(api.socket(worker.token), CASES);
  await until(async () => {
    await buildCase(domain, admin, district, { kind: 'COMPLAINT', placeId: district.grids[2] });
    await happening();
    return [kept, lost, cases].every(({ messages }) => messages.length > 0);
  }, 'all three to begin');

  await domain.roles.revoke(admin, await membershipOf(worker, 'COMMUNITY_ADMIN'));
  await lost.closed();
  const before = { kept: kept.messages.length, cases: cases.messages.length, lost: lost.messages.length };
  const hidden = await buildCase(domain, admin, district, { placeId: district.grids[0] });
  const seen = await buildCase(domain, admin, district, { kind: 'COMPLAINT', placeId: district.grids[2] });
  await cases.next(({ caseChanged }) => caseChanged.some((change: any) => change.case.id === globalId('Case', seen.id)));
  await until(() => kept.messages.length > before.kept, 'the figures that are kept');
  expect([kept.state.closed, cases.state.closed]).toEqual([undefined, undefined]);
  expect(JSON.stringify(cases.messages.slice(before.cases))).not.toContain(globalId('Case', hidden.id));
  expect(lost.messages).toHaveLength(before.lost);
});

test('a role that is given is heard of without asking again', async () => {
  const { domain, district } = api;
  const newcomer = await signedIn('RESIDENT', district.grids[0]);
  const cases = collect(api.socket(newcomer.token), CASES);
  await until(async () => {
    await buildCase(domain, newcomer, district);
    return cases.messages.length > 0;
  }, 'the subscription to begin');
  await domain.roles.grant(admin, newcomer.accountId, { role: 'GRID_WORKER', placeId: district.grids[1] });
  const heard = await until(async () => {
    const { id } = await buildCase(domain, admin, district, { placeId: district.grids[1] });
    await new Promise(resolve => setTimeout(resolve, 100));
    return JSON.stringify(cases.messages).includes(globalId('Case', id));
  }, 'cases of the new grid');
  expect(heard).toBe(true);
});
