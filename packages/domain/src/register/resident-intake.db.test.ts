import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { Resident } from '../people/resident.entity.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { idNumberOf } from '../testing/residents-file.ts';
import { countsOf, SheetStand } from '../testing/sheet-stand.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let worker: Actor;
let stand: SheetStand;
const [GRID, OTHER_GRID] = ['101001001001', '101001001002'];
const ARRIVED = calendarDate('2000-01-01');

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  stand = await SheetStand.open(domain);
});
afterAll(async () => {
  await stand.close();
  await database.close();
});

/** A row about a woman of the first grid, by her id in another system. */
const line = (externalId: string, said: Readonly<Record<string, string>> = {}) => ({
  网格编码: GRID, 住址: '', 姓名: '王秀英', 性别: '女', 出生日期: '1949-12-31', 身份证号: '', 手机号: '', 人户状态: '户籍人口', 入住日期: '2000-01-01',
  来源系统: externalId && 's', 来源编号: externalId, ...said,
});
type Line = ReturnType<typeof line>;
const csv = (rows: readonly Line[]) => [Object.keys(line('')).join(','), ...rows.map(row => Object.values(row).join(','))].join('\n');
const check = (...rows: readonly Line[]) => stand.checked(admin, 'residents', at.root, csv(rows));
const known = (id: string, birthDate: string, more: Partial<Parameters<typeof buildResident>[2]> = {}) => buildResident(domain, at, {
  name: '王秀英', birthDate: calendarDate(birthDate), livesFrom: ARRIVED, external: { system: 's', id }, ...more,
});
const look = (id: string) => domain.unit.of(system(101), 'test.look', tx => tx.findOne(Resident, { id }));

test('a birth date that kin contradict is wrong at the check, and the other rows come in', async () => {
  const [parent, child] = [await known('k1', '1950-01-01'), await known('k2', '1980-01-01')];
  await domain.kin.add(worker, { residentId: child.id, relation: 'PARENT', kinId: parent.id });
  const found = await check(line('k1', { 出生日期: '1985-01-01' }), line('k3'));
  expect([countsOf(found), await stand.errors(found)]).toEqual(['1/0/0/1', ['2 birthDate AGAINST_KIN']]);
  expect(await stand.applied(admin, found.id, true)).toMatchObject({ state: 'APPLIED', newCount: 1, wrongCount: 1 });
  const both = await check(line('k1', { 出生日期: '1970-01-01' }), line('k2', { 出生日期: '1965-01-01' }));
  expect(await stand.errors(both)).toEqual(['3 birthDate AGAINST_KIN']);
  const agreeing = await check(line('k2', { 出生日期: '1985-01-01' }), line('k1', { 出生日期: '1983-01-01' }));
  expect(countsOf(await stand.applied(admin, agreeing.id))).toBe('0/2/0/0');
});

test('a birth date after the first arrival on record is wrong at the check; of who lives here from birth it moves the arrival', async () => {
  await known('b1', '1950-01-01');
  await known('b2', '2000-01-01');
  const found = await check(line('b1', { 出生日期: '2005-01-01', 入住日期: '2010-01-01' }), line('b2', { 出生日期: '2001-01-01', 入住日期: '2001-01-01' }));
  expect([countsOf(found), await stand.errors(found)]).toEqual(['0/1/0/1', ['2 birthDate AFTER_ARRIVAL']]);
  expect(countsOf(await stand.applied(admin, found.id, true))).toBe('0/1/0/1');
});

test('who has died does not come back by a file', async () => {
  await domain.residents.die(worker, (await known('d1', '1949-12-31')).id, calendarDate('2020-01-01'));
  expect(await stand.errors(await check(line('d1', { 入住日期: '2021-01-01' }), line('d1-new')))).toEqual(['2 name HAS_DIED']);
});

test('a rule that refuses a row only as it is written is told at that row, and the others can be had without it', async () => {
  const moving = await known('n1', '1949-12-31');
  const found = await check(line('n1', { 网格编码: OTHER_GRID, 入住日期: '2010-01-01' }), line('n2'));
  const { intake } = domain.imports.sheetOf('residents');
  const { apply } = intake!;
  intake!.apply = (tx, rows, with_) => { // as if a rule had not been asked
    (rows[0] as { row: { livesFrom: string } }).row.livesFrom = '1999-01-01';
    return apply.call(intake, tx, rows, with_);
  };
  await domain.imports.apply(admin, found.id, { onlyRight: false, later: false });
  await domain.imports.run.apply(101, found.id).finally(() => { intake!.apply = apply; });
  const back = await stand.look(admin, found.id);
  expect([back.state, back.failure?.code, countsOf(back), await stand.errors(back)]).toEqual(['CHECKED', 'CHANGED_SINCE', '1/0/0/1', ['2 - INVALID']]);
  expect((await stand.errorRows(back))[0]?.en).toBe('The day must not be before the last move.');
  expect(countsOf(await stand.applied(admin, found.id, true))).toBe('1/0/0/1');
  expect(await look(moving.id)).toMatchObject({ placeId: at.grids[0] });
});

test('a refusal that belongs to no row is told in its own words', async () => {
  const found = await check(line('w1'));
  const { intake } = domain.imports.sheetOf('residents');
  const { apply } = intake!;
  intake!.apply = () => Promise.reject(new Refusal('WRONG_STATE', 'The place has closed.'));
  await domain.imports.apply(admin, found.id, { onlyRight: false, later: false });
  await domain.imports.run.apply(101, found.id).finally(() => { intake!.apply = apply; });
  expect(await stand.look(admin, found.id)).toMatchObject({ state: 'CHECKED', failure: { code: 'WRONG_STATE', en: 'The place has closed. Nothing was written.' } });
  expect(countsOf(await stand.applied(admin, found.id))).toBe('1/0/0/0');
});

test('of two who are alike, a row without numbers is about the one at its address or its place, else it is ambiguous', async () => {
  const own = (room: string) => domain.addresses.create(system(101), { placeId: at.grids[0], use: 'HOME', compound: '同名小区', room });
  const [first, second, third] = [await own('1'), await own('2'), await own('3')];
  const alike = (placeId: string, addressId?: string) => buildResident(domain, at, { name: '同名', livesFrom: ARRIVED, placeId, ...(addressId ? { addressId } : {}) });
  const [a, b, c] = [await alike(at.grids[0], first.id), await alike(at.grids[0], second.id), await alike(at.grids[1])];
  const said = (more: Readonly<Record<string, string>>) => check(line('', { 姓名: '同名', 手机号: '13812345670', ...more }));
  expect(await stand.errors(await said({}))).toEqual(['2 name AMBIGUOUS']);
  expect(await stand.errors(await said({ 网格编码: '101001002001' }))).toEqual(['2 name AMBIGUOUS']);
  expect(await stand.errors(await said({ 网格编码: '', 住址: third.fullText }))).toEqual(['2 name AMBIGUOUS']);
  const phones = async () => (await Promise.all([a, b, c].map(({ id }) => look(id)))).map(person => Boolean(person?.phoneSealed));
  expect(countsOf(await stand.applied(admin, (await said({ 网格编码: OTHER_GRID, 入住日期: '2000-01-01' })).id))).toBe('0/1/0/0');
  expect(await phones()).toEqual([false, false, true]);
  expect(countsOf(await stand.applied(admin, (await said({ 网格编码: '', 住址: second.fullText })).id))).toBe('0/1/0/0');
  expect(await phones()).toEqual([false, true, true]);
});

test('what others write of somebody while their row is applied is kept', async () => {
  const [head, member] = [await known('h1', '1949-12-31'), await known('h2', '1949-12-31', { phone: '13812345678' })];
  const household = await domain.households.create(worker, { placeId: at.grids[0], kind: 'FAMILY', headId: head.id });
  await domain.households.join(worker, household.id, member.id, 'SIBLING');
  const found = await check(line('h2', { 姓名: '王秀兰' }));
  const { intake } = domain.imports.sheetOf('residents');
  const { plan } = intake!;
  const looked = Promise.withResolvers<void>();
  const between = looked.promise.then(async () => { // outside of the import's unit
    await domain.households.leave(worker, household.id, member.id);
    await domain.residents.correct(worker, member.id, { phone: '13999999999' });
  });
  intake!.plan = async (from, rows, with_) => {
    const planned = await plan.call(intake, from, rows, with_);
    looked.resolve();
    await between;
    return planned;
  };
  expect(countsOf(await stand.applied(admin, found.id).finally(() => { intake!.plan = plan; }))).toBe('0/1/0/0');
  const after = await look(member.id);
  expect([after?.name, after?.householdId, domain.sealer.open(after?.phoneSealed ?? '')]).toEqual(['王秀兰', null, '13999999999']);
});

test('two lines about one resident, by different numbers, are one too many, so that the same file twice changes nothing', async () => {
  const born = calendarDate('1962-07-09');
  const idNumber = idNumberOf(born, 8);
  await known('t1', born, { idNumber });
  const rows = [line('t1', { 姓名: '双甲', 出生日期: born }), line('', { 姓名: '双乙', 出生日期: born, 身份证号: idNumber })];
  const found = await check(...rows);
  expect([countsOf(found), await stand.errors(found)]).toEqual(['0/1/0/1', ['3 idNumber REPEATED']]);
  expect(countsOf(await stand.applied(admin, found.id, true))).toBe('0/1/0/1');
  expect(countsOf(await check(...rows))).toBe('0/0/1/1');
});
