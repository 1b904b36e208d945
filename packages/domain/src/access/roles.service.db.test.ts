import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { membershipsAt } from './accounts.read.ts';
import type { Actor } from './actor.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
const clock = new TestClock('2025-03-12T09:00:00+08:00');
let people = 0;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
});
afterAll(() => database.close());

const person = async () => (await domain.access.createAccount(system(101), { login: `person-${(people += 1)}`, displayName: '某人', password: null, roles: [] })).id;
const later = (days: number) => new Date(clock.now().getTime() + days * 86_400_000);
const grid = (n: 0 | 1 | 2 | 3 = 0) => ({ role: 'GRID_WORKER' as const, placeId: at.grids[n] });

async function workersOf(placeId: string): Promise<[string, string | null | undefined][]> {
  const snapshot = domain.connections.snapshot(101);
  try {
    return (await snapshot.rows(membershipsAt, [placeId], ['GRID_WORKER'], clock.now())).map(row => [row.accountId, row.standsInForId]);
  } finally {
    await snapshot.close();
  }
}

test('a role is held in its period alone, and may be held again afterwards', async () => {
  const id = await person();
  const first = await domain.roles.grant(admin, id, { ...grid(), validTo: later(10) });
  expect(await refused(domain.roles.grant(admin, id, { ...grid(), validFrom: later(9) }))).toBe('CONFLICT at role');
  const second = await domain.roles.grant(admin, id, { ...grid(), validFrom: later(10) });
  expect([first.validTo, second.validFrom, second.validTo]).toEqual([later(10), later(10), null]);
  expect(await refused(domain.roles.grant(admin, id, { ...grid(), validFrom: later(20), validTo: later(21) }))).toBe('CONFLICT at role');
  await domain.roles.grant(admin, id, grid(1));
  await domain.roles.grant(admin, id, { role: 'MEDIATOR', placeId: at.grids[0] });
});

test('no role begins in the past, or ends before it begins', async () => {
  const id = await person();
  expect(await refused(domain.roles.grant(admin, id, { ...grid(), validFrom: later(-1) }))).toBe('INVALID at validFrom');
  expect(await refused(domain.roles.grant(admin, id, { ...grid(), validTo: later(-1) }))).toBe('INVALID at validTo');
  expect(await refused(domain.roles.grant(admin, id, { ...grid(), validFrom: later(2), validTo: later(2) }))).toBe('INVALID at validTo');
});

test('several workers hold one grid, and a stand-in is listed with whom they stand in for while they do', async () => {
  const [own, colleague, standIn] = [await person(), await person(), await person()];
  const held = await domain.roles.grant(admin, own, grid(2));
  clock.pass(1);
  await domain.roles.grant(admin, colleague, grid(2));
  clock.pass(1);
  await domain.roles.grant(admin, standIn, { ...grid(2), validFrom: later(1), validTo: later(3), standsInForId: held.id });
  expect(await workersOf(at.grids[2])).toEqual([[own, null], [colleague, null]]);
  clock.pass(24 * 60);
  expect(await workersOf(at.grids[2])).toEqual([[own, null], [colleague, null], [standIn, held.id]]);
  clock.pass(2 * 24 * 60);
  expect(await workersOf(at.grids[2])).toEqual([[own, null], [colleague, null]]);
});

test('a stand-in is for somebody else, of the same role and place, at a time when they hold it', async () => {
  const [own, standIn] = [await person(), await person()];
  const held = await domain.roles.grant(admin, own, { ...grid(3), validTo: later(5) });
  const give = (asked: object, to = standIn) => refused(domain.roles.grant(admin, to, { ...grid(3), ...asked }));
  expect(await give({ standsInForId: newId() })).toBe('NOT_FOUND at standsInForId');
  expect(await give({ ...grid(2), standsInForId: held.id })).toBe('NOT_FOUND at standsInForId');
  expect(await give({ role: 'MEDIATOR', standsInForId: held.id })).toBe('NOT_FOUND at standsInForId');
  expect(await give({ standsInForId: held.id, validFrom: later(6) }, own)).toBe('INVALID at standsInForId');
  expect(await give({ standsInForId: held.id, validFrom: later(5) })).toBe('INVALID at standsInForId');
});

test('the end of a role can be set, put off and taken off, but not into the past or into another one of the same', async () => {
  const id = await person();
  const held = await domain.roles.grant(admin, id, { ...grid(), validTo: later(5) });
  const again = await domain.roles.grant(admin, id, { ...grid(), validFrom: later(8) });
  const end = (membershipId: string, to: Date | null) => domain.roles.changeEnd(admin, membershipId, to);
  expect((await end(held.id, later(8))).validTo).toEqual(later(8));
  expect(await refused(end(held.id, later(9)))).toBe('CONFLICT at validTo');
  expect(await refused(end(held.id, null))).toBe('CONFLICT at validTo');
  expect(await refused(end(held.id, later(-1)))).toBe('INVALID at validTo');
  expect(await refused(end(again.id, later(8)))).toBe('INVALID at validTo');
  expect((await end(again.id, later(9))).validTo).toEqual(later(9));
  expect((await end(again.id, null)).validTo).toBeNull();
  await domain.roles.revoke(admin, held.id);
  expect(await refused(end(held.id, later(3)))).toBe('WRONG_STATE at membershipId');
  expect(await refused(end(newId(), null))).toBe('NOT_FOUND at membershipId');
  const community = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]);
  expect(await refused(domain.roles.changeEnd(community, again.id, later(2)))).toBe('NOT_FOUND at membershipId');
});

test('a role that is taken away before it begins never begins', async () => {
  const id = await person();
  const coming = await domain.roles.grant(admin, id, { ...grid(), validFrom: later(5) });
  expect((await domain.roles.revoke(admin, coming.id)).validTo).toEqual(coming.validFrom);
  expect((await domain.roles.grant(admin, id, grid())).validTo).toBeNull();
});

test('whoever stands in does so no longer than the role is held that they stand in for', async () => {
  const [own, first, second] = [await person(), await person(), await person()];
  const held = await domain.roles.grant(admin, own, { ...grid(1), validTo: later(5) });
  const standsIn = (account: string, more: object = {}) => domain.roles.grant(admin, account, { ...grid(1), standsInForId: held.id, ...more });
  expect(await refused(standsIn(first, { validTo: later(6) }))).toBe('INVALID at validTo');
  const [open, short] = [await standsIn(first), await standsIn(second, { validTo: later(2) })];
  expect([open.validTo, short.validTo]).toEqual([later(5), later(2)]);
  const ends = async () => (await database.owner<{ valid_to: Date }>('select valid_to from membership where stands_in_for_id = $1 order by id', [held.id])).map(row => row.valid_to);
  await domain.roles.changeEnd(admin, held.id, later(3));
  expect(await ends()).toEqual([later(3), later(2)]);
  clock.pass(1);
  await domain.roles.revoke(admin, held.id);
  expect(await ends()).toEqual([clock.now(), clock.now()]);
});
