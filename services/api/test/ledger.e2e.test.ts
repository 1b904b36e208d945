import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { accountOf, hold, resolve, reverse, transfer, type AskedTransfer } from '@linli/domain/ledger/book';
import { calendarDate } from '@linli/domain/shared/clock';
import { newId } from '@linli/domain/shared/ids';
import { system } from '@linli/domain/shared/performer';
import type { Transaction } from '@linli/domain/shared/transaction';
import { buildActor, buildAccount, buildResident } from '@linli/domain/testing/build';
import { globalId } from '../src/graphql/global-id.ts';
import { collect, startApi, until, type TestApi } from './harness.ts';

type Signed = Actor & { token: string };

let api: TestApi;
let mother: Signed;
let daughter: Signed;
let worker: Signed;
let elsewhere: Signed;
let stranger: Signed;
/** Mother's account, the household's, the fund of their community, and somebody else's. */
let own: string;
let common: string;
let fund: string;
let other: string;
let world: string;
let motherId: string;
let householdId: string;

const unit = <T>(work: (tx: Transaction) => Promise<T>) => api.domain.unit.of(system(api.district.districtId), 'ledger.test', work);
const move = (source: string, destination: string, amount: number, more: Partial<AskedTransfer> = {}) => unit(tx =>
  transfer(tx, { kind: 'GIFT', unit: 'POINT', client: 'test', key: newId(), postings: [{ source, destination, amount }], ...more }));

beforeAll(async () => {
  api = await startApi();
  const { domain, database, district } = api;
  const { districtId, grids, communities } = district;
  ({ id: motherId } = await buildResident(domain, district));
  const { id: strangerId } = await buildResident(domain, district, { name: '李四', placeId: grids[3] });
  ({ id: householdId } = await domain.households.create(system(districtId), { placeId: grids[0], kind: 'FAMILY', headId: motherId }));
  [mother, daughter, stranger] = [await buildActor(domain, districtId, 'RESIDENT', grids[0]), await buildActor(domain, districtId, 'RESIDENT', grids[0]), await buildActor(domain, districtId, 'RESIDENT', grids[3])];
  await database.owner('update account set resident_id = $1 where id = $2', [motherId, mother.accountId]);
  await database.owner('update account set resident_id = $1 where id = $2', [strangerId, stranger.accountId]);
  worker = await buildActor(domain, districtId, 'GRID_WORKER', communities[0]);
  elsewhere = await buildActor(domain, districtId, 'COMMUNITY_ADMIN', communities[1]);
  world = await unit(tx => accountOf(tx, 'POINT', 'WORLD', null));
  own = await buildAccount(domain, districtId, 'RESIDENT', motherId);
  common = await buildAccount(domain, districtId, 'HOUSEHOLD', householdId);
  fund = await buildAccount(domain, districtId, 'FUND', communities[0]);
  other = await buildAccount(domain, districtId, 'RESIDENT', strangerId);
});
afterAll(() => api.close());

const id = (account: string) => globalId('LedgerAccount', account);
const ask = async (query: string, by: Signed, variables: object = {}) => {
  const { data, errors } = await api.ask(query, variables, by.token);
  expect(errors).toEqual([]);
  return data!;
};
const OWN = '{ viewer { ledgerAccounts { id unit ownerKind balance reserved available version owner { __typename id } } } }';
const MINE = async (by: Signed) => (await ask(OWN, by))['viewer'].ledgerAccounts;

test('one sees what one has and what one\'s household has; others see nothing of it', async () => {
  expect(await MINE(mother)).toEqual(expect.arrayContaining([
    { id: id(own), unit: 'POINT', ownerKind: 'RESIDENT', balance: 100, reserved: 0, available: 100, version: 1, owner: { __typename: 'Resident', id: globalId('Resident', motherId) } },
    { id: id(common), unit: 'POINT', ownerKind: 'HOUSEHOLD', balance: 100, reserved: 0, available: 100, version: 1, owner: { __typename: 'Household', id: globalId('Household', householdId) } },
  ]));
  expect((await MINE(stranger)).map((account: { id: string }) => account.id)).toEqual([id(other)]);
  expect(await MINE(daughter)).toEqual([]);
  const seen = async (account: string, by: Signed) => (await ask('query ($id: ID!) { ledgerAccount(id: $id) { id } node(id: $id) { id } }', by, { id: id(account) }));
  const all = [own, common, fund, other, world];
  const seenBy = async (by: Signed) => {
    const found = await Promise.all(all.map(account => seen(account, by)));
    for (const each of found) expect(each['node']).toEqual(each['ledgerAccount']);
    return found.map(({ ledgerAccount }) => ledgerAccount !== null);
  };
  expect(await seenBy(mother)).toEqual([true, true, false, false, false]);
  expect(await seenBy(daughter)).toEqual([false, false, false, false, false]);
  expect(await seenBy(worker)).toEqual([true, true, true, false, false]);
  expect(await seenBy(elsewhere)).toEqual([false, false, false, true, false]);
});

test('who acts for somebody sees their account, for as long as they do', async () => {
  const { domain, district: { districtId } } = api;
  const { id: proxy } = await domain.consents.nameProxy(system(districtId), { residentId: motherId, holderId: daughter.accountId, relation: 'CHILD', version: '1', channel: 'PAPER' });
  expect((await MINE(daughter)).map((account: { id: string }) => account.id).toSorted()).toEqual([id(own), id(common)].toSorted());
  await domain.consents.endProxy(system(districtId), proxy);
  expect(await MINE(daughter)).toEqual([]);
});

test('a statement has every movement, the latest first, paged without a gap', async () => {
  for (const amount of [5, 6, 7]) await move(own, common, amount);
  const undone = await move(common, own, 8, { occurredAt: new Date('2026-01-05T16:30:00Z') });
  await unit(tx => reverse(tx, undone.id));
  const STATEMENT = `query ($id: ID!, $after: String, $from: Date, $to: Date) { ledgerAccount(id: $id) { balance statement(first: 2, after: $after, from: $from, to: $to) {
    totalCount pageInfo { hasNextPage endCursor } nodes { version kind amount balanceBefore balanceAfter otherKind reversed } } } }`;
  const rows: Record<string, any>[] = [];
  for (let after: string | undefined; ;) {
    const { ledgerAccount: { statement } } = await ask(STATEMENT, mother, { id: id(own), after });
    expect(statement.totalCount).toBe(6);
    rows.push(...statement.nodes);
    if (!statement.pageInfo.hasNextPage) break;
    after = statement.pageInfo.endCursor;
  }
  expect(rows.map(({ version, kind, amount, balanceAfter, otherKind, reversed }) => [version, kind, amount, balanceAfter, otherKind, reversed])).toEqual([
    [6, 'REVERSAL', -8, 82, 'HOUSEHOLD', false], [5, 'GIFT', 8, 90, 'HOUSEHOLD', true], [4, 'GIFT', -7, 82, 'HOUSEHOLD', false],
    [3, 'GIFT', -6, 89, 'HOUSEHOLD', false], [2, 'GIFT', -5, 95, 'HOUSEHOLD', false], [1, 'EARN', 100, 100, 'WORLD', false],
  ]);
  const onThatDay = async (from: string, to: string) => (await ask(STATEMENT, mother, { id: id(own), from, to }))['ledgerAccount'].statement.nodes.map(({ version }: { version: number }) => version);
  expect([await onThatDay('2026-01-06', '2026-01-06'), await onThatDay('2026-01-05', '2026-01-05')]).toEqual([[5], []]); // 00:30 in Shanghai
  const { errors } = await api.ask(STATEMENT, { id: id(own), after: 'nonsense' }, mother.token);
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('what is reserved and what is good until when is shown', async () => {
  await move(world, own, 10, { kind: 'EARN', expiresOn: calendarDate('2099-01-01') });
  await move(world, own, 20, { kind: 'EARN', expiresOn: calendarDate('2098-01-01') });
  const held = await unit(tx => hold(tx, { kind: 'REDEEM', unit: 'POINT', client: 'test', key: newId(), postings: [{ source: own, destination: world, amount: 25 }] }, new Date('2099-06-01')));
  const SHOWN = 'query ($id: ID!) { ledgerAccount(id: $id) { balance available reservations { kind amount expiresAt } goodUntil { amount expiresOn } } }';
  expect((await ask(SHOWN, mother, { id: id(own) }))['ledgerAccount']).toEqual({
    balance: 112, available: 87, reservations: [{ kind: 'REDEEM', amount: 25, expiresAt: '2099-06-01T00:00:00.000Z' }],
    goodUntil: [{ amount: 5, expiresOn: '2099-01-01' }, { amount: 82, expiresOn: null }],
  });
  await unit(tx => resolve(tx, held.id, 'VOIDED'));
  expect((await ask(SHOWN, mother, { id: id(own) }))['ledgerAccount']).toMatchObject({ available: 112, reservations: [] });
});

test('one hears of one\'s own accounts as they move, also of the first; nobody else does', async () => {
  const CHANGED = 'subscription ($id: ID) { accountChanged(accountId: $id) { id balance reserved } }';
  const [mine, theirs] = [collect(api.socket(mother.token), CHANGED), collect(api.socket(daughter.token), CHANGED)];
  const asked = collect(api.socket(daughter.token), CHANGED, { id: id(own) });
  const byWorker = collect(api.socket(worker.token), CHANGED, { id: id(fund) });
  const heard = (balance: number, of: string) => mine.next(({ accountChanged }: Record<string, any>) => accountChanged.some((each: { id: string; balance: number }) => each.id === id(of) && each.balance === balance));
  await until(async () => {
    await move(world, own, 1, { kind: 'EARN' });
    await move(world, fund, 1, { kind: 'EARN' });
    return mine.messages.length > 0 && byWorker.messages.length > 0;
  }, 'the subscriptions');
  const [{ balance }] = await api.database.owner<{ balance: string }>('select balance from ledger_account where id = $1', [own]) as [{ balance: string }];
  await move(world, own, 1_000, { kind: 'EARN' });
  await heard(Number(balance) + 1_000, own);
  const held = await unit(tx => hold(tx, { kind: 'REDEEM', unit: 'POINT', client: 'test', key: newId(), postings: [{ source: own, destination: world, amount: 7 }] }, null));
  await mine.next(({ accountChanged }: Record<string, any>) => accountChanged.some((each: { reserved: number }) => each.reserved === 7));
  const before = mine.messages.length;
  await unit(tx => resolve(tx, held.id, 'VOIDED')); // found by the poll: no entry tells of it
  await until(() => mine.messages.slice(before).some(({ accountChanged }) => accountChanged.some((each: { reserved: number }) => each.reserved === 0)), 'the reservation to end');
  const minutes = await unit(async tx => {
    const [from, to] = [await accountOf(tx, 'MINUTE', 'WORLD', null), await accountOf(tx, 'MINUTE', 'RESIDENT', motherId)];
    await transfer(tx, { kind: 'OPENING', unit: 'MINUTE', client: 'test', key: newId(), postings: [{ source: from, destination: to, amount: 90 }] });
    return to;
  });
  await heard(90, minutes);
  expect([theirs.messages, asked.messages, theirs.state, asked.state]).toEqual([[], [], {}, {}]);
  expect(byWorker.messages.flatMap(({ accountChanged }) => accountChanged).every((each: { id: string }) => each.id === id(fund))).toBe(true);
});

test('the chain\'s heads are published to everybody in the district', async () => {
  await api.domain.turnDay(api.district.districtId);
  const { ledgerHeads } = await ask('{ ledgerHeads { totalCount nodes { day n hash } } }', stranger);
  expect(ledgerHeads.totalCount).toBe(1);
  expect(ledgerHeads.nodes[0].hash).toMatch(/^[0-9a-f]{64}$/);
  expect(ledgerHeads.nodes[0].n).toBeGreaterThan(10);
});
