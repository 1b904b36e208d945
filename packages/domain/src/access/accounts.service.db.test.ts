import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { register } from '../people/register.ts';
import { Sealer } from '../people/sealed.ts';
import { calendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { Invitation } from './accounts.service.ts';
import type { Actor } from './actor.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let street: Actor;
let community: Actor;
const clock = new TestClock('2025-03-12T09:00:00+08:00');
const from = { requestId: 'r', address: null };
let people = 0;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  await buildDistrict(domain, 102);
  admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  street = await buildActor(domain, 101, 'STREET_ADMIN', at.street);
  community = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
});
afterAll(() => database.close());

function invitation(values: Partial<Invitation> = {}): Invitation {
  return { login: `invited-${(people += 1)}`, displayName: '王芳', roles: [{ role: 'GRID_WORKER', placeId: at.grids[0] }], ...values };
}

const signIn = (login: string, password: string | null) => domain.access.signIn(101, login, password ?? '', from);
const rolesOf = async (token: string) => {
  const actor = await domain.connections.reading(101, snapshot => domain.access.actorOf(snapshot, token, from));
  return actor && actor.memberships.map(({ role }) => role);
};
const sessionsOf = async (accountId: string) =>
  (await database.owner<{ n: number }>('select count(*)::int as n from session where account_id = $1 and revoked_at is null', [accountId]))[0]?.n;

test('who is invited signs in once with the password handed over, holds no role until they set one, and then all of theirs', async () => {
  const { account, password } = await domain.accounts.invite(community, invitation());
  expect(account).toMatchObject({ displayName: '王芳', passwordOnce: true, passwordUntil: new Date(clock.now().getTime() + 7 * 86_400_000) });
  const { actor, token } = await signIn(account.login, password);
  expect([actor.mustSetPassword, actor.memberships]).toEqual([true, []]);
  expect(await refused(signIn(account.login, password))).toBe('NOT_ALLOWED');
  await domain.access.setPassword(actor, 'a password of my own', null);
  expect(await rolesOf(token)).toEqual(['GRID_WORKER']);
  expect((await signIn(account.login, 'a password of my own')).actor.mustSetPassword).toBe(false);
});

test('a one-time password is good for seven days', async () => {
  const { account, password } = await domain.accounts.invite(admin, invitation());
  clock.pass(7 * 24 * 60);
  expect(await refused(signIn(account.login, password))).toBe('NOT_ALLOWED');
  clock.pass(-1);
  expect((await signIn(account.login, password)).actor.mustSetPassword).toBe(true);
});

test('sent again with the same key an invitation makes nothing more and says no password', async () => {
  const asked = invitation();
  const keyed = { ...community, idempotency: { key: newId(), fingerprint: 'f' } };
  const [first, ...others] = await Promise.all(Array.from({ length: 3 }, () => domain.accounts.invite(keyed, asked)));
  others.push(await domain.accounts.invite(keyed, asked));
  expect(new Set([first, ...others].map(each => each?.account.id)).size).toBe(1);
  expect([first, ...others].filter(each => each?.password !== null)).toHaveLength(1);
  const later = { ...keyed, memberships: [] }; // no admin any more
  expect(await refused(domain.accounts.invite(later, asked))).toBe('NOT_FOUND at accountId');
});

test('a password of an invitation is kept nowhere', async () => {
  const { password } = await domain.accounts.invite({ ...admin, idempotency: { key: newId(), fingerprint: 'f' } }, invitation());
  for (const table of ['account', 'audit_entry', 'idempotent_command']) {
    expect(JSON.stringify(await database.owner(`select to_jsonb(t) from ${table} t`))).not.toContain(password);
  }
});

test('nobody is invited under a login that is taken or malformed, without a name, without a role, or to what the inviter may not grant', async () => {
  const invite = (values: Partial<Invitation>, by = community) => refused(domain.accounts.invite(by, invitation(values)));
  const { account } = await domain.accounts.invite(community, invitation());
  expect(await invite({ login: ` ${account.login.toUpperCase()} ` })).toBe('INVALID at login');
  for (const login of ['', '  ', 'x'.repeat(101), 'a b', 'a\nb', 'a\0b', '-a', '<b>', "a'b"]) expect([login, await invite({ login })]).toEqual([login, 'INVALID at login']);
  for (const displayName of ['', ' ', 'x'.repeat(101), 'a\0']) expect(await invite({ displayName })).toBe('INVALID at displayName');
  expect(await invite({ roles: [] })).toBe('INVALID at roles');
  const role = 'GRID_WORKER' as const;
  const [abroad] = await database.owner<{ id: string }>('select id from place where district_id = 102 limit 1');
  for (const placeId of [at.grids[2], newId(), abroad?.id ?? '']) {
    expect(await invite({ roles: [{ role, placeId: at.grids[0] }, { role, placeId }] })).toBe('NOT_FOUND at roles.1.placeId');
  }
  expect(await invite({ roles: [{ role: 'COMMUNITY_ADMIN', placeId: at.communities[0] }] })).toBe('NOT_FOUND at roles.0.placeId');
  expect(await invite({ roles: [{ role: 'STREET_ADMIN', placeId: at.street }] }, street)).toBe('NOT_FOUND at roles.0.placeId');
  expect(await invite({ roles: [{ role, placeId: at.grids[0] }, { role, placeId: at.grids[0] }] })).toBe('CONFLICT at roles.1.role');
  expect(await invite({ roles: [{ role, placeId: at.grids[0], validFrom: new Date(0) }] })).toBe('INVALID at roles.0.validFrom');
});

test('reset, an account is signed out everywhere, its password is void, and the new one works once', async () => {
  const { account, password } = await domain.accounts.invite(community, invitation());
  const { actor } = await signIn(account.login, password);
  await domain.access.setPassword(actor, 'a password of my own', null);
  await signIn(account.login, 'a password of my own');
  const reset = await domain.accounts.reset(street, account.id);
  expect([await sessionsOf(account.id), await refused(signIn(account.login, 'a password of my own'))]).toEqual([0, 'NOT_ALLOWED']);
  expect(await refused(domain.access.setPassword(actor, 'a password too late', 'a password of my own'))).toBe('NOT_ALLOWED at currentPassword');
  expect((await signIn(account.login, reset.password)).actor.mustSetPassword).toBe(true);
});

test('one\'s own password is changed by who knows it', async () => {
  const { account, password } = await domain.accounts.invite(community, invitation());
  const { actor } = await signIn(account.login, password);
  await domain.access.setPassword(actor, 'a password of my own', null);
  for (const wrong of [null, '', 'a wrong password', password]) {
    expect(await refused(domain.access.setPassword(actor, 'quite another one', wrong))).toBe('NOT_ALLOWED at currentPassword');
  }
  await domain.access.setPassword(actor, 'quite another one', 'a password of my own');
  const guesses = await Promise.all(Array.from({ length: 12 }, (_, n) => refused(domain.access.setPassword(actor, 'quite another one', `guess ${n}`))));
  expect(guesses).toContain('TOO_MANY_ATTEMPTS');
});

test('disabled, an account is signed out and cannot sign in; enabled it signs in anew', async () => {
  const { account, password } = await domain.accounts.invite(community, invitation());
  const { actor } = await signIn(account.login, password);
  await domain.access.setPassword(actor, 'a password of my own', null);
  const disabled = await domain.accounts.disable(community, account.id);
  expect([disabled.disabledAt, await sessionsOf(account.id), await refused(signIn(account.login, 'a password of my own'))]).toEqual([clock.now(), 0, 'NOT_ALLOWED']);
  clock.pass(1);
  expect((await domain.accounts.disable(street, account.id)).disabledAt).toEqual(disabled.disabledAt);
  expect(await refused(domain.accounts.reset(community, account.id))).toBe('WRONG_STATE at accountId');
  expect((await domain.accounts.enable(community, account.id)).disabledAt).toBeNull();
  expect([await sessionsOf(account.id), (await signIn(account.login, 'a password of my own')).actor.accountId]).toEqual([0, account.id]);
});

test('an account is renamed', async () => {
  const { account } = await domain.accounts.invite(community, invitation());
  expect((await domain.accounts.rename(community, account.id, ' 王芳芳 ')).displayName).toBe('王芳芳');
  expect(await refused(domain.accounts.rename(community, account.id, ' '))).toBe('INVALID at displayName');
});

test('an account is managed by who may grant all that it holds, and for everybody else it is not there', async () => {
  const managing = async (by: Actor, id: string) => {
    const answers = [
      await refusedOrDone(domain.accounts.rename(by, id, '某人')), await refusedOrDone(domain.accounts.disable(by, id)),
      await refusedOrDone(domain.accounts.enable(by, id)), await refusedOrDone(domain.accounts.reset(by, id)),
    ];
    return new Set(answers).size === 1 ? answers[0] : answers;
  };
  const hidden = 'NOT_FOUND at accountId';
  const worker = (await domain.accounts.invite(community, invitation())).account.id;
  const elsewhere = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]);
  expect([await managing(admin, worker), await managing(street, worker), await managing(community, worker), await managing(elsewhere, worker)])
    .toEqual(['done', 'done', 'done', hidden]);
  // Of two communities: each may grant a part of what it holds only.
  await domain.roles.grant(elsewhere, worker, { role: 'GRID_WORKER', placeId: at.grids[2], validFrom: new Date(clock.now().getTime() + 86_400_000) });
  expect([await managing(street, worker), await managing(community, worker), await managing(elsewhere, worker)]).toEqual(['done', hidden, hidden]);
  expect([await managing(community, street.accountId), await managing(street, street.accountId), await managing(street, admin.accountId)]).toEqual([hidden, hidden, hidden]);
  expect([await managing(elsewhere, community.accountId), await managing(street, community.accountId)]).toEqual([hidden, 'done']);
  const abroad = await domain.access.createAccount(system(102), { login: 'abroad', displayName: 'x', password: null, roles: [] });
  expect([await managing(admin, abroad.id), await managing(admin, newId())]).toEqual([hidden, hidden]);
  const without = await domain.access.createAccount(system(101), { login: 'without', displayName: 'x', password: null, roles: [] });
  expect([await managing(admin, without.id), await managing(street, without.id)]).toEqual(['done', hidden]);
});

test('what an account held last says who manages it once all of that is over', async () => {
  const { account } = await domain.accounts.invite(community, invitation());
  const [held] = await database.owner<{ id: string }>('select id from membership where account_id = $1', [account.id]);
  await domain.roles.revoke(community, held?.id ?? '');
  clock.pass(1);
  expect((await domain.accounts.disable(community, account.id)).disabledAt).toEqual(clock.now());
});

test('an account that holds nothing any more is given a role by who manages it only, so that nobody takes it over', async () => {
  const former = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  const [held] = await database.owner<{ id: string }>('select id from membership where account_id = $1', [former.accountId]);
  await domain.roles.revoke(admin, held!.id);
  clock.pass(1);
  const never = await domain.access.createAccount(system(101), { login: 'never', displayName: '某人', password: null, roles: [] });
  const volunteer = { role: 'VOLUNTEER', placeId: at.communities[0] } as const;
  for (const id of [former.accountId, never.id]) expect(await refused(domain.roles.grant(community, id, volunteer))).toBe('NOT_FOUND at accountId');
  await domain.roles.grant(admin, former.accountId, volunteer);
});

test('nobody disables or resets themselves', async () => {
  expect(await refused(domain.accounts.disable(admin, admin.accountId))).toBe('INVALID at accountId');
  expect(await refused(domain.accounts.reset(admin, admin.accountId))).toBe('INVALID at accountId');
});

test('an account may be a resident\'s own: of one who lives where the inviter is admin, and has none yet', async () => {
  const resident = (placeId: string) => domain.unit.of(system(101), 'test', tx => register(tx, new Sealer(database.key), {
    placeId, name: '张三', sex: 'MALE', birthDate: calendarDate('1950-01-01'), standing: 'REGISTERED_HERE', livesFrom: calendarDate('1980-01-01'),
  }));
  const [here, there] = [await resident(at.grids[0]), await resident(at.grids[2])];
  const invite = (residentId: string) => domain.accounts.invite(community, invitation({ residentId, roles: [{ role: 'RESIDENT', placeId: at.grids[0] }] }));
  const { account, password } = await invite(here.id);
  const { actor, token } = await signIn(account.login, password);
  expect(actor.residentId).toBeNull();
  await domain.access.setPassword(actor, 'a password of my own', null);
  expect((await domain.connections.reading(101, snapshot => domain.access.actorOf(snapshot, token, from)))?.residentId).toBe(here.id);
  expect(await refused(invite(here.id))).toBe('CONFLICT at residentId');
  expect(await refused(invite(there.id))).toBe('NOT_FOUND at residentId');
  expect(await refused(invite(newId()))).toBe('NOT_FOUND at residentId');
});

async function refusedOrDone(command: Promise<unknown>): Promise<string> {
  let done = false;
  return refused(command.then(() => { done = true; })).catch((error: unknown) => {
    if (done) return 'done';
    throw error;
  });
}
