import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROLES, type Role } from '@linli/domain/access/membership.entity';
import { system } from '@linli/domain/shared/performer';
import { buildActor, buildCase } from '@linli/domain/testing/build';
import { globalId } from '../src/graphql/global-id.ts';
import { apiSchema } from '../src/graphql/schema.ts';
import { startApi, type TestApi } from './harness.ts';
import { asking, argumentsOf, probedFields } from './isolation/probes.ts';
import { buildTenant, type Signed } from './isolation/tenants.ts';

/** Where each role is held; every place has a short name: c1 is the first community, g11 its first grid. */
const AT = {
  DISTRICT_ADMIN: 'root', STREET_ADMIN: 'street', COMMUNITY_ADMIN: 'c1', GRID_WORKER: 'g11', MEDIATOR: 'c1', CENTRE_STAFF: 'c1', VOLUNTEER: 'c1', RESIDENT: 'g11',
  PARTNER: 'root',
} as const satisfies Record<Role, string>;

const EVERYWHERE = ['root', 'street', 'c1', 'g11', 'g12', 'c2', 'g21', 'g22'];
const COMMUNITY = ['root', 'street', 'c1', 'g11', 'g12'];

/** What each role may see. Cases are named for where they are; a resident and a volunteer have brought one each. */
const SEES: Record<Role, { cases: string[]; figures: string[]; trail: string[] | 'all' }> = {
  DISTRICT_ADMIN: { cases: ['g11', 'g12', 'g21', 'residents', 'volunteers'], figures: EVERYWHERE, trail: 'all' },
  STREET_ADMIN: { cases: ['g11', 'g12', 'g21', 'residents', 'volunteers'], figures: EVERYWHERE, trail: ['g11', 'g12', 'g21', 'residents', 'volunteers'] },
  COMMUNITY_ADMIN: { cases: ['g11', 'g12', 'residents', 'volunteers'], figures: COMMUNITY, trail: ['g11', 'g12', 'residents', 'volunteers'] },
  MEDIATOR: { cases: ['g11', 'g12', 'residents', 'volunteers'], figures: COMMUNITY, trail: [] },
  CENTRE_STAFF: { cases: ['g11', 'g12', 'residents', 'volunteers'], figures: COMMUNITY, trail: [] },
  GRID_WORKER: { cases: ['g11', 'residents', 'volunteers'], figures: ['root', 'street', 'c1', 'g11'], trail: [] },
  VOLUNTEER: { cases: ['volunteers'], figures: [], trail: [] },
  RESIDENT: { cases: ['residents'], figures: [], trail: [] },
  PARTNER: { cases: [], figures: [], trail: [] },
};

/** Roles that each may give and take at their own place. */
const BELOW_COMMUNITY = ['GRID_WORKER', 'MEDIATOR', 'CENTRE_STAFF', 'VOLUNTEER', 'RESIDENT'];
const GRANTS: Partial<Record<Role, string[]>> = { DISTRICT_ADMIN: [...ROLES], STREET_ADMIN: ['COMMUNITY_ADMIN', ...BELOW_COMMUNITY], COMMUNITY_ADMIN: BELOW_COMMUNITY };
const ADMINS_OF_C1: readonly Role[] = ['DISTRICT_ADMIN', 'STREET_ADMIN', 'COMMUNITY_ADMIN'];
const ADMINS_OF_C2: readonly Role[] = ['DISTRICT_ADMIN', 'STREET_ADMIN'];
const STAFF: readonly Role[] = [...ADMINS_OF_C1, 'GRID_WORKER', 'MEDIATOR', 'CENTRE_STAFF'];

let api: TestApi;
const actors = {} as Record<Role, Signed>;
const places: Record<string, string> = {};
const cases: Record<string, { id: string; trackingNumber: string }> = {};

beforeAll(async () => {
  api = await startApi();
  const { domain, district } = api;
  const { root, street, communities: [c1, c2], grids: [g11, g12, g21, g22] } = district;
  for (const [name, id] of Object.entries({ root, street, c1, c2, g11, g12, g21, g22 })) places[name] = globalId('Place', id);
  for (const role of ROLES) actors[role] = await buildActor(domain, district.districtId, role, row(AT[role]));
  const neighbour = await buildActor(domain, district.districtId, 'RESIDENT', g21);
  const bring = async (name: string, by: Signed, at: string) => {
    const { id, trackingNumber } = await buildCase(domain, by, district, { placeId: row(at) });
    cases[name] = { id: globalId('Case', id), trackingNumber };
  };
  for (const at of ['g11', 'g12', 'g21']) await bring(at, neighbour, at);
  await bring('residents', actors.RESIDENT, 'g11');
  await bring('volunteers', actors.VOLUNTEER, 'g11');
  await domain.engine.drain(district.districtId);
});
afterAll(() => api.close());

const row = (name: string) => Buffer.from(places[name] ?? '', 'base64url').toString().split(':')[1] ?? '';
const named = (of: Record<string, string | { id: string }>, ids: string[]) =>
  ids.map(id => Object.entries(of).find(([, thing]) => (typeof thing === 'string' ? thing : thing.id) === id)?.[0] ?? id).toSorted();

describe.each(ROLES)('%s', role => {
  const ask = (query: string, variables: object = {}) => api.ask(query, variables, actors[role].token);

  test('sees the cases that it should, listed, counted, by id and by number', async () => {
    const list = (await ask('{ cases(first: 100) { totalCount nodes { id } } }')).data?.cases;
    expect(named(cases, list.nodes.map(({ id }: { id: string }) => id))).toEqual(SEES[role].cases.toSorted());
    expect(list.totalCount).toBe(SEES[role].cases.length);
    for (const [name, { id, trackingNumber }] of Object.entries(cases)) {
      const { data } = await ask('query($id: ID!, $number: String!) { node(id: $id) { id } a: case(id: $id) { id } b: case(trackingNumber: $number) { id } }', { id, number: trackingNumber });
      const found = SEES[role].cases.includes(name) ? { id } : null;
      expect([name, data]).toEqual([name, { node: found, a: found, b: found }]);
    }
  });

  test('sees the figures that it should, single, compared and pushed', async () => {
    const { data } = await ask('query($ids: [ID!]!, $street: ID!) { indicatorValues(placeIds: $ids, indicators: ["case.on_time_rate"], period: { kind: MONTH }) { place { id } } compare(placeId: $street, indicators: ["case.on_time_rate"], period: { kind: MONTH }) { values { current { place { id } } } } }',
      { ids: Object.values(places), street: places['street'] });
    expect(named(places, data?.indicatorValues.map(({ place }: any) => place.id))).toEqual(SEES[role].figures.toSorted());
    expect(named(places, data?.compare.values.map(({ current }: any) => current.place.id))).toEqual(SEES[role].figures.filter(name => name.startsWith('c')).toSorted());
  });

  test('sees the trail that it should', async () => {
    const { data, errors } = await ask('{ auditTrail { totalCount nodes { id } } }');
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(SEES[role].trail === 'all' ? [] : ['FORBIDDEN']);
    if (SEES[role].trail === 'all') expect(data?.auditTrail.totalCount).toBeGreaterThan(10);
    for (const [name, { id }] of Object.entries(cases)) {
      const { totalCount } = (await ask('query($id: ID!) { auditTrail(subjectId: $id) { totalCount } }', { id })).data?.auditTrail ?? {};
      expect([name, totalCount]).toEqual([name, SEES[role].trail === 'all' || SEES[role].trail.includes(name) ? 1 : 0]);
    }
  });

  test('sees the places of the district, the categories and what indicators there are', async () => {
    const { data, errors } = await ask('{ district { level } streets { totalCount } communities { totalCount } grids { totalCount } placeResolve(text: "测试COMMUNITY") { id } caseCategories { code } indicators { key } }');
    expect(errors).toEqual([]);
    expect([data?.streets.totalCount, data?.communities.totalCount, data?.grids.totalCount >= 4, data?.placeResolve.length, data?.caseCategories.length, data?.indicators.length])
      .toEqual([1, 2, true, 2, 10, api.domain.indicators.indicators.length]);
  });
});

describe.each(ROLES)('%s', role => {
  const command = async (name: string, type: string, input: object) => {
    const { data, errors } = await api.ask(`mutation($input: ${type}!) { ${name}(input: $input) { userErrors { code field } } }`, { input }, actors[role].token);
    expect(errors).toEqual([]);
    return data?.[name].userErrors.map(({ code, field }: { code: string; field: string[] }) => [code, ...field].join(' '))[0] ?? 'done';
  };

  test('gives and takes the roles that it may, where it may', async () => {
    const { domain, district } = api;
    const may = async (at: string, of: Role) => {
      const account = await domain.access.createAccount(system(district.districtId), { login: `${role}-${at}-${of}`, displayName: 'x', password: null, roles: [{ role: 'VOLUNTEER', placeId: row('g22') }] });
      const granted = await command('roleGrant', 'RoleGrantInput', { accountId: globalId('Account', account.id), role: of, placeId: places[at] });
      const [held] = await api.database.owner<{ id: string }>('select id from membership where account_id = $1 and role = $2 and valid_to is null and place_id = $3', [account.id, of, row(at)]);
      expect([of, Boolean(held)]).toEqual([of, granted === 'done']);
      // What it may not give it may not take either.
      const membershipId = globalId('Membership', held?.id ?? (await domain.roles.grant(actors.DISTRICT_ADMIN, account.id, { role: of, placeId: row(at) })).id);
      expect([of, await command('roleRevoke', 'RoleRevokeInput', { membershipId })]).toEqual([of, granted === 'done' ? 'done' : 'NOT_FOUND membershipId']);
      return granted;
    };
    const given = async (at: string) => (await Promise.all(ROLES.map(async of => ((await may(at, of)) === 'done' ? [of] : [])))).flat();
    expect((await given(AT[role])).toSorted()).toEqual((GRANTS[role] ?? []).toSorted());
    expect((await given('c2')).toSorted()).toEqual((ADMINS_OF_C2.includes(role) ? (GRANTS[role] ?? []) : []).toSorted());
  });

  test('changes the tree where it may', async () => {
    const create = (at: string) => command('placeCreate', 'PlaceCreateInput', { parentId: places[at], level: 'GRID', code: `${role}-${at}`, name: '新网格' });
    expect(await create('c1')).toBe(ADMINS_OF_C1.includes(role) ? 'done' : 'NOT_ALLOWED parentId');
    expect(await create('c2')).toBe(ADMINS_OF_C2.includes(role) ? 'done' : 'NOT_ALLOWED parentId');
    const moved = await command('placeReparent', 'PlaceReparentInput', { placeId: places['g22'], parentId: places['c2'] });
    expect(moved).toBe(ADMINS_OF_C2.includes(role) ? 'done' : 'NOT_ALLOWED placeId');
  });

  test('brings its own matters, and those of others where it works', async () => {
    const submit = (at: string, onBehalf: boolean) => command('caseSubmit', 'CaseSubmitInput', {
      placeId: places[at], categoryId: globalId('CaseCategory', api.district.categoryId), kind: 'HELP', title: `${role} ${at}`, onBehalf,
    });
    const worksAt = (at: string) => STAFF.includes(role) && (['root', 'street'].includes(AT[role]) || (at === 'g11' && ['c1', 'g11'].includes(AT[role])));
    for (const at of ['g11', 'g21']) {
      expect([at, await submit(at, false)]).toEqual([at, 'done']);
      expect([at, await submit(at, true)]).toEqual([at, worksAt(at) ? 'done' : 'NOT_FOUND placeId']);
    }
  });
});

test('nobody sees nothing but that it is nobody', async () => {
  const schema = await apiSchema();
  const own = await buildTenant(api, api.district);
  const answers = await Promise.all(probedFields(schema).filter(({ operation }) => operation !== 'subscription').map(async probed => {
    const { query, variables } = asking(probed, [argumentsOf(probed, own)]);
    const { data, errors } = await api.ask(query, variables);
    return [probed.field.name, errors.map(({ extensions }) => extensions.code).join() || JSON.stringify(data)] as const;
  }));
  const open = answers.filter(([, answer]) => answer !== 'UNAUTHENTICATED');
  expect(open).toEqual([
    ['viewer', '{"a0":null}'],
    ['surveyByCode', expect.stringContaining('测试调查')], // whoever holds a code
    ['sessionSignIn', expect.stringContaining('NOT_ALLOWED')],
    ['surveyAnswerByCode', expect.stringContaining('CONFLICT')],
  ]);
  for (const query of ['{ __schema { queryType { name } } }', '{ __type(name: "Case") { name } }', '{ viewer { id } ... on Query { x: __type(name: "Case") { fields { name } } } }']) {
    const { data, errors } = await api.ask(query);
    expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([null, ['UNAUTHENTICATED']]);
  }
  expect((await api.ask('{ schema: __schema { queryType { name } } }', {}, own.resident.token)).data?.schema.queryType.name).toBe('Query');
});
