import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { Resident } from '../people/resident.entity.ts';
import { addDays, addYears, calendarDate, dayOf } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { rowsOfFile } from '../sheets/files/read-file.ts';
import type { AskedFilter } from '../sheets/filters.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { idNumberOf, residentsCsv, residentLine, type ResidentLine } from '../testing/residents-file.ts';
import { refused } from '../testing/refused.ts';
import { countsOf, SheetStand } from '../testing/sheet-stand.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let stand: SheetStand;
const GRIDS = ['101001001001', '101001001002', '101001002001', '101001002002'];
const TOMORROW = addDays(dayOf(new Date()), 1);

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

const check = (rows: Iterable<ResidentLine>, placeId = at.root) => stand.checked(admin, 'residents', placeId, residentsCsv(rows));
const registered = () => database.owner<{ n: number }>('select count(*)::int as n from resident').then(([row]) => row?.n);
async function miscounted(): Promise<unknown[]> {
  await domain.engine.drain(101);
  return domain.engine.verify(101);
}

const born = calendarDate('1962-07-09');
/** 37 ways to be wrong, each with the column and the code under which it is listed. */
const WRONG: readonly (readonly [Partial<ResidentLine>, string])[] = [
  [{ 身份证号: '110105194912310021' }, 'idNumber NOT_AN_ID_NUMBER'], [{ 身份证号: '11010519491231002' }, 'idNumber NOT_AN_ID_NUMBER'],
  [{ 身份证号: '110105491231002' }, 'idNumber NOT_AN_ID_NUMBER'], [{ 身份证号: '1.10105E+17' }, 'idNumber LOST_DIGITS'],
  [{ 身份证号: '1****************X' }, 'idNumber MASKED'], [{ 身份证号: '不详' }, 'idNumber NOT_AN_ID_NUMBER'],
  [{ 身份证号: idNumberOf(born, 7), 性别: '男', 出生日期: '1962-07-10' }, 'birthDate OTHER_BIRTH_DATE'],
  [{ 身份证号: idNumberOf(born, 8), 性别: '男', 出生日期: born }, 'sex OTHER_SEX'],
  [{ 出生日期: '1962-02-30' }, 'birthDate NOT_A_DAY'], [{ 出生日期: '62.7.9' }, 'birthDate NOT_A_DAY'], [{ 出生日期: '' }, 'birthDate REQUIRED'],
  [{ 出生日期: '1850-01-01' }, 'birthDate NOT_A_DAY'], [{ 出生日期: TOMORROW, 身份证号: '' }, 'birthDate IN_THE_FUTURE'],
  [{ 入住日期: TOMORROW }, 'livesFrom IN_THE_FUTURE'], [{ 入住日期: '1920-01-01' }, 'livesFrom BEFORE_BIRTH'], [{ 入住日期: '' }, 'livesFrom REQUIRED'],
  [{ 入住日期: '去年' }, 'livesFrom NOT_A_DAY'], [{ 网格编码: '999999999999' }, 'placeCode UNKNOWN_PLACE'], [{ 网格编码: '' }, 'placeCode REQUIRED'],
  [{ 网格编码: '幸福网格' }, 'placeCode NOT_A_CODE'], [{ 网格编码: '1.01001E+11' }, 'placeCode LOST_DIGITS'],
  [{ 姓名: '' }, 'name REQUIRED'], [{ 身份证号: residentLine(1, GRIDS).身份证号, 出生日期: residentLine(1, GRIDS).出生日期, 性别: '男' }, 'idNumber REPEATED'], [{ 姓名: '名'.repeat(101) }, 'name TOO_LONG'], [{ 姓名: '张\u0001三' }, 'name UNFIT_CHARACTERS'],
  [{ 性别: '' }, 'sex REQUIRED'], [{ 性别: '先生' }, 'sex UNKNOWN_WORD'], [{ 与户主关系: '户主' }, 'relation REPEATED'],
  [{ 手机号: '0391-6633123' }, 'phone NOT_A_MOBILE_NUMBER'], [{ 手机号: '1381234567' }, 'phone NOT_A_MOBILE_NUMBER'], [{ 手机号: '138****5678' }, 'phone MASKED'],
  [{ 手机号: '1.38123E+10' }, 'phone LOST_DIGITS'], [{ 人户状态: '' }, 'standing REQUIRED'], [{ 人户状态: '长期居住' }, 'standing UNKNOWN_WORD'],
  [{ 与户主关系: '' }, 'relation REQUIRED'], [{ 与户主关系: '邻居' }, 'relation UNKNOWN_WORD'],
  [{ 户号: '' }, 'householdNumber REQUIRED'],
];

test('of 10,000 residents with 37 wrong rows all 37 are listed by row and column, and none is entered unless asked: then 9,963', async () => {
  const rows = Array.from({ length: 10_000 }, (_, n) => residentLine(n, GRIDS));
  const listed: string[] = [];
  for (const [n, [wrong, code]] of WRONG.entries()) {
    const row = 100 + n * 201; // children of their households, so that no head is missing
    rows[row] = { ...residentLine(row, GRIDS), 与户主关系: '子女', ...wrong };
    listed.push(`${row + 2} ${code}`);
  }
  expect(WRONG).toHaveLength(37);
  const found = await check(rows);
  expect([found.state, countsOf(found)]).toEqual(['CHECKED', '9963/0/0/37']);
  expect(await stand.errors(found)).toEqual(listed);
  expect(await refused(domain.imports.apply(admin, found.id, { onlyRight: false }))).toBe('CONFLICT at onlyRight');
  expect(await registered()).toBe(0);
  const applied = await stand.applied(admin, found.id, true);
  expect([applied.state, countsOf(applied), await registered()]).toEqual(['APPLIED', '9963/0/0/37', 9_963]);
  expect(await miscounted()).toEqual([]);
}, 240_000);

test('the same file twice changes nothing; one changed cell changes one resident', async () => {
  const rows = Array.from({ length: 3_000 }, (_, n) => residentLine(20_000 + n, GRIDS)).map((row, n) => ({ ...row, 户号: `T${n}`, 与户主关系: '户主' }));
  const first = await check(rows);
  expect(await stand.errors(first)).toEqual([]);
  await stand.applied(admin, first.id);
  const [before, changes] = [await registered(), await database.owner<{ n: number }>('select count(*)::int as n from record_change')];
  const again = await check(rows);
  expect([countsOf(again), countsOf(await stand.applied(admin, again.id))]).toEqual(['0/0/3000/0', '0/0/3000/0']);
  expect([await registered(), await database.owner('select count(*)::int as n from record_change')]).toEqual([before, changes]);
  const one = await check(rows.map((row, n) => (n === 1_234 ? { ...row, 手机号: '19912345678' } : row)));
  expect([countsOf(one), countsOf(await stand.applied(admin, one.id))]).toEqual(['0/1/2999/0', '0/1/2999/0']);
  expect(await database.owner(`select array(select jsonb_object_keys(changes)) as fields from record_change where command = 'import.apply'`)).toEqual([{ fields: expect.arrayContaining(['phoneSealed']) }]);
  expect(await miscounted()).toEqual([]);
}, 240_000);

test('each kind of change: a move, a new standing, a corrected birth date and arrival, a new head', async () => {
  const base = { ...residentLine(90_001, GRIDS), 户号: 'Z1', 与户主关系: '户主', 网格编码: GRIDS[0]!, 人户状态: '户籍人口' };
  await stand.applied(admin, (await check([base])).id);
  const resident = async () => (await domain.unit.of(system(101), 'test.look', tx => tx.find(Resident, { idNumberIndex: domain.sealer.index(101, 'idNumber', base.身份证号) })))[0]!;
  const becomes = async (row: ResidentLine) => {
    const found = await check([row]);
    return [...(await stand.errors(found)), found.wrongCount > 0 ? '' : countsOf(await stand.applied(admin, found.id))].filter(Boolean);
  };
  expect(await becomes({ ...base, 入住日期: '2014-06-01' })).toEqual(['0/1/0/0']);
  expect(await becomes({ ...residentLine(90_003, GRIDS), 户号: 'Z1', 与户主关系: '户主', 网格编码: GRIDS[0]! })).toEqual(['2 relation SECOND_HEAD']);
  const moved = { ...base, 户号: '', 与户主关系: '', 网格编码: GRIDS[2]!, 入住日期: '2020-01-01' };
  expect(await becomes(moved)).toEqual(['0/1/0/0']);
  expect(await resident()).toMatchObject({ placeId: at.grids[2], livesFrom: '2020-01-01', householdId: null, relationToHead: null });
  expect(await becomes(moved)).toEqual(['0/0/1/0']);
  expect(await becomes({ ...moved, 网格编码: GRIDS[3]!, 入住日期: '2019-01-01' })).toEqual(['2 livesFrom BEFORE_LAST_MOVE']);
  expect(await becomes({ ...moved, 人户状态: '流动人口', 入住日期: '2021-01-01' })).toEqual(['0/1/0/0']);
  expect(await database.owner('select lives_from::text, lives_to::text from residence where resident_id = $1 order by 1', [(await resident()).id])).toEqual([
    { lives_from: '2014-06-01', lives_to: '2020-01-01' }, { lives_from: '2020-01-01', lives_to: '2021-01-01' }, { lives_from: '2021-01-01', lives_to: null },
  ]);
  expect(await becomes({ ...residentLine(90_003, GRIDS), 户号: 'Z1', 与户主关系: '妻', 网格编码: GRIDS[1]! })).toEqual(['2 householdNumber OTHER_PLACE']);
  expect(await miscounted()).toEqual([]);
});

test('residents are placed by their address, as they write it; nobody moves when it becomes known, and whoever has another one has moved', async () => {
  const own = (room: string) => domain.addresses.create(system(101), { placeId: at.grids[1], use: 'HOME', compound: '幸福小区', building: '3', unit: '2', room });
  const [first, second] = [await own('501'), await own('502')];
  const old = await domain.addresses.create(system(101), { placeId: at.grids[1], use: 'HOME', compound: '旧楼' });
  await domain.addresses.close(system(101), old.id);
  const csv = (rows: readonly object[]) => [Object.keys(rows[0] ?? {}).join(','), ...rows.map(row => Object.values(row).join(','))].join('\n');
  const becomes = async (...rows: readonly object[]) => {
    const found = await stand.checked(admin, 'residents', at.root, csv(rows));
    return [...(await stand.errors(found)), found.wrongCount > 0 ? '' : countsOf(await stand.applied(admin, found.id))].filter(Boolean);
  };
  const { 网格编码: _, ...nobody } = { ...residentLine(97_001, GRIDS), 户号: 'A1', 与户主关系: '户主' };
  const stays = () => database.owner(`select r.place_id, r.address_id, r.lives_from::text, h.address_id as household from residence r join resident p on p.id = r.resident_id
    join household h on h.id = p.household_id where h.number = 'A1' order by r.lives_from`);
  expect(await becomes({ ...nobody, 网格编码: GRIDS[1] })).toEqual(['1/0/0/0']);
  expect(await becomes({ ...nobody, 住址: '幸福小区3栋2单元501', 入住日期: '2015-06-01' })).toEqual(['0/1/0/0']);
  expect(await stays()).toEqual([{ place_id: at.grids[1], address_id: first.id, lives_from: '2015-06-01', household: first.id }]);
  expect(await becomes({ ...nobody, 网格编码: '101001001', 住址: '幸福小区3-2-501' })).toEqual(['0/0/1/0']);
  expect(await becomes({ ...nobody, 住址: '幸福小区3-2-502', 入住日期: '2014-06-01' })).toEqual(['2 livesFrom BEFORE_LAST_MOVE']);
  expect(await becomes({ ...nobody, 住址: '幸福小区3-2-502', 入住日期: '2020-06-01' })).toEqual(['0/1/0/0']);
  expect(await stays()).toEqual([
    { place_id: at.grids[1], address_id: first.id, lives_from: '2015-06-01', household: second.id }, { place_id: at.grids[1], address_id: second.id, lives_from: '2020-06-01', household: second.id },
  ]);
  const other = (n: number, 住址: string, 网格编码 = '') => ({ ...residentLine(97_100 + n, GRIDS), 户号: '', 与户主关系: '', 网格编码, 住址 });
  expect(await becomes(other(0, '幸福小区9号楼'), other(1, '旧楼'), other(2, '幸福小区3号楼***'), other(3, ''), other(4, '幸福小区3-2-501', GRIDS[0]), other(5, '幸福小区3-2-501', '999')))
    .toEqual(['2 address UNKNOWN_ADDRESS', '3 address CLOSED', '4 address MASKED', '5 placeCode REQUIRED', '6 address OTHER_PLACE', '7 placeCode UNKNOWN_PLACE']);
  expect(await becomes(other(6, '幸福小区3-2-501'))).toEqual(['1/0/0/0']);
  expect(await miscounted()).toEqual([]);
});

test('within a file, an ID number and the head of a household stand once', async () => {
  const [a, b] = [residentLine(95_001, GRIDS), residentLine(95_004, GRIDS)];
  const found = await check([a, { ...a, 姓名: '另一人', 户号: 'Y2', 与户主关系: '户主' }, { ...b, 户号: 'Y3', 与户主关系: '户主' }, { ...residentLine(95_010, GRIDS), 网格编码: b.网格编码, 户号: 'Y3', 与户主关系: '户主' }]);
  expect(await stand.errors(found)).toEqual(['3 idNumber REPEATED', '5 relation REPEATED']);
});

test('a community\'s admin brings in the community\'s own people only', async () => {
  const theirs = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  expect(await refused(domain.imports.create(theirs, { kind: 'residents', placeId: at.root }))).toBe('NOT_FOUND at placeId');
  const elsewhere = { ...residentLine(96_000, GRIDS), 网格编码: GRIDS[2]! };
  const there = await stand.checked(theirs, 'residents', at.communities[0], residentsCsv([elsewhere]));
  expect(await stand.errors(there)).toEqual(['2 placeCode UNKNOWN_PLACE']);
  await stand.applied(admin, (await check([elsewhere])).id);
  const taken = await stand.checked(theirs, 'residents', at.communities[0], residentsCsv([{ ...elsewhere, 户号: '', 与户主关系: '', 网格编码: GRIDS[0]! }]));
  expect(await stand.errors(taken)).toEqual(['2 placeCode OUTSIDE']);
});

test('the register goes out narrowed to standings, ages and who was not verified since, which the export keeps', async () => {
  const here = await buildDistrict(domain, 103);
  const by = await buildActor(domain, 103, 'DISTRICT_ADMIN', here.root);
  const years = (n: number) => addYears(dayOf(new Date()), -n);
  const people = await Promise.all(([[years(59), 'REGISTERED_HERE'], [years(60), 'FLOATING'], [years(70), 'FLOATING'], [addDays(years(71), 1), 'REGISTERED_HERE'], [years(71), 'FLOATING']] as const)
    .map(([birthDate, standing], n) => buildResident(domain, here, { name: `甲${n}`, birthDate, standing, livesFrom: birthDate })));
  await domain.residents.verify(by, people[2]!.id);
  const went = async (...filters: AskedFilter[]) => {
    const path = stand.path();
    const { id } = await domain.exports.create(by, { kind: 'residents', placeId: here.root, format: 'CSV', unmasked: true, purpose: '走访', filters }, { later: false });
    await domain.exports.write(103, id, path, () => Promise.resolve(null));
    const names: string[] = [];
    for await (const { cells } of rowsOfFile(path, () => undefined)) names.push(...cells.filter(cell => typeof cell === 'string' && /^甲\d$/.test(cell)).map(String));
    return names.toSorted().map(name => name.slice(1)).join('');
  };
  expect(await went()).toBe('01234');
  expect(await went({ key: '人户状态', values: ['流动人口'] })).toBe('124');
  expect(await went({ key: 'ageFrom', values: ['60'] })).toBe('1234');
  expect(await went({ key: 'ageFrom', values: ['60'] }, { key: 'Age to', values: ['70'] })).toBe('123');
  expect(await went({ key: 'verifiedBefore', values: [dayOf(new Date())] }, { key: 'standing', values: ['FLOATING', '户籍人口'] })).toBe('0134');
  expect(await database.owner('select filters from export where district_id = 103 order by id desc limit 1')).toEqual([{ filters: { verifiedBefore: [dayOf(new Date())], standing: ['流动人口', '户籍人口'] } }]);
  for (const [filters, why] of [
    [[{ key: 'nothing', values: ['1'] }], 'NOT_FOUND at filters.0.key'], [[{ key: 'standing', values: [] }], 'INVALID at filters.0.values'], [[{ key: 'ageFrom', values: ['1', '2'] }], 'INVALID at filters.0.values'],
    [[{ key: 'ageFrom', values: ['old'] }], 'INVALID at filters.0.values.0'], [[{ key: 'standing', values: ['FLOATING', '长住'] }], 'INVALID at filters.0.values.1'],
    [[{ key: 'standing', values: ['FLOATING'] }, { key: '人户状态', values: ['FLOATING'] }], 'INVALID at filters.1.key'], [[{ key: 'constructor', values: ['1'] }], 'NOT_FOUND at filters.0.key'],
  ] as const) expect(await refused(domain.exports.create(by, { kind: 'residents', placeId: here.root, format: 'CSV', unmasked: false, filters }))).toBe(why);
});
