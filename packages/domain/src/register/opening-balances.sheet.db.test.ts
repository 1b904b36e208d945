import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import { accountOf, transfer } from '../ledger/book.ts';
import type { Domain } from '../domain.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { countsOf, SheetStand } from '../testing/sheet-stand.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let stand: SheetStand;
let one: string;
let two: string;
let home: string;
const clock = new TestClock('2026-03-02T02:00:00Z');
const ID = '11010519491231002X';

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  ({ id: one } = await buildResident(domain, at, { idNumber: ID }));
  ({ id: two } = await buildResident(domain, at, { external: { system: 'paper', id: '7' } }));
  ({ id: home } = await domain.households.create(system(101), { placeId: at.grids[0], kind: 'FAMILY', number: '0101', headId: two }));
  await buildResident(domain, at, { placeId: at.grids[2], external: { system: 'paper', id: '8' } });
  stand = await SheetStand.open(domain);
});
afterAll(async () => {
  await stand.close();
  await database.close();
});

const HEADER = '身份证号,来源系统,来源编号,户号,种类,期初余额,到期日';
const check = (rows: readonly string[], by = admin) => stand.checked(by, 'openingBalances', at.communities[0], [HEADER, ...rows].join('\n'));
const balances = async () => Object.fromEntries((await database.owner<{ owner: string; unit: string; balance: string }>(
  `select owner_id as owner, unit, balance from ledger_account where owner_id is not null`)).map(({ owner, unit, balance }) => [
  `${{ [one]: 'one', [two]: 'two', [home]: 'home' }[owner]} ${unit}`, Number(balance)]));
const wrong = async () => {
  return domain.connections.reading(101, snapshot => domain.ledger.verify(snapshot));
};
const FILE = [`${ID},,,,积分,120,2026-12-31`, `${ID},,,,时长,600,`, ',paper,7,,积分,30,', ',,,0101,积分,50,'];

test('balances of paper ledgers are taken over once; the same file again changes nothing, and the book adds up', async () => {
  const found = await check(FILE);
  expect([countsOf(found), await stand.errors(found)]).toEqual(['4/0/0/0', []]);
  await stand.applied(admin, found.id);
  expect(await balances()).toEqual({ 'one POINT': 120, 'one MINUTE': 600, 'two POINT': 30, 'home POINT': 50 });
  expect(countsOf(await stand.applied(admin, (await check(FILE)).id))).toBe('0/0/4/0');
  expect(await balances()).toMatchObject({ 'one POINT': 120 });
  const statement = await database.owner<{ kind: string; amount: string }>(`select kind, amount from ledger_entry where owner_kind = 'HOUSEHOLD'`);
  expect(statement).toEqual([{ kind: 'OPENING', amount: '50' }]);
  const lots = await database.owner<{ day: string | null }>('select expires_on::text as day from ledger_lot where remaining > 0 order by amount desc');
  expect(lots.map(({ day }) => day)).toEqual(['2026-12-31', null, null]);
  await domain.keepLedger(101);
  expect(await wrong()).toEqual([]);
});

test('what is wrong is told by row and column; only the right rows can be taken', async () => {
  const found = await check([
    'x,,,,积分,1,', `${ID},paper,7,,积分,1,`, ',,,,积分,1,', ',paper,9,,积分,1,', ',paper,8,,积分,1,', ',,,0101,时长,1,', `${ID},,,,时长,1,2027-01-01`,
    `${ID},,,,积分,1,2026-03-02`, ',paper,7,,积分,0,', ',paper,7,,积分,1.5,', `${ID},,,,积分,121,`, `${ID},,,,积分,122,`, ',paper,7,,时长,60,',
  ]);
  expect(await stand.errors(found)).toEqual([
    '2 idNumber NOT_AN_ID_NUMBER', '3 idNumber WHICH', '4 idNumber WHICH', '5 externalId UNKNOWN', '6 externalId UNKNOWN', '7 householdNumber POINTS_ONLY',
    '8 expiresOn POINTS_ONLY', '9 expiresOn PAST', '10 amount NOT_A_NUMBER', '11 amount NOT_A_NUMBER', '13 idNumber REPEATED',
  ]);
  expect(countsOf(await stand.applied(admin, found.id, true))).toBe('1/1/0/11');
  expect(await balances()).toMatchObject({ 'one POINT': 121, 'two MINUTE': 60 });
});

test('another amount corrects what was taken over, as long as it is there', async () => {
  await stand.applied(admin, (await check([',,,0101,积分,80,'])).id);
  expect(await balances()).toMatchObject({ 'home POINT': 80 });
  await domain.unit.of(system(101), 'test.spend', async tx => transfer(tx, {
    kind: 'REDEEM', unit: 'POINT', client: 'test', key: 'spent', postings: [{ source: await accountOf(tx, 'POINT', 'HOUSEHOLD', home), destination: await accountOf(tx, 'POINT', 'WORLD', null), amount: 60 }],
  }));
  const late = await check([',,,0101,积分,70,']);
  const tried = await stand.applied(admin, late.id);
  expect([tried.state, await stand.errors(tried)]).toEqual(['CHECKED', ['2 amount INSUFFICIENT']]);
  expect(await balances()).toMatchObject({ 'home POINT': 20 });
  await domain.keepLedger(101);
  expect(await wrong()).toEqual([]);
});

test('who has left is told of, and nobody brings in balances for places that are not theirs', async () => {
  await domain.residents.depart(system(101), one, calendarDate('2026-03-02'), 'WORK');
  expect(await stand.errors(await check([`${ID},,,,积分,5,`]))).toEqual(['2 idNumber GONE']);
  const worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  await expect(check(FILE, worker)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
