import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { CaseCategory } from '../cases/case-category.entity.ts';
import { DEFAULT_CATEGORIES } from '../cases/default-categories.ts';
import { system } from '../shared/performer.ts';
import { one } from '../shared/read.ts';
import { fullRefusal, refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { thisDistrict } from './districts.read.ts';
import { rootPlace } from './places.read.ts';

let database: TestDatabase;
let domain: Domain;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
});
afterAll(() => database.close());

async function rows(): Promise<object | undefined> {
  const [counts] = await database.owner(`select (select count(*)::int from district) as districts, (select count(*)::int from place) as places,
    (select count(*)::int from place_ancestor) as lines, (select count(*)::int from audit_entry) as audited, (select count(*)::int from case_category) as categories,
    (select count(*)::int from kpi_clock) as clocks`);
  return counts;
}

test('济源 is imported with its 16 streets and 557 communities, its categories and its clock', async () => {
  expect(await domain.districts.create(419_001)).toEqual({ districtId: 419_001, name: '济源市', streets: 16, communities: 557, created: true });
  const levels = await database.owner('select level, count(*)::int as n, count(onboarded_at)::int as onboarded from place where district_id = 419001 group by 1 order by 2');
  expect(levels).toEqual([
    { level: 'DISTRICT', n: 1, onboarded: 0 }, { level: 'STREET', n: 16, onboarded: 0 }, { level: 'COMMUNITY', n: 557, onboarded: 0 },
  ]);
  expect(await rows()).toEqual({ districts: 1, places: 574, lines: 1 + 16 * 2 + 557 * 3, audited: 1, categories: DEFAULT_CATEGORIES.length, clocks: 1 });
  const snapshot = domain.connections.snapshot(419_001);
  expect(await one(snapshot, rootPlace)).toMatchObject({ code: '419001', name: '济源市', parentId: null });
  expect(await one(snapshot, thisDistrict)).toMatchObject({ id: 419_001, code: '419001', name: '济源市', province: '河南省', dataOrigin: 'REAL' });
  await snapshot.close();
  const [{ named } = { named: '' }] = await database.owner<{ named: string }>(`select name as named from place where code = '419001001'`);
  expect(named).toBe('沁园街道');
});

test('the closure of an import is what the parents say', async () => {
  const wrong = await database.owner(`with recursive up as (
      select id as place_id, id as ancestor_id, 0 as depth from place
      union all select up.place_id, p.parent_id, up.depth + 1 from up join place p on p.id = up.ancestor_id and p.parent_id is not null)
    (select * from up except select place_id, ancestor_id, depth from place_ancestor)
    union all (select place_id, ancestor_id, depth from place_ancestor except select * from up)`);
  expect(wrong).toEqual([]);
});

test('imported again, nothing changes', async () => {
  const before = await rows();
  expect(await domain.districts.create(419_001)).toMatchObject({ districtId: 419_001, streets: 16, communities: 557, created: false });
  expect(await rows()).toEqual(before);
});

test('imported twice at the same time, it is there once', async () => {
  const other = await database.open();
  const done = await Promise.all([domain.districts.create(330_782), other.districts.create(330_782), domain.districts.create(330_782)]);
  expect(done.filter(each => each.created)).toHaveLength(1);
  const [{ roots } = { roots: 0 }] = await database.owner<{ roots: number }>(`select count(*)::int as roots from place where district_id = 330782 and level = 'DISTRICT'`);
  expect(roots).toBe(1);
});

test('an unknown code is refused, and its neighbours are named', async () => {
  const before = await rows();
  const refusal = await fullRefusal(domain.districts.create(419_000));
  expect(refusal).toMatchObject({ code: 'NOT_FOUND', field: ['code'], message: '419000 is not the code of a county-level division. Near it: 419001 济源市.' });
  for (const code of [0, -419_001, 419_001.5, 4_190_010, NaN, 999_999]) expect(await refused(domain.districts.create(code))).toBe('NOT_FOUND at code');
  expect(await rows()).toEqual(before);
});

test('one district does not see another\'s', async () => {
  const found = await domain.unit.of(system(419_001), 'test', tx => tx.find(CaseCategory, {}));
  expect(new Set(found.map(category => category.districtId))).toEqual(new Set([419_001]));
  const snapshot = domain.connections.snapshot(419_001);
  expect(await snapshot.rows(thisDistrict)).toHaveLength(1);
  await snapshot.close();
});

test('generated districts say so, in every place', async () => {
  await domain.districts.create(110_101, 'GENERATED');
  const origins = await database.owner('select data_origin from place where district_id = 110101 union select data_origin from district where id = 110101');
  expect(origins).toEqual([{ data_origin: 'GENERATED' }]);
});
