import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { rowsOfFile } from '../sheets/files/read-file.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { countsOf, SheetStand } from '../testing/sheet-stand.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let stand: SheetStand;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  stand = await SheetStand.open(domain);
});
afterAll(async () => {
  await stand.close();
  await database.close();
});

const HEADER = '所属网格,地址类型,小区,楼栋,单元,房号,店名,经度,纬度,坐标系,来源系统,来源编号';
const check = (rows: readonly string[], by = admin, placeId = at.root) => stand.checked(by, 'addresses', placeId, [HEADER, ...rows].join('\n'));
const GRID = '101001001001';
const NAME = '测试GRID001001001';

test('addresses come in by code or name of their grid, are told anew, and the same file changes nothing', async () => {
  const file = [
    `${GRID},住宅,幸福小区,3号楼,2单元,501室,,,,,,`, `${NAME},住宅,幸福小区,3栋,2,502,,,,,,`, `测试COMMUNITY001001${NAME},商铺,济水大街,88号,,,老王面馆,112.602,35.067,高德,map,7`,
    '101001002,出租房,东庄村,12号,,,,112.6,35.06,GPS,,',
  ];
  const found = await check(file);
  expect([countsOf(found), await stand.errors(found)]).toEqual(['4/0/0/0', []]);
  await stand.applied(admin, found.id);
  expect(await database.owner('select full_text, place_id, use, longitude is not null as placed from address order by sort_key')).toEqual([
    { full_text: '东庄村12号', place_id: at.communities[1], use: 'RENTED', placed: true },
    { full_text: '幸福小区3号楼2单元501室', place_id: at.grids[0], use: 'HOME', placed: false },
    { full_text: '幸福小区3号楼2单元502室', place_id: at.grids[0], use: 'HOME', placed: false },
    { full_text: '济水大街88号老王面馆', place_id: at.grids[0], use: 'SHOP', placed: true },
  ]);
  expect(countsOf(await check(file))).toBe('0/0/4/0');
  const anew = await check([`${GRID},出租房,幸福小区,3,2,501,,,,,,`, `${GRID},商铺,济水大街,90号,,,老李面馆,,,,map,7`, `${GRID},住宅,幸福小区,3,2,502,,,,,crm,9`]);
  expect([countsOf(anew), await stand.errors(anew)]).toEqual(['0/3/0/0', []]);
  await stand.applied(admin, anew.id);
  expect(await database.owner('select full_text, use, longitude is not null as placed, external_id from address where place_id = $1 order by sort_key', [at.grids[0]])).toEqual([
    { full_text: '幸福小区3号楼2单元501室', use: 'RENTED', placed: false, external_id: null },
    { full_text: '幸福小区3号楼2单元502室', use: 'HOME', placed: false, external_id: '9' },
    { full_text: '济水大街90号老李面馆', use: 'SHOP', placed: true, external_id: '7' },
  ]);
  expect(await database.owner(`select count(*)::int as n from record_change where entity = 'Address' and action = 'CHANGED'`)).toEqual([{ n: 3 }]);
});

test.each(['XLSX', 'CSV'] as const)('what goes out as %s comes in again as it is', async format => {
  const path = stand.path();
  const { id } = await domain.exports.create(admin, { kind: 'addresses', placeId: at.root, format, unmasked: false }, { later: false });
  await domain.exports.write(101, id, path, () => Promise.resolve(null));
  const rows: unknown[][] = [];
  for await (const { cells } of rowsOfFile(path, () => undefined)) rows.push([...cells]);
  expect(rows).toHaveLength(5);
  const again = await stand.checked(admin, 'addresses', at.root, { path });
  expect([countsOf(again), await stand.errors(again)]).toEqual(['0/0/4/0', []]);
});

test('every way to be wrong is listed by row and column', async () => {
  await domain.addresses.create(system(101), { placeId: at.grids[1], use: 'HOME', compound: '安居苑', external: { system: 'map', id: '1' } });
  const { id: closed } = await domain.addresses.create(system(101), { placeId: at.grids[1], use: 'HOME', compound: '旧楼', external: { system: 'map', id: '2' } });
  await domain.addresses.close(system(101), closed);
  const found = await check([
    '999,住宅,甲小区,,,,,,,,,', ',住宅,乙小区,,,,,,,,,', `${GRID},别墅,丙小区,,,,,,,,,`, `${GRID},住宅,,3,,,,,,,,`, `${GRID},住宅,${'长'.repeat(101)},,,,,,,,,`,
    `${GRID},住宅,丁小区,,,,,112.6,,,,`, `${GRID},住宅,戊小区,,,,,200,95,GPS,,`, `${GRID},住宅,己小区,,,,,112.6,35,火星,,`, `${GRID},住宅,庚小区,,,,,,,,map,`, `${GRID},住宅,辛小区,,,,,,,,,5`,
    `${GRID},住宅,安居苑,,,,,,,,,`, `${GRID},住宅,壬小区,1,,,,,,,,`, `${GRID},住宅,壬小区,1栋,,,,,,,,`, `101001001002,住宅,安居苑,,,,,,,,map,3`, `101001001002,住宅,旧楼,,,,,,,,map,2`,
    `101001001002,住宅,癸小区,,,,,,,,map,8`, `101001001002,住宅,子小区,,,,,,,,map,8`,
  ]);
  expect(await stand.errors(found)).toEqual([
    '2 place UNKNOWN_PLACE', '3 place REQUIRED', '4 use UNKNOWN_WORD', '5 compound REQUIRED', '6 compound TOO_LONG',
    '7 coordinates REQUIRED', '7 latitude REQUIRED', '8 latitude NOT_A_NUMBER', '8 longitude NOT_A_NUMBER', '9 coordinates UNKNOWN_WORD', '10 externalId REQUIRED', '11 externalSystem REQUIRED',
    '12 place OTHER_PLACE', '14 compound REPEATED', '15 compound REPEATED', '15 compound TAKEN', '16 externalId CLOSED', '18 externalId REPEATED',
  ]);
});

test('two lines about one address, by its number elsewhere and by its parts, are one too many', async () => {
  await domain.addresses.create(system(101), { placeId: at.grids[0], use: 'HOME', compound: '双名小区', external: { system: 'map', id: '20' } });
  const rows = [`${GRID},住宅,双名新村,,,,,,,,map,20`, `${GRID},商铺,双名小区,,,,,,,,,`];
  const found = await check(rows);
  expect([countsOf(found), await stand.errors(found)]).toEqual(['0/1/0/1', ['3 compound REPEATED']]);
});

test('a community\'s admin brings in the addresses of the community only', async () => {
  const theirs = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]);
  const found = await check([`${GRID},住宅,子小区,,,,,,,,,`, '101001002001,住宅,安居苑,,,,,,,,,', '101001002001,住宅,丑小区,,,,,,,,,'], theirs, at.communities[1]);
  expect(await stand.errors(found)).toEqual(['2 place UNKNOWN_PLACE', '3 compound OUTSIDE']);
  expect((await stand.applied(theirs, found.id, true)).newCount).toBe(1);
});
