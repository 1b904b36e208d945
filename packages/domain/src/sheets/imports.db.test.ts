import { afterAll, beforeAll, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { categorySheet, countsOf, SheetStand } from '../testing/sheet-stand.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { Import } from './import.entity.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let stand: SheetStand;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ sheets: [categorySheet] });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  stand = await SheetStand.open(domain);
});
afterAll(async () => {
  await stand.close();
  await database.close();
});

const check = (file: string) => stand.checked(admin, 'categories', at.root, file);
const staged = () => database.owner<{ n: number }>('select count(*)::int as n from import_row').then(([row]) => row?.n);
const names = () => database.owner<{ code: string; name: string }>(`select code, name from case_category where code like 'c%' and code <> 'certificates' order by code`);
const file = (...rows: string[]) => ['编码,名称,电话,音量', ...rows].join('\n');

test('a file is checked without being written, then written as a whole; the same file again changes nothing', async () => {
  const rows = file('c1,卫生,13812345678,轻', '', ' c2 ,停车,,', 'c3,噪声,138 1234 5678,响');
  const checked = await check(rows);
  expect(checked).toMatchObject({ state: 'CHECKED', rowCount: 3, format: 'utf-8', unknownHeaders: [], createdBy: admin.accountId });
  expect([countsOf(checked), await names(), await staged()]).toEqual(['3/0/0/0', [], 3]);
  const applied = await stand.applied(admin, checked.id);
  expect(applied).toMatchObject({ state: 'APPLIED', appliedBy: admin.accountId, doneCount: 3 });
  expect([countsOf(applied), await staged()]).toEqual(['3/0/0/0', 0]);
  expect(await names()).toEqual([{ code: 'c1', name: '卫生' }, { code: 'c2', name: '停车' }, { code: 'c3', name: '噪声' }]);
  expect(countsOf(await check(rows))).toBe('0/0/3/0');
  const one = await check(file('c1,卫生,,', 'c2,停车难,,', 'c3,噪声,,'));
  expect([countsOf(one), countsOf(await stand.applied(admin, one.id))]).toEqual(['0/1/2/0', '0/1/2/0']);
  expect((await names())[1]).toEqual({ code: 'c2', name: '停车难' });
});

test('what is wrong is listed by row and column, without the values; nothing is written unless only the right rows are asked for', async () => {
  const found = await check(file('c10,x,1234567,轻', 'c11,,,', 'c12,banned,,', 'c13,y,,喊', 'c14,z,,', 'c14,z2,,', ',,13912345678,', 'c15,y,1.38E+10,'));
  expect(countsOf(found)).toBe('1/0/0/7');
  expect(await stand.errors(found)).toEqual(['2 phone NOT_A_MOBILE_NUMBER', '3 name REQUIRED', '4 name BANNED', '5 tone UNKNOWN_WORD', '7 code REPEATED', '8 code REQUIRED', '8 name REQUIRED', '9 phone LOST_DIGITS']);
  const said = JSON.stringify(await stand.errorRows(found));
  expect(said).not.toMatch(/1234567|banned|喊|13912345678/);
  expect(said).toContain('与第 6 行重复。');
  expect(await refused(domain.imports.apply(admin, found.id, { onlyRight: false }))).toBe('CONFLICT at onlyRight');
  expect(countsOf(await stand.applied(admin, found.id, true))).toBe('1/0/0/7');
  expect((await names()).filter(({ code }) => code.startsWith('c1') && code.length === 3)).toEqual([{ code: 'c14', name: 'z' }]);
});

test('staged rows are sealed', async () => {
  const { id } = await check(file('c20,秘密名称,13812345678,'));
  const [row] = await database.owner<{ sealed: string; once: string[] }>('select sealed, once from import_row where import_id = $1', [id]);
  expect(JSON.stringify(row)).not.toMatch(/秘密|13812345678|c20/);
  await domain.imports.cancel(admin, id);
  expect(await database.owner('select from import_row where import_id = $1', [id])).toEqual([]);
});

test('columns are found by name in any order, under a title; what belongs to none is told', async () => {
  const found = await check('各类诉求登记表\n\n备注, 名 称 *,Code\n随便,甲,c30');
  expect([countsOf(found), found.unknownHeaders]).toEqual(['1/0/0/0', ['备注']]);
});

test.each([
  ['编码\nc1', 'NO_HEADER', '缺少列：名称。'],
  ['张三,13812345678\n李四,13912345678', 'NO_HEADER', '缺少列：编码、名称。'],
  ['编码,名称,编码\nc1,x,c2', 'NO_HEADER', '列重复：编码。'],
  ['', 'NO_HEADER', '缺少列：编码、名称。'],
])('a file without its columns cannot be read: %j', async (content, code, zh) => {
  const found = await check(content);
  expect(found).toMatchObject({ state: 'FAILED', failure: { code, zh }, unknownHeaders: [] });
  expect(await refused(domain.imports.apply(admin, found.id, { onlyRight: true }))).toBe('WRONG_STATE at importId');
});

test('a workbook does as well as a text file', async () => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('x').addRows([['编码', '名称', '电话'], ['c40', '甲', 13_812_345_678], ['c41', { formula: 'A1', result: '乙' }, '']]);
  const path = stand.path();
  await book.xlsx.writeFile(path);
  const found = await stand.checked(admin, 'categories', at.root, { path });
  expect([countsOf(found), found.format]).toEqual(['2/0/0/0', 'xlsx']);
});

test('rows that have become wrong since the check are listed, and nothing is written', async () => {
  const found = await check(file('c50,甲,,', 'c51,乙,,'));
  await domain.imports.apply(admin, found.id, { onlyRight: false, later: false });
  const { intake } = categorySheet;
  const plan = intake!.plan;
  intake!.plan = async (from, rows, known) => (await plan.call(intake, from, rows, known)).map((row, n) => (n === 1 ? { verdict: 'WRONG', faults: [{ column: 'code', why: { code: 'GONE', zh: '', en: '' } }] } : row));
  await domain.imports.run.apply(101, found.id).finally(() => { intake!.plan = plan; });
  const back = await stand.look(admin, found.id);
  expect([back.state, back.failure?.code, countsOf(back), await stand.errors(back)]).toEqual(['CHECKED', 'CHANGED_SINCE', '1/0/0/1', ['3 code GONE']]);
  expect((await names()).filter(({ code }) => code.startsWith('c5'))).toEqual([]);
  expect(countsOf(await stand.applied(admin, found.id, true))).toBe('1/0/0/1');
});

test('a fault in the middle writes nothing; it may be applied again', async () => {
  const found = await check(file(...Array.from({ length: 2_500 }, (_, n) => `c6${String(n).padStart(4, '0')},甲,,`)));
  const { intake } = categorySheet;
  const apply = intake!.apply;
  let pages = 0;
  intake!.apply = (tx, rows, known) => ((pages += 1) === 3 ? Promise.reject(new Error('planted')) : apply.call(intake, tx, rows, known));
  await domain.imports.apply(admin, found.id, { onlyRight: false, later: false });
  await expect(domain.imports.run.apply(101, found.id)).rejects.toThrow('planted');
  intake!.apply = apply;
  expect(await stand.look(admin, found.id)).toMatchObject({ state: 'CHECKED', failure: { code: 'FAULT' } });
  expect((await names()).filter(({ code }) => code.startsWith('c6'))).toEqual([]);
  expect(await stand.applied(admin, found.id)).toMatchObject({ state: 'APPLIED', failure: null, newCount: 2_500 });
});

test('it can be cancelled while it is applied, and progress is seen meanwhile', async () => {
  const found = await check(file(...Array.from({ length: 5_000 }, (_, n) => `c7${String(n).padStart(4, '0')},甲,,`)));
  const { intake } = categorySheet;
  const apply = intake!.apply;
  const [reached, cancelled] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done = async () => (await database.owner<{ n: number }>('select done_count as n from import where id = $1', [found.id]))[0]?.n;
  let pages = 0;
  intake!.apply = async (tx, rows, known) => {
    while (pages < 3 && (await done()) !== pages * 1_000) await sleep(50);
    if ((pages += 1) === 3) reached.resolve();
    if (pages >= 3) await cancelled.promise;
    return apply.call(intake, tx, rows, known);
  };
  await domain.imports.apply(admin, found.id, { onlyRight: false, later: false });
  const applying = domain.imports.run.apply(101, found.id).finally(() => { intake!.apply = apply; });
  await reached.promise;
  await domain.imports.cancel(admin, found.id);
  cancelled.resolve();
  await applying;
  expect(await stand.look(admin, found.id)).toMatchObject({ state: 'CANCELLED' });
  expect([(await names()).filter(({ code }) => code.startsWith('c7')), await database.owner('select from import_row where import_id = $1', [found.id])]).toEqual([[], []]);
});

test('two that apply the same import at once write it once', async () => {
  const found = await check(file('c80,甲,,响'));
  await domain.imports.apply(admin, found.id, { onlyRight: false, later: false });
  await Promise.all([domain.imports.run.apply(101, found.id), domain.imports.run.apply(101, found.id)]);
  expect(await stand.look(admin, found.id)).toMatchObject({ state: 'APPLIED', newCount: 1 });
});

test('what only the importer may learn is handed to the importer, once', async () => {
  const found = await check(file('c90,甲,,响', 'c91,乙,,轻', 'c92,丙,,响'));
  await stand.applied(admin, found.id);
  const other = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  expect(await refused(domain.imports.takeOutcome(other, found.id))).toBe('NOT_FOUND at importId');
  const outcome = [{ code: 'c90', secret: 'secret of c90' }, { code: 'c92', secret: 'secret of c92' }];
  expect(JSON.stringify(await database.owner('select * from import_outcome'))).not.toContain('secret of');
  expect(await domain.imports.takeOutcome(admin, found.id)).toEqual(outcome);
  expect(await domain.imports.takeOutcome(admin, found.id)).toEqual([]);
});

test('who may not bring such sheets in at a place finds no such place, and no such import', async () => {
  const worker = await buildActor(domain, 101, 'GRID_WORKER', at.root);
  const community = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  const asked = { kind: 'categories', placeId: at.root };
  for (const actor of [worker, community]) expect(await refused(domain.imports.create(actor, asked))).toBe('NOT_FOUND at placeId');
  expect(await refused(domain.imports.create(admin, { ...asked, kind: 'nothing' }))).toBe('NOT_FOUND at kind');
  const { id }: Import = await check(file('c95,甲,,'));
  expect(await refused(domain.imports.apply(worker, id, { onlyRight: false }))).toBe('NOT_FOUND at importId');
  expect(await refused(domain.imports.cancel(community, id))).toBe('NOT_FOUND at importId');
});

test('what nobody applies is let go after a week', async () => {
  const { id } = await check(file('c97,甲,,'));
  await database.owner(`update import set created_at = created_at - interval '8 days' where id = $1`, [id]);
  await domain.turnDay(101);
  expect(await stand.look(admin, id)).toMatchObject({ state: 'CANCELLED' });
  expect(await database.owner('select from import_row where import_id = $1', [id])).toEqual([]);
});

test('an import leaves one audit entry with its counts', async () => {
  const found = await check(file('c98,甲,,', 'c99,乙,,'));
  await stand.applied(admin, found.id);
  expect(await database.owner(`select command, account_id, bulk from audit_entry where subject_ids @> array[$1::uuid] order by id`, [found.id])).toEqual([
    { command: 'import.create', account_id: admin.accountId, bulk: null }, { command: 'import.begin_check', account_id: null, bulk: null },
    { command: 'import.check', account_id: admin.accountId, bulk: null }, { command: 'import.begin_apply', account_id: admin.accountId, bulk: null },
    { command: 'import.apply', account_id: admin.accountId, bulk: { CaseCategory: 2 } },
  ]);
});
