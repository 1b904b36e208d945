import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, buildLedger, buildPoints, buildRegister } from '../testing/build.ts';
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
  const account = await buildPoints(domain, DISTRICT, 'RESIDENT', resident.id);
  await domain.unit.of(system(DISTRICT), 'ledger.test', async tx => {
    const postings = [{ source: account, destination: await accountOf(tx, 'POINT', 'WORLD', null), amount: 30 }];
    await transfer(tx, { kind: 'REDEEM', unit: 'POINT', client: 'test', key: 'spent', postings, placeId: district.grids[0] });
    await hold(tx, { kind: 'REDEEM', unit: 'POINT', client: 'test', key: 'held', postings }, null);
  });
  await domain.residents.depart(admin, resident.id, calendarDate('2026-01-05'), 'MOVED');
  const before = await figures();
  await domain.residents.erase(admin, resident.id);
  expect(await figures()).toEqual(before);

  const snapshot = domain.connections.snapshot(DISTRICT);
  expect(await domain.ledger.verify(snapshot).finally(() => snapshot.close())).toEqual([]);
  expect(await domain.engine.verify(DISTRICT)).toEqual([]);
  const texts = await database.owner<{ text: string }>('select row_to_json(r)::text as text from resident r where id = $1', [resident.id]);
  expect(texts[0]?.text).not.toContain('王秀英');
});
