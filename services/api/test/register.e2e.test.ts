import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { buildActor, buildCase, buildOrganisationActor } from '@linli/domain/testing/build';
import { globalId } from '../src/graphql/global-id.ts';
import { startApi, until, type Answer, type TestApi } from './harness.ts';

type Signed = Actor & { token: string };

let api: TestApi;
let worker: Signed;
let admin: Signed;
let elsewhere: Signed;
let own: Signed;
let daughter: Signed;
let grid: string;

beforeAll(async () => {
  api = await startApi();
  const { districtId, grids, communities, root } = api.district;
  worker = await buildActor(api.domain, districtId, 'GRID_WORKER', grids[0]);
  admin = await buildActor(api.domain, districtId, 'DISTRICT_ADMIN', root);
  elsewhere = await buildActor(api.domain, districtId, 'COMMUNITY_ADMIN', communities[1]);
  own = await buildActor(api.domain, districtId, 'RESIDENT', grids[0]);
  daughter = await buildActor(api.domain, districtId, 'RESIDENT', grids[0]);
  grid = globalId('Place', grids[0]);
});
afterAll(() => api.close());

/** Sends a command and answers with its payload. */
async function command(name: string, input: object, as: Signed = worker, shows = 'resident { id name }'): Promise<any> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`.replace('ResidentUpsertInput', 'ResidentRegisterInput').replace('ResidentEraseInput', 'ResidentInput').replace('HouseholdDissolveInput', 'HouseholdInput');
  const answer = await api.ask(`mutation($input: ${type}!) { ${name}(input: $input) { ${shows} userErrors { code field message } } }`, { input }, as.token);
  expect(answer.errors).toEqual([]);
  return answer.data?.[name];
}
const why = ({ userErrors }: { userErrors: { code: string; field: string[] }[] }) => userErrors.map(({ code, field }) => [code, ...field].join(' '));
const read = (query: string, as: Signed = worker, variables: object = {}): Promise<Answer> => api.ask(query, variables, as.token);

const REGISTER = { name: '欧阳秀英', sex: 'FEMALE', birthDate: '1949-12-31', standing: 'REGISTERED_HERE', livesFrom: '1990-05-01' };
let id: string;

test('a grid worker registers somebody, and sees them masked', async () => {
  const made = await command('residentRegister', { ...REGISTER, placeId: grid, idNumber: '11010519491231002X', phone: '13812345678', livesAlone: true, external: { system: 'police', id: 'P1' } });
  expect(made.userErrors).toEqual([]);
  ({ id } = made.resident);
  const { data } = await read(`query($id: ID!) { resident(id: $id) { name phone idNumber birthDate standing livesAlone livesTo place { id }
    residences { standing livesFrom livesTo place { name } } history { action } disclosures { purpose } } node(id: $id) { __typename id } }`, worker, { id });
  expect(data?.resident).toMatchObject({
    name: '欧***', phone: '138****5678', idNumber: '1****************X', birthDate: '1949-12-31', livesAlone: true, livesTo: null, place: { id: grid }, disclosures: null,
  });
  expect(data?.resident.residences).toMatchObject([{ standing: 'REGISTERED_HERE', livesFrom: '1990-05-01', livesTo: null }]);
  expect(data?.resident.history.at(-1)).toEqual({ action: 'CREATED' });
  expect(data?.node).toEqual({ __typename: 'Resident', id });
});

test('bad input is refused with code and field', async () => {
  const register = (values: object) => command('residentRegister', { ...REGISTER, placeId: grid, ...values }).then(why);
  expect(await register({ idNumber: '110105194912310021' })).toEqual(['INVALID idNumber']);
  expect(await register({ idNumber: '11010519491231002X' })).toEqual(['CONFLICT idNumber']);
  expect(await register({ birthDate: '2100-01-01', livesFrom: '2100-01-01' })).toEqual(['INVALID birthDate']);
  expect(await register({ livesFrom: '2100-01-01' })).toEqual(['INVALID livesFrom']);
  expect(await register({ placeId: globalId('Place', api.district.grids[3]) })).toEqual(['NOT_FOUND placeId']);
  expect(await command('residentMove', { residentId: id, placeId: grid, addressId: globalId('Address', id.slice(0, 0) + '00000000-0000-7000-8000-000000000000'), day: '2024-01-01' }).then(why)).toEqual(['NOT_FOUND addressId']);
});

const found = async (search: string, as: Signed = worker, filter = '') =>
  (await read(`query($search: String) { residents(search: $search ${filter}) { totalCount nodes { id } } }`, as, { search })).data?.residents;

test.each(['欧阳', '欧阳秀英', 'ouyang', 'Ou Yang Xiu Ying', 'oyxy', 'oy', '11010519491231002x', '13812345678'])('%j finds her, for who works there and nobody else', async search => {
  expect(await found(search)).toEqual({ totalCount: 1, nodes: [{ id }] });
  expect(await found(search, admin)).toEqual({ totalCount: 1, nodes: [{ id }] });
  for (const as of [elsewhere, own]) expect(await found(search, as)).toEqual({ totalCount: 0, nodes: [] });
});

test.each(['阳秀', 'yang', '1381234567', '13812345679', '%', '_', 'o%', ' '.repeat(3) + '王'])('%j finds nobody', async search => {
  expect(await found(search)).toEqual({ totalCount: 0, nodes: [] });
});

test('the list is filtered, ordered by pinyin, and paged without a gap', async () => {
  for (const [n, name] of ['安一', '白二', '曹三', '邓四', '范五'].entries()) {
    await command('residentRegister', { ...REGISTER, name, birthDate: `19${50 + n * 10}-01-01`, placeId: grid, noKin: n === 2, standing: n < 2 ? 'FLOATING' : 'REGISTERED_HERE' });
  }
  const list = async (filter: string) => (await read(`{ residents(filter: { ${filter} } first: 100) { totalCount nodes { name } } }`)).data?.residents;
  expect((await list('')).nodes.map(({ name }: { name: string }) => name[0])).toEqual(['安', '白', '曹', '邓', '范', '欧']);
  expect(await list('standings: [FLOATING]')).toMatchObject({ totalCount: 2 });
  expect(await list('senior: true')).toMatchObject({ totalCount: 3 });
  expect(await list('noKin: true')).toMatchObject({ totalCount: 1 });
  expect(await list('livesAlone: true senior: true')).toMatchObject({ totalCount: 1 });
  expect(await list('notVerifiedSince: "2020-01-01T00:00:00Z"')).toMatchObject({ totalCount: 6 });
  await command('residentVerify', { residentId: id });
  expect(await list('notVerifiedSince: "2020-01-01T00:00:00Z"')).toMatchObject({ totalCount: 5 });
  expect(await list('living: false')).toMatchObject({ totalCount: 0 });
  const names: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { data }: Answer = await read(`query($after: String) { residents(first: 2 after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }`, worker, { after });
    const { nodes, pageInfo } = data?.residents ?? {};
    names.push(...nodes.map(({ name }: { name: string }) => name[0]));
    ({ endCursor: after, hasNextPage: more } = pageInfo);
  }
  expect(names.join('')).toBe('安白曹邓范欧');
});

test('she is found by part of her address', async () => {
  const { id: addressId } = await api.domain.addresses.create(admin, { placeId: api.district.grids[0], use: 'HOME', compound: '幸福小区', building: '3', unit: '2', room: '501' });
  expect(why(await command('residentMove', { residentId: id, placeId: grid, addressId: globalId('Address', addressId), day: '2024-01-01' }))).toEqual([]);
  const list = async (address: string) => (await read(`query($address: String) { residents(filter: { address: $address }) { nodes { id address { fullText } } } }`, worker, { address })).data?.residents.nodes;
  expect(await list('幸福小区3')).toMatchObject([{ id, address: { fullText: expect.stringContaining('幸福小区') } }]);
  expect(await list('幸_小区')).toEqual([]);
});

test('a household, its head, kin and proxies are shown with her', async () => {
  const son = (await command('residentRegister', { ...REGISTER, name: '欧阳建国', sex: 'MALE', birthDate: '1975-05-05', placeId: grid })).resident.id;
  expect(why(await command('residentMove', { residentId: id, placeId: grid, day: '2024-02-01' }))).toEqual([]);
  const { household } = await command('householdCreate', { placeId: grid, kind: 'FAMILY', number: 'H1', headId: id }, worker, 'household { id members { id } }');
  expect(await command('householdJoin', { householdId: household.id, residentId: son, relation: 'HEAD' }, worker, 'household { id }').then(why)).toEqual(['CONFLICT relation']);
  expect(await command('householdJoin', { householdId: household.id, residentId: son, relation: 'CHILD' }, worker, 'household { members { id relationToHead } }'))
    .toMatchObject({ household: { members: [{ id, relationToHead: 'HEAD' }, { id: son, relationToHead: 'CHILD' }] } });
  expect(await command('kinAdd', { residentId: id, relation: 'PARENT', kinId: son }).then(why)).toEqual(['INVALID kinId']);
  expect(await command('kinAdd', { residentId: id, relation: 'CHILD', kinId: son }).then(why)).toEqual([]);
  await command('kinAdd', { residentId: id, relation: 'SIBLING', name: '欧阳秀兰', phone: '13987654321' });
  await command('proxyName', { residentId: id, holderId: globalId('Account', daughter.accountId), relation: 'CHILD', version: '2025-1', channel: 'PAPER' });
  const { data } = await read(`query($id: ID!) { resident(id: $id) { household { id number } kin { relation name phone resident { id } }
    proxies { relation holder { id } validTo } consents { purpose version withdrawnAt } } }`, worker, { id });
  expect(data?.resident).toMatchObject({
    household: { id: household.id, number: 'H1' }, proxies: [{ relation: 'CHILD', holder: { id: globalId('Account', daughter.accountId) }, validTo: null }],
    consents: [{ purpose: 'PROXY', version: '2025-1', withdrawnAt: null }],
  });
  expect(data?.resident.kin).toEqual(expect.arrayContaining([
    { relation: 'CHILD', name: '欧***', phone: null, resident: { id: son } }, { relation: 'SIBLING', name: '欧***', phone: '139****4321', resident: null },
  ]));
});

const VIEWER = '{ viewer { resident { id name disclosures { purpose } history { command } } proxyFor { id name disclosures { purpose } } } }';

test('a resident sees her own record, and whoever acts for her sees it until the consent is withdrawn', async () => {
  await api.database.owner('update account set resident_id = $1 where id = $2', [Buffer.from(id, 'base64url').toString().split(':')[1], own.accountId]);
  expect((await read(VIEWER, own)).data?.viewer).toMatchObject({ resident: { id, name: '欧***', disclosures: [] }, proxyFor: [] });
  expect((await read(VIEWER, daughter)).data?.viewer).toMatchObject({ resident: null, proxyFor: [{ id, disclosures: null }] });
  const once = (value: boolean) => api.database.owner('update account set password_once = $1 where id = any($2)', [value, [own.accountId, daughter.accountId]]);
  await once(true); // a one-time password shows nobody's record
  for (const as of [own, daughter]) expect((await read(VIEWER, as)).data?.viewer).toEqual({ resident: null, proxyFor: [] });
  await once(false);
  expect((await read('query($id: ID!) { resident(id: $id) { household { members { id } } } residents { totalCount } }', own, { id })).data)
    .toEqual({ resident: { household: { members: [{ id }] } }, residents: { totalCount: 0 } });
  expect((await read('query($id: ID!) { resident(id: $id) { id } }', elsewhere, { id })).data).toEqual({ resident: null });
  const consent = (await read('query($id: ID!) { resident(id: $id) { consents { id } } }', worker, { id })).data?.resident.consents[0].id;
  expect(why(await command('consentWithdraw', { consentId: consent }))).toEqual([]);
  expect((await read(VIEWER, daughter)).data?.viewer.proxyFor).toEqual([]);
});

test('to an organisation, a partner, a worker of another grid, and a proxy whose time is over, she is not there, whatever they ask', async () => {
  const { districtId, root, grids } = api.district;
  const { id: organisationId } = await api.domain.organisations.create(admin, { placeId: root, name: '物业', kind: 'PROPERTY_MANAGER' });
  await command('proxyName', { residentId: id, holderId: globalId('Account', daughter.accountId), relation: 'CHILD', version: '2025-1', channel: 'PAPER', validTo: '2190-01-01T00:00:00Z' });
  const { data: related } = await read('query($id: ID!) { resident(id: $id) { household { id } kin { id } consents { id } proxies { id } } }', worker, { id });
  const { household: { id: householdId }, kin: [{ id: kinRecordId }], consents: [{ id: consentId }], proxies: [{ id: proxyId }] } = related!.resident;
  const ALL = 'query($id: ID!, $householdId: ID!) { resident(id: $id) { id } node(id: $id) { id } household(id: $householdId) { id } residents { totalCount } residentsChanged { nodes { id } } }';
  const NOTHING = { resident: null, node: null, household: null, residents: { totalCount: 0 }, residentsChanged: { nodes: [] } };
  await until(async () => (await read(ALL, daughter, { id, householdId })).data?.residentsChanged.nodes.length === 1, 'what she acts for');
  await api.database.owner(`update proxy set valid_to = now() where valid_to > '2189-01-01'`);
  const strangers = [
    daughter, await buildOrganisationActor(api.domain, districtId, organisationId), await buildActor(api.domain, districtId, 'PARTNER', root),
    await buildActor(api.domain, districtId, 'GRID_WORKER', grids[1]), await buildActor(api.domain, districtId, 'VOLUNTEER', grids[0]),
  ];
  for (const as of strangers) {
    expect((await read(ALL, as, { id, householdId })).data).toEqual(NOTHING);
    expect((await read(VIEWER, as)).data?.viewer).toEqual({ resident: null, proxyFor: [] });
    const refused = await Promise.all([
      command('residentCorrect', { residentId: id, livesAlone: true }, as), command('residentVerify', { residentId: id }, as), command('householdDissolve', { householdId }, as, ''),
      command('residentReveal', { residentId: id, fields: ['PHONE'], purpose: '看' }, as, ''), command('residentCall', { residentId: id, purpose: '看' }, as, ''),
      command('kinRemove', { kinRecordId }, as), command('consentWithdraw', { consentId }, as), command('proxyEnd', { proxyId }, as),
      command('attachmentCreate', { recordId: id, fileName: 'a.pdf', mediaType: 'application/pdf', bytes: 1 }, as, ''),
    ]);
    expect(refused.map(why)).toEqual(['residentId', 'residentId', 'householdId', 'residentId', 'residentId', 'kinRecordId', 'consentId', 'proxyId', 'recordId'].map(field => [`NOT_FOUND ${field}`]));
  }
});

test('a matter that is taken in for her is hers to see, and shows whose it is to who may see her', async () => {
  const submitted = await command('caseSubmit', {
    placeId: grid, categoryId: globalId('CaseCategory', api.district.categoryId), kind: 'HELP', title: '上门认证', onBehalf: true, residentId: id,
  }, worker, 'case { id resident { id name } }');
  expect(submitted).toMatchObject({ case: { resident: { id, name: '欧***' } }, userErrors: [] });
  const CASE = 'query($id: ID!) { case(id: $id) { resident { id } viewerCanMove } cases { totalCount } }';
  expect((await read(CASE, own, { id: submitted.case.id })).data).toEqual({ case: { resident: { id }, viewerCanMove: [] }, cases: { totalCount: 1 } });
  for (const as of [daughter, elsewhere]) expect((await read(CASE, as, { id: submitted.case.id })).data).toMatchObject({ case: null, cases: { totalCount: 0 } });
});

const REVEAL = 'name idNumber phone';

test('numbers are shown for a purpose, to staff over the place, and she can read to whom', async () => {
  const asked = { residentId: id, fields: ['PHONE', 'ID_NUMBER'], purpose: '上门前联系' };
  expect(await command('residentReveal', asked, worker, REVEAL)).toMatchObject({ name: null, idNumber: '11010519491231002X', phone: '13812345678', userErrors: [] });
  expect(why(await command('residentReveal', { ...asked, purpose: null }, worker, REVEAL))).toEqual(['INVALID purpose']);
  for (const as of [elsewhere, own, daughter]) expect(why(await command('residentReveal', asked, as, REVEAL))).toEqual(['NOT_FOUND residentId']);
  const matter = await buildCase(api.domain, worker, api.district, { onBehalf: true });
  expect(why(await command('residentReveal', { residentId: id, fields: ['NAME'], caseId: globalId('Case', matter.id) }, worker, REVEAL))).toEqual([]);
  const told = [{ purpose: `诉求 ${matter.trackingNumber}` }, { purpose: '上门前联系' }];
  expect((await read(VIEWER, own)).data?.viewer.resident.disclosures).toEqual(told);
  expect((await read('query($id: ID!) { resident(id: $id) { disclosures { purpose } } }', admin, { id })).data?.resident.disclosures).toEqual(told);
});

test('without a gateway a call is refused, and says what to set', async () => {
  const { userErrors } = await command('residentCall', { residentId: id, purpose: '回访' }, worker, '');
  expect(userErrors).toMatchObject([{ code: 'WRONG_STATE', message: expect.stringContaining('LINLI_CALL_GATEWAY') }]);
});

const CHANGED = 'query($since: String) { residentsChanged(since: $since) { cursor nodes { id name phone idNumber external { system id } livesTo erasedAt } } }';
const since = async (cursor: string | null, as: Signed = worker) => (await read(CHANGED, as, { since: cursor })).data?.residentsChanged;

test('outside systems are told who has changed since', async () => {
  const { cursor } = await until(async () => {
    const all = await since(null);
    return all.nodes.length > 6 && all;
  }, 'everybody');
  await command('residentCorrect', { residentId: id, livesAlone: false });
  expect(await until(async () => (await since(cursor)).nodes[0], 'her change')).toMatchObject({ id, name: '欧***', external: { system: 'police', id: 'P1' } });
  expect((await since(null, elsewhere)).nodes).toEqual([]);
});

test('an admin gives a resident an account of their own, once', async () => {
  const invited = (login: string) => command('accountInvite', { login, displayName: '欧阳', roles: [{ role: 'RESIDENT', placeId: grid }], residentId: given }, admin, 'account { id }');
  const { id: given } = (await command('residentRegister', { ...REGISTER, name: '新账号', placeId: grid })).resident;
  expect(why(await invited('own-1'))).toEqual([]);
  expect(why(await invited('own-2'))).toEqual(['CONFLICT residentId']);
});

test('they are told of an erased record as an emptied one, so that they can forget it', async () => {
  const person = { ...REGISTER, name: '清空', placeId: grid, phone: '13811112222', external: { system: 'police', id: 'P7' } };
  const { id: emptied } = (await command('residentRegister', person)).resident;
  await command('residentDepart', { residentId: emptied, day: '2024-01-01', reason: 'MOVED' });
  const { cursor } = await until(async () => {
    const all = await since(null);
    return all.nodes.some((node: { id: string }) => node.id === emptied) && all;
  }, 'the departure');
  await command('residentErase', { residentId: emptied }, admin);
  expect(await until(async () => (await since(cursor)).nodes[0], 'the erasure'))
    .toEqual({ id: emptied, name: '—', phone: null, idNumber: null, external: null, livesTo: '2024-01-01', erasedAt: expect.any(String) });
});

test('her history tells every change, masked, to staff and to herself', async () => {
  await command('residentCorrect', { residentId: id, name: '欧阳秀瑛', phone: '13800001111' });
  for (const as of [worker, own]) {
    const { data } = await read('query($id: ID!) { resident(id: $id) { history { command changes { field from to } } } }', as, { id });
    expect(data?.resident.history[0]).toEqual({ command: 'resident.correct', changes: expect.arrayContaining([
      { field: 'name', from: '欧***', to: '欧***' }, { field: 'phoneSealed', from: '******', to: '******' },
    ]) });
  }
});

test('an upsert by the outside id enters once, moves on a later list, and the same list again changes nothing', async () => {
  const listed = { ...REGISTER, name: '外来', birthDate: '1990-01-01', livesFrom: '2024-01-01', placeId: grid, standing: 'FLOATING', external: { system: 'police', id: 'P9' } };
  const first = (await command('residentUpsert', listed)).resident.id;
  expect((await command('residentUpsert', listed)).resident.id).toBe(first);
  const shows = 'resident { id residences { standing } history { command } }';
  const later = await command('residentUpsert', { ...listed, standing: 'REGISTERED_HERE', livesFrom: '2025-01-01' }, worker, shows);
  expect(later.resident).toMatchObject({ id: first, residences: [{ standing: 'REGISTERED_HERE' }, { standing: 'FLOATING' }] });
  expect(later.resident.history).toHaveLength(2);
});

test('births, departures, returns, deaths and erasure', async () => {
  const mother = (await command('residentRegister', { ...REGISTER, name: '母亲', birthDate: '1995-01-01', livesFrom: '2020-01-01', placeId: grid })).resident.id;
  const child = await command('residentBirth', { parentId: mother, name: '新生', sex: 'MALE', birthDate: '2025-01-01' }, worker, 'resident { id livesFrom kin { relation resident { id } } }');
  expect(child.resident).toMatchObject({ livesFrom: '2025-01-01', kin: [{ relation: 'PARENT', resident: { id: mother } }] });
  expect(await command('residentCorrect', { residentId: child.resident.id, birthDate: '1994-01-01' }).then(why)).toEqual(['INVALID birthDate']);
  expect(why(await command('residentDepart', { residentId: mother, day: '2025-02-01', reason: 'WORK' }))).toEqual([]);
  expect(why(await command('residentComeBack', { residentId: mother, placeId: grid, standing: 'FLOATING', livesFrom: '2025-03-01' }))).toEqual([]);
  expect(why(await command('residentErase', { residentId: mother }, admin))).toEqual(['WRONG_STATE residentId']);
  expect(why(await command('residentDie', { residentId: mother, day: '2025-04-01' }))).toEqual([]);
  expect(why(await command('residentErase', { residentId: mother }))).toEqual(['NOT_FOUND residentId']);
  expect(await command('residentErase', { residentId: mother }, admin, 'resident { name erasedAt kin { name } history { command } }'))
    .toMatchObject({ resident: { name: '—', erasedAt: expect.any(String), kin: [], history: [] } });
});
