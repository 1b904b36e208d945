import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildActor } from '@linli/domain/testing/build';
import { globalId } from '../src/graphql/global-id.ts';
import { startApi, type TestApi } from './harness.ts';

let api: TestApi;
let token: string;
const place = (id: string) => globalId('Place', id);

beforeAll(async () => {
  api = await startApi();
  ({ token } = await buildActor(api.domain, api.district.districtId, 'COMMUNITY_ADMIN', api.district.communities[0]));
});
afterAll(() => api.close());

async function command(name: string, input: object, payload: string) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await api.ask(`mutation($input: ${type}!) { ${name}(input: $input) { ${payload} userErrors { code message field } } }`, { input }, token);
  expect(errors).toEqual([]);
  return data?.[name];
}

const ask = async (query: string, variables: object = {}) => {
  const { data, errors } = await api.ask(query, variables, token);
  expect(errors).toEqual([]);
  return data;
};

test('a grid is renamed, re-coded and drawn; a boundary that crosses itself says where', async () => {
  const placeId = place(api.district.grids[0]);
  const square = { type: 'Polygon', coordinates: [[[112.5, 35], [112.6, 35], [112.6, 35.1], [112.5, 35.1], [112.5, 35]]] };
  const { place: changed } = await command('placeUpdate', { placeId, name: '第一网格', code: '419001001901', boundary: square }, 'place { name code boundary }');
  expect(changed).toEqual({ name: '第一网格', code: '419001001901', boundary: square });
  const bowTie = { type: 'Polygon', coordinates: [[[112.5, 35], [112.6, 35.1], [112.6, 35], [112.5, 35.1], [112.5, 35]]] };
  const { place: none, userErrors } = await command('placeUpdate', { placeId, boundary: bowTie }, 'place { id }');
  expect([none, userErrors]).toEqual([null, [{ code: 'INVALID', message: 'This boundary crosses itself at 112.550000, 35.050000.', field: ['boundary'] }]]);
});

test('addresses are entered by building, found by text, listed by place and known by their ids', async () => {
  const placeId = place(api.district.grids[1]);
  const plan = { placeId, compound: '幸福小区', building: '3号楼', units: 2, floors: 6, rooms: 2, idempotencyKey: 'building 3' };
  for (const _ of [1, 2]) expect(await command('addressCreateBuilding', plan, 'place { id }')).toEqual({ place: { id: placeId }, userErrors: [] });
  const { address } = await command('addressCreate', { placeId, use: 'SHOP', compound: '幸福小区', building: '3', shopName: '老王面馆', position: { longitude: 112.6065, latitude: 35.2995, system: 'GCJ02' } },
    'address { id fullText longitude latitude place { id } }');
  expect(address).toMatchObject({ fullText: '幸福小区3号楼老王面馆', longitude: expect.closeTo(112.6, 2), latitude: expect.closeTo(35.3, 2), place: { id: placeId } });

  const found = await ask(`query($id: ID!, $address: ID!) {
    addresses(placeId: $id, text: "3栋 501", first: 1) { totalCount pageInfo { hasNextPage endCursor } nodes { fullText } }
    buildings(placeId: $id) { totalCount nodes { compound building units addresses shops } }
    placeResolve(address: "幸福小区3栋2单元501") { id }
    node(id: $address) { ... on Address { fullText use } }
    address(id: $address) { shopName }
  }`, { id: placeId, address: address.id });
  expect(found).toEqual({
    addresses: { totalCount: 2, pageInfo: { hasNextPage: true, endCursor: expect.any(String) }, nodes: [{ fullText: '幸福小区3号楼1单元501室' }] },
    buildings: { totalCount: 1, nodes: [{ compound: '幸福小区', building: '3', units: 2, addresses: 25, shops: 1 }] },
    placeResolve: [{ id: placeId }],
    node: { fullText: '幸福小区3号楼老王面馆', use: 'SHOP' },
    address: { shopName: '老王面馆' },
  });
  const next = await ask('query($id: ID!, $after: String) { addresses(placeId: $id, text: "3栋 501", after: $after) { nodes { fullText } } }', { id: placeId, after: found?.addresses.pageInfo.endCursor });
  expect(next?.addresses.nodes).toEqual([{ fullText: '幸福小区3号楼2单元501室' }]);
});

test('a position is resolved on the system it was taken on, by boundary first, else by the nearest address', async () => {
  const resolve = async (longitude: number, latitude: number, system?: string) =>
    (await ask('query($at: PositionInput!) { placeResolve(position: $at) { id } }', { at: { longitude, latitude, ...(system && { system }) } }))?.placeResolve;
  expect(await resolve(112.55, 35.05)).toEqual([{ id: place(api.district.grids[0]) }]);
  expect(await resolve(112.6065, 35.2995, 'GCJ02')).toEqual([{ id: place(api.district.grids[1]) }]);
  expect(await resolve(112.6065, 35.2995)).toEqual([]);
  for (const wrong of ['(position: { longitude: 200, latitude: 0 })', '(text: "a", address: "b")', '']) {
    const { errors } = await api.ask(`{ placeResolve${wrong} { id } }`, {}, token);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  }
});

test('addresses are corrected, moved and closed', async () => {
  const { address } = await command('addressCreate', { placeId: place(api.district.grids[1]), compound: '南街', building: '1' }, 'address { id }');
  const addressId = address.id;
  expect(await command('addressUpdate', { addressId, room: '101', use: 'RENTED' }, 'address { fullText use }')).toMatchObject({ address: { fullText: '南街1号楼101室', use: 'RENTED' } });
  expect(await command('addressMove', { addressId, placeId: place(api.district.grids[0]) }, 'address { place { id } }')).toMatchObject({ address: { place: { id: place(api.district.grids[0]) } } });
  expect(await command('addressMove', { addressId, placeId: place(api.district.grids[2]) }, 'address { id }')).toMatchObject({ userErrors: [{ code: 'NOT_ALLOWED', field: ['placeId'] }] });
  expect(await command('addressClose', { addressId }, 'address { closedAt }')).toMatchObject({ address: { closedAt: expect.any(String) }, userErrors: [] });
  expect(await command('addressClose', { addressId }, 'address { id }')).toMatchObject({ userErrors: [{ code: 'WRONG_STATE', field: ['addressId'] }] });
});
