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

/** The street's ledger as it has been kept in a spreadsheet: households of three, in the grids given. */
function ledger(grids: readonly string[]): string {
  const lines = ['网格编码,户号,与户主关系,姓名,性别,出生日期,身份证号,手机号,人户状态,入住日期'];
  for (let n = 0; n < RESIDENTS; n++) {
    const [household, member] = [Math.floor(n / 3), n % 3];
    const [relation, sex, year] = ([['户主', 'MALE', 1950], ['配偶', 'FEMALE', 1952], ['子女', 'FEMALE', 1980]] as const)[member]!;
    const birthDate = `${year}-${String(1 + (household % 12)).padStart(2, '0')}-${String(1 + (household % 28)).padStart(2, '0')}`;
    const person = { birthDate, sex } as Parameters<typeof idNumberOfNobody>[0];
    const standing = household % 5 === 0 ? '流动人口' : '户籍人口';
    const phone = member === 0 ? phoneOfNobody(household) : '';
    lines.push([
      grids[household % grids.length], `户${household}`, relation, `测${'甲乙丙'[member]}`, sex === 'MALE' ? '男' : '女', birthDate,
      idNumberOfNobody(person, Math.floor(household / 84)), phone, standing, '2015-06-01',
    ].join(','));
  }
  return `\uFEFF${lines.join('\r\n')}\r\n`;
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

test('an empty district becomes a street at work, by commands, the API and one spreadsheet', async () => {
  // The operator, on Monday.
  const created = await command('district:create', DISTRICT);
  const [, oneTime = ''] = /密码 password\s+(\S+)/.exec(created) ?? [];
  expect(await command('place:onboard', '--district', DISTRICT, '--code', STREET)).toContain('places onboarded');

  // The district's administrator invites the street's, who sets up grids, people and accounts.
  const district = await firstDay('admin', oneTime);
  const { streets } = await ask('{ streets(first: 100) { nodes { id code } } }', {}, district);
  const street = streets.nodes.find((each: { code: string }) => each.code === STREET);
  const admin = await invited(district, 'jishui', '街道管理员', 'STREET_ADMIN', street.id);
  const communities = (await communitiesUnder(street.id, admin)).slice(0, 3);
  const grids: { id: string; code: string }[] = [];
  for (const community of communities) {
    await invited(admin, `admin-${community.code}`, `${community.name}管理员`, 'COMMUNITY_ADMIN', community.id);
    for (const number of ['001', '002']) {
      const { place } = await done('placeCreate', 'PlaceCreateInput',
        { parentId: community.id, level: 'GRID', code: `${community.code}${number}`, name: `第${Number(number)}网格` }, admin, 'place { id code onboardedAt }');
      expect(place.onboardedAt).not.toBeNull();
      grids.push(place);
    }
  }
  const workers: string[] = [];
  for (const [n, grid] of grids.entries()) workers.push(await invited(admin, `worker-${n}`, `网格员${n}`, 'GRID_WORKER', grid.id));

  // The ledger that the street already keeps.
  const file = join(folder, 'ledger.csv');
  writeFileSync(file, ledger(grids.map(({ code }) => code)));
  const importing = ['sheet:import', '--district', DISTRICT, '--place', STREET, '--kind', 'residents', '--file', file];
  expect(await command(...importing)).toMatch(new RegExp(`brought in: ${RESIDENTS} 新增 new, 0 变更 changed, 0 相同 same, 0 有错 wrong`));
  expect(await command(...importing)).toMatch(new RegExp(`0 新增 new, 0 变更 changed, ${RESIDENTS} 相同 same, 0 有错 wrong`));

  // On Tuesday a worker takes in a matter on the spot, and everybody sees where they stand.
  const { caseCategories } = await ask('{ caseCategories { id code } }', {}, workers[0]);
  const { case: matter } = await done('caseSubmit', 'CaseSubmitInput', {
    placeId: grids[0]!.id, categoryId: caseCategories[0].id, kind: 'HELP', urgency: 'ORDINARY', channel: 'VISIT', title: '楼道灯不亮', onBehalf: true,
  }, workers[0], 'case { id }');
  await done('caseHandleOnSpot', 'CaseHandleInput', { caseId: matter.id, outcome: 'RESOLVED' }, workers[0], 'case { status }');
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
