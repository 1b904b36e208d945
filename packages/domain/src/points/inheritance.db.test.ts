import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { accountOf, transfer } from '../ledger/book.ts';
import { verifyBook } from '../ledger/verify-book.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { buildResidentActor } from '../testing/build-time-bank.ts';
import { SCHEME, TERMS, publishToday } from '../testing/points-stand.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
const clock = new TestClock('2026-03-02T02:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  await domain.points.rules.setUp(system(101), SCHEME);
});
afterAll(() => database.close());

const accounts = () => database.owner<{ owner: string; balance: string; reserved: string }>(
  `select owner_id as owner, balance, reserved from ledger_account where owner_kind in ('RESIDENT', 'HOUSEHOLD') and balance > 0`);

test('the points of a household that is dissolved go to its head, as good as they were, and its members are told', async () => {
  const [head, child] = [await buildResident(domain, at), await buildResident(domain, at)];
  const { id: household } = await domain.households.create(system(101), { placeId: at.grids[0], kind: 'FAMILY', headId: head.id });
  await domain.households.join(system(101), household, child.id, 'CHILD');
  const { accountId } = await buildResidentActor(domain, at, child.id);
  await domain.unit.of(system(101), 'test.give', async tx => transfer(tx, {
    kind: 'EARN', unit: 'POINT', client: 'test', key: 'given', expiresOn: calendarDate('2026-12-31'),
    postings: [{ source: await accountOf(tx, 'POINT', 'WORLD', null), destination: await accountOf(tx, 'POINT', 'HOUSEHOLD', household), amount: 100 }],
  }));
  const terms = { ...TERMS, subject: 'HOUSEHOLD' } as const;
  const rule = await domain.points.rules.create(admin, { placeId: at.root, name: '清洁', eventType: 'manual', ...terms });
  await publishToday(domain, admin, rule.id, terms);
  await domain.points.awards.enter(admin, { ruleId: rule.id, residentId: child.id });
  const good = await domain.points.goods.create(admin, { placeId: at.root, name: '洗衣液', kind: 'GOODS', price: 30, stock: 1 });
  const { id: redemptionId } = await domain.points.redemptions.quote(admin, { goodId: good.id, residentId: child.id, quantity: 1, from: 'HOUSEHOLD' });
  await domain.points.redemptions.reserve(admin, redemptionId);
  await domain.households.dissolve(admin, household);
  expect(await accounts()).toEqual([{ owner: head.id, balance: '100', reserved: '0' }]);
  expect(await database.owner('select state, stock from redemption r join points_good g on g.id = r.good_id')).toEqual([{ state: 'CANCELLED', stock: 1 }]);
  expect(await database.owner('select kind, params from notice where account_id = $1', [accountId])).toEqual([{ kind: 'points.handed_over', params: { points: '100' } }]);
  clock.pass(3 * 24 * 60);
  await domain.keepLedger(101); // what stood on public notice is the head's as well
  expect(await accounts()).toEqual([{ owner: head.id, balance: '105', reserved: '0' }]);
  clock.set('2026-12-31T00:30:00+08:00');
  await domain.turnDay(101);
  expect(await accounts()).toEqual([{ owner: head.id, balance: '5', reserved: '0' }]);
  expect(await domain.connections.reading(101, snapshot => verifyBook(snapshot))).toEqual([]);
});
