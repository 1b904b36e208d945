import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Domain } from '../domain.ts';
import { calendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { accountOf, hold, resolve, reverse, transfer } from './book.ts';
import { publishedHeads, verifyChain } from './chain.ts';

const DISTRICT = 101;
let database: TestDatabase;
let domain: Domain;
let owner: pg.Client;
const clock = new TestClock('2026-03-01T02:00:00Z');
const ids = { world: '', a: '', b: '', voided: '', moved: '' };

const unit = <T>(work: Parameters<typeof domain.unit.of<T>>[2]) => domain.unit.of<T>(system(DISTRICT), 'ledger.test', work);
const point = { kind: 'EARN', unit: 'POINT', client: 'test' } as const;
let keys = 0;
const move = (source: string, destination: string, amount: number, more: object = {}) =>
  unit(tx => transfer(tx, { ...point, key: String((keys += 1)), postings: [{ source, destination, amount }], ...more }));
const reserve = (amount: number, expiresAt: Date | null = null) =>
  unit(tx => hold(tx, { ...point, kind: 'REDEEM', key: String((keys += 1)), postings: [{ source: ids.a, destination: ids.b, amount }] }, expiresAt));

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  await buildDistrict(domain, DISTRICT);
  ids.world = await unit(tx => accountOf(tx, 'POINT', 'WORLD', null));
  ids.a = await unit(tx => accountOf(tx, 'POINT', 'RESIDENT', newId()));
  ids.b = await unit(tx => accountOf(tx, 'POINT', 'SHOP', newId()));
  await move(ids.world, ids.a, 100, { expiresOn: calendarDate('2026-06-01') });
  ids.moved = (await move(ids.a, ids.b, 30)).id;
  ids.voided = (await reserve(10)).id;
  await unit(tx => resolve(tx, ids.voided, 'VOIDED'));
  await unit(tx => reverse(tx, ids.moved));
  const posted = await reserve(20);
  await unit(tx => resolve(tx, posted.id, 'POSTED'));
  await domain.ledger.publish(DISTRICT);
  await reserve(5); // after the head was published
  await domain.ledger.chain(DISTRICT);
  await move(ids.a, ids.b, 1); // waits for the chain
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.close();
});

async function verified(): Promise<string[]> {
  return domain.connections.reading(DISTRICT, snapshot => domain.ledger.verify(snapshot));
}

test('an honest book and its chain have nothing wrong, however much is read at a time', async () => {
  expect(await verified()).toEqual([]);
  expect(await domain.connections.reading(DISTRICT, snapshot => verifyChain(snapshot, [], 2))).toEqual([]);
});

const BOOK = `select 'x' from ledger_transfer`;

/** What somebody with the database's own rights could do, each of which has to be found. */
const FAULTS: Record<string, string> = {
  'an amount is edited': 'update ledger_posting set amount = amount + 1 where transfer_id = $moved',
  'an amount is edited everywhere it stands': `update ledger_posting set amount = 29 where transfer_id = $moved;
    update ledger_entry set amount = sign(amount) * 29, balance_after = balance_before + sign(amount) * 29 where transfer_id = $moved`,
  'a time is edited': `update ledger_transfer set occurred_at = occurred_at - interval '1 second' where id = $moved`,
  'a subject is edited': `update ledger_transfer set subject_kind = 'Other' where id = $moved`,
  'an outcome is edited': `update ledger_resolution set outcome = 'EXPIRED' where transfer_id = $voided`,
  'a resolution is deleted': 'delete from ledger_resolution where transfer_id = $voided',
  'a balance is edited': 'update ledger_account set balance = balance + 1 where id = $b',
  'two balances are edited': 'update ledger_account set balance = balance + 1 where id = $b; update ledger_account set balance = balance - 1 where id = $a',
  'what is reserved is edited': 'update ledger_account set reserved = reserved - 1 where id = $a',
  'a version is edited': 'update ledger_account set version = version + 1 where id = $b',
  'a lot is filled up': 'update ledger_lot set remaining = amount where account_id = $a',
  'an entry is deleted': 'delete from ledger_entry where transfer_id = $moved and amount < 0',
  'a transfer is deleted with all that came of it': `delete from ledger_lot_use where transfer_id = $voided; delete from ledger_entry where transfer_id = $voided;
    delete from ledger_resolution where transfer_id = $voided; delete from ledger_posting where transfer_id = $voided; delete from ledger_transfer where id = $voided`,
  'a transfer is slipped in': `insert into ledger_transfer (district_id, id, unit, kind, client, key, pending, occurred_at, recorded_at)
    values (${DISTRICT}, gen_random_uuid(), 'POINT', 'EARN', 'x', 'x', false, now(), now())`,
  'a link is edited': `update ledger_link set hash = repeat('0', 64) where n = 2`,
  'two links change places': `update ledger_link set n = -1 where n = 2; update ledger_link set n = 2 where n = 3; update ledger_link set n = 3 where n = -1`,
  'a link is taken out': 'delete from ledger_link where n = 2',
  'the chain is cut off': `delete from ledger_link where n = (select max(n) from ledger_link);
    update ledger_chain set n = n - 1, hash = (select hash from ledger_link where n = (select max(n) from ledger_link))`,
  'the chain is cut off with what it says': `delete from ledger_link where n >= 5; delete from ledger_unchained`,
  'everything is truncated': 'truncate ledger_link; update ledger_chain set n = 0, hash = repeat(\'0\', 64)',
  'what waits for the chain is dropped': 'delete from ledger_unchained',
};

test.each(Object.entries(FAULTS))('found: %s', async (_, fault) => {
  const statements = fault.replaceAll(/\$(\w+)/g, (_all, name: keyof typeof ids) => `'${ids[name]}'`);
  const book = await owner.query(BOOK);
  expect(book.rowCount).toBeGreaterThan(5);
  await owner.query(`begin; set session_replication_role = replica; ${statements}`);
  try {
    let before: Promise<unknown> = Promise.resolve();
    const rows = { districtId: DISTRICT, rows: (read: { text: string }, ...values: unknown[]) => {
      const answer = before.then(async () => (await owner.query(read.text, [DISTRICT, ...values])).rows);
      before = answer;
      return answer;
    } };
    expect(await domain.ledger.verify(rows as never)).not.toEqual([]);
  } finally {
    await owner.query('rollback');
  }
});

test('a chain that was written anew from some point on does not fit the head that others kept', async () => {
  await domain.connections.reading(DISTRICT, async snapshot => {
    const [published] = await snapshot.rows(publishedHeads);
    const kept = [{ n: published!.n, hash: 'f'.repeat(64) }];
    expect(await verifyChain(snapshot, kept)).toEqual([`link ${published!.n} is not the head that was published`]);
  });
});

test('a head is published once a day, and stays', async () => {
  const heads = () => domain.connections.reading(DISTRICT, snapshot => snapshot.rows(publishedHeads));
  const [first] = await heads();
  expect(first).toMatchObject({ day: '2026-02-28' });
  await domain.ledger.publish(DISTRICT);
  expect(await heads()).toEqual([first]);
  clock.set(new Date('2026-03-02T02:00:00Z'));
  await domain.ledger.publish(DISTRICT);
  expect((await heads()).map(({ day }) => day)).toEqual(['2026-02-28', '2026-03-01']);
});

test('a reservation lapses when its time is over, and cannot be carried out after it', async () => {
  const held = await reserve(7, new Date(clock.now().getTime() + 60_000));
  clock.set(new Date(clock.now().getTime() + 61_000));
  expect(await refused(unit(tx => resolve(tx, held.id, 'POSTED')))).toBe('WRONG_STATE at transferId');
  expect(await domain.connections.reading(DISTRICT, snapshot => domain.ledger.lapse(snapshot))).toBe(1);
  expect(await refused(unit(tx => resolve(tx, held.id, 'VOIDED')))).toBe('WRONG_STATE at transferId');
  expect(await verified()).toEqual([]);
});

test('points go when their day has come, and only what is left of them', async () => {
  await move(ids.world, ids.a, 40);
  clock.set(new Date('2026-06-01T00:00:00+08:00'));
  const expire = () => domain.connections.reading(DISTRICT, snapshot => domain.ledger.expire(snapshot));
  expect(await expire()).toBe(2); // the shop's were as good as those it took
  expect(await expire()).toBe(0);
  const [a] = await database.owner<{ balance: string; reserved: string }>('select balance, reserved from ledger_account where id = $1', [ids.a]);
  expect(a).toEqual({ balance: '45', reserved: '5' });
  expect(await verified()).toEqual([]);
});
