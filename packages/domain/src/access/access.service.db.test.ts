import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { fullRefusal, refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { Account } from './account.entity.ts';
import type { Actor } from './actor.ts';
import type { Role } from './membership.entity.ts';
import { newToken } from './token.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let district: Actor;
const clock = new TestClock('2025-03-12T09:00:00+08:00');
const from = { requestId: 'r', address: null };
const PASSWORD = 'correct horse battery';
let people = 0;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  await buildDistrict(domain, 102);
  district = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
});
afterAll(() => database.close());

async function person(values: { password?: string | null; once?: boolean; roles?: Role[] } = {}): Promise<Account & { login: string }> {
  const { password = PASSWORD, once = false, roles = ['GRID_WORKER'] } = values;
  return domain.access.createAccount(system(101), {
    login: `person-${(people += 1)}`, displayName: '某人', password, once, roles: roles.map(role => ({ role, placeId: at.grids[0] })),
  });
}

const signIn = (login: string, password = PASSWORD, districtId = 101) => domain.access.signIn(districtId, login, password, from);

async function actorOf(token: string, districtId = 101): Promise<Actor | null> {
  const snapshot = domain.connections.snapshot(districtId);
  try {
    return await domain.access.actorOf(snapshot, token, from);
  } finally {
    await snapshot.close();
  }
}

const disable = (id: string) => domain.unit.of(system(101), 'test', async tx => Object.assign((await tx.get(Account, id)) ?? {}, { disabledAt: tx.at }));

test('who signs in has a session of fourteen days, their roles, and a token that is kept nowhere', async () => {
  const { id, login } = await person();
  const { token, expiresAt, actor } = await signIn(` ${login.toUpperCase()} `);
  expect(actor).toMatchObject({ districtId: 101, accountId: id, requestId: 'r', memberships: [{ role: 'GRID_WORKER', placeId: at.grids[0] }] });
  expect([expiresAt.getTime() - clock.now().getTime(), actor.mustSetPassword]).toEqual([14 * 86_400_000, false]);
  expect(await actorOf(token)).toEqual(actor);
  expect(JSON.stringify(await database.owner('select to_jsonb(s) from session s'))).not.toContain(token.slice(4));
});

test('whatever is wrong with a sign-in, it is refused in the same words', async () => {
  const { login } = await person();
  const gone = await person();
  await disable(gone.id);
  const without = await person({ password: null });
  const [abroad] = [await domain.access.createAccount(system(102), { login: 'abroad', displayName: 'x', password: PASSWORD, roles: [] })];
  const refusals = await Promise.all([
    signIn(login, 'a wrong password'), signIn(login, ''), signIn(login, 'x'.repeat(100_000)), signIn('nobody'), signIn(''), signIn('nobody\0'), signIn('n'.repeat(10_000)),
    signIn(gone.login), signIn(without.login, ''), signIn(without.login), signIn(abroad.login), signIn(login, PASSWORD, 102), signIn(login, PASSWORD, 999_999),
    signIn(login, PASSWORD, 0), signIn(login, PASSWORD, -101), signIn(login, PASSWORD, 1.5), signIn(login, PASSWORD, NaN), signIn(login, PASSWORD, 2 ** 31),
    signIn(`' or '1'='1`), signIn(login, `' or '1'='1`),
  ].map(attempt => fullRefusal(attempt)));
  const words = refusals.map(({ code, message, field, name }) => ({ code, message, field, name }));
  expect(words).toEqual(words.map(() => ({ code: 'NOT_ALLOWED', message: 'District, login or password is wrong.', field: [], name: 'Refusal' })));
  expect((await signIn(login)).actor.accountId).toBeDefined();
});

test('a password for one sign-in works once, even for five at the same time, and has to be replaced', async () => {
  const { login } = await person({ once: true });
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => signIn(login)));
  expect(tries.filter(each => each.status === 'fulfilled')).toHaveLength(1);
  expect(await refused(signIn(login))).toBe('NOT_ALLOWED');
  const [won] = tries.filter(each => each.status === 'fulfilled');
  if (!won) throw new Error('Expected a session.');
  expect(won.value.actor.mustSetPassword).toBe(true);
  await domain.access.setPassword(won.value.actor, 'a password of my own', null);
  expect((await signIn(login, 'a password of my own')).actor.mustSetPassword).toBe(false);
  expect((await signIn(login, 'a password of my own')).actor.mustSetPassword).toBe(false);
});

test('a new password ends every other session of the account, and the old one fits no more', async () => {
  const { login } = await person();
  const other = await person();
  const [mine, phone, tablet, theirs] = [await signIn(login), await signIn(login), await signIn(login), await signIn(other.login)];
  await domain.access.setPassword(mine.actor, 'quite another password', PASSWORD);
  expect(await Promise.all([mine, phone, tablet, theirs].map(async ({ token }) => (await actorOf(token)) !== null))).toEqual([true, false, false, true]);
  expect(await refused(signIn(login))).toBe('NOT_ALLOWED');
  expect((await signIn(login, 'quite another password')).actor.accountId).toBe(mine.actor.accountId);
  expect(await refused(domain.access.setPassword(mine.actor, 'short', 'quite another password'))).toBe('INVALID at password');
});

test('the digest of a new password is not remembered with an idempotency key', async () => {
  const { actor } = await signIn((await person()).login);
  await domain.access.setPassword({ ...actor, idempotency: { key: 'k', fingerprint: 'digest-of-a-password' } }, 'quite another password', PASSWORD);
  expect(await database.owner(`select 1 from idempotent_command where fingerprint = 'digest-of-a-password'`)).toEqual([]);
});

test('a session ends when it is signed out, when its time is over, and when its account is disabled', async () => {
  const { id, login } = await person();
  const [left, expired, disabled] = [await signIn(login), await signIn(login), await signIn(login)];
  await domain.access.signOut(left.actor);
  await domain.access.signOut(left.actor);
  expect(await actorOf(left.token)).toBeNull();
  clock.set(new Date(expired.expiresAt.getTime() - 1));
  expect(await actorOf(expired.token)).not.toBeNull();
  clock.set(expired.expiresAt);
  expect(await actorOf(expired.token)).toBeNull();
  clock.set('2025-03-12T09:00:00+08:00');
  await disable(id);
  expect(await actorOf(disabled.token)).toBeNull();
});

test('a token is good in its own district alone, whatever district it is tried in', async () => {
  const { token } = await signIn((await person()).login);
  expect(await actorOf(token, 102)).toBeNull();
  expect(await actorOf(`102${token.slice(3)}`, 102)).toBeNull();
  expect(await actorOf(newToken(101))).toBeNull();
});

test('a role counts from its first moment to before its last, and is gone at once when taken away', async () => {
  const { id, login } = await person({ roles: [] });
  const { token } = await signIn(login);
  const roles = async () => (await actorOf(token))?.memberships.map(({ role }) => role);
  expect(await roles()).toEqual([]);
  clock.pass(1);
  const granted = await domain.roles.grant(district, id, { role: 'GRID_WORKER', placeId: at.grids[0] });
  expect(granted).toMatchObject({ accountId: id, role: 'GRID_WORKER', placeId: at.grids[0], validFrom: clock.now(), validTo: null });
  expect(await roles()).toEqual(['GRID_WORKER']);
  clock.pass(-1);
  expect(await roles()).toEqual([]);
  clock.pass(2);
  const revoked = await domain.roles.revoke(district, granted.id);
  expect(revoked.validTo).toEqual(clock.now());
  expect(await roles()).toEqual([]);
  clock.pass(5);
  expect((await domain.roles.revoke(district, granted.id)).validTo).toEqual(revoked.validTo);
  await domain.roles.grant(district, id, { role: 'GRID_WORKER', placeId: at.grids[0] });
  expect(await roles()).toEqual(['GRID_WORKER']);
});

test('a role is held once at a place, and given at once to two askers only once', async () => {
  const { id } = await person({ roles: [] });
  await domain.roles.grant(district, id, { role: 'MEDIATOR', placeId: at.street });
  expect(await refused(domain.roles.grant(district, id, { role: 'MEDIATOR', placeId: at.street }))).toBe('CONFLICT at role');
  await domain.roles.grant(district, id, { role: 'MEDIATOR', placeId: at.communities[0] });
  const both = await Promise.allSettled([0, 1, 2].map(() => domain.roles.grant(district, id, { role: 'CENTRE_STAFF', placeId: at.street })));
  expect(both.filter(each => each.status === 'fulfilled')).toHaveLength(1);
  for (const each of both) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'CONFLICT', field: ['role'] });
});

test('who may not give a role there is told that there is no such place, and for strangers\' ids nobody is told more', async () => {
  const { id } = await person({ roles: ['RESIDENT'] });
  const street = await buildActor(domain, 101, 'STREET_ADMIN', at.street);
  const community = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  const abroad = await buildActor(domain, 102, 'RESIDENT', (await database.owner<{ id: string }>(`select id from place where district_id = 102 and level = 'GRID' limit 1`))[0]?.id ?? '');
  const give = (by: Actor, accountId: string, role: Role, placeId: string) => domain.roles.grant(by, accountId, { role, placeId });
  expect(await refused(give(street, id, 'STREET_ADMIN', at.street))).toBe('NOT_FOUND at placeId');
  expect(await refused(give(community, id, 'COMMUNITY_ADMIN', at.communities[0]))).toBe('NOT_FOUND at placeId');
  expect(await refused(give(community, id, 'GRID_WORKER', at.grids[2]))).toBe('NOT_FOUND at placeId');
  expect(await refused(give(district, id, 'GRID_WORKER', newId()))).toBe('NOT_FOUND at placeId');
  expect(await refused(give(district, id, 'GRID_WORKER', abroad.memberships[0]?.placeId ?? ''))).toBe('NOT_FOUND at placeId');
  expect(await refused(give(district, newId(), 'GRID_WORKER', at.grids[0]))).toBe('NOT_FOUND at accountId');
  expect(await refused(give(district, abroad.accountId, 'GRID_WORKER', at.grids[0]))).toBe('NOT_FOUND at accountId');

  const { id: held } = await give(street, id, 'COMMUNITY_ADMIN', at.communities[0]);
  expect(await refused(domain.roles.revoke(community, held))).toBe('NOT_FOUND at membershipId');
  expect(await refused(domain.roles.revoke(district, newId()))).toBe('NOT_FOUND at membershipId');
  const [foreign] = await database.owner<{ id: string }>('select id from membership where district_id = 102 limit 1');
  expect(await refused(domain.roles.revoke(district, foreign?.id ?? ''))).toBe('NOT_FOUND at membershipId');
  expect((await domain.roles.revoke(street, held)).validTo).toEqual(clock.now());
});

test('logins are one per person in a district, whatever their case; the same login may be somebody else elsewhere', async () => {
  const make = (districtId: number, login: string) => domain.access.createAccount(system(districtId), { login, displayName: 'x', password: null, roles: [] });
  await make(101, 'zhang.san');
  expect(await refused(make(101, ' ZHANG.SAN '))).toBe('INVALID at login');
  expect((await make(102, 'zhang.san')).login).toBe('zhang.san');
  for (const wrong of ['', '   ', 'x'.repeat(101)]) expect(await refused(make(101, wrong))).toBe('INVALID at login');
  expect(await refused(domain.access.createAccount(system(101), { login: 'li.si', displayName: 'x', password: 'short', roles: [] }))).toBe('INVALID at password');
});
