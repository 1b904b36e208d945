import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Domain } from '../domain.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { fullRefusal, refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { PLACE_LEVELS, type PlaceLevel } from './place.entity.ts';
import type { NewPlace } from './places.service.ts';
import { placeAt } from './resolve.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let elsewhere: BuiltDistrict;
const by = system(101);
let codes = 0;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  elsewhere = await buildDistrict(domain, 102);
});
afterAll(() => database.close());

const create = (level: PlaceLevel, parentId: string, code = `code-${(codes += 1)}`, performer = by) =>
  domain.places.create(performer, { parentId, level, code, name: code });
const reparent = (placeId: string, parentId: string) => domain.places.reparent(by, placeId, parentId);

const closure = () => database.owner('select place_id, ancestor_id, depth from place_ancestor where district_id = 101 order by 1, 3, 2');
/** The same, from the parents alone. */
const recursion = () => database.owner(`with recursive up as (
    select id as place_id, id as ancestor_id, 0 as depth from place where district_id = 101
    union all select up.place_id, p.parent_id, up.depth + 1 from up join place p on p.district_id = 101 and p.id = up.ancestor_id and p.parent_id is not null)
  select * from up order by 1, 3, 2`);

async function expectExactClosure(): Promise<void> {
  expect(await closure()).toEqual(await recursion());
}

async function lineage(placeId: string): Promise<string[]> {
  const rows = await database.owner<{ id: string }>('select ancestor_id as id from place_ancestor where place_id = $1 order by depth', [placeId]);
  return rows.map(row => row.id);
}

test('a place comes under its parent, with everything above it', async () => {
  const grid = await create('GRID', at.communities[0]);
  const micro = await create('MICRO_GRID', grid.id);
  expect(grid).toMatchObject({ districtId: 101, parentId: at.communities[0], level: 'GRID', dataOrigin: 'REAL' });
  expect(await lineage(micro.id)).toEqual([micro.id, grid.id, at.communities[0], at.street, at.root]);
  await expectExactClosure();
});

test('a place stands under one of a level before its own, and no other', async () => {
  const above: Record<PlaceLevel, string> = {
    DISTRICT: at.root, STREET: at.street, COMMUNITY: at.communities[0], GRID: at.grids[0], MICRO_GRID: (await create('MICRO_GRID', at.grids[0])).id,
  };
  for (const [n, level] of PLACE_LEVELS.entries()) {
    for (const [m, parent] of PLACE_LEVELS.entries()) {
      const command = create(level, above[parent]);
      if (m < n) expect(await command).toMatchObject({ level, parentId: above[parent] });
      else expect(await refused(command)).toBe('INVALID at parentId');
    }
  }
  await expectExactClosure();
});

test('a code is one place in a district, and may be another elsewhere', async () => {
  await create('GRID', at.communities[0], 'twice');
  expect(await refused(create('GRID', at.communities[1], 'twice'))).toBe('INVALID at code');
  expect((await create('GRID', elsewhere.communities[0], 'twice', system(102))).districtId).toBe(102);
  const together = await Promise.allSettled([0, 1, 2].map(() => create('GRID', at.communities[0], 'at once')));
  expect(together.filter(each => each.status === 'fulfilled')).toHaveLength(1);
  for (const each of together) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'INVALID', field: ['code'] });
});

const RING = [[112.5, 35], [112.6, 35], [112.6, 35.1], [112.5, 35]] as const;

test.each<[string, object, string]>([
  ['no name', { name: ' ' }, 'INVALID at name'],
  ['a name of 101 characters', { name: '格'.repeat(101) }, 'INVALID at name'],
  ['a name that cannot be stored', { name: 'a\0b' }, 'INVALID at name'],
  ['no code', { code: '' }, 'INVALID at code'],
  ['a boundary of one point', { boundary: { type: 'Point', coordinates: [112.5, 35] } }, 'INVALID at boundary'],
  ['a boundary without rings', { boundary: { type: 'Polygon', coordinates: [] } }, 'INVALID at boundary'],
  ['a ring that is not closed', { boundary: { type: 'Polygon', coordinates: [[...RING.slice(0, 3), [1, 1]]] } }, 'INVALID at boundary'],
  ['a ring of three corners', { boundary: { type: 'Polygon', coordinates: [RING.slice(1)] } }, 'INVALID at boundary'],
  ['corners beyond the poles', { boundary: { type: 'Polygon', coordinates: [RING.map(([x, y]) => [x, y + 60])] } }, 'INVALID at boundary'],
  ['corners that are words', { boundary: { type: 'Polygon', coordinates: [RING.map(() => ['x', 'y'])] } }, 'INVALID at boundary'],
  ['a boundary of any kind', { boundary: 'somewhere' }, 'INVALID at boundary'],
])('refused as a place: %s', async (_, values, why) => {
  const asked = { parentId: at.communities[0], level: 'GRID', code: `code-${(codes += 1)}`, name: '格', ...values } as NewPlace;
  expect(await refused(domain.places.create(by, asked))).toBe(why);
});

test('a place gets another name, code and boundary, each for itself', async () => {
  const { id } = await create('GRID', at.communities[0], 'before');
  const boundary = { type: 'Polygon', coordinates: [[[112.5, 35], [112.6, 35], [112.6, 35.1], [112.5, 35]]] } as const;
  expect(await domain.places.update(by, id, { name: '新名' })).toMatchObject({ name: '新名', code: 'before', boundary: null });
  expect(await domain.places.update(by, id, { boundary })).toMatchObject({ name: '新名', boundary });
  expect(await domain.places.update(by, id, { code: 'after' })).toMatchObject({ code: 'after' });
  expect(await domain.places.update(by, id, { code: 'after', name: '又名' })).toMatchObject({ code: 'after', name: '又名' });
  await create('GRID', at.communities[0], 'before');
});

test.each<[string, object, string]>([
  ['an empty name', { name: ' ' }, 'INVALID at name'],
  ['an empty code', { code: '' }, 'INVALID at code'],
  ['a code that is taken', { code: '101001' }, 'INVALID at code'],
  ['a boundary that crosses itself', { boundary: { type: 'Polygon', coordinates: [[[112.5, 35], [112.6, 35.1], [112.6, 35], [112.5, 35.09], [112.5, 35]]] } }, 'INVALID at boundary'],
])('refused as a change of a place: %s', async (_, change, why) => {
  const { id } = await create('GRID', at.communities[0]);
  expect(await refused(domain.places.update(by, id, change))).toBe(why);
});

test('a place is changed by admins over what it stands under', async () => {
  const [admin, worker] = [await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]), await buildActor(domain, 101, 'GRID_WORKER', at.grids[0])];
  expect(await domain.places.update(admin, at.grids[1], { name: '改名' })).toMatchObject({ name: '改名' });
  expect(await refused(domain.places.update(admin, at.communities[0], { name: '改名' }))).toBe('NOT_ALLOWED at placeId');
  expect(await refused(domain.places.update(worker, at.grids[0], { name: '改名' }))).toBe('NOT_ALLOWED at placeId');
  expect(await refused(domain.places.update(admin, elsewhere.grids[0], { name: '改名' }))).toBe('NOT_FOUND at placeId');
});

test('a place that has closed is neither changed nor moved, and nothing comes under it', async () => {
  const { id } = await create('GRID', at.communities[0]);
  await database.owner('update place set closed_at = now() where id = $1', [id]);
  expect(await refused(domain.places.update(by, id, { name: '改名' }))).toBe('WRONG_STATE at placeId');
  expect(await refused(reparent(id, at.communities[1]))).toBe('WRONG_STATE at placeId');
  expect(await refused(create('MICRO_GRID', id))).toBe('WRONG_STATE at parentId');
});

test('of many places asked for at once all are made, or none', async () => {
  const asked = (code: string, parentId = at.communities[0]) => ({ parentId, level: 'GRID', code, name: code } as const);
  const made = await domain.places.createAll(by, [asked('m1'), asked('m2', at.communities[1]), asked('m3')]);
  expect(made.map(place => [place.code, place.parentId])).toEqual([['m1', at.communities[0]], ['m2', at.communities[1]], ['m3', at.communities[0]]]);
  expect(await refused(domain.places.createAll(by, [asked('m4'), asked('m1')]))).toBe('INVALID at code');
  expect(await refused(domain.places.createAll(by, [asked('m5'), asked('m5')]))).toBe('INVALID at code');
  expect(await refused(domain.places.createAll(by, [asked('m6'), asked('m7', newId())]))).toBe('NOT_FOUND at parentId');
  expect(await database.owner(`select code from place where code in ('m4', 'm5', 'm6', 'm7')`)).toEqual([]);
  await expectExactClosure();
});

test('a position lies in the deepest place whose boundary holds it', async () => {
  const square = (x: number, size: number) => ({
    type: 'Polygon', coordinates: [[[x, 35], [x + size, 35], [x + size, 35 + size], [x, 35 + size], [x, 35]]],
  }) as const;
  const outer = await domain.places.create(by, { parentId: at.street, level: 'COMMUNITY', code: 'outer', name: '大', boundary: square(112, 1) });
  const inner = await domain.places.create(by, { parentId: outer.id, level: 'GRID', code: 'inner', name: '小', boundary: square(112, 0.1) });
  const snapshot = domain.connections.snapshot(101);
  const found = async (longitude: number, latitude: number) => (await placeAt(snapshot, { longitude, latitude, system: 'WGS84' })).map(place => place.id);
  expect([await found(112.05, 35.05), await found(112.5, 35.5), await found(120, 30)]).toEqual([[inner.id], [outer.id], []]);
  await snapshot.close();
  const abroad = domain.connections.snapshot(102);
  expect(await placeAt(abroad, { longitude: 112.05, latitude: 35.05, system: 'WGS84' })).toEqual([]);
  await abroad.close();
});

test('another district\'s places are as absent as those that are nowhere', async () => {
  const said = async (command: Promise<unknown>) => {
    const { code, message, field } = await fullRefusal(command);
    return { code, message, field };
  };
  const asks: readonly ((foreign: string) => Promise<unknown>)[] = [
    foreign => create('GRID', foreign), foreign => reparent(foreign, at.communities[0]), foreign => reparent(at.grids[0], foreign),
  ];
  for (const ask of asks) {
    const nowhere = await said(ask(newId()));
    expect(nowhere.code).toBe('NOT_FOUND');
    expect(await said(ask(elsewhere.communities[0]))).toEqual(nowhere);
  }
});

test('a place cannot come under itself, under what lies within it, or under one of its own level', async () => {
  for (const [place, parent] of [
    [at.communities[0], at.communities[0]], [at.communities[0], at.grids[0]], [at.communities[0], at.communities[1]], [at.street, at.grids[0]], [at.root, at.street],
  ] as const) {
    expect(await refused(reparent(place, parent))).toBe('INVALID at parentId');
  }
  await expectExactClosure();
});

test('what moves takes everything under it along, and coming back leaves no trace', async () => {
  const before = await closure();
  const micro = await database.owner<{ id: string }>(`select place_id as id from place_ancestor where ancestor_id = $1 and depth = 1`, [at.grids[0]]);
  await reparent(at.grids[0], at.communities[1]);
  for (const { id } of micro) expect((await lineage(id)).slice(0, 3)).toEqual([id, at.grids[0], at.communities[1]]);
  await expectExactClosure();
  await reparent(at.grids[0], at.communities[1]);
  await reparent(at.grids[0], at.communities[0]);
  expect(await closure()).toEqual(before);
});

test('the tree is changed by the system and by admins over both ends', async () => {
  const [admin, street, worker] = [
    await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]), await buildActor(domain, 101, 'STREET_ADMIN', at.street),
    await buildActor(domain, 101, 'GRID_WORKER', at.communities[0]),
  ];
  expect(await create('GRID', at.communities[0], 'by admin', admin)).toMatchObject({ code: 'by admin' });
  expect(await refused(create('GRID', at.communities[1], 'not theirs', admin))).toBe('NOT_ALLOWED at parentId');
  expect(await refused(create('GRID', at.communities[0], 'no admin', worker))).toBe('NOT_ALLOWED at parentId');
  const { places } = domain;
  expect(await refused(places.reparent(admin, at.grids[0], at.communities[1]))).toBe('NOT_ALLOWED at parentId');
  expect(await refused(places.reparent(admin, at.grids[2], at.communities[0]))).toBe('NOT_ALLOWED at placeId');
  await places.reparent(street, at.grids[0], at.communities[1]);
  await places.reparent(street, at.grids[0], at.communities[0]);
});

/** A small forest to move about in: some communities under two streets, grids and micro-grids. */
async function grow(): Promise<{ id: string; level: PlaceLevel }[]> {
  const second = await create('STREET', at.root);
  const communities = [await create('COMMUNITY', second.id), await create('COMMUNITY', at.street)];
  const grids = [await create('GRID', communities[0]?.id ?? ''), await create('GRID', communities[1]?.id ?? '')];
  const micros = [await create('MICRO_GRID', grids[0]?.id ?? ''), await create('MICRO_GRID', grids[1]?.id ?? '')];
  return [{ id: at.root, level: 'DISTRICT' }, { id: at.street, level: 'STREET' }, second, ...communities, ...grids, ...micros];
}

test('however places are moved, the closure is what the parents say', async () => {
  const places = await grow();
  const which = fc.integer({ min: 0, max: places.length - 1 });
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(which, which), { minLength: 8, maxLength: 12 }), async moves => {
    for (const [a, b] of moves) {
      await reparent(places[a]?.id ?? '', places[b]?.id ?? '').catch((error: unknown) => expect(error).toMatchObject({ code: 'INVALID' }));
    }
    await expectExactClosure();
  }), { numRuns: 6 });
});

test('moved by many at the same time, each move is done whole, one after the other', async () => {
  const places = await grow();
  const movers = places.slice(3).flatMap(({ id, level }) => places.filter(other => PLACE_LEVELS.indexOf(other.level) < PLACE_LEVELS.indexOf(level)).map(other => [id, other.id] as const));
  const crowd = movers.filter((_, n) => n % 2 === 0).slice(0, 16);
  const creating = [0, 1, 2, 3].map(n => create('GRID', at.communities[n % 2] ?? ''));
  await Promise.all([...crowd.map(([place, parent]) => reparent(place, parent)), ...creating]);
  await expectExactClosure();
});

test('a move is one audited command', async () => {
  await reparent(at.grids[1], at.communities[1]);
  const [entry] = await database.owner('select command, subject_ids, account_id from audit_entry order by id desc limit 1');
  expect(entry).toEqual({ command: 'place.reparent', subject_ids: [at.grids[1]], account_id: null });
});
