import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { verifyBook } from '../ledger/verify-book.ts';
import { addDays, dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, buildOrganisationActor, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { SCHEME, givePoints } from '../testing/points-stand.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { NewGood } from './goods.service.ts';
import type { PointsGood } from './points-good.entity.ts';
import type { Redemption } from './redemption.entity.ts';
import type { Coded, Wish } from './redemptions.service.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let worker: Actor;
let stranger: Actor;
const clock = new TestClock('2026-03-02T02:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock, maxWriters: 24 });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  stranger = await buildActor(domain, 101, 'GRID_WORKER', at.grids[2]);
  await domain.points.rules.setUp(system(101), SCHEME);
});
afterAll(() => database.close());

const good = (values: Partial<NewGood> = {}) =>
  domain.points.goods.create(admin, { placeId: at.communities[0], name: '洗衣液', kind: 'GOODS', price: 30, stock: 3, ...values });

async function someone(points: number): Promise<string> {
  const { id } = await buildResident(domain, at);
  if (points > 0) await givePoints(domain, 101, id, points);
  return id;
}

const quote = ({ id }: PointsGood, residentId: string, values: Partial<Wish> = {}) =>
  domain.points.redemptions.quote(worker, { goodId: id, residentId, quantity: 1, from: 'RESIDENT', ...values });
const reserved = async (of: PointsGood, residentId: string, values: Partial<Wish> = {}): Promise<Coded & { code: string }> => {
  const { redemption, code } = await domain.points.redemptions.reserve(worker, (await quote(of, residentId, values)).id);
  return { redemption, code: code! };
};
const wrongCode = (code: string) => (code === '00000000' ? '00000001' : '00000000');

/** Balance, what of it is reserved, and the stock of a good. */
async function standing(owner: string, of: PointsGood): Promise<[balance: number, reserved: number, stock: number]> {
  const [account] = await database.owner<{ balance: string; reserved: string }>('select balance, reserved from ledger_account where owner_id = $1', [owner]);
  const [stock] = await database.owner<{ stock: number }>('select stock from points_good where id = $1', [of.id]);
  return [Number(account?.balance), Number(account?.reserved), stock!.stock];
}

async function wrong(): Promise<string[]> {
  return domain.connections.reading(101, snapshot => verifyBook(snapshot));
}

test('points and stock are reserved together, and spent when the code is brought', async () => {
  const [thing, id] = [await good(), await someone(100)];
  const { redemption, code } = await reserved(thing, id, { quantity: 2 });
  expect(await standing(id, thing)).toEqual([100, 60, 1]);
  expect(await domain.points.redemptions.fulfil(worker, redemption.id, code)).toMatchObject({ state: 'FULFILLED', identifiedBy: null, fulfilledById: worker.accountId });
  expect(await standing(id, thing)).toEqual([40, 0, 1]);
  expect(await refused(domain.points.redemptions.fulfil(worker, redemption.id, code))).toBe('WRONG_STATE at redemptionId');
  expect(await refused(domain.points.redemptions.cancel(worker, redemption.id))).toBe('WRONG_STATE at redemptionId');
  await domain.points.goods.settle(admin, thing.id);
  expect(await refused(domain.points.goods.settle(admin, thing.id))).toBe('WRONG_STATE at goodId');
  expect(await database.owner('select state from redemption where id = $1', [redemption.id])).toEqual([{ state: 'SETTLED' }]);
  expect(await wrong()).toEqual([]);
});

test('what is reserved cannot be spent again', async () => {
  const [thing, id] = [await good(), await someone(50)];
  await reserved(thing, id);
  const second = await quote(thing, id);
  expect(await refused(domain.points.redemptions.reserve(worker, second.id))).toBe('INSUFFICIENT at redemptionId');
  expect(await refused(domain.points.redemptions.atCounter(worker, { goodId: thing.id, residentId: id, quantity: 1, from: 'RESIDENT' }, 'ID_CARD'))).toBe('INSUFFICIENT at residentId');
  expect(await standing(id, thing)).toEqual([50, 30, 2]);
});

test('of two hundred who want the last one, exactly one gets it', async () => {
  const thing = await good({ stock: 1, price: 5 });
  const people = await Promise.all(Array.from({ length: 20 }, () => someone(100)));
  const quotes = await Promise.all(Array.from({ length: 200 }, (_, n) => quote(thing, people[n % 20]!)));
  const outcomes = await Promise.all(quotes.map(({ id }) => domain.points.redemptions.reserve(worker, id).then(() => 'reserved', (error: { code: string; field: string[] }) => `${error.code} ${error.field}`)));
  expect(outcomes.filter(outcome => outcome === 'reserved')).toHaveLength(1);
  expect(new Set(outcomes)).toEqual(new Set(['reserved', 'INSUFFICIENT goodId']));
  const [sum] = await database.owner<{ n: number }>('select sum(reserved)::int as n from ledger_account where owner_id = any($1)', [people]);
  expect(sum).toEqual({ n: 5 });
  expect(await wrong()).toEqual([]);
}, 60_000);

test('one reservation ends once, whoever comes first: handed over, called off, lapsed', async () => {
  const [thing, id] = [await good({ stock: 50 }), await someone(10_000)];
  for (let n = 0; n < 8; n++) {
    const { redemption, code } = await reserved(thing, id);
    const before = await standing(id, thing);
    const outcomes = await Promise.allSettled([
      domain.points.redemptions.fulfil(worker, redemption.id, code), domain.points.redemptions.cancel(worker, redemption.id),
      domain.points.redemptions.fulfilInPerson(worker, redemption.id, 'ID_CARD'), domain.points.redemptions.cancel(admin, redemption.id),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [{ state }] = await database.owner<{ state: string }>('select state from redemption where id = $1', [redemption.id]) as [{ state: string }];
    const [balance, , stock] = before;
    expect(await standing(id, thing)).toEqual(state === 'CANCELLED' ? [balance, 0, stock + 1] : [balance - 30, 0, stock]);
  }
  expect(await wrong()).toEqual([]);
});

test('five wrong codes and no more, until another code is given; a code of another redemption is a wrong one', async () => {
  const [thing, id] = [await good(), await someone(100)];
  const [mine, other] = [await reserved(thing, id), await reserved(thing, await someone(100))];
  const tried = (code: string) => refused(domain.points.redemptions.fulfil(worker, mine.redemption.id, code));
  expect(await tried(other.code)).toBe('INVALID at code');
  for (let n = 0; n < 3; n++) expect(await tried(wrongCode(mine.code))).toBe('INVALID at code');
  for (let n = 0; n < 2; n++) expect(await tried(wrongCode(mine.code))).toBe('TOO_MANY_ATTEMPTS at code');
  expect(await tried(mine.code)).toBe('TOO_MANY_ATTEMPTS at code');
  const renewed = await domain.points.redemptions.renewCode(worker, mine.redemption.id);
  expect(await tried(mine.code)).toBe('INVALID at code');
  await domain.points.redemptions.fulfil(worker, mine.redemption.id, renewed.code!);
  expect(await refused(domain.points.redemptions.renewCode(worker, mine.redemption.id))).toBe('WRONG_STATE at redemptionId');
  const kept = await database.owner<{ code_digest: string | null }>('select code_digest from redemption');
  expect(JSON.stringify(kept)).not.toContain(other.code);
});

test('wrong codes sent together are all counted', async () => {
  const { redemption, code } = await reserved(await good(), await someone(100));
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => refused(domain.points.redemptions.fulfil(worker, redemption.id, wrongCode(code)))));
  expect(outcomes.filter(outcome => outcome === 'INVALID at code')).toHaveLength(4);
});

test('a reservation lapses: points go back into their own lots, the stock comes back, and the code is worth nothing', async () => {
  const [thing, id] = [await good(), await someone(0)];
  await givePoints(domain, 101, id, 20, addDays(dayOf(clock.now()), 400));
  await givePoints(domain, 101, id, 20, addDays(dayOf(clock.now()), 100));
  const lots = () => database.owner('select expires_on::text, remaining from ledger_lot l join ledger_account a on a.id = l.account_id where owner_id = $1 order by 1', [id]);
  const before = await lots();
  const { redemption, code } = await reserved(thing, id);
  clock.pass(48 * 60);
  expect(await refused(domain.points.redemptions.fulfil(worker, redemption.id, code))).toBe('WRONG_STATE at redemptionId');
  expect(await refused(domain.points.redemptions.renewCode(worker, redemption.id))).toBe('WRONG_STATE at redemptionId');
  await domain.keepLedger(101);
  expect(await standing(id, thing)).toEqual([40, 0, 3]);
  expect(await lots()).toEqual(before);
  expect(await refused(domain.points.redemptions.cancel(worker, redemption.id))).toBe('WRONG_STATE at redemptionId');
  expect(await wrong()).toEqual([]);
});

test('what was quoted holds for half an hour, whatever the price, the rules and the expiry become meanwhile', async () => {
  const [thing, id] = [await good(), await someone(100)];
  const [kept, late] = [await quote(thing, id), await quote(thing, id)];
  await domain.points.goods.change(admin, thing.id, { name: '洗衣液', price: 99 });
  await domain.points.rules.setUp(system(101), { ...SCHEME, holdHours: 1 });
  const { redemption, code } = await domain.points.redemptions.reserve(worker, kept.id);
  await domain.points.rules.setUp(system(101), SCHEME);
  await domain.points.goods.change(admin, thing.id, { name: '别的', price: 1 });
  await domain.points.goods.offer(admin, thing.id, false);
  expect(await domain.points.redemptions.fulfil(worker, redemption.id, code!)).toMatchObject({ price: 30, points: 30 });
  expect((await standing(id, thing))[0]).toBe(70);
  expect(await refused(domain.points.redemptions.reserve(worker, late.id))).toBe('WRONG_STATE at goodId');
  await domain.points.goods.offer(admin, thing.id, true);
  clock.pass(30);
  expect(await refused(domain.points.redemptions.reserve(worker, late.id))).toBe('WRONG_STATE at redemptionId');
  await domain.keepLedger(101);
  expect(await database.owner('select state from redemption where id = $1', [late.id])).toEqual([{ state: 'EXPIRED' }]);
});

test('at the counter, without a phone: at once, by staff who say how they knew who it was', async () => {
  const [thing, id] = [await good(), await someone(100)];
  const wish: Wish = { goodId: thing.id, residentId: id, quantity: 1, from: 'RESIDENT' };
  expect(await domain.points.redemptions.atCounter(worker, wish, 'RESIDENT_CARD')).toMatchObject({ state: 'FULFILLED', identifiedBy: 'RESIDENT_CARD', fulfilledById: worker.accountId });
  expect(await standing(id, thing)).toEqual([70, 0, 2]);
  expect(await refused(domain.points.redemptions.atCounter(stranger, wish, 'ID_CARD'))).toBe('NOT_FOUND at residentId');
  const { redemption } = await reserved(thing, id);
  expect(await refused(domain.points.redemptions.fulfilInPerson(stranger, redemption.id, 'ID_CARD'))).toBe('NOT_FOUND at redemptionId');
  expect(await domain.points.redemptions.fulfilInPerson(worker, redemption.id, 'ID_CARD')).toMatchObject({ state: 'FULFILLED', identifiedBy: 'ID_CARD' });
  expect(await wrong()).toEqual([]);
});

test('residents redeem for themselves, from their own account or their household\'s; nobody for others', async () => {
  const thing = await good();
  const { id } = await buildResident(domain, at);
  const resident: Actor = { ...(await buildActor(domain, 101, 'RESIDENT', at.grids[0])), residentId: id };
  const wish: Wish = { goodId: thing.id, residentId: id, quantity: 1, from: 'HOUSEHOLD' };
  expect(await refused(domain.points.redemptions.quote(resident, wish))).toBe('INVALID at from');
  const household = await domain.households.create(worker, { placeId: at.grids[0], kind: 'FAMILY', headId: id });
  const own = await domain.points.redemptions.quote(resident, wish);
  expect(await refused(domain.points.redemptions.reserve(resident, own.id))).toBe('INSUFFICIENT at redemptionId');
  const other: Actor = { ...(await buildActor(domain, 101, 'RESIDENT', at.grids[0])), residentId: newId() };
  for (const nobody of [other, stranger]) {
    expect(await refused(domain.points.redemptions.quote(nobody, wish))).toBe('NOT_FOUND at residentId');
    expect(await refused(domain.points.redemptions.reserve(nobody, own.id))).toBe('NOT_FOUND at redemptionId');
    expect(await refused(domain.points.redemptions.cancel(nobody, own.id))).toBe('NOT_FOUND at redemptionId');
    expect(await refused(domain.points.redemptions.renewCode(nobody, own.id))).toBe('NOT_FOUND at redemptionId');
  }
  expect(await domain.points.redemptions.cancel(resident, own.id)).toMatchObject({ state: 'CANCELLED', ownerKind: 'HOUSEHOLD', ownerId: household.id });
  expect(await refused(domain.points.redemptions.fulfil(resident, own.id, '12345678'))).toBe('NOT_FOUND at redemptionId');
});

test('the people of the organisation that provides it hand it over; those of another do not', async () => {
  const organisation = async (name: string) => domain.organisations.create(admin, { placeId: at.communities[0], name, kind: 'SERVICE_PROVIDER' });
  const [shop, rival] = [await organisation('小超市'), await organisation('大超市')];
  const { redemption, code } = await reserved(await good({ organisationId: shop.id }), await someone(100));
  const [seller, other] = [await buildOrganisationActor(domain, 101, shop.id), await buildOrganisationActor(domain, 101, rival.id)];
  expect(await refused(domain.points.redemptions.fulfil(other, redemption.id, code))).toBe('NOT_FOUND at redemptionId');
  expect(await domain.points.redemptions.fulfil(seller, redemption.id, code)).toMatchObject({ state: 'FULFILLED' });
});

test('amounts, prices, stocks and places that cannot be are refused', async () => {
  const [thing, id] = [await good(), await someone(100)];
  for (const quantity of [0, -1, 1.5, 101]) expect(await refused(quote(thing, id, { quantity }))).toBe('INVALID at quantity');
  for (const price of [0, -1, 0.5, 1_000_001]) expect(await refused(good({ price }))).toBe('INVALID at price');
  for (const stock of [-1, 0.5, 1e9]) expect(await refused(good({ stock }))).toBe('INVALID at stock');
  expect(await refused(domain.points.goods.restock(admin, thing.id, -4))).toBe('INSUFFICIENT at change');
  expect((await domain.points.goods.restock(admin, thing.id, 4)).stock).toBe(7);
  expect(await refused(domain.points.goods.restock(worker, thing.id, 4))).toBe('NOT_FOUND at goodId');
  const { id: elsewhere } = await buildResident(domain, at, { placeId: at.grids[2] });
  expect(await refused(domain.points.redemptions.quote(stranger, { goodId: thing.id, residentId: elsewhere, quantity: 1, from: 'RESIDENT' }))).toBe('NOT_FOUND at goodId');
  expect(await refused(good({ placeId: at.communities[1] }))).toBe('NOT_FOUND at placeId');
  expect(await refused(good({ organisationId: newId() }))).toBe('NOT_FOUND at organisationId');
});

test('the same command sent again reserves once, and shows no code again', async () => {
  const [thing, id] = [await good(), await someone(100)];
  const wanted = await quote(thing, id);
  const again: Actor = { ...worker, idempotency: { key: 'reserve once', fingerprint: 'x' } };
  const [first, second] = [await domain.points.redemptions.reserve(again, wanted.id), await domain.points.redemptions.reserve(again, wanted.id)];
  expect([first.code?.length, second.code, (second.redemption satisfies Redemption).state]).toEqual([8, null, 'RESERVED']);
  expect(await standing(id, thing)).toEqual([100, 30, 2]);
});
