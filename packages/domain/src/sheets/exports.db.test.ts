import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { categorySheet, countsOf, SheetStand } from '../testing/sheet-stand.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { ErrorCell } from './cell.ts';
import { Export } from './export.entity.ts';
import type { NewExport } from './exports.service.ts';
import { rowsOfFile } from './files/read-file.ts';
import { exportRecords } from './sheet.records.ts';
import { writeTemplate } from './template.ts';

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

const asked = (values: Partial<NewExport> = {}): NewExport => ({ kind: 'categories', placeId: at.root, format: 'XLSX', unmasked: false, ...values });

async function exported(values: Partial<NewExport> = {}): Promise<{ made: Export | null; path: string; rows: string[][] }> {
  const path = stand.path();
  const { id } = await domain.exports.create(admin, asked(values), { later: false });
  await domain.exports.write(101, id, path, () => Promise.resolve(null));
  const rows: string[][] = [];
  for await (const { cells } of rowsOfFile(path, () => undefined)) rows.push(cells.map(cell => (cell instanceof ErrorCell ? cell.shown : String(cell ?? ''))));
  return { made: await domain.unit.of(admin, 'test.look', tx => tx.findOne(Export, { id })), path, rows };
}

test.each(['XLSX', 'CSV'] as const)('%s: rows go out under the headers of the template, masked, and say where they were generated', async format => {
  const { made, rows } = await exported({ format });
  expect(rows[0]).toEqual(['编码*', '名称*', '电话', '音量', '数据性质']);
  expect(rows.length).toBeGreaterThan(8);
  expect(made).toMatchObject({ state: 'WRITTEN', rowCount: rows.length - 1, unmasked: false, createdBy: admin.accountId });
  expect(new Set(rows.slice(1).map(([, , phone]) => phone))).toEqual(new Set(['***']));
  expect(rows.find(([code]) => code === 'other')?.at(4)).toBe('演示数据');
  expect(rows.filter(([, , , , origin]) => origin === '演示数据')).toHaveLength(1);
});

test('unmasked they go out for a purpose, which is kept', async () => {
  const { made, rows } = await exported({ unmasked: true, purpose: '入户核对' });
  expect(rows[1]?.[2]).toBe('13812345678');
  expect(made).toMatchObject({ unmasked: true, purpose: '入户核对' });
  expect(await refused(domain.exports.create(admin, asked({ unmasked: true })))).toBe('INVALID at purpose');
});

test('an export comes in again as it went out: nothing is new, nothing is changed', async () => {
  const { path } = await exported({ unmasked: true, purpose: '核对' });
  const back = await stand.checked(admin, 'categories', at.root, { path });
  expect([countsOf(back), back.unknownHeaders]).toEqual([`0/0/${back.rowCount}/0`, []]);
  const masked = await stand.checked(admin, 'categories', at.root, await exported());
  expect(masked.wrongCount).toBe(masked.rowCount);
});

test('the template is read as an empty file, and its notes are beside it', async () => {
  const path = stand.path();
  await writeTemplate(path, 'XLSX', categorySheet);
  expect(await stand.checked(admin, 'categories', at.root, { path })).toMatchObject({ state: 'CHECKED', rowCount: 0, unknownHeaders: [] });
});

test('who may not take such rows out at a place finds no such place', async () => {
  const worker = await buildActor(domain, 101, 'GRID_WORKER', at.root);
  expect(await refused(domain.exports.create(worker, asked()))).toBe('NOT_FOUND at placeId');
  expect(await refused(domain.exports.create(admin, asked({ kind: 'nothing' })))).toBe('NOT_FOUND at kind');
});

test('the file of an export is its asker\'s, for as long as they are an admin there', async () => {
  const asker = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  const { id } = await domain.exports.create(asker, asked({ placeId: at.communities[0] }), { later: false });
  const snapshot = domain.connections.snapshot(101);
  const seenBy = (actor: Actor) => exportRecords.rights(snapshot, actor, id);
  expect([await seenBy(asker), await seenBy(admin), await seenBy({ ...asker, memberships: [] })]).toEqual([{ mayAttach: false, mayRemove: false }, null, null]);
  await snapshot.close();
});

test('a job that comes twice writes one file', async () => {
  const { made, path } = await exported();
  await domain.exports.write(101, made?.id ?? '', path, () => Promise.reject(new Error('again')));
  expect(await domain.unit.of(admin, 'test.look', tx => tx.findOne(Export, { id: made?.id ?? '' }))).toMatchObject({ state: 'WRITTEN', endedAt: made?.endedAt });
});
