import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { one } from '../shared/read.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { fullRefusal, refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { addressCount, addressPage, buildingPage } from './addresses.read.ts';
import type { NewAddress } from './addresses.service.ts';
import { placeAt, placesOfAddress } from './resolve.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
const by = system(101);
let houses = 0;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  await buildDistrict(domain, 102);
});
afterAll(() => database.close());

const create = (values: Partial<NewAddress> = {}, performer = by) =>
  domain.addresses.create(performer, { placeId: at.grids[0], use: 'HOME', compound: `东庄村${(houses += 1)}号`, ...values });

async function reading<T>(read: (from: ReturnType<Domain['connections']['snapshot']>) => Promise<T>, districtId = 101): Promise<T> {
  return domain.connections.reading(districtId, snapshot => read(snapshot));
}

test('an address is one thing in its district, however it is written and whichever grid it is told of', async () => {
  const known = await create({ compound: '幸福小区', building: '3号楼', unit: '2', room: '501' });
  expect(known).toMatchObject({ fullText: '幸福小区3号楼2单元501室', placeId: at.grids[0], dataOrigin: 'REAL' });
  const refusal = await fullRefusal(create({ placeId: at.grids[1], compound: '幸福小区', building: '３栋', unit: '2单元', room: '501室' }));
  expect(refusal).toMatchObject({ code: 'CONFLICT', field: ['compound'], message: '幸福小区3号楼2单元501室 is known already, in 测试GRID001001001.' });
  await create({ compound: '幸福小区', building: '3', unit: '2', room: '501', shopName: '老王面馆', use: 'SHOP' });
  expect(await domain.addresses.create(system(102), { placeId: (await buildDistrict(domain, 103)).grids[0], use: 'HOME', compound: 'x' }).catch(error => error.code)).toBe('NOT_FOUND');
});

test('told by many at the same time, it is entered once', async () => {
  const together = await Promise.allSettled([0, 1, 2, 3].map(() => create({ compound: '一起说的', room: '1' })));
  expect(together.filter(each => each.status === 'fulfilled')).toHaveLength(1);
  for (const each of together) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'CONFLICT', field: ['compound'] });
});

test('what another system sends again is the same address, as it is told now', async () => {
  const external = { system: '标准地址库', id: '410881-1' };
  const first = await create({ compound: '西街', building: '8号', external });
  const again = await create({ compound: '西街', building: '18号', use: 'SHOP', external });
  expect([again.id, again.fullText, again.use]).toEqual([first.id, '西街18号', 'SHOP']);
  expect(await refused(create({ placeId: at.grids[1], compound: '西街', external }))).toBe('CONFLICT at external');
  const elsewhere = await buildActor(domain, 101, 'GRID_WORKER', at.grids[1]);
  expect(await refused(create({ placeId: at.grids[1], compound: '西街', external }, elsewhere))).toBe('NOT_ALLOWED at external');
});

test('a building is entered at once, and entered again it changes nothing', async () => {
  const plan = { placeId: at.grids[1], use: 'HOME' as const, compound: '阳光花园', building: '5栋', units: 3, floors: 12, rooms: 4 };
  expect((await domain.addresses.createBuilding(by, plan)).id).toBe(at.grids[1]);
  await domain.addresses.createBuilding(by, { ...plan, floors: 13 });
  const rows = await reading(from => from.rows(buildingPage, at.communities[0], '', 10));
  expect(rows.find(({ compound }) => compound === '阳光花园')).toMatchObject({ building: '5', units: 3, addresses: 3 * 13 * 4, shops: 0 });
  expect(await refused(domain.addresses.createBuilding(by, { ...plan, placeId: at.grids[0] }))).toBe('CONFLICT at building');
  expect(await refused(domain.addresses.createBuilding(by, { ...plan, floors: 0 }))).toBe('INVALID at floors');
  const [entry] = await database.owner<{ bulk: object }>(`select bulk from audit_entry where command = 'address.create_building' order by id limit 1`);
  expect(entry?.bulk).toEqual({ Address: 144 });
});

test('addresses come as people count them, page by page, with those of every place below', async () => {
  await domain.addresses.createBuilding(by, { placeId: at.grids[2], use: 'HOME', compound: '新村', building: '1', units: 0, floors: 10, rooms: 1 });
  await domain.addresses.createBuilding(by, { placeId: at.grids[3], use: 'HOME', compound: '新村', building: '2', units: 0, floors: 1, rooms: 1 });
  const seen: string[] = [];
  for (let position: [string | null, string | null] = [null, null]; ;) {
    const page = await reading(from => from.rows(addressPage, at.communities[1], null, ...position, 4));
    seen.push(...page.map(row => `${row.building}-${row.room}`));
    const last = page.at(-1);
    if (!last) break;
    position = [last.sortKey, last.id];
  }
  expect(seen).toEqual([...Array.from({ length: 10 }, (_, n) => `1-${n + 1}01`), '2-101']);
  expect(await reading(from => one(from, addressCount, at.communities[1], '%1号楼%'))).toEqual({ n: 10 });
});

test('what changes changes its text; an empty part is taken away', async () => {
  const { id } = await create({ compound: '南街', building: '1', unit: '1', room: '101' });
  const changed = await domain.addresses.update(by, id, { room: '201室', unit: '', use: 'RENTED', position: { longitude: 112.6, latitude: 35.09, system: 'WGS84' } });
  expect(changed).toMatchObject({ fullText: '南街1号楼201室', unit: null, use: 'RENTED', longitude: 112.6, latitude: 35.09 });
  await create({ compound: '南街', building: '1', room: '301' });
  expect(await refused(domain.addresses.update(by, id, { room: '301' }))).toBe('CONFLICT at compound');
  expect(await refused(domain.addresses.update(by, id, { position: { longitude: 200, latitude: 0, system: 'BD09' } }))).toBe('INVALID at position');
  expect(await refused(domain.addresses.update(by, newId(), { room: '1' }))).toBe('NOT_FOUND at addressId');
});

test('what is closed stays as it is, and may be entered anew', async () => {
  const told = { compound: '拆迁巷', building: '1号' };
  const { id } = await create(told);
  expect((await domain.addresses.close(by, id)).closedAt).toBeInstanceOf(Date);
  for (const again of [() => domain.addresses.close(by, id), () => domain.addresses.update(by, id, { room: '1' }), () => domain.addresses.move(by, id, at.grids[1])]) {
    expect(await refused(again())).toBe('WRONG_STATE at addressId');
  }
  expect((await create(told)).id).not.toBe(id);
});

test('an address moves to another grid, by who may change both', async () => {
  const { id } = await create();
  const worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  expect(await refused(domain.addresses.move(worker, id, at.grids[1]))).toBe('NOT_ALLOWED at placeId');
  expect(await refused(domain.addresses.move(by, id, newId()))).toBe('NOT_FOUND at placeId');
  expect(await refused(domain.addresses.move(by, id, at.grids[1], '2999-01-01' as never))).toBe('INVALID at day');
  expect((await domain.addresses.move(by, id, at.grids[1])).placeId).toBe(at.grids[1]);
});

test('admins and grid workers over a place enter its addresses, others do not', async () => {
  for (const [role, where, may] of [
    ['GRID_WORKER', at.grids[0], true], ['COMMUNITY_ADMIN', at.communities[0], true], ['STREET_ADMIN', at.street, true], ['GRID_WORKER', at.grids[1], false],
    ['MEDIATOR', at.communities[0], false], ['RESIDENT', at.grids[0], false],
  ] as const) {
    const command = create({}, await buildActor(domain, 101, role, where));
    if (may) expect(await command).toMatchObject({ placeId: at.grids[0] });
    else expect(await refused(command)).toBe('NOT_ALLOWED at placeId');
  }
});

test('a position outside every boundary lies where the nearest address within 200 m does', async () => {
  await create({ placeId: at.grids[0], position: { longitude: 113, latitude: 36, system: 'WGS84' } });
  await create({ placeId: at.grids[2], position: { longitude: 113.002, latitude: 36, system: 'WGS84' } });
  const found = (longitude: number, latitude: number, on: 'WGS84' | 'GCJ02' = 'WGS84') =>
    reading(async from => (await placeAt(from, { longitude, latitude, system: on })).map(place => place.id));
  expect([await found(113.0004, 36.0002), await found(113.0015, 36), await found(113.0045, 36)]).toEqual([[at.grids[0]], [at.grids[2]], []]);
  expect(await found(113.0065, 36.0005, 'GCJ02')).toEqual([at.grids[0]]);
});

test('an address text tells its grid, the closest first', async () => {
  await create({ placeId: at.grids[3], compound: '临江苑', building: '7', unit: '1', room: '301' });
  await create({ placeId: at.grids[2], compound: '临江苑', building: '17', unit: '1', room: '1301' });
  const found = (text: string, districtId = 101) => reading(async from => (await placesOfAddress(from, text, 10)).map(place => place.id), districtId);
  expect(await found('临江苑7栋301')).toEqual([at.grids[3]]);
  expect(await found('临江苑')).toEqual([at.grids[3], at.grids[2]]);
  expect([await found('无此小区'), await found(' '), await found('临江苑', 102)]).toEqual([[], [], []]);
});

test('a place that has closed takes in no address', async () => {
  const { id } = await domain.places.create(by, { parentId: at.communities[0], level: 'GRID', code: 'closed', name: '旧网格' });
  await database.owner(`update place set closed_at = now() where id = '${id}'; insert into place_successor values (101, '${id}', '${at.grids[1]}', 0)`);
  const refusal = await fullRefusal(create({ placeId: id }));
  expect(refusal).toMatchObject({ code: 'WRONG_STATE', field: ['placeId'], message: '旧网格 has closed. In its place: 测试GRID001001002.' });
});
