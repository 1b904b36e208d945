import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { residentsCsv, residentLine } from '@linli/domain/testing/residents-file';
import { testDatabase, type TestDatabase } from '@linli/domain/testing/test-database';
import { type Ended, Run } from './run.ts';

let home: string;
let database: TestDatabase;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'linli-commands-'));
  database = await testDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(home, { recursive: true });
});

function linli(command: string, over: Record<string, string> = {}): Promise<Ended> {
  const env = { LINLI_HOME: home, LINLI_KEY: database.key.toString('base64'), DATABASE_URL: database.url, ...over };
  return new Run('cli/main.js', command.split(' '), env).ended;
}

test('a district is imported once, with a one-time sign-in that works once', async () => {
  const first = await linli('district:create 419001');
  expect(first).toMatchObject({ code: 0, err: '', out: expect.stringContaining('济源市 419001：16 个街道 streets，557 个社区 communities。已导入') });
  const password = /密码 password +(\S+)/.exec(first.out)?.[1] ?? '';
  const again = await linli('district:create 419001');
  expect(again).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/nothing changed\.\n$/) });

  const [counted] = await database.owner(`select count(*) filter (where level = 'STREET')::int as streets,
    count(*) filter (where level = 'COMMUNITY')::int as communities from place where district_id = 419001`);
  expect(counted).toEqual({ streets: 16, communities: 557 });
  const { access } = await database.open();
  const signIn = () => access.signIn(419001, 'admin', password, { requestId: null, address: null });
  expect(await signIn()).toMatchObject({ actor: { mustSetPassword: true, memberships: [] } });
  await expect(signIn()).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
});

test('an unknown code, a code that is none, and a missing one each get a sentence', async () => {
  const [unknown, malformed, missing] = await Promise.all([linli('district:create 419099'), linli('district:create 41'), linli('district:create')]);
  expect(unknown).toEqual({ code: 1, out: '', err: '419099 is not the code of a county-level division. Near it: 419001 济源市.\n' });
  expect(malformed).toMatchObject({ code: 1, out: '', err: expect.stringContaining('six digits of a county-level division') });
  expect(missing).toMatchObject({ code: 1, out: '', err: expect.stringContaining("missing required argument 'code'") });
});

test('a planted difference is found and named, and counting anew mends it', async () => {
  expect(await linli('kpi:verify')).toMatchObject({ code: 0, out: '核对完毕 verified: 0 differences in 1 districts, 0 cells\n' });
  await database.owner(`insert into kpi_cell (district_id, place_id, start, measure, grain, value)
    select district_id, id, '2026-05-01', (select min(id) from kpi_measure), 'M', 7 from place where district_id = 419001 and code = '419001001'`);
  const found = await linli('kpi:verify');
  expect(found).toMatchObject({ code: 1, err: '' });
  expect(found.out).toMatch(/^419001 {2}419001001 沁园街道 {2}kpi_cell \S+ M 2026-05-01: 库存 stored 7, 重算 recounted 0$/m);
  expect(found.out).toMatch(/1 differences in 1 districts, 1 cells\n[^]*npm run kpi:fill -- --district 419001\n$/);
  expect(await linli('kpi:fill --district 419001')).toMatchObject({ code: 0, out: expect.stringContaining('revision 2') });
  expect(await linli('kpi:verify --district 419001')).toMatchObject({ code: 0 });
  expect(await linli('kpi:verify --district 110101')).toEqual({
    code: 1, out: '', err: 'There is no district 110101 in this installation: create it with npm run district:create -- 110101.\n',
  });
});

test('a street is onboarded with its communities, keeps its day, and others stay as they are', async () => {
  const command = 'place:onboard --district 419001 --code 419001001';
  expect(await linli(command)).toMatchObject({ code: 0, out: '419001001 沁园街道：24 处已接入 places onboarded.\n' });
  const days = () => database.owner('select code, onboarded_at from place where district_id = 419001 and onboarded_at is not null order by code');
  const before = await days();
  expect(before).toHaveLength(24);
  expect(await linli(command)).toMatchObject({ code: 0, out: expect.stringContaining('nothing changed') });
  expect(await days()).toEqual(before);
});

test('a register comes in and goes out: what is wrong is listed, nothing of it is written unless asked', async () => {
  const [place] = await database.owner<{ code: string }>(`select code from place where district_id = 419001 and level = 'COMMUNITY' order by code limit 1`);
  const rows = Array.from({ length: 30 }, (_, n) => residentLine(n, [place!.code]));
  const file = join(home, 'residents.csv');
  await writeFile(file, residentsCsv(rows.map((row, n) => (n === 7 ? { ...row, 性别: '先生' } : row))));
  const command = `sheet:import --district 419001 --kind residents --file ${file}`;
  const wrong = await linli(command);
  expect(wrong).toMatchObject({ code: 1, out: expect.stringContaining('第 9 行 row 9  性别: 应为：女、男。 Expected one of: FEMALE, MALE.\n检查 checked: 29 新增 new, 0 变更 changed, 0 相同 same, 1 有错 wrong\n未写入任何内容 nothing was written.\n') });
  const [counted] = await database.owner<{ n: number }>('select count(*)::int as n from resident');
  expect(counted?.n).toBe(0);
  expect(await linli(`${command} --only-right`)).toMatchObject({ code: 0, err: expect.stringContaining('写入 written 29 行 rows'), out: expect.stringContaining('已导入 brought in: 29 新增 new') });
  await writeFile(file, residentsCsv(rows));
  expect(await linli(`${command} --preview`)).toMatchObject({ code: 0, out: expect.stringContaining('1 新增 new, 0 变更 changed, 29 相同 same, 0 有错 wrong\n未写入任何内容') });
  const out = join(home, 'out.csv');
  expect(await linli(`sheet:export --district 419001 --kind residents --out ${out}`)).toMatchObject({ code: 0, out: expect.stringContaining('29 行 rows') });
  expect(await readFile(out, 'utf8')).toMatch(/^\ufeff网格编码,住址,户号,/);
  expect(await readFile(out, 'utf8')).not.toContain(rows[0]!.身份证号);
  expect(await linli(`sheet:export --district 419001 --kind residents --unmasked --out ${out}`)).toMatchObject({ code: 1, out: '' });
  expect(await linli(`sheet:export --district 419001 --kind residents --unmasked --purpose 核对 --out ${out}`)).toMatchObject({ code: 0 });
  expect(await readFile(out, 'utf8')).toContain(rows[0]!.身份证号);
  const template = join(home, 'template.xlsx');
  expect(await linli(`sheet:template --kind residents --out ${template}`)).toMatchObject({ code: 0 });
  expect(await linli(`sheet:import --district 419001 --kind residents --file ${template}`)).toMatchObject({ code: 0, out: expect.stringContaining('0 新增 new') });
  expect(await linli('sheet:template')).toMatchObject({ code: 0, out: expect.stringContaining('residents  居民台账 Residents') });
  expect(await linli(`sheet:import --district 419001 --kind residents --file ${home}/nothing.csv`)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('cannot be read') });
  expect(await linli(`sheet:import --district 419001 --kind nothing --file ${file}`)).toMatchObject({ code: 1, err: 'No such kind of sheet.\n' });
});

test('one-time passwords go once to a new file that nobody else may read, or are shown once; rows go out by a filter', async () => {
  const [file, out] = [join(home, 'workers.csv'), join(home, 'passwords.csv')];
  const csv = (login: string) => `登录名,姓名,角色,任职地点\n${login},"=李\n芳",社区管理员,419001001001\n`;
  await writeFile(file, csv('lifang'));
  const command = `sheet:import --district 419001 --kind workers --file ${file}`;
  const done = await linli(`${command} --outcome ${out}`);
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining(`1 行结果已写入 rows handed out to ${out}`) });
  const [, login = '', password = ''] = /^\ufeff登录名,姓名,一次性密码\r\n(lifang),"?'=李\s芳"?,(\S{20})\r\n$/.exec(await readFile(out, 'utf8')) ?? [];
  expect([login, (await stat(out)).mode & 0o777]).toEqual(['lifang', 0o600]);
  expect(done.out + done.err).not.toContain(password);
  expect(await (await database.open()).access.signIn(419001, login, password, { requestId: null, address: null })).toMatchObject({ actor: { mustSetPassword: true } });
  const [none, planted] = [join(home, 'none.csv'), `create function planted() returns trigger language plpgsql as $$ begin raise 'planted'; end $$`];
  expect(await linli(`${command} --outcome ${none}`)).toMatchObject({ code: 0, out: expect.stringContaining('0 变更 changed, 1 相同 same') });
  await writeFile(file, csv('liming'));
  await database.owner(planted);
  await database.owner('create trigger planted before insert on import_outcome execute function planted()');
  expect(await linli(`${command} --outcome ${none}`)).toMatchObject({ code: 1 });
  await database.owner('drop trigger planted on import_outcome');
  await expect(stat(none)).rejects.toThrow('ENOENT');
  expect(await linli(`${command} --outcome ${out}`)).toMatchObject({ code: 1, err: expect.stringContaining('must not be there yet') });
  expect((await linli(command)).out).toMatch(/^登录名\t姓名\t一次性密码\nliming\t'=李 芳\t\S{20}$/m);
  expect(await linli(`sheet:export --district 419001 --kind residents --filter 人户状态=流动人口 --filter ageFrom=60 --out ${join(home, 'old.csv')}`)).toMatchObject({ code: 0 });
  expect(await linli(`sheet:export --district 419001 --kind residents --filter 人户状态=住户 --out ${join(home, 'old.csv')}`)).toMatchObject({ code: 1, err: expect.stringContaining('Expected one of') });
}, 60_000);

test('an unreachable server, a wrong password and a newer database are told in one sentence each, by start too', async () => {
  const [silent, stranger] = [new URL(database.url), new URL(database.url)];
  silent.port = '1';
  stranger.password = 'wrong';
  expect(await linli('kpi:verify', { DATABASE_URL: silent.href })).toEqual({
    code: 1, out: '', err: 'The database server at 127.0.0.1:1 cannot be reached (ECONNREFUSED): start it, or correct DATABASE_URL.\n',
  });
  expect(await linli('kpi:verify', { DATABASE_URL: stranger.href })).toMatchObject({ code: 1, err: expect.stringMatching(/^The database server at \S+ refuses the password of linli_owner: .*\n$/) });
  await database.owner(`insert into linli_migration (name) values ('999-later')`);
  const newer = { code: 1, err: 'The database was made by a newer version of Linli (it has 999-later); start that version instead.\n' };
  expect(await linli('kpi:verify')).toMatchObject(newer);
  const env = { LINLI_HOME: home, LINLI_KEY: database.key.toString('base64'), DATABASE_URL: database.url, PORT: '0' };
  expect(await new Run('start.js', [], env).ended).toMatchObject(newer);
});
