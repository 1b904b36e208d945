import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Domain } from '../domain.ts';
import { calendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import { LedgerStand } from '../testing/ledger-stand.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { AskedTransfer } from './book.ts';

let database: TestDatabase;
let domain: Domain;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ maxWriters: 8 });
});
afterAll(() => database.close());

const build = (residents = 3) => LedgerStand.build(database, domain, residents);

/** What becomes of transfers asked for at the same time: their kinds, refusals, or the errors of the database. */
function outcomes(stand: LedgerStand, asked: readonly AskedTransfer[], performer = system(stand.districtId)): Promise<string[]> {
  return Promise.all(asked.map(each => domain.ledger.transfer(performer, each).then(made => made.kind, (error: Error & { code?: string }) => (
    error instanceof Refusal ? `${error.code} at ${error.field.join()}` : String(error.code)))));
}

test('what is asked for together is posted in one unit, each carried out or refused on its own', async () => {
  const stand = await build();
  const [a, b, c] = stand.residents as [string, string, string];
  const earn = stand.asked(stand.world, a, 50);
  expect(await outcomes(stand, [
    earn, stand.asked(a, b, 51), stand.asked(a, b, 30), stand.asked(b, c, 30), earn, { ...earn, kind: 'GIFT' }, stand.asked(a, c, 0), stand.asked(a, c, 20),
  ])).toEqual(['EARN', 'INSUFFICIENT at amount', 'EARN', 'EARN', 'EARN', 'CONFLICT at key', 'INVALID at amount', 'EARN']);
  expect(await stand.balances()).toMatchObject({ [stand.world]: [-50, 0], [a]: [0, 0], [b]: [0, 0], [c]: [50, 0] });
  const units = await database.owner<{ n: number }>('select count(distinct xmin::text)::int as n from ledger_transfer where district_id = $1', [stand.districtId]);
  expect(units).toEqual([{ n: 1 }]);
  expect(await outcomes(stand, [earn])).toEqual(['EARN']); // heard again later
  expect(await stand.wrong()).toEqual([]);
});

test('what the database will not have fails alone', async () => {
  const stand = await build();
  const [a, b] = stand.residents as [string, string];
  const asked = [stand.asked(stand.world, a, 10), stand.asked(stand.world, a, 10, { placeId: newId() }), stand.asked(a, b, 20), stand.asked(a, b, 10), stand.asked('no id', b, 1)];
  expect(await outcomes(stand, asked)).toEqual(['EARN', '23503', 'INSUFFICIENT at amount', 'EARN', '22P02']);
  expect(await stand.balances()).toMatchObject({ [a]: [0, 0], [b]: [10, 0] });
  expect(await stand.wrong()).toEqual([]);
});

test('it is the doing of whoever asked, in the book and in the audit', async () => {
  const stand = await build();
  const people = [1, 2, 3].map(n => ({ ...system(stand.districtId), accountId: newId(), requestId: `request ${n}`, address: '203.0.113.9' }));
  const made = await Promise.all(people.map(person => domain.ledger.transfer(person, stand.asked(stand.world, stand.residents[0]!, 5))));
  for (const [n, { id, performerId }] of made.entries()) {
    expect(performerId).toBe(people[n]!.accountId);
    const entries = await database.owner('select command, account_id, request_id, address, bulk from audit_entry where $1 = any(subject_ids)', [id]);
    const { accountId, requestId, address } = people[n]!;
    expect(entries).toEqual([{ command: 'ledger.transfer', account_id: accountId, request_id: requestId, address, bulk: { LedgerEntry: 2 } }]);
  }
});

test('it is not for inside a unit, which its own would wait for, nor for the key of a command', async () => {
  const stand = await build();
  const asked = stand.asked(stand.world, stand.residents[0]!, 5);
  await expect(stand.unit(() => domain.ledger.transfer(system(stand.districtId), asked))).rejects.toThrow(/inside a unit of work/);
  const keyed = { ...system(stand.districtId), idempotency: { key: 'k', fingerprint: 'f' } };
  await expect(domain.ledger.transfer(keyed, asked)).rejects.toThrow(/own name/);
  expect((await stand.balances())[stand.world]).toEqual([0, 0]);
});

test('200 spend the same 100 at once, and each asks twice: exactly one does', async () => {
  const stand = await build(2);
  const [a, b] = stand.residents as [string, string];
  await stand.transfer(stand.world, a, 100);
  const spends = Array.from({ length: 200 }, () => stand.asked(a, b, 100));
  const done = await outcomes(stand, [...spends, ...spends]);
  expect(done.filter(outcome => outcome === 'EARN')).toHaveLength(2); // the same one, twice
  expect(done[0]).toBe('EARN'); // who asks first is served first
  expect(await stand.balances()).toMatchObject({ [a]: [0, 0], [b]: [100, 0] });
  expect(await stand.wrong()).toEqual([]);
});

interface Act { readonly a: number; readonly b: number; readonly amount: number; readonly key: number; readonly together: boolean }
const act: fc.Arbitrary<Act> = fc.record({ a: fc.nat(3), b: fc.nat(3), amount: fc.integer({ min: 1, max: 60 }), key: fc.nat(40), together: fc.boolean() });

test('whatever is asked together or one after the other, in units or not: the book is as a model of it says', async () => {
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async acts => {
    const stand = await build(3);
    const names = [stand.world, ...stand.residents];
    const balances = new Map(names.map(name => [name, 0]));
    const known = new Map<string, string>();
    const said: Promise<string>[] = [];
    const expected: string[] = [];
    for (const { a, b, amount, key, together } of acts) {
      const [source, destination] = [names[a]!, names[b]!];
      const asked = stand.asked(source, destination, amount, { key: `key ${key}`, expiresOn: amount % 3 ? null : calendarDate('2027-01-01') });
      const body = JSON.stringify(asked.postings);
      if (known.has(asked.key)) expected.push(known.get(asked.key) === body ? 'EARN' : 'CONFLICT at key');
      else if (a === b) expected.push('INVALID at destination');
      else if (a !== 0 && balances.get(source)! < amount) expected.push('INSUFFICIENT at amount');
      else {
        expected.push('EARN');
        known.set(asked.key, body);
        balances.set(source, balances.get(source)! - amount);
        balances.set(destination, balances.get(destination)! + amount);
      }
      said.push(outcomes(stand, [asked]).then(([outcome]) => outcome!));
      if (!together) await Promise.all(said);
    }
    expect(await Promise.all(said)).toEqual(expected);
    expect(await stand.balances()).toEqual(Object.fromEntries([...balances].map(([id, balance]) => [id, [balance, 0]])));
    expect(await stand.wrong()).toEqual([]);
  }), { numRuns: Number(process.env['LEDGER_RUNS'] ?? 25) });
});
