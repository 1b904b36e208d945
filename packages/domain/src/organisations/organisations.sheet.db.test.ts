import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { rowsOfFile } from '../sheets/files/read-file.ts';
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

const HEADER = '单位名称,单位类型,服务范围,职责类别,联系人,来源系统,来源编号';
const check = (rows: readonly string[], by = admin, placeId = at.root) => stand.checked(by, 'organisations', placeId, [HEADER, ...rows].join('\n'));
const known = () => database.owner(`select o.name, o.kind, p.code, o.external_id,
    (select count(*)::int from organisation_duty d where d.organisation_id = o.id) as duties, (select json_agg(c.name order by c.name) from organisation_contact c where c.organisation_id = o.id) as contacts
  from organisation o join place p on p.id = o.place_id order by o.name`);
const FILE = ['幸福物业,物业公司,101001001,物业服务、facilities,张三 13812345678；李四 139-1234-5678,,', '环卫所,部门,测试STREET001,环境卫生,,oa,1', '业委会,业委会,101001001001,,,,'];

test('organisations come in with duties and contacts; the same file changes nothing', async () => {
  const found = await check(FILE);
  expect([countsOf(found), await stand.errors(found)]).toEqual(['3/0/0/0', []]);
  await stand.applied(admin, found.id);
  expect(await known()).toEqual([
    { name: '业委会', kind: 'OWNERS_COMMITTEE', code: '101001001001', external_id: null, duties: 0, contacts: null },
    { name: '幸福物业', kind: 'PROPERTY_MANAGER', code: '101001001', external_id: null, duties: 2, contacts: ['张三', '李四'] },
    { name: '环卫所', kind: 'DEPARTMENT', code: '101001', external_id: '1', duties: 1, contacts: null },
  ]);
  expect(countsOf(await stand.applied(admin, (await check(FILE)).id))).toBe('0/0/3/0');
});

test('a row says what an organisation is from then on; an empty cell leaves what is known', async () => {
  const found = await check(['幸福物业,物业公司,101001001,停车管理,张三 13812345678,,', '环境卫生所,部门,101001001,,王五 13712345678,oa,1', '业委会,业委会,101001001001,,,crm,9']);
  expect([countsOf(found), await stand.errors(found)]).toEqual(['0/3/0/0', []]);
  await stand.applied(admin, found.id);
  expect(await known()).toEqual([
    { name: '业委会', kind: 'OWNERS_COMMITTEE', code: '101001001001', external_id: '9', duties: 0, contacts: null },
    { name: '幸福物业', kind: 'PROPERTY_MANAGER', code: '101001001', external_id: null, duties: 1, contacts: ['张三'] },
    { name: '环境卫生所', kind: 'DEPARTMENT', code: '101001001', external_id: '1', duties: 1, contacts: ['王五'] },
  ]);
});

test('what goes out comes in again as it is; masked, its contacts say so and are refused', async () => {
  const written = async (unmasked: boolean) => {
    const path = stand.path();
    const { id } = await domain.exports.create(admin, { kind: 'organisations', placeId: at.root, format: 'CSV', unmasked, purpose: '核对' }, { later: false });
    await domain.exports.write(101, id, path, () => Promise.resolve(null));
    return path;
  };
  const whole = await stand.checked(admin, 'organisations', at.root, { path: await written(true) });
  expect([countsOf(whole), await stand.errors(whole)]).toEqual(['0/0/3/0', []]);
  const path = await written(false);
  const cells: unknown[] = [];
  for await (const row of rowsOfFile(path, () => undefined)) cells.push(...row.cells);
  expect(cells).toEqual(expect.arrayContaining(['张* 138****5678', '停车管理']));
  expect(await stand.errors(await stand.checked(admin, 'organisations', at.root, { path }))).toEqual([expect.stringMatching(/contacts MASKED/), expect.stringMatching(/contacts MASKED/)]);
});

test('every way to be wrong is listed by row and column', async () => {
  const { id } = await domain.organisations.create(admin, { placeId: at.communities[1], name: '旧单位', kind: 'OTHER', external: { system: 'oa', id: '7' } });
  await domain.organisations.close(admin, id);
  const found = await check([
    ',部门,101,,,,', '甲,公司,101,,,,', '乙,部门,999,,,,', '丙,部门,101,不明类别,,,', '丁,部门,101,,张三,,', '戊,部门,101,,张三 1381234567,,', '己,部门,101,,,oa,', '庚,部门,101,,,,3',
    '旧单位,部门,101,,,oa,7', '幸福物业,物业公司,101001001,,,oa,8', '幸福物业,物业公司,测试COMMUNITY001001,,,,', '业委会,业委会,101001001001,,,crm,10', '辛,部门,101,,,oa,11', '壬,部门,101,,,oa,11',
  ]);
  expect(await stand.errors(found)).toEqual([
    '2 name REQUIRED', '3 kind UNKNOWN_WORD', '4 place UNKNOWN_PLACE', '5 duties UNKNOWN_CATEGORY', '6 contacts NOT_CONTACTS', '7 contacts NOT_CONTACTS', '8 externalId REQUIRED', '9 externalSystem REQUIRED',
    '10 externalId CLOSED', '12 name REPEATED', '13 name TAKEN', '15 externalId REPEATED',
  ]);
});

test('a community\'s admin brings in the organisations of the community only', async () => {
  const theirs = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]);
  const found = await check(['某物业,物业公司,101001002,,,,', '某单位,部门,101001,,,,', '环卫所,部门,101001002,,,oa,1'], theirs, at.communities[1]);
  expect(await stand.errors(found)).toEqual(['3 place UNKNOWN_PLACE', '4 externalId OUTSIDE']);
  expect((await stand.applied(theirs, found.id, true)).newCount).toBe(1);
});
