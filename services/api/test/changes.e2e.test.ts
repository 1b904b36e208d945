import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { migrate } from '@linli/domain/migrations/migrate';
import { buildActor, buildCase, buildDistrict } from '@linli/domain/testing/build';
import { Place } from '@linli/domain/places/place.entity';
import { globalId } from '../src/graphql/global-id.ts';
import { startApi, until, type TestApi } from './harness.ts';

let api: TestApi;
let admin: Awaited<ReturnType<typeof buildActor>>;
let resident: Awaited<ReturnType<typeof buildActor>>;

beforeAll(async () => {
  api = await startApi();
  admin = await buildActor(api.domain, api.district.districtId, 'DISTRICT_ADMIN', api.district.root);
  resident = await buildActor(api.domain, api.district.districtId, 'RESIDENT', api.district.grids[0]);
});
afterAll(() => api.close());

const CASES = 'query ($since: String, $first: Int! = 100, $placeId: ID) { changes: casesChanged(since: $since, first: $first, placeId: $placeId) { nodes { id status } cursor hasMore } }';
const PLACES = 'query ($since: String, $first: Int! = 100) { changes: placesChanged(since: $since, first: $first) { nodes { id name } cursor hasMore } }';

async function changes(query: string, variables: object = {}, token = admin.token) {
  const { data, errors } = await api.ask(query, variables, token);
  expect(errors).toEqual([]);
  return data?.['changes'] as { nodes: Record<string, string>[]; cursor: string; hasMore: boolean };
}

/** Asks again with the cursor until something came: what other transactions hold back comes a moment later. */
const next = (query: string, since: string, token?: string) => until(async () => {
  const found = await changes(query, { since }, token);
  return found.nodes.length > 0 && found;
}, 'a change');

test('a poller hears of every case once each time it changes, and of nothing twice', async () => {
  const made = [];
  for (let n = 0; n < 5; n++) made.push(await buildCase(api.domain, resident, api.district));
  const seen: string[] = [];
  let cursor: string | undefined;
  await until(async () => {
    const page = await changes(CASES, { first: 2, since: cursor });
    cursor = page.cursor;
    seen.push(...page.nodes.map(({ id }) => id!));
    return seen.length >= 5;
  }, 'five cases');
  expect(seen).toEqual(made.map(({ id }) => globalId('Case', id)));
  const [, second] = made;
  await api.domain.cases.accept(admin, second!.id);
  const after = await next(CASES, cursor!);
  expect(after.nodes).toEqual([{ id: globalId('Case', second!.id), status: 'ACCEPTED' }]);
  const { nodes, hasMore } = await changes(CASES, { since: after.cursor });
  expect([nodes, hasMore]).toEqual([[], false]);
});

test('one sees changes of what one may see, and under the place that is asked for', async () => {
  const stranger = await buildActor(api.domain, api.district.districtId, 'RESIDENT', api.district.grids[1]);
  expect((await changes(CASES, {}, stranger.token)).nodes).toEqual([]);
  expect((await changes(CASES, {}, resident.token)).nodes).toHaveLength(5);
  expect((await changes(CASES, { placeId: globalId('Place', api.district.communities[1]) })).nodes).toEqual([]);
  expect((await changes(CASES, { placeId: globalId('Place', api.district.street) })).nodes).toHaveLength(5);
});

test('a place that is renamed comes again', async () => {
  const { cursor } = await until(async () => {
    const all = await changes(PLACES);
    return all.nodes.length === 8 && all;
  }, 'all places');
  await api.domain.places.create(admin, { parentId: api.district.communities[0], level: 'GRID', code: 'new', name: '新网格' });
  expect((await next(PLACES, cursor)).nodes).toEqual([{ id: expect.any(String), name: '新网格' }]);
});

test('what a place was before is shown to admins over it, and to nobody else', async () => {
  const [grid] = api.district.grids;
  await api.domain.unit.of(admin, 'place.rename', async tx => void ((await tx.get(Place, grid))!.name = '改名网格'));
  const history = async (token: string) => (await api.ask('query ($id: ID!) { place(id: $id) { history { command action account { displayName } changes { field from to } } } }',
    { id: globalId('Place', grid) }, token)).data?.['place'].history;
  expect(await history(admin.token)).toEqual([
    { command: 'place.rename', action: 'CHANGED', account: { displayName: expect.stringContaining('DISTRICT_ADMIN') }, changes: [{ field: 'name', from: '测试GRID001001001', to: '改名网格' }] },
    { command: 'district.create', action: 'CREATED', account: null, changes: [] },
  ]);
  expect(await history(resident.token)).toBeNull();
});

test('a cursor of another district is none here', async () => {
  const abroad = await buildDistrict(api.domain, 330_782, '外');
  const other = await buildActor(api.domain, 330_782, 'DISTRICT_ADMIN', abroad.root);
  const before = await changes(PLACES, { first: 1 }, other.token);
  const { data, errors } = await api.ask(PLACES, { since: before.cursor }, admin.token);
  expect(data).toBeNull();
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test.each(['', 'x', '1.AAAA', 'MTIz'])('"%s" is no cursor of changes', async since => {
  const { errors } = await api.ask(CASES, { since }, admin.token);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test('after the records were restored on another server, an old cursor is answered with RESYNC', async () => {
  const { cursor } = await changes(CASES);
  await api.database.owner(`update installation set last_xid = '999999999999'`);
  await migrate(api.database.url, api.database.key);
  const { errors } = await api.ask(CASES, { since: cursor }, admin.token);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['RESYNC']);
  expect((await changes(CASES)).nodes).toHaveLength(5);
});
