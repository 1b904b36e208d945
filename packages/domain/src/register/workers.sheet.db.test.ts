import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { rowsOfFile } from '../sheets/files/read-file.ts';
import { addDays, dayOf } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { countsOf, SheetStand } from '../testing/sheet-stand.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let community: Actor;
let stand: SheetStand;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  community = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  stand = await SheetStand.open(domain);
});
afterAll(async () => {
  await stand.close();
  await database.close();
});

const HEADER = '登录名,姓名,手机号,角色,任职地点,任职日期,离任日期,所属单位';
const [A, B, ELSEWHERE] = ['101001001001', '101001001002', '101001002001'];
const TODAY = dayOf(new Date());
const [YESTERDAY, TOMORROW, LATER] = [addDays(TODAY, -1), addDays(TODAY, 1), addDays(TODAY, 30)];
const check = (rows: readonly string[], by: Actor = admin, placeId = at.root) => stand.checked(by, 'workers', placeId, [HEADER, ...rows].join('\n'));
const roles = (login: string) => database.owner(`select m.role, p.code, m.valid_to is not null as ends from membership m join account a on a.id = m.account_id
  join place p on p.id = m.place_id where a.login = $1 order by p.code`, [login]);

test('who has no account is invited with a one-time password that only the importer learns, once', async () => {
  const file = [`LiFang,李芳,13812345678,网格员,${A},2020-03-01,,`, `lifang,李芳,,网格员,${B},,${LATER},`, `王强,王强,,社区管理员,101001001,,,`];
  const found = await check(file);
  expect([countsOf(found), await stand.errors(found)]).toEqual(['3/0/0/0', []]);
  expect(await refused(domain.imports.takeOutcome(admin, found.id))).toBe('NOT_FOUND at importId');
  const applied = await stand.applied(admin, found.id);
  expect([applied.state, countsOf(applied)]).toEqual(['APPLIED', '3/0/0/0']);
  expect(await roles('lifang')).toEqual([{ role: 'GRID_WORKER', code: A, ends: false }, { role: 'GRID_WORKER', code: B, ends: true }]);
  expect(await refused(domain.imports.takeOutcome(await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root), found.id))).toBe('NOT_FOUND at importId');
  const outcome = await domain.imports.takeOutcome(admin, found.id);
  expect(outcome).toEqual([{ login: 'lifang', name: '李芳', password: expect.any(String) }, { login: '王强', name: '王强', password: expect.any(String) }]);
  expect(await domain.imports.takeOutcome(admin, found.id)).toEqual([]);
  const signedIn = await domain.access.signIn(101, 'LiFang', outcome[0]!['password']!, { address: null, requestId: null });
  expect(signedIn.actor).toMatchObject({ mustSetPassword: true });
  const kept = JSON.stringify(await database.owner(`select (select json_agg(a) from audit_entry a) as audit, (select json_agg(r) from record_change r) as history,
    (select json_agg(i) from import i) as imports, (select json_agg(o) from import_outcome o) as outcomes, (select json_agg(c) from account c) as accounts`));
  for (const { password } of outcome) expect(kept).not.toContain(password);
  expect(kept).not.toContain('13812345678');
});

test('the same file changes nothing, whoever brings it; another end changes one role, and every new role is told of', async () => {
  const file = [`lifang,李芳,13812345678,网格员,${A},2020-03-01,,`, `lifang,李芳,,网格员,${B},,${LATER},`];
  expect(countsOf(await check(file))).toBe('0/0/2/0');
  expect(countsOf(await check([`王强,王强,,社区管理员,101001001,,,`], community, at.communities[0]))).toBe('0/0/1/0');
  const again = await stand.applied(admin, (await check(file)).id);
  expect([countsOf(again), await domain.imports.takeOutcome(admin, again.id)]).toEqual(['0/0/2/0', []]);
  const changed = await check([`lifang,李芳,,网格员,${A},,${TOMORROW},`, `lifang,李芳,,调解员,${A},,,`]);
  expect(countsOf(await stand.applied(admin, changed.id))).toBe('0/2/0/0');
  expect(await roles('lifang')).toEqual([{ role: 'GRID_WORKER', code: A, ends: true }, { role: 'MEDIATOR', code: A, ends: false }, { role: 'GRID_WORKER', code: B, ends: true }]);
  await domain.engine.drain(101);
  expect(await domain.engine.verify(101)).toEqual([]);
  expect(await database.owner(`select n.kind from notice n join account a on a.id = n.account_id where a.login = 'lifang'`)).toEqual(Array.from({ length: 3 }, () => ({ kind: 'role.given' })));
});

test('what goes out comes in again as it is', async () => {
  const path = stand.path();
  const { id } = await domain.exports.create(admin, { kind: 'workers', placeId: at.communities[0], format: 'CSV', unmasked: true, purpose: '核对' }, { later: false });
  await domain.exports.write(101, id, path, () => Promise.resolve(null));
  const rows: unknown[][] = [];
  for await (const { cells } of rowsOfFile(path, () => undefined)) rows.push([...cells]);
  expect(rows.slice(1).map(row => row.slice(0, 5))).toEqual(expect.arrayContaining([['lifang', '李芳', '13812345678', '调解员', A]]));
  const again = await stand.checked(admin, 'workers', at.root, { path });
  expect([countsOf(again), await stand.errors(again)]).toEqual([`0/0/${rows.length - 1}/0`, []]);
});

test('every way to be wrong is listed by row and column', async () => {
  const { id } = await domain.organisations.create(admin, { placeId: at.street, name: '环卫所', kind: 'DEPARTMENT' });
  await domain.accounts.invite(admin, { login: 'huanwei', displayName: '环卫所', roles: [], organisationId: id });
  const { account } = await domain.accounts.invite(admin, { login: 'gone', displayName: '旧人', roles: [{ role: 'GRID_WORKER', placeId: at.grids[0] }] });
  await domain.accounts.disable(admin, account.id);
  const found = await check([
    `,李四,,网格员,${A},,,`, `-x,李四,,网格员,${A},,,`, `r2,,,网格员,${A},,,`, `r3,李四,1381234567,网格员,${A},,,`, `r4,李四,,居民,${A},,,`, `r5,李四,,网格员,999,,,`, 'r6,李四,,网格员,,,,', `r7,李四,,,${A},,,`,
    `r8,李四,,网格员,${A},${LATER},${TOMORROW},`, `r9,李四,,网格员,${A},,${YESTERDAY},`, `r10,李四,,网格员,${A},2026-02-30,,`, `lifang,李芬,,网格员,${A},,,`, `gone,旧人,,网格员,${B},,,`,
    `lifang,李芳,,网格员,${B},${TOMORROW},,`, `r14,张三,,网格员,${A},,,`, 'r14,张三,,网格员,测试GRID001001001,,,', `r14,张珊,,网格员,${B},,,`, `r17,李四,,网格员,${A},,,环卫所`, 'r18,李四,,,,,,园林所',
    `huanwei,环卫所,,网格员,${A},,,`, 'lifang,李芳,,,,,,环卫所', `r14,张三,13812345678,调解员,${A},,,`, `r14,张三,13912345678,调解员,${B},,,`,
  ]);
  expect(await stand.errors(found)).toEqual([
    '2 login REQUIRED', '3 login NOT_A_LOGIN', '4 name REQUIRED', '5 phone NOT_A_MOBILE_NUMBER', '6 role UNKNOWN_WORD', '7 place UNKNOWN_PLACE', '8 place REQUIRED', '9 role REQUIRED',
    '10 to ENDS_BEFORE_BEGINS', '11 to IN_THE_PAST', '12 from NOT_A_DAY', '13 name OTHER_NAME', '14 login DISABLED', '15 from OVERLAPS', '17 login REPEATED', '18 name DIFFERS',
    '19 place NOT_BOTH', '19 role NOT_BOTH', '20 organisation UNKNOWN_ORGANISATION', '21 role NOT_BOTH', '22 organisation OTHER_ORGANISATION', '24 phone DIFFERS',
  ]);
});

test('an account of an organisation has no role, and comes in by its name', async () => {
  const found = await check(['yuanlin,环卫所值班,,,,,,环卫所']);
  expect(countsOf(await stand.applied(admin, found.id))).toBe('1/0/0/0');
  expect(await database.owner(`select o.name, count(m.*)::int as roles from account a join organisation o on o.id = a.organisation_id left join membership m on m.account_id = a.id where a.login = 'yuanlin' group by 1`))
    .toEqual([{ name: '环卫所', roles: 0 }]);
  expect(countsOf(await check(['yuanlin,环卫所值班,,,,,,环卫所']))).toBe('0/0/1/0');
});

test('nobody brings in a role above their own or outside their places, nor after they have lost them', async () => {
  const rows = [`c1,赵一,,网格员,${A},,,`, `c2,赵二,,社区管理员,101001001,,,`, `c3,赵三,,网格员,${ELSEWHERE},,,`, 'c4,赵四,,第三方前端,101001001,,,', `c5,赵五,,区县管理员,101,,,`, '王强,王强,13912345678,社区管理员,101001001,,,'];
  const found = await check(rows, community, at.communities[0]);
  expect(await stand.errors(found)).toEqual(['3 role NOT_ALLOWED', '4 place UNKNOWN_PLACE', '5 role NOT_ALLOWED', '6 place UNKNOWN_PLACE', '7 phone NOT_ALLOWED']);
  const theirs = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  const last = await check([`c6,赵六,,网格员,${A},,,`], theirs, at.communities[0]);
  await domain.imports.apply(theirs, last.id, { onlyRight: false, later: false });
  await domain.accounts.disable(admin, theirs.accountId);
  await domain.imports.run.apply(101, last.id);
  expect([(await stand.look(admin, last.id)).state, await stand.errors(last)]).toEqual(['CHECKED', ['2 role NOT_ALLOWED']]);
  expect(await database.owner(`select 1 from account where login = 'c6'`)).toEqual([]);
});

test('whoever has lost the right to bring in workers does not learn the passwords either', async () => {
  const leaving = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  const { id } = await check([`c7,赵七,,网格员,${A},,,`], leaving, at.communities[0]);
  await stand.applied(leaving, id);
  const withoutRoles: Actor = { ...leaving, memberships: [] };
  expect(await refused(domain.imports.takeOutcome(withoutRoles, id))).toBe('NOT_FOUND at importId');
  expect(await domain.imports.takeOutcome(leaving, id)).toHaveLength(1);
  expect(await domain.unit.of(system(101), 'test.look', tx => tx.execute('select from import_outcome where import_id = $1', id))).toEqual([]);
});
