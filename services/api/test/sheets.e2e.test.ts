import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { buildActor } from '@linli/domain/testing/build';
import { residentLine, residentsCsv } from '@linli/domain/testing/residents-file';
import { globalId, parseGlobalId } from '../src/graphql/global-id.ts';
import { startApi, type TestApi } from './harness.ts';

const DISTRICT = 419_001;
type Signed = Actor & { token: string };

let api: TestApi;
let admin: Signed;
let elsewhere: Signed;
let placeId: string;

beforeAll(async () => {
  api = await startApi({ districtId: DISTRICT });
  const { domain, district: { root, communities } } = api;
  admin = await buildActor(domain, DISTRICT, 'DISTRICT_ADMIN', root);
  elsewhere = await buildActor(domain, DISTRICT, 'COMMUNITY_ADMIN', communities[1]);
  placeId = globalId('Place', communities[0]);
});
afterAll(() => api.close());

const IMPORT = 'id state rowCount doneCount newCount changedCount sameCount wrongCount unknownHeaders fileName format failure { code zh } createdBy { id }';
const asked = (name: string, type: string, answer: string) => `mutation ($input: ${type}!) { ${name}(input: $input) { ${answer} userErrors { code field } } }`;

async function command(query: string, input: object, by: Signed = admin): Promise<Record<string, any>> {
  const { data, errors } = await api.ask(query, { input }, by.token);
  expect(errors).toEqual([]);
  return Object.values(data!)[0];
}

async function ask(query: string, by: Signed = admin, variables: object = {}): Promise<Record<string, any>> {
  const { data, errors } = await api.ask(query, variables, by.token);
  expect(errors).toEqual([]);
  return data!;
}

const rowOf = (id: string) => ({ districtId: DISTRICT, id: parseGlobalId(id)!.id });

test('a file is attached, checked, looked over and written; others see nothing of it', async () => {
  const { domain } = api;
  const created = await command(asked('importCreate', 'ImportCreateInput', `import { ${IMPORT} }`), { kind: 'residents', placeId });
  expect(created).toMatchObject({ import: { state: 'CREATED', rowCount: 0 }, userErrors: [] });
  const importId: string = created['import'].id;
  const declared = await command(asked('attachmentCreate', 'AttachmentCreateInput', 'form { url }'), { recordId: importId, fileName: '居民.csv', mediaType: 'text/csv', bytes: 100 });
  expect(declared).toMatchObject({ form: { url: expect.any(String) }, userErrors: [] });
  const lines = Array.from({ length: 20 }, (_, n) => residentLine(n, ['419001001001001']));
  const content = Buffer.from(residentsCsv(lines.map((line, n) => (n === 4 ? { ...line, 手机号: '123', 性别: '' } : line))));
  const file = await domain.attachments.store(admin, { recordKind: 'Import', recordId: rowOf(importId).id, fileName: '居民.csv', mediaType: 'text/csv', content });
  const check = asked('importCheck', 'ImportCheckInput', `import { ${IMPORT} }`);
  const attachmentId = globalId('Attachment', file.id);
  expect(await command(check, { importId, attachmentId }, elsewhere)).toMatchObject({ import: null, userErrors: [{ code: 'NOT_FOUND', field: ['importId'] }] });
  expect(await command(check, { importId, attachmentId })).toMatchObject({ import: { state: 'UPLOADED', fileName: '居民.csv' } });
  await domain.sheetJobs.check(rowOf(importId));
  const look = `query ($id: ID!) { import(id: $id) { ${IMPORT} errors(first: 1) { totalCount nodes { row column code zh } pageInfo { hasNextPage endCursor } } } }`;
  const looked = await ask(look, admin, { id: importId });
  expect(looked['import']).toMatchObject({
    state: 'CHECKED', rowCount: 20, newCount: 19, wrongCount: 1, format: 'utf-8',
    errors: { totalCount: 2, nodes: [{ row: 6, column: 'phone', code: 'NOT_A_MOBILE_NUMBER' }], pageInfo: { hasNextPage: true } },
  });
  const next = `query ($id: ID!, $after: String) { import(id: $id) { errors(after: $after) { nodes { row column code } } } }`;
  expect((await ask(next, admin, { id: importId, after: looked['import'].errors.pageInfo.endCursor }))['import']).toEqual({ errors: { nodes: [{ row: 6, column: 'sex', code: 'REQUIRED' }] } });
  expect(await ask(look, elsewhere, { id: importId })).toEqual({ import: null });
  expect(await ask('{ imports { totalCount } }', elsewhere)).toEqual({ imports: { totalCount: 0 } });
  const apply = asked('importApply', 'ImportApplyInput', `import { ${IMPORT} }`);
  expect(await command(apply, { importId })).toMatchObject({ import: null, userErrors: [{ code: 'CONFLICT', field: ['onlyRight'] }] });
  expect(await command(apply, { importId, onlyRight: true })).toMatchObject({ import: { state: 'APPLYING' }, userErrors: [] });
  await domain.sheetJobs.apply(rowOf(importId));
  expect(await ask('{ imports { totalCount nodes { state newCount wrongCount place { id } } } }')).toEqual({
    imports: { totalCount: 1, nodes: [{ state: 'APPLIED', newCount: 19, wrongCount: 1, place: { id: placeId } }] },
  });
  expect(await command(asked('importCancel', 'ImportCancelInput', 'import { id }'), { importId })).toMatchObject({ userErrors: [{ code: 'WRONG_STATE', field: ['importId'] }] });
});

const EXPORT = 'export { id state rowCount unmasked purpose file { id fileName url } }';

test('rows go out masked; unmasked for a purpose, with a record of each person; the file is for who asked', async () => {
  const { domain, database } = api;
  const create = asked('exportCreate', 'ExportCreateInput', EXPORT);
  expect(await command(create, { kind: 'residents', placeId, unmasked: true })).toMatchObject({ export: null, userErrors: [{ code: 'INVALID', field: ['purpose'] }] });
  const { export: made } = await command(create, { kind: 'residents', placeId, format: 'CSV', unmasked: true, purpose: '入户核对' });
  expect(made).toMatchObject({ state: 'WAITING', file: null });
  await domain.sheetJobs.write(rowOf(made.id));
  const list = '{ exports { totalCount nodes { state rowCount purpose file { fileName url } } } }';
  expect(await ask(list)).toEqual({ exports: { totalCount: 1, nodes: [{ state: 'WRITTEN', rowCount: 19, purpose: '入户核对', file: { fileName: expect.stringMatching(/^居民台账 .*\.csv$/), url: expect.any(String) } }] } });
  expect(await database.owner(`select count(*)::int as n, min(purpose) as purpose from disclosure where account_id = $1`, [admin.accountId])).toEqual([{ n: 19, purpose: '入户核对' }]);
  const other = await buildActor(domain, DISTRICT, 'DISTRICT_ADMIN', api.district.root);
  expect(await ask(list, other)).toMatchObject({ exports: { nodes: [{ state: 'WRITTEN', file: null }] } });
  expect(await ask(list, elsewhere)).toMatchObject({ exports: { nodes: [] } });
});

test('workers come in with their accounts; their one-time passwords are handed out once, to who brought them in', async () => {
  const { domain, district: { communities } } = api;
  const theirs = await buildActor(domain, DISTRICT, 'COMMUNITY_ADMIN', communities[0]);
  const { import: { id: importId } } = await command(asked('importCreate', 'ImportCreateInput', 'import { id }'), { kind: 'workers', placeId }, theirs);
  const content = Buffer.from('登录名,姓名,手机号,角色,任职地点\nlifang,李芳,13812345678,网格员,419001001001001');
  const file = await domain.attachments.store(theirs, { recordKind: 'Import', recordId: rowOf(importId).id, fileName: '人员.csv', mediaType: 'text/csv', content });
  await command(asked('importCheck', 'ImportCheckInput', 'import { id }'), { importId, attachmentId: globalId('Attachment', file.id) }, theirs);
  await domain.sheetJobs.check(rowOf(importId));
  expect(await command(asked('importApply', 'ImportApplyInput', 'import { state newCount }'), { importId }, theirs)).toMatchObject({ import: { state: 'APPLYING', newCount: 1 } });
  await domain.sheetJobs.apply(rowOf(importId));
  const take = asked('importTakeOutcome', 'ImportTakeOutcomeInput', 'outcome { values { key value } }');
  for (const other of [admin, elsewhere]) expect(await command(take, { importId }, other)).toEqual({ outcome: null, userErrors: [{ code: 'NOT_FOUND', field: ['importId'] }] });
  const { outcome: [{ values }] } = await command(take, { importId }, theirs);
  expect(values).toEqual([{ key: 'login', value: 'lifang' }, { key: 'name', value: '李芳' }, { key: 'password', value: expect.any(String) }]);
  expect(await command(take, { importId }, theirs)).toEqual({ outcome: [], userErrors: [] });
  const signIn = asked('sessionSignIn', 'SessionSignInInput', 'mustSetPassword');
  expect(await command(signIn, { district: String(DISTRICT), login: 'lifang', password: values[2].value })).toMatchObject({ mustSetPassword: true });
  expect(await ask('{ accounts(search: "lifang") { nodes { displayName phone memberships { role } } } }')).toEqual({
    accounts: { nodes: [{ displayName: '李芳', phone: '138****5678', memberships: [{ role: 'GRID_WORKER' }] }] },
  });
});

test('rows go out narrowed by filters, which are on record', async () => {
  const create = asked('exportCreate', 'ExportCreateInput', 'export { id filters { key values } }');
  const { export: made } = await command(create, { kind: 'residents', placeId, filters: [{ key: '人户状态', values: ['FLOATING'] }] });
  await api.domain.sheetJobs.write(rowOf(made.id));
  const { exports: { nodes: [latest] } } = await ask('{ exports(first: 1) { nodes { rowCount filters { key values } } } }');
  expect([made.filters, latest]).toEqual([[{ key: 'standing', values: ['流动人口'] }], { rowCount: 5, filters: [{ key: 'standing', values: ['流动人口'] }] }]);
  expect(await command(create, { kind: 'residents', placeId, filters: [{ key: 'standing', values: ['?'] }] })).toEqual({ export: null, userErrors: [{ code: 'INVALID', field: ['filters', '0', 'values', '0'] }] });
  expect((await ask('{ sheetKinds { kind filters { key zh single form } } }'))['sheetKinds']).toContainEqual({ kind: 'residents', filters: expect.arrayContaining([expect.objectContaining({ key: 'ageFrom', zh: '年龄从', single: true })]) });
});

test('the kinds say what their columns are, and their templates are there at once', async () => {
  const { sheetKinds } = await ask('{ sheetKinds { kind zh comesIn goesOut outcome { key zh } columns { key zh required personal example } } }');
  expect(sheetKinds).toContainEqual(expect.objectContaining({ kind: 'residents', comesIn: true, goesOut: true, outcome: [], columns: expect.arrayContaining([{ key: 'name', zh: '姓名', required: true, personal: true, example: '张三' }]) }));
  expect(sheetKinds).toContainEqual(expect.objectContaining({ kind: 'workers', outcome: [{ key: 'login', zh: '登录名' }, { key: 'name', zh: '姓名' }, { key: 'password', zh: '一次性密码' }] }));
  const template = await command(asked('sheetTemplateCreate', 'SheetTemplateCreateInput', EXPORT), { kind: 'residents', placeId });
  expect(template).toMatchObject({ export: { state: 'WRITTEN', rowCount: 0, file: { fileName: '居民台账 模板.xlsx', url: expect.any(String) } }, userErrors: [] });
});
