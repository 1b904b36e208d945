import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { system } from '@linli/domain/shared/performer';
import { buildActor } from '@linli/domain/testing/build';
import { globalId } from '../src/graphql/global-id.ts';
import { startApi, type TestApi } from './harness.ts';

let api: TestApi;
let token: string;
let workerId: string;
const place = (id: string) => globalId('Place', id);

beforeAll(async () => {
  api = await startApi();
  const { domain, district: { districtId, communities, grids } } = api;
  ({ token } = await buildActor(domain, districtId, 'COMMUNITY_ADMIN', communities[0]));
  workerId = globalId('Account', (await buildActor(domain, districtId, 'GRID_WORKER', grids[0])).accountId);
  await buildActor(domain, districtId, 'GRID_WORKER', grids[1]);
  await domain.addresses.createBuilding(system(districtId), { placeId: grids[0], use: 'HOME', compound: '幸福小区', building: '1', units: 0, floors: 1, rooms: 2 });
  await domain.addresses.createBuilding(system(districtId), { placeId: grids[0], use: 'HOME', compound: '幸福小区', building: '2', units: 0, floors: 1, rooms: 2 });
});
afterAll(() => api.close());

async function ask(query: string, variables: object = {}): Promise<Record<string, any>> {
  const { data, errors } = await api.ask(query, variables, token);
  expect(errors).toEqual([]);
  return data ?? {};
}

test('a grid is split by building, its cases by address, and lists show what there is now', async () => {
  const { grids: [first], communities: [community], categoryId } = api.district;
  const address = (await ask('query($id: ID!) { addresses(placeId: $id, text: "2栋101") { nodes { id } } }', { id: place(first) })).addresses.nodes[0].id;
  const submitted = (await ask('mutation($input: CaseSubmitInput!) { caseSubmit(input: $input) { case { id place { id } address { id fullText } } userErrors { field } } }', {
    input: { addressId: address, categoryId: globalId('CaseCategory', categoryId), kind: 'HELP', title: '楼道灯不亮' },
  })).caseSubmit;
  expect(submitted).toEqual({ case: { id: expect.any(String), place: { id: place(first) }, address: { id: address, fullText: '幸福小区2号楼101室' } }, userErrors: [] });

  const input = {
    gridId: place(first), idempotencyKey: 'split', parts: [
      { code: '419001001001011', name: '东片' }, { code: '419001001001012', name: '西片', buildings: [{ compound: '幸福小区', building: '2栋' }], workerIds: [workerId] },
    ],
  };
  const command = 'mutation($input: GridSplitInput!) { gridSplit(input: $input) { place { closedAt successors { name } } userErrors { code field message } } }';
  const closed = { place: { closedAt: expect.any(String), successors: [{ name: '东片' }, { name: '西片' }] }, userErrors: [] };
  expect((await ask(command, { input })).gridSplit).toEqual(closed);
  expect((await ask(command, { input })).gridSplit).toEqual(closed);
  expect((await ask(command, { input: { ...input, idempotencyKey: 'again' } })).gridSplit).toMatchObject({ place: null, userErrors: [{ code: 'WRONG_STATE', field: ['gridId'] }] });

  const after = await ask(`query($case: ID!, $community: ID!, $address: ID!) {
    case(id: $case) { place { name } steps { move } }
    address(id: $address) { place { name } }
    grids(placeId: $community) { totalCount nodes { name } } all: grids(placeId: $community, includeClosed: true) { totalCount }
    place(id: $community) { children { name } history { command } }
    placeResolve(address: "幸福小区2栋") { name }
  }`, { case: submitted.case.id, community: place(community), address });
  expect(after).toMatchObject({
    case: { place: { name: '西片' }, steps: [{ move: 'SUBMIT' }, { move: 'RELOCATE' }] }, address: { place: { name: '西片' } },
    grids: { totalCount: 3 }, all: { totalCount: 4 }, placeResolve: [{ name: '西片' }],
  });
  expect(after['grids'].nodes.map(({ name }: { name: string }) => name)).toEqual(['测试GRID001001002', '东片', '西片']);
  expect(after['place'].children).toHaveLength(3);
});

test('a closed grid is compared only for periods in which it was open', async () => {
  const compared = async (day: string) => (await ask(`query($id: ID!, $day: Date!) { compare(placeId: $id, level: GRID, indicators: ["case.complaint_rate"], period: { kind: MONTH, day: $day }) {
    values { current { place { name } } } } }`, { id: place(api.district.communities[0]), day })).compare.values.map(({ current }: any) => current.place.name);
  const [today] = new Date(Date.now() + 8 * 3_600_000).toISOString().split('T');
  expect(await compared(today ?? '')).toContain('测试GRID001001001');
  expect(await compared('2199-01-01')).not.toContain('测试GRID001001001');
});

test('grids are merged, by who may', async () => {
  const parts = (await ask('query($id: ID!) { grids(placeId: $id) { nodes { id name } } }', { id: place(api.district.communities[0]) })).grids.nodes;
  const ids = parts.filter(({ name }: { name: string }) => name.endsWith('片')).map(({ id }: { id: string }) => id);
  const command = 'mutation($input: GridMergeInput!) { gridMerge(input: $input) { place { name code workers { account { id } } } userErrors { code field } } }';
  const refusedInto = (await ask(command, { input: { gridIds: ids, into: {} } })).gridMerge;
  expect(refusedInto).toEqual({ place: null, userErrors: [{ code: 'INVALID', field: ['into'] }] });
  const { gridMerge } = await ask(command, { input: { gridIds: ids, into: { code: '419001001001021', name: '合片' } } });
  expect(gridMerge).toMatchObject({ place: { name: '合片', code: '419001001001021', workers: [{ account: { id: workerId } }] }, userErrors: [] });
  const { token: stranger } = await buildActor(api.domain, api.district.districtId, 'COMMUNITY_ADMIN', api.district.communities[1]);
  const { data } = await api.ask(command, { input: { gridIds: [place(api.district.grids[1])], into: { code: 'x', name: 'x' } } }, stranger);
  expect(data?.gridMerge).toEqual({ place: null, userErrors: [{ code: 'NOT_ALLOWED', field: ['gridIds'] }] });
});

test('a case needs a place or an address, and not two', async () => {
  const submit = async (more: object) => (await ask('mutation($input: CaseSubmitInput!) { caseSubmit(input: $input) { case { id } userErrors { code field } } }', {
    input: { categoryId: globalId('CaseCategory', api.district.categoryId), kind: 'HELP', title: '楼道灯不亮', ...more },
  })).caseSubmit.userErrors;
  const { id } = (await ask('query { addresses(text: "1栋101") { nodes { id } } }')).addresses.nodes[0];
  expect(await submit({})).toEqual([{ code: 'INVALID', field: ['placeId'] }]);
  expect(await submit({ addressId: id, placeId: place(api.district.grids[2]) })).toEqual([{ code: 'INVALID', field: ['placeId'] }]);
  expect(await submit({ addressId: place(api.district.grids[2]) })).toEqual([{ code: 'NOT_FOUND', field: ['addressId'] }]);
});
