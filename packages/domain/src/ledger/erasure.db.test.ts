import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, buildLedger, buildAccount, buildRegister } from '../testing/build.ts';
import { buildScheme } from '../testing/points-stand.ts';
import { TestClock } from '../testing/test-clock.ts';
import { TimeBankStand } from '../testing/time-bank-stand.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { accountOf, hold, transfer } from './book.ts';

const DISTRICT = 100;
let database: TestDatabase;
let domain: Domain;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
});
afterAll(() => database.close());

/** All of the book, its chain and the figures, without what may change. */
async function figures(): Promise<unknown> {
  await domain.keepLedger(DISTRICT);
  await domain.engine.drain(DISTRICT);
  const tables = ['ledger_account', 'ledger_transfer', 'ledger_posting', 'ledger_entry', 'ledger_lot', 'ledger_link', 'ledger_chain', 'kpi_cell'];
  return Promise.all(tables.map(async table => [table, await database.owner(`select * from ${table} where district_id = $1 order by 1, 2, 3`, [DISTRICT])]));
}

test('a resident\'s record that is emptied of personal data leaves every balance, the chain and every figure as it was', async () => {
  const district = await buildDistrict(domain, DISTRICT);
  const admin = await buildActor(domain, DISTRICT, 'DISTRICT_ADMIN', district.root);
  await buildLedger(domain, DISTRICT);
  const { resident } = await buildRegister(domain, district);
  const account = await buildAccount(domain, DISTRICT, 'RESIDENT', resident.id);
  await domain.unit.of(system(DISTRICT), 'ledger.test', async tx => {
    const postings = [{ source: account, destination: await accountOf(tx, 'POINT', 'WORLD', null), amount: 30 }];
    await transfer(tx, { kind: 'REDEEM', unit: 'POINT', client: 'test', key: 'spent', postings, placeId: district.grids[0] });
    await hold(tx, { kind: 'REDEEM', unit: 'POINT', client: 'test', key: 'held', postings }, null);
  });
  await domain.residents.depart(admin, resident.id, calendarDate('2026-01-05'), 'MOVED');
  const before = await figures();
  await domain.residents.erase(admin, resident.id);
  expect(await figures()).toEqual(before);

  expect(await domain.connections.reading(DISTRICT, snapshot => domain.ledger.verify(snapshot))).toEqual([]);
  expect(await domain.engine.verify(DISTRICT)).toEqual([]);
  const texts = await database.owner<{ text: string }>('select row_to_json(r)::text as text from resident r where id = $1', [resident.id]);
  expect(texts[0]?.text).not.toContain('王秀英');
});

test('nor do the words remain that points and services were described with', async () => {
  const clock = new TestClock(new Date());
  const stand = await TimeBankStand.build({ database, domain: await database.open({ clock }), clock });
  const { at, people: { admin, worker, elder }, residents, company } = stand;
  const { districtId } = at;
  const { rule } = await buildScheme(stand.domain, at);
  await stand.service('confirmed');
  await stand.domain.timeBank.listings.enter(elder, { kind: 'REQUEST', residentId: residents.elder.id, serviceTypeId: company, minutes: 60, note: '行走不便' });
  await stand.domain.timeBank.cards.issue(elder, residents.elder.id, '135790');
  const award = await stand.domain.points.awards.enter(admin, { ruleId: rule.id, residentId: residents.elder.id, note: '患病期间仍参加' });
  await stand.domain.points.awards.object(worker, award.id, '她那天住院了');
  const balances = await stand.balances();
  await stand.domain.residents.depart(admin, residents.elder.id, calendarDate('2026-03-02'), 'MOVED');
  await stand.domain.residents.erase(admin, residents.elder.id);

  const words = await database.owner<{ text: string }>(['service_listing', 'points_award', 'points_objection', 'notice', 'resident', 'account', 'record_change']
    .map(table => `select row_to_json(t)::text as text from ${table} t where district_id = ${districtId}`).join(' union all '));
  for (const { text } of words) expect(text).not.toMatch(/行走不便|患病|住院|王秀英/);
  const cards = await database.owner('select pin_hash, code_digest, tries from confirmation_card where resident_id = $1', [residents.elder.id]);
  expect(cards).toEqual([{ pin_hash: '', code_digest: '', tries: 5 }]);
  const open = await database.owner('select from service_listing where resident_id = $1 and status = \'OPEN\'', [residents.elder.id]);
  expect(open).toEqual([]);
  expect(await stand.balances()).toEqual(balances);
  expect(await stand.wrong()).toEqual([]);
});
