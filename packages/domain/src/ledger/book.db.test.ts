import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Domain } from '../domain.ts';
import { calendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import { LedgerStand } from '../testing/ledger-stand.ts';
import { refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { accountOf, hold, resolve, reverse, transfer, transfers } from './book.ts';
import type { LedgerTransfer } from './ledger-transfer.entity.ts';

let database: TestDatabase;
let domain: Domain;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ maxWriters: 24 });
});
afterAll(() => database.close());

const build = (residents = 3) => LedgerStand.build(database, domain, residents);

test('what one spends another gets, and the book adds up', async () => {
  const stand = await build();
  const [a, b] = stand.residents as [string, string];
  await stand.transfer(stand.world, a, 100);
  await stand.transfer(a, b, 30);
  expect(await stand.balances()).toMatchObject({ [stand.world]: [-100, 0], [a]: [70, 0], [b]: [30, 0] });
  expect(await stand.wrong()).toEqual([]);
});

test('too much, nothing, fractions, other units and unknown accounts are refused, and leave nothing', async () => {
  const stand = await build();
  const [a, b] = stand.residents as [string, string];
  await stand.transfer(stand.world, a, 100);
  const minutes = await stand.unit(tx => accountOf(tx, 'MINUTE', 'RESIDENT', newId()));
  const before = await stand.balances();
  expect(await refused(stand.transfer(a, b, 101))).toBe('INSUFFICIENT at amount');
  for (const amount of [0, -5, 1.5, 1e12]) expect(await refused(stand.transfer(a, b, amount))).toBe('INVALID at amount');
  expect(await refused(stand.transfer(a, minutes, 1))).toBe('INVALID at unit');
  expect(await refused(stand.transfer(a, a, 1))).toBe('INVALID at destination');
  expect(await refused(stand.transfer(a, newId(), 1))).toBe('NOT_FOUND at source');
  expect(await refused(stand.transfer(a, b, 1, { postings: [] }))).toBe('INVALID at postings');
  expect(await stand.balances()).toEqual(before);
});

test('asked again under the same key it is the same transfer; another one under it is refused', async () => {
  const stand = await build();
  const [a] = stand.residents as [string];
  const asked = stand.asked(stand.world, a, 10, { key: 'drop 1' });
  const [first, second] = [await stand.unit(tx => transfer(tx, asked)), await stand.unit(tx => transfer(tx, asked))];
  expect(second.id).toBe(first.id);
  expect(await refused(stand.transfer(stand.world, a, 11, { key: 'drop 1' }))).toBe('CONFLICT at key');
  for (const times of [1, 2, 3, 4, 5]) { // as by a client that gives up waiting and asks again
    const made = await Promise.all(Array.from({ length: times }, () => stand.unit(tx => transfer(tx, { ...asked, key: `drop of ${times}` }))));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  }
  expect((await stand.balances())[a]).toEqual([60, 0]);
});

test('what is reserved cannot be spent; posted it goes, voided it comes back into its lots', async () => {
  const stand = await build();
  const [a, b, shop] = stand.residents as [string, string, string];
  await stand.transfer(stand.world, a, 50, { expiresOn: calendarDate('2027-06-01') });
  await stand.transfer(stand.world, a, 50, { expiresOn: calendarDate('2027-01-01') });
  const held = await stand.hold(a, shop, 70);
  expect(await refused(stand.transfer(a, b, 31))).toBe('INSUFFICIENT at amount');
  expect(await stand.lots(a)).toEqual([['2027-06-01', 30]]);
  const other = await stand.hold(a, shop, 30);
  await stand.unit(tx => resolve(tx, other.id, 'VOIDED'));
  expect(await refused(stand.unit(tx => resolve(tx, other.id, 'POSTED')))).toBe('WRONG_STATE at transferId');
  await stand.unit(tx => resolve(tx, other.id, 'VOIDED')); // again: nothing
  await stand.unit(tx => resolve(tx, held.id, 'POSTED'));
  expect(await stand.balances()).toMatchObject({ [a]: [30, 0], [shop]: [70, 0] });
  expect([await stand.lots(a), await stand.lots(shop)]).toEqual([[['2027-06-01', 30]], [['2027-01-01', 50], ['2027-06-01', 20]]]);
  expect(await stand.wrong()).toEqual([]);
});

test('a reversal puts everything back, once; a reversal cannot be reversed, nor what was spent', async () => {
  const stand = await build();
  const [a, b] = stand.residents as [string, string];
  const earned = await stand.transfer(stand.world, a, 50, { expiresOn: calendarDate('2027-01-01') });
  await stand.transfer(stand.world, a, 50, { expiresOn: calendarDate('2027-06-01') });
  const spent = await stand.transfer(a, b, 80);
  expect(await refused(stand.unit(tx => reverse(tx, earned.id)))).toBe('INSUFFICIENT at amount');
  const back = await stand.unit(tx => reverse(tx, spent.id));
  expect(await stand.lots(a)).toEqual([['2027-01-01', 50], ['2027-06-01', 50]]);
  expect(await stand.lots(b)).toEqual([]);
  expect(await refused(stand.unit(tx => reverse(tx, spent.id)))).toBe('WRONG_STATE at transferId');
  expect(await refused(stand.unit(tx => reverse(tx, back.id)))).toBe('WRONG_STATE at transferId');
  await stand.unit(tx => reverse(tx, earned.id));
  expect(await stand.lots(a)).toEqual([['2027-06-01', 50]]);
  expect(await refused(stand.unit(tx => reverse(tx, newId())))).toBe('NOT_FOUND at transferId');
  const held = await stand.hold(a, b, 10);
  expect(await refused(stand.unit(tx => reverse(tx, held.id)))).toBe('WRONG_STATE at transferId');
  expect(await stand.wrong()).toEqual([]);
});

test('of several asked for together each is carried out or refused, as if they came one after the other', async () => {
  const stand = await build();
  const [a, b, c] = stand.residents as [string, string, string];
  const minutes = await stand.unit(tx => accountOf(tx, 'MINUTE', 'RESIDENT', newId()));
  const known = stand.asked(stand.world, a, 10, { key: 'known' });
  const before = await stand.unit(tx => transfer(tx, known));
  const earn = stand.asked(stand.world, a, 50, { expiresOn: calendarDate('2027-01-01') });
  const done = await stand.unit(tx => transfers(tx, [
    earn, stand.asked(a, b, 61), stand.asked(a, b, 60), stand.asked(b, c, 55), earn, { ...earn, postings: [{ source: stand.world, destination: a, amount: 51 }] }, known,
    { ...known, kind: 'GIFT' }, stand.asked(a, minutes, 1), stand.asked(a, newId(), 1), stand.asked(a, a, 1), stand.asked(c, a, 1, { postings: [] }),
  ]));
  const outcome = done.map(each => (each instanceof Refusal ? `${each.code} at ${each.field.join()}` : each.kind));
  expect(outcome).toEqual([
    'EARN', 'INSUFFICIENT at amount', 'EARN', 'EARN', 'EARN', 'CONFLICT at key', 'EARN', 'CONFLICT at key', 'INVALID at unit', 'NOT_FOUND at source',
    'INVALID at destination', 'INVALID at postings',
  ]);
  expect([done[4], (done[6] as LedgerTransfer).id]).toEqual([done[0], before.id]);
  expect(await stand.balances()).toMatchObject({ [stand.world]: [-60, 0], [a]: [0, 0], [b]: [5, 0], [c]: [55, 0] });
  expect(await stand.lots(c)).toEqual([['2027-01-01', 50], [null, 5]]); // made and taken from in the same statement
  expect(await stand.wrong()).toEqual([]);
});

test('one hold may go to several, and each gets what was held for it', async () => {
  const stand = await build();
  const [a, b, c] = stand.residents as [string, string, string];
  await stand.transfer(stand.world, a, 20, { expiresOn: calendarDate('2027-01-01') });
  await stand.transfer(stand.world, a, 20);
  const postings = [{ source: a, destination: b, amount: 15 }, { source: a, destination: c, amount: 10 }];
  const held = await stand.unit(tx => hold(tx, { ...stand.asked(a, b, 1), postings }, null));
  await stand.unit(tx => resolve(tx, held.id, 'POSTED'));
  expect([await stand.lots(b), await stand.lots(c)]).toEqual([[['2027-01-01', 15]], [['2027-01-01', 5], [null, 5]]]);
  expect(await stand.wrong()).toEqual([]);
});

test('the audit lists transfers and counts entries, whoever wrote the statement', async () => {
  const stand = await build();
  const { id } = await stand.transfer(stand.world, stand.residents[0]!, 5);
  const [entry] = await database.owner<{ written: object; bulk: object }>('select written, bulk from audit_entry where $1 = any(subject_ids)', [id]);
  expect(entry).toEqual({ written: [{ entity: 'LedgerTransfer', id, action: 'CREATED', fields: expect.arrayContaining(['kind', 'key']) }], bulk: { LedgerEntry: 2 } });
});

test('200 spend the same 100 at once: exactly one does, from an account that nobody had used before too', async () => {
  for (const opened of [true, false]) {
    const stand = await build(2);
    const [a] = stand.residents as [string];
    await stand.transfer(stand.world, a, 100);
    const owner = newId();
    const spend = () => stand.unit(async tx => {
      const to = opened ? stand.residents[1]! : await accountOf(tx, 'POINT', 'RESIDENT', owner);
      return transfer(tx, stand.asked(a, to, 100));
    }).then(() => 'spent', () => 'refused');
    const outcomes = await Promise.all(Array.from({ length: 200 }, spend));
    expect(outcomes.filter(outcome => outcome === 'spent')).toHaveLength(1);
    expect(await stand.wrong()).toEqual([]);
  }
});

test('posting, voiding and lapsing race for one reservation: one wins', async () => {
  const stand = await build(2);
  const [a, b] = stand.residents as [string, string];
  await stand.transfer(stand.world, a, 100_000);
  for (let round = 0; round < Number(process.env['LEDGER_RACES'] ?? 30); round++) {
    const held = await stand.hold(a, b, 10);
    const done = await Promise.all((['POSTED', 'VOIDED', 'EXPIRED'] as const).map(outcome =>
      stand.unit(tx => resolve(tx, held.id, outcome)).then(() => 1, () => 0)));
    expect(done.reduce((sum: number, won) => sum + won, 0)).toBe(1);
  }
  expect(await stand.wrong()).toEqual([]);
});

type Act = { readonly what: 'earn' | 'move' | 'hold' | 'post' | 'void' | 'reverse'; readonly a: number; readonly b: number; readonly amount: number };
const act: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom('earn', 'move', 'move', 'hold', 'post', 'void', 'reverse'), a: fc.nat(2), b: fc.nat(2), amount: fc.integer({ min: 1, max: 60 }),
});

test('the book is as a model of it says, after any sequence', async () => {
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30 }), async acts => {
    const stand = await build(3);
    const model = new Map(stand.residents.map(id => [id, 0]));
    const add = (id: string, amount: number) => void (model.has(id) && model.set(id, model.get(id)! + amount));
    const held: { id: string; from: string; to: string; amount: number; open: boolean }[] = [];
    const done: { id: string; from: string; to: string; amount: number; undone: boolean }[] = [];
    const free = (id: string) => model.get(id)! - held.filter(each => each.open && each.from === id).reduce((sum, each) => sum + each.amount, 0);
    for (const { what, a, b, amount } of acts) {
      const [from, to] = [stand.residents[a]!, stand.residents[b]!];
      const expected = async (allowed: boolean, work: () => Promise<unknown>) => {
        const happened = await work().then(() => true, () => false);
        expect([what, happened]).toEqual([what, allowed]);
        return happened;
      };
      if (what === 'earn') {
        const made = await stand.transfer(stand.world, to, amount, { expiresOn: amount % 3 ? null : calendarDate(`2027-0${1 + (amount % 9)}-01`) });
        add(to, amount);
        done.push({ id: made.id, from: stand.world, to, amount, undone: false });
      } else if (what === 'move') {
        await expected(a !== b && free(from) >= amount, async () => {
          const made = await stand.transfer(from, to, amount);
          add(from, -amount);
          add(to, amount);
          done.push({ id: made.id, from, to, amount, undone: false });
        });
      } else if (what === 'hold') {
        await expected(a !== b && free(from) >= amount, async () => void held.push({ id: (await stand.hold(from, to, amount)).id, from, to, amount, open: true }));
      } else if (what === 'reverse') {
        const one = done[amount % Math.max(1, done.length)];
        if (one) await expected(!one.undone && free(one.to) >= one.amount, async () => {
          await stand.unit(tx => reverse(tx, one.id));
          one.undone = true;
          add(one.to, -one.amount);
          add(one.from, one.amount);
        });
      } else {
        const one = held[amount % Math.max(1, held.length)];
        if (one?.open) await expected(true, async () => {
          await stand.unit(tx => resolve(tx, one.id, what === 'post' ? 'POSTED' : 'VOIDED'));
          one.open = false;
          if (what === 'post') {
            add(one.from, -one.amount);
            add(one.to, one.amount);
          }
        });
      }
    }
    const balances = await stand.balances();
    for (const [id, balance] of model) expect(balances[id]).toEqual([balance, balance - free(id)]);
    expect(await stand.wrong()).toEqual([]);
  }), { numRuns: Number(process.env['LEDGER_RUNS'] ?? 25) });
});

test.each(['in units of their own', 'waiting together'])('many at once on few accounts, %s: every snapshot adds up, nothing is made or lost, nobody is locked out', async how => {
  const stand = await build(11);
  const [hot, ...others] = stand.residents as [string, ...string[]];
  for (const account of stand.residents) await stand.transfer(stand.world, account, 500);
  const deadlocks = () => database.owner('select deadlocks from pg_stat_database where datname = current_database()');
  const before = await deadlocks();
  let running = true;
  const watching = (async () => {
    while (running) expect(await stand.wrong()).toEqual([]);
  })();
  let n = 0;
  const client = async (seed: number) => {
    for (let k = 0; k < Number(process.env['LEDGER_TRANSFERS'] ?? 20); k++) {
      const pick = (by: number) => ((seed + k) % 3 === by % 3 ? hot : others[(seed * 7 + k * by) % 10]!);
      const [from, to] = [pick(3), pick(5)];
      if (from === to) continue;
      const asked = stand.asked(from, to, 1 + (k % 90));
      await (how === 'waiting together' ? domain.ledger.transfer(system(stand.districtId), asked) : stand.unit(tx => transfer(tx, asked)))
        .then(() => (n += 1), error => expect(error).toMatchObject({ code: 'INSUFFICIENT' }));
    }
  };
  await Promise.all(Array.from({ length: Number(process.env['LEDGER_CLIENTS'] ?? 24) }, (_, seed) => client(seed)));
  running = false;
  await watching;
  expect(n).toBeGreaterThan(50);
  const balances = await stand.balances();
  expect(stand.residents.reduce((sum, id) => sum + balances[id]![0], 0)).toBe(5_500);
  expect(await deadlocks()).toEqual(before);
});
