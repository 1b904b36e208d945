import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { rowsOfFile } from '../sheets/files/read-file.ts';
import type { AskedFilter } from '../sheets/filters.ts';
import { dayOf } from '../shared/clock.ts';
import { refused } from '../testing/refused.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
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

async function exported(kind: string, filters: readonly AskedFilter[] = []): Promise<unknown[][]> {
  const path = stand.path();
  const { id } = await domain.exports.create(admin, { kind, placeId: at.root, format: 'CSV', unmasked: false, filters }, { later: false });
  await domain.exports.write(101, id, path, () => Promise.resolve(null));
  const rows: unknown[][] = [];
  for await (const { cells } of rowsOfFile(path, () => undefined)) rows.push([...cells]);
  return rows;
}

test('grids come in under their communities, are renamed by their codes, and come in again as they went out', async () => {
  const found = await stand.checked(admin, 'grids', at.root, ['网格编码,网格名称,所属社区编码,级别', '101001001009,九号网格,101001001,', '101001001001,改名网格,101001001,网格',
    '10100100100101,微一,101001001001,微网格', '101001001008,无处,999,', '101001001002,错位,101001002,网格', '101001001,社区,101001,网格', '101001001007,倒置,101001001001,网格'].join('\n'));
  expect([countsOf(found), await stand.errors(found)]).toEqual(['2/1/0/4', ['5 parentCode UNKNOWN_PLACE', '6 parentCode OTHER_PARENT', '7 code TAKEN', '8 level WRONG_LEVEL']]);
  await stand.applied(admin, found.id, true);
  expect(await database.owner(`select p.name, count(a.*)::int as above from place p join place_ancestor a on a.place_id = p.id where p.code in ('101001001009', '10100100100101', '101001001001') group by 1 order by 2, 1`)).toEqual([
    { name: '九号网格', above: 4 }, { name: '改名网格', above: 4 }, { name: '微一', above: 5 },
  ]);
  const rows = await exported('grids');
  expect(rows).toHaveLength(7);
  const again = await stand.checked(admin, 'grids', at.root, rows.map(row => row.join(',')).join('\n'));
  expect([countsOf(again), await stand.errors(again)]).toEqual(['0/0/6/0', []]);
});

test('cases go out in words, who brought them masked', async () => {
  const worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  const { trackingNumber } = await buildCase(domain, worker, at, { onBehalf: true, contactName: '张三', contactPhone: '13812345678', title: '=1+1' });
  const [header, row] = await exported('cases');
  expect(header?.slice(0, 4)).toEqual(['受理编号*', '网格编码*', '地点*', '类型*']);
  expect(row).toEqual(expect.arrayContaining([trackingNumber, '求助', '一般', '已接收', '=1+1', '张*', '138****5678', '否']));
});

test('cases go out narrowed to statuses, categories and the days on which they were received', async () => {
  const count = async (...filters: AskedFilter[]) => (await exported('cases', filters)).length - 1;
  const worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  const { id } = await buildCase(domain, worker, at);
  await domain.cases.accept(admin, id);
  const today = dayOf(new Date());
  expect(await count()).toBe(2);
  expect(await count({ key: '状态', values: ['已受理', 'CLOSED'] })).toBe(1);
  expect(await count({ key: 'category', values: ['其他'] }, { key: 'receivedFrom', values: [today] }, { key: 'receivedTo', values: [today] })).toBe(2);
  expect([await count({ key: 'category', values: ['noise'] }), await count({ key: 'receivedTo', values: ['2020-01-01'] })]).toEqual([0, 0]);
  expect(await refused(domain.exports.create(admin, { kind: 'cases', placeId: at.root, format: 'CSV', unmasked: false, filters: [{ key: 'category', values: ['不明'] }] }))).toBe('INVALID at filters.0.values.0');
});
