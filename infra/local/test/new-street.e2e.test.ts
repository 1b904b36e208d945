import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idNumberOfNobody, phoneOfNobody } from '../src/demo/numbers.ts';
import { Run } from './run.ts';

/** 济源市 and its 济水街道, as anybody would find them in the official table. */
const [DISTRICT, STREET] = ['419001', '419001002'];
const RESIDENTS = 5_000;
const folder = mkdtempSync(join(tmpdir(), 'linli-street-'));
const home = join(folder, 'home');
const PATIENCE_MS = 600_000;

let linli: Run;
let url: string;

/** One command of the operator's, to its end. */
async function command(...args: string[]): Promise<string> {
  const { code, out, err } = await new Run('cli/main.js', args, { LINLI_HOME: home }).ended;
  expect([code, err.replaceAll(/^.*…\n|^.*\r/gm, '')]).toEqual([0, expect.any(String)]);
  return out;
}

async function ask(query: string, variables: object, token?: string): Promise<Record<string, any>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }, body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Record<string, any>; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** A command of the API that has to be carried out. */
async function done(name: string, type: string, input: object, token: string | undefined, selection: string): Promise<Record<string, any>> {
  const { [name]: payload } = await ask(`mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code message field } ${selection} } }`, { input }, token);
  expect(payload.userErrors).toEqual([]);
  return payload;
}

/** Signs in with a one-time password and sets one of one's own, as everybody does on the first day. */
async function firstDay(login: string, oneTime: string): Promise<string> {
  const { token, mustSetPassword } = await done('sessionSignIn', 'SessionSignInInput', { district: DISTRICT, login, password: oneTime }, undefined, 'token mustSetPassword');
  expect(mustSetPassword).toBe(true);
  await done('accountSetPassword', 'AccountSetPasswordInput', { password: `a password for ${login}` }, token, '');
  return token;
}

/** Gives somebody an account with a role, and has them begin. */
async function invited(by: string, login: string, displayName: string, role: string, placeId: string): Promise<string> {
  const { password } = await done('accountInvite', 'AccountInviteInput', { login, displayName, roles: [{ role, placeId }] }, by, 'password');
  return firstDay(login, password);
}

async function communitiesUnder(placeId: string, token: string): Promise<{ id: string; code: string; name: string }[]> {
  return (await ask('query ($id: ID!) { communities(placeId: $id, first: 100) { nodes { id code name } } }', { id: placeId }, token))['communities'].nodes;
}

/** A spreadsheet as the street keeps it. */
function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map(row => row.join(',')).join('\r\n')}\r\n`;
}

/** Where a household lives: buildings of five units with six floors of two rooms, in a compound for each grid. */
function dwelling(household: number, grids: number): { grid: number; compound: string; building: string; unit: string; room: string } {
  const [grid, n] = [household % grids, Math.floor(household / grids)];
  return { grid, compound: `济水${'甲乙丙丁戊己'[grid]}小区`, building: `${1 + Math.floor(n / 60)}`, unit: `${1 + Math.floor((n % 60) / 12)}`, room: `${1 + Math.floor((n % 12) / 2)}0${1 + (n % 2)}` };
}

/** The street's ledger of residents: households of three, each at its address. */
function ledger(grids: number): string {
  const rows = [['住址', '户号', '与户主关系', '姓名', '性别', '出生日期', '身份证号', '手机号', '人户状态', '入住日期']];
  for (let n = 0; n < RESIDENTS; n++) {
    const [household, member] = [Math.floor(n / 3), n % 3];
    const [relation, sex, year] = ([['户主', 'MALE', 1950], ['配偶', 'FEMALE', 1952], ['子女', 'FEMALE', 1980]] as const)[member]!;
    const birthDate = `${year}-${String(1 + (household % 12)).padStart(2, '0')}-${String(1 + (household % 28)).padStart(2, '0')}`;
    const person = { birthDate, sex } as Parameters<typeof idNumberOfNobody>[0];
    const { compound, building, unit, room } = dwelling(household, grids);
    rows.push([
      `${compound}${building}栋${unit}单元${room}`, `户${household}`, relation, `测${'甲乙丙'[member]}`, sex === 'MALE' ? '男' : '女', birthDate,
      idNumberOfNobody(person, Math.floor(household / 84)), member === 0 ? phoneOfNobody(household) : '', household % 5 === 0 ? '流动人口' : '户籍人口', '2015-06-01',
    ]);
  }
  return csv(rows);
}

/** Brings a spreadsheet in as a client does: attached, checked, written. @returns what it made that only who brought it learns */
async function broughtIn(kind: string, placeId: string, content: string, rows: number, token: string): Promise<Record<string, string>[]> {
  const { import: { id: importId } } = await done('importCreate', 'ImportCreateInput', { kind, placeId }, token, 'import { id }');
  const { attachment, form } = await done('attachmentCreate', 'AttachmentCreateInput',
    { recordId: importId, fileName: `${kind}.csv`, mediaType: 'text/csv', bytes: Buffer.byteLength(content) }, token, 'attachment { id } form { url fields { name value } }');
  const sent = new FormData();
  for (const { name, value } of form.fields) sent.append(name, value);
  sent.append('file', new Blob([content], { type: 'text/csv' }));
  expect((await fetch(new URL(form.url, url), { method: 'POST', body: sent })).status).toBe(204);
  await done('attachmentComplete', 'AttachmentCompleteInput', { attachmentId: attachment.id }, token, 'attachment { id }');
  await done('importCheck', 'ImportCheckInput', { importId, attachmentId: attachment.id }, token, 'import { id }');
  expect(await become(importId, 'CHECKED', token)).toEqual({ state: 'CHECKED', newCount: rows, wrongCount: 0, errors: { nodes: [] } });
  await done('importApply', 'ImportApplyInput', { importId }, token, 'import { id }');
  await become(importId, 'APPLIED', token);
  const { outcome } = await done('importTakeOutcome', 'ImportTakeOutcomeInput', { importId }, token, 'outcome { values { key value } }');
  return outcome.map(({ values }: { values: { key: string; value: string }[] }) => Object.fromEntries(values.map(({ key, value }) => [key, value])));
}

async function become(importId: string, state: string, token: string): Promise<object> {
  for (;;) {
    const { import: found } = await ask('query ($id: ID!) { import(id: $id) { state newCount wrongCount errors { nodes { row column code } } } }', { id: importId }, token);
    if ([state, 'FAILED', 'CANCELLED'].includes(found.state)) return found;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

beforeAll(async () => {
  linli = new Run('start.js', ['--no-demo'], { LINLI_HOME: home, PORT: '0' });
  [, url = ''] = await linli.says(/页面 page +(\S+)\/\n[^]*停止 stop/);
}, PATIENCE_MS);
afterAll(async () => {
  linli.child.kill('SIGTERM');
  await linli.ended;
  rmSync(folder, { recursive: true });
}, PATIENCE_MS);

test('an empty district becomes a street at work, by commands, the API and the spreadsheets that it keeps', async () => {
  // The operator, on Monday.
  const created = await command('district:create', DISTRICT);
  const [, oneTime = ''] = /密码 password\s+(\S+)/.exec(created) ?? [];
  expect(await command('place:onboard', '--district', DISTRICT, '--code', STREET)).toContain('places onboarded');

  // The district's administrator invites the street's, who brings in grids, organisations and people with their accounts.
  const district = await firstDay('admin', oneTime);
  const { streets } = await ask('{ streets(first: 100) { nodes { id code } } }', {}, district);
  const street = streets.nodes.find((each: { code: string }) => each.code === STREET);
  const admin = await invited(district, 'jishui', '街道管理员', 'STREET_ADMIN', street.id);
  const communities = (await communitiesUnder(street.id, admin)).slice(0, 3);
  const codes = communities.flatMap(({ code }) => [`${code}001`, `${code}002`]);
  await broughtIn('grids', street.id, csv([['网格编码', '网格名称', '所属社区编码'], ...codes.map((code, n) => [code, `第${1 + (n % 2)}网格`, code.slice(0, -3)])]), 6, admin);
  await broughtIn('organisations', street.id, csv([
    ['单位名称', '单位类型', '服务范围', '职责类别', '联系人'], ['济水物业', '物业公司', STREET, '物业服务、公共设施', `王经理 ${phoneOfNobody(1)}`], ['环卫所', '部门', STREET, '环境卫生', ''],
  ]), 2, admin);
  const firstDays = await broughtIn('workers', street.id, csv([
    ['登录名', '姓名', '手机号', '角色', '任职地点', '任职日期', '所属单位'],
    ...communities.map(({ code, name }) => [`admin-${code}`, `${name}主任`, '', '社区管理员', name, '', '']),
    ...codes.map((code, n) => [`worker-${n}`, `网格员${n}`, phoneOfNobody(100 + n), '网格员', code, '2020-03-01', '']), ['wuye', '物业值班', '', '', '', '', '济水物业'],
  ]), 10, admin);
  const workers = new Map<string, string>();
  for (const { login = '', password = '' } of firstDays) workers.set(login, await firstDay(login, password));
  expect([...workers.keys()].filter(login => login.startsWith('worker-'))).toHaveLength(6);
  const worker = workers.get('worker-0');
  const grid = (await ask('query ($id: ID!) { grids(placeId: $id, first: 100) { nodes { id code onboardedAt } } }', { id: street.id }, admin))['grids'].nodes.find((each: { code: string }) => each.code === codes[0]);
  expect(grid.onboardedAt).not.toBeNull();

  // The ledgers that the street already keeps: addresses, and who lives there.
  const households = Math.ceil(RESIDENTS / 3);
  const addresses = Array.from({ length: households }, (_, n) => dwelling(n, codes.length)).map(({ grid: at, compound, building, unit, room }) => [codes[at]!, '住宅', compound, `${building}号楼`, unit, room]);
  await broughtIn('addresses', street.id, csv([['所属网格', '地址类型', '小区', '楼栋', '单元', '房号'], ...addresses]), households, admin);
  const file = join(folder, 'ledger.csv');
  writeFileSync(file, ledger(codes.length));
  const importing = ['sheet:import', '--district', DISTRICT, '--place', STREET, '--kind', 'residents', '--file', file];
  expect(await command(...importing)).toMatch(new RegExp(`brought in: ${RESIDENTS} 新增 new, 0 变更 changed, 0 相同 same, 0 有错 wrong`));
  expect(await command(...importing)).toMatch(new RegExp(`0 新增 new, 0 变更 changed, ${RESIDENTS} 相同 same, 0 有错 wrong`));

  // On Tuesday a worker takes in a matter on the spot, and everybody sees where they stand.
  const { caseCategories } = await ask('{ caseCategories { id code } }', {}, worker);
  const { case: matter } = await done('caseSubmit', 'CaseSubmitInput', {
    placeId: grid.id, categoryId: caseCategories[0].id, kind: 'HELP', urgency: 'ORDINARY', channel: 'VISIT', title: '楼道灯不亮', onBehalf: true,
  }, worker, 'case { id }');
  await done('caseHandleOnSpot', 'CaseHandleInput', { caseId: matter.id, outcome: 'RESOLVED' }, worker, 'case { status }');
  const seniors = await settled(street.id, admin);
  // Two of each three are older than sixty.
  expect(seniors).toEqual({ numerator: RESIDENTS - Math.floor(RESIDENTS / 3), denominator: RESIDENTS });
  expect(await command('kpi:verify', '--district', DISTRICT)).toContain('0 differences');
}, PATIENCE_MS);

/** The share of seniors in the street, once the worker has counted everybody. */
async function settled(placeId: string, token: string): Promise<{ numerator: number; denominator: number }> {
  for (;;) {
    const { indicatorValues } = await ask(
      'query ($id: ID!) { indicatorValues(placeIds: [$id], indicators: ["population.senior_share"], period: { kind: CUMULATIVE }) { numerator denominator } }', { id: placeId }, token);
    const [value] = indicatorValues;
    if (value?.denominator === RESIDENTS) return value;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
