import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { defineNotice } from './notice-kind.ts';
import { notify, notifyEach } from './notify.ts';
import { plain } from './param.ts';
import { accounts, allOf, type Recipients } from './recipients.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let ann: Actor;
let ben: Actor;
const clock = new TestClock('2025-03-12T09:00:00+08:00');
const note = defineNotice('test.note', { about: null, params: { n: plain }, ZH: { title: '{n}', body: '{n}' }, EN: { title: '{n}', body: '{n}' } });

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  await buildDistrict(domain, 102);
  ann = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
  ben = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
});
afterAll(() => database.close());
beforeEach(async () => {
  clock.set('2025-03-12T09:00:00+08:00');
  await database.owner('delete from notice; delete from quiet_hours');
});

const write = (n: string, to: Recipients = accounts(ann.accountId), performer = system(101)) => domain.unit.of(performer, 'test.notify', tx => notify(tx, note, { to, params: { n } }));
const rows = () => database.owner<{ id: string; n: string; account_id: string; read_at: Date | null; created_at: Date; deliver_at: Date }>(`select *, params ->> 'n' as n from notice order by id`);
const idsOf = async (...ns: string[]) => (await rows()).filter(({ n }) => ns.includes(n)).map(({ id }) => id);
const unread = async () => (await rows()).filter(row => row.read_at === null).map(({ n }) => n);

test('everybody is told once, however often they are named, and nobody who does not exist', async () => {
  await write('a', allOf(accounts(ann.accountId, null, ben.accountId, newId()), accounts(ben.accountId)));
  expect((await rows()).map(row => row.account_id).toSorted()).toEqual([ann.accountId, ben.accountId].toSorted());
});

test('many letters are one insert, and one entry of the audit', async () => {
  await domain.unit.of(system(101), 'test.many', tx => notifyEach(tx, note, Array.from({ length: 500 }, (_, n) => ({ to: accounts(ann.accountId), params: { n: String(n) } }))));
  expect(new Set((await rows()).map(({ n }) => n)).size).toBe(500);
  expect(await database.owner(`select bulk from audit_entry where command = 'test.many'`)).toEqual([{ bulk: { Notice: 500 } }]);
});

test('what is rolled back was never told', async () => {
  await expect(domain.unit.of(system(101), 'test.notify', async tx => {
    await notify(tx, note, { to: accounts(ann.accountId), params: { n: 'x' } });
    throw new Refusal('CONFLICT', 'Not after all.');
  })).rejects.toThrow('Not after all.');
  expect(await rows()).toEqual([]);
});

test('one, several, or all up to a moment are marked read, and keep the moment when', async () => {
  for (const n of ['a', 'b', 'c', 'd']) {
    await write(n);
    clock.pass(1);
  }
  await domain.notices.markRead(ann, { ids: await idsOf('b'), upTo: null });
  expect(await unread()).toEqual(['a', 'c', 'd']);
  clock.pass(1);
  await domain.notices.markRead(ann, { ids: [...(await idsOf('a', 'b')), ...(await idsOf('a'))], upTo: null });
  expect((await rows()).map(({ n, read_at }) => [n, read_at?.toISOString()])).toEqual([
    ['a', '2025-03-12T01:05:00.000Z'], ['b', '2025-03-12T01:04:00.000Z'], ['c', undefined], ['d', undefined],
  ]);
  await domain.notices.markRead(ann, { ids: null, upTo: new Date('2025-03-12T09:02:00+08:00') });
  expect(await unread()).toEqual(['d']);
  await domain.notices.markRead(ann, { ids: null, upTo: new Date('2025-03-12T09:02:00+08:00') });
  await domain.notices.markRead(ann, { ids: [], upTo: null });
  expect(await unread()).toEqual(['d']);
});

test('somebody else\'s notices are as absent as those that do not exist', async () => {
  await write('a');
  await write('b', accounts(ben.accountId));
  expect(await refused(domain.notices.markRead(ann, { ids: await idsOf('a', 'b'), upTo: null }))).toBe('NOT_FOUND at noticeIds');
  expect(await refused(domain.notices.markRead(ann, { ids: [newId()], upTo: null }))).toBe('NOT_FOUND at noticeIds');
  await domain.notices.markRead(ann, { ids: null, upTo: clock.now() });
  expect(await unread()).toEqual(['b']);
});

test('it has to be said which notices, by name at most a hundred', async () => {
  expect(await refused(domain.notices.markRead(ann, { ids: null, upTo: null }))).toBe('INVALID at noticeIds');
  expect(await refused(domain.notices.markRead(ann, { ids: [], upTo: clock.now() }))).toBe('INVALID at noticeIds');
  expect(await refused(domain.notices.markRead(ann, { ids: Array.from({ length: 101 }, newId), upTo: null }))).toBe('INVALID at noticeIds');
});

test('quiet hours are the account\'s own choice, and hold for what comes after', async () => {
  clock.set('2025-03-12T12:30:00+08:00');
  const delivered = async () => {
    await database.owner('delete from notice');
    await write('a', accounts(ann.accountId, ben.accountId));
    return Object.fromEntries((await rows()).map(row => [row.account_id === ann.accountId ? 'ann' : 'ben', row.deliver_at.toISOString()]));
  };
  await domain.notices.setQuietHours(ann, { from: '12:00', to: '14:00' });
  expect(await delivered()).toEqual({ ann: '2025-03-12T06:00:00.000Z', ben: '2025-03-12T04:30:00.000Z' });
  clock.set('2025-03-12T23:00:00+08:00');
  expect(await delivered()).toEqual({ ann: '2025-03-12T15:00:00.000Z', ben: '2025-03-12T23:00:00.000Z' });
  await domain.notices.setQuietHours(ben, null);
  expect(await delivered()).toEqual({ ann: '2025-03-12T15:00:00.000Z', ben: '2025-03-12T15:00:00.000Z' });
});

test('quiet hours that are none are refused', async () => {
  expect(await refused(domain.notices.setQuietHours(ann, { from: '', to: '07:00' }))).toBe('INVALID at from');
  expect(await refused(domain.notices.setQuietHours(ann, { from: '22:00', to: '25:00' }))).toBe('INVALID at to');
  expect(await refused(domain.notices.setQuietHours(ann, { from: '22:00', to: '22:00' }))).toBe('INVALID at to');
  expect(await database.owner('select from quiet_hours')).toEqual([]);
});

test('what was read 180 days ago is let go of at the turn of the day; what is unread stays', async () => {
  await write('read');
  await write('unread');
  await domain.notices.markRead(ann, { ids: await idsOf('read'), upTo: null });
  clock.pass(180 * 1_440);
  await domain.turnDay(101);
  expect((await rows()).map(({ n }) => n)).toEqual(['read', 'unread']);
  clock.pass(1);
  await domain.turnDay(101);
  expect((await rows()).map(({ n }) => n)).toEqual(['unread']);
});

test('who is invited finds a notice of each role in their inbox', async () => {
  const admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  const roles = [{ role: 'GRID_WORKER', placeId: at.grids[0] }, { role: 'MEDIATOR', placeId: at.grids[1] }] as const;
  const { account } = await domain.accounts.invite(admin, { login: 'invited', displayName: '王芳', roles });
  expect(await database.owner(`select account_id, kind, params ->> 'role' as role from notice order by id`))
    .toEqual(roles.map(({ role }) => ({ account_id: account.id, kind: 'role.given', role })));
});

test('whoever is given a role, or has one taken away, is told once', async () => {
  const admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  const given = await domain.roles.grant(admin, ben.accountId, { role: 'GRID_WORKER', placeId: at.grids[0] });
  await domain.roles.revoke(admin, given.id);
  await domain.roles.revoke(admin, given.id);
  expect(await database.owner('select account_id, kind, params, subject_kind, subject_id from notice order by id')).toEqual([
    ['role.given', { from: '2025-03-12T01:00:00.000Z' }], ['role.taken', {}],
  ].map(([kind, more]) => ({
    account_id: ben.accountId, kind, params: { role: 'GRID_WORKER', place: '测试GRID001001001', ...(more as object) }, subject_kind: 'Place', subject_id: at.grids[0],
  })));
});
