import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildActor, buildCase, buildOrganisationActor } from '@linli/domain/testing/build';
import { globalId } from '../src/graphql/global-id.ts';
import { apiSchema } from '../src/graphql/schema.ts';
import { collect, startApi, until, type TestApi } from './harness.ts';
import { argumentsOf, asking, probedFields } from './isolation/probes.ts';
import { buildTenant, type Signed, type Tenant } from './isolation/tenants.ts';
import { report } from './report.ts';

let api: TestApi;
let own: Tenant;
let person: Signed;

beforeAll(async () => {
  api = await startApi();
  own = await buildTenant(api, api.district);
  person = own.organisation;
});
afterAll(() => api.close());

const id = { organisation: () => globalId('Organisation', own.organisationId), grid: () => globalId('Place', own.district.grids[0]) };

async function command(name: string, type: string, input: object, token = own.admin.token, selection = 'userErrors { code field }'): Promise<Record<string, any>> {
  const { data, errors } = await api.ask(`mutation($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, { input }, token);
  expect(errors).toEqual([]);
  return data?.[name];
}

async function accepted(): Promise<string> {
  const { id: row } = await buildCase(api.domain, own.resident, own.district);
  await api.domain.cases.accept(own.admin, row);
  return globalId('Case', row);
}

const casesOf = async (token: string) => (await api.ask('{ cases(first: 100) { totalCount nodes { id } } }', {}, token)).data?.cases;

test('an organisation is shown with its place, duties and masked contacts, to the staff and its own people', async () => {
  const made = await command('organisationCreate', 'OrganisationCreateInput',
    { placeId: id.grid(), name: '绿城物业', kind: 'PROPERTY_MANAGER', external: { system: 'oa', id: '9' } }, own.admin.token,
    'userErrors { code } organisation { id name kind closedAt external { system id } place { id } duties { code } contacts { name phone } history { action } }');
  expect(made['organisation']).toMatchObject({ name: '绿城物业', kind: 'PROPERTY_MANAGER', closedAt: null, external: { system: 'oa', id: '9' }, place: { id: id.grid() }, duties: [], contacts: [] });
  const organisationId = made['organisation'].id;
  const categoryIds = [globalId('CaseCategory', own.district.categoryId)];
  await command('organisationSetDuties', 'OrganisationSetDutiesInput', { organisationId, categoryIds });
  await command('organisationAddContact', 'OrganisationAddContactInput', { organisationId, name: '李四光', phone: '13812345678' });
  const query = 'query($id: ID!) { organisation(id: $id) { duties { code } contacts { id name phone } history { entity } } node(id: $id) { id } }';
  const seen = async (token: string) => (await api.ask(query, { id: organisationId }, token)).data;
  const shown = { duties: [{ code: 'other' }], contacts: [{ id: expect.any(String), name: '李**', phone: '138****5678' }] };
  expect(await seen(own.admin.token)).toMatchObject({ organisation: { ...shown, history: expect.arrayContaining([{ entity: 'OrganisationContact' }]) }, node: { id: organisationId } });
  expect(await seen(own.hidden.token)).toEqual({ organisation: { ...shown, history: null }, node: { id: organisationId } });
  for (const { token } of [own.resident, own.partner, person]) expect(await seen(token)).toEqual({ organisation: null, node: null });
  const its = await buildOrganisationActor(api.domain, own.district.districtId, Buffer.from(organisationId, 'base64url').toString().split(':')[1] ?? '');
  expect(await seen(its.token)).toMatchObject({ organisation: { ...shown, history: null } });
});

test('organisations are found by place, kind, name and duty, and their changes can be followed', async () => {
  const names = async (filter: string, token = own.admin.token) =>
    (await api.ask(`{ organisations(filter: { ${filter} }) { totalCount nodes { name } } }`, {}, token)).data?.organisations.nodes.map(({ name }: any) => name);
  const { cursor } = (await api.ask('{ organisationsChanged { cursor } }', {}, own.admin.token)).data?.organisationsChanged ?? {};
  const { organisation } = await command('organisationCreate', 'OrganisationCreateInput', { placeId: id.grid(), name: '银龄服务社', kind: 'SERVICE_PROVIDER' }, own.admin.token, 'organisation { id }') as any;
  expect(await names('search: "银龄"')).toEqual(['银龄服务社']);
  expect(await names(`kinds: [SERVICE_PROVIDER] placeId: "${id.grid()}"`)).toEqual(['银龄服务社']);
  expect(await names(`search: "银龄" placeId: "${globalId('Place', own.district.grids[2])}"`)).toEqual([]);
  expect(await names(`search: "银龄" categoryId: "${globalId('CaseCategory', own.district.categoryId)}"`)).toEqual([]);
  expect(await names('search: "银龄"', own.resident.token)).toEqual([]);
  expect(await names('', person.token)).toEqual(['测试物业']);
  await command('organisationClose', 'OrganisationInput', { organisationId: organisation.id });
  expect(await names('search: "银龄"')).toEqual([]);
  expect(await names('search: "银龄" includeClosed: true')).toEqual(['银龄服务社']);
  await until(async () => {
    const { data } = await api.ask('query($since: String) { organisationsChanged(since: $since) { nodes { id closedAt } } }', { since: cursor }, own.admin.token);
    return data?.organisationsChanged.nodes.some((each: any) => each.id === organisation.id && each.closedAt !== null);
  }, 'the change to be settled');
});

test('organisations are suggested by duty and place, and a case that is assigned to one is theirs to work on and hear of', async () => {
  const heard = collect(api.socket(person.token), 'subscription { caseChanged { moves case { id } } }');
  const caseId = await accepted();
  const { suggestedOrganisations } = (await api.ask('query($id: ID!) { case(id: $id) { suggestedOrganisations { id name } } }', { id: caseId }, own.admin.token)).data?.case ?? {};
  expect(suggestedOrganisations).toContainEqual({ id: id.organisation(), name: '测试物业' });
  const coHandlers = [{ accountId: globalId('Account', own.hidden.accountId) }];
  const began = performance.now();
  const { case: assigned } = await command('caseAssign', 'CaseAssignInput', { caseId, assigneeOrganisationId: id.organisation(), coHandlers }, own.admin.token,
    'userErrors { code } case { status assignee { id } assigneeOrganisation { id } coHandlers { account { id } organisation { id } } }') as any;
  expect(assigned).toEqual({ status: 'ASSIGNED', assignee: null, assigneeOrganisation: { id: id.organisation() }, coHandlers: [{ account: { id: coHandlers[0]!.accountId }, organisation: null }] });
  await heard.next(({ caseChanged }) => caseChanged.some((change: any) => change.case.id === caseId));
  report('assigned', `heard by the organisation after ${Math.round(performance.now() - began)} ms`);
  expect((await api.ask('query($id: ID!) { case(id: $id) { viewerCanMove steps { move } } }', { id: caseId }, person.token)).data?.case)
    .toMatchObject({ viewerCanMove: ['RETURN', 'START', 'EXTEND', 'ADD_NOTE'] });
  expect(await command('caseStart', 'CaseMoveInput', { caseId }, person.token)).toEqual({ userErrors: [] });
  expect(await command('caseAddNote', 'CaseAddNoteInput', { caseId, note: '明天上门' }, own.hidden.token)).toEqual({ userErrors: [] });
  const { steps } = (await api.ask('query($id: ID!) { case(id: $id) { steps { move note } } }', { id: caseId }, person.token)).data?.case ?? {};
  expect(steps.at(-1)).toEqual({ move: 'ADD_NOTE', note: '明天上门' });
  const listed = await casesOf(person.token);
  expect([listed.nodes.length, listed.nodes.some((each: any) => each.id === caseId)]).toEqual([listed.totalCount, true]);
  await command('caseAssign', 'CaseAssignInput', { caseId: await accepted(), assigneeId: globalId('Account', own.admin.accountId) });
  expect(await casesOf(person.token)).toEqual(listed);
});

test('an organisation\'s people read and move nothing else: no other cases, residents, workers, audit, figures or accounts', async () => {
  const { data, errors } = await api.ask(`query($grid: ID!, $hidden: ID!) {
    viewer { roles { role } organisation { id } }
    case(id: $hidden) { id }
    place(id: $grid) { workers { id } history { at } }
    accounts { nodes { id } }
    organisations { nodes { id } }
    indicatorValues(placeIds: [$grid], indicators: ["case.on_time_rate"], period: { kind: MONTH }) { value }
  }`, { grid: id.grid(), hidden: globalId('Case', own.cases.hidden.id) }, person.token);
  expect(errors).toEqual([]);
  expect(data).toEqual({
    viewer: { roles: [], organisation: { id: id.organisation() } }, case: null, place: { workers: [], history: null },
    accounts: { nodes: [{ id: globalId('Account', person.accountId) }] }, organisations: { nodes: [{ id: id.organisation() }] }, indicatorValues: [],
  });
  expect((await api.ask('{ auditTrail { totalCount } }', {}, person.token)).errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  const schema = await apiSchema();
  const done: string[] = [];
  for (const probed of probedFields(schema).filter(({ operation, field }) => operation === 'mutation' && !field.name.startsWith('session'))) {
    const { query, variables } = asking(probed, [argumentsOf(probed, own)]);
    const answer = await api.ask(query, variables, person.token);
    if (answer.data?.a0.userErrors.length === 0) done.push(probed.field.name);
  }
  expect(done).toEqual(['noticeSetQuietHours']); // one's own
});

test('a case taken from an organisation is seen and heard of by its people no more', async () => {
  const caseId = await accepted();
  await command('caseAssign', 'CaseAssignInput', { caseId, assigneeOrganisationId: id.organisation() });
  const admin = await buildActor(api.domain, own.district.districtId, 'COMMUNITY_ADMIN', own.district.communities[0]);
  expect((await casesOf(person.token)).nodes).toContainEqual({ id: caseId });
  await command('caseAssign', 'CaseAssignInput', { caseId, assigneeId: globalId('Account', admin.accountId) });
  expect((await casesOf(person.token)).nodes).not.toContainEqual({ id: caseId });
  expect(await command('caseStart', 'CaseMoveInput', { caseId }, person.token)).toEqual({ userErrors: [{ code: 'NOT_FOUND', field: ['caseId'] }] });
});

test('what an organisation\'s person had open ends with their account', async () => {
  const leaving = await buildOrganisationActor(api.domain, own.district.districtId, own.organisationId);
  const open = collect(api.socket(leaving.token), 'subscription { caseChanged { moves } }');
  await new Promise(resolve => setTimeout(resolve, 200));
  expect(await command('accountDisable', 'AccountInput', { accountId: globalId('Account', leaving.accountId) })).toEqual({ userErrors: [] });
  await open.closed();
});
