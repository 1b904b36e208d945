import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refusedNow } from '../testing/refused.ts';
import { shared, take, type Lot } from './lots.rule.ts';
import { available, checkedAmount, MOST, post, release, reserve, reversed, type Posting, type Standing, type Standings } from './posting.rule.ts';

const NAMES = ['world', 'a', 'b', 'c'] as const;

function standing(id: string, values: Partial<Standing> = {}): Standing {
  return { id, unit: 'POINT', world: id === 'world', balance: 0, reserved: 0, version: 0, closed: false, ...values };
}

const book = (...all: Standing[]): Standings => new Map(all.map(each => [each.id, each]));
const sum = (standings: Standings) => [...standings.values()].reduce((total, { balance }) => total + balance, 0);
const funded = book(standing('world', { balance: -300 }), standing('a', { balance: 100 }), standing('b', { balance: 100 }), standing('c', { balance: 100 }));

const posting: fc.Arbitrary<Posting> = fc.record({ source: fc.constantFrom(...NAMES), destination: fc.constantFrom(...NAMES), amount: fc.integer({ min: 1, max: 150 }) })
  .filter(({ source, destination }) => source !== destination);
const postings = fc.array(posting, { minLength: 1, maxLength: 8 });

/** What a rule answers, or undefined where it refuses. */
function unlessRefused<T>(rule: () => T): T | undefined {
  let answer: T | undefined;
  try {
    answer = rule();
  } catch {
    // refused
  }
  return answer;
}

test('value is neither made nor lost, and nobody but the outside falls below zero', () => {
  fc.assert(fc.property(postings, all => {
    const done = unlessRefused(() => post(funded, all));
    if (!done) return;
    expect(sum(done.standings)).toBe(0);
    for (const { world, balance } of done.standings.values()) expect(world || balance >= 0).toBe(true);
  }));
});

test('each account\'s entries follow each other: versions without gaps, each balance where the one before ended', () => {
  fc.assert(fc.property(postings, all => {
    const done = unlessRefused(() => post(funded, all));
    if (!done) return;
    for (const [id, after] of done.standings) {
      const own = done.entries.filter(entry => entry.accountId === id);
      let at = { version: 0, balance: funded.get(id)!.balance };
      for (const { version, before, after: now, amount } of own) {
        expect([version, before, now]).toEqual([at.version + 1, at.balance, at.balance + amount]);
        at = { version, balance: now };
      }
      expect([after.version, after.balance]).toEqual([at.version, at.balance]);
    }
  }));
});

test('what is reserved and then posted is the same as posted at once; reserved and released, as nothing', () => {
  fc.assert(fc.property(postings, all => {
    const held = unlessRefused(() => reserve(funded, all));
    if (!held) return;
    expect(release(held, all)).toEqual(funded);
    const settled = post(held, all, true);
    expect(sum(settled.standings)).toBe(0);
    for (const account of settled.standings.values()) expect([account.reserved, account.world || available(account) >= 0]).toEqual([0, true]);
  }));
});

test('a reversal leads back', () => {
  fc.assert(fc.property(postings, all => {
    const done = unlessRefused(() => post(funded, all));
    if (!done) return;
    const back = post(done.standings, reversed(all)).standings;
    for (const [id, { balance }] of back) expect(balance).toBe(funded.get(id)!.balance);
  }));
});

test('what is reserved cannot be spent', () => {
  const held = reserve(funded, [{ source: 'a', destination: 'world', amount: 60 }]);
  expect(refusedNow(() => post(held, [{ source: 'a', destination: 'b', amount: 41 }]))).toBe('INSUFFICIENT at amount');
  expect(refusedNow(() => reserve(held, [{ source: 'a', destination: 'b', amount: 41 }]))).toBe('INSUFFICIENT at amount');
  expect(post(held, [{ source: 'a', destination: 'b', amount: 40 }]).standings.get('a')).toMatchObject({ balance: 60, reserved: 60 });
});

test.each([0, -1, 0.5, NaN, Infinity, MOST + 1, 2 ** 53])('%d is no amount', amount => {
  expect(refusedNow(() => checkedAmount(amount))).toBe('INVALID at amount');
});

test('accounts must differ, be there, be open and count the same', () => {
  const others = book(...funded.values(), standing('m', { unit: 'MINUTE', balance: 10 }), standing('z', { balance: 10, closed: true }));
  const one = (source: string, destination: string) => refusedNow(() => post(others, [{ source, destination, amount: 1 }]));
  expect(one('a', 'a')).toBe('INVALID at destination');
  expect(one('a', 'm')).toBe('INVALID at destination');
  expect(one('a', 'z')).toBe('WRONG_STATE at destination');
  expect(one('z', 'a')).toBe('WRONG_STATE at source');
  expect(one('a', 'nobody')).toBe('NOT_FOUND at source');
});

const lots: fc.Arbitrary<Lot[]> = fc.array(fc.record({
  remaining: fc.integer({ min: 0, max: 50 }), expiresOn: fc.constantFrom(null, '2026-01-01', '2026-06-01', '2027-01-01') as fc.Arbitrary<Lot['expiresOn']>,
}), { maxLength: 8 }).map(all => all.map((lot, n) => ({ ...lot, id: String(n), made: n })));

test('lots are used up in the order in which they expire, and exactly', () => {
  fc.assert(fc.property(lots, fc.nat(200), (all, amount) => {
    const total = all.reduce((rest, { remaining }) => rest + remaining, 0);
    if (amount > total) return  expect(() => take(all, amount)).toThrow(/hold/);
    const uses = take(all, amount);
    expect(uses.reduce((rest, use) => rest + use.amount, 0)).toBe(amount);
    const used = new Map(uses.map(use => [use.lotId, use.amount]));
    const touched = uses.at(-1);
    for (const lot of all) {
      expect(used.get(lot.id) ?? 0).toBeLessThanOrEqual(lot.remaining);
      const sooner = touched && lot.id !== touched.lotId && (lot.expiresOn ?? '9') < (touched.expiresOn ?? '9');
      if (sooner) expect(used.get(lot.id) ?? 0).toBe(lot.remaining);
    }
  }));
});

test('what must come out of certain lots comes out of them first', () => {
  const all: Lot[] = [{ id: 'old', expiresOn: '2026-01-01' as never, made: 0, remaining: 10 }, { id: 'this', expiresOn: null, made: 1, remaining: 10 }];
  expect(take(all, 15, new Set(['this'])).map(({ lotId, amount }) => [lotId, amount])).toEqual([['this', 10], ['old', 5]]);
});

test('what was taken together is parted exactly, in order', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }), fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 6 }), (held, amounts) => {
    const uses = held.map((amount, n) => ({ lotId: String(n), amount, expiresOn: null }));
    const total = (all: readonly { amount: number }[]) => all.reduce((whole, { amount }) => whole + amount, 0);
    const parts = shared(uses, amounts);
    let left = total(uses);
    for (const [n, part] of parts.entries()) {
      expect(total(part)).toBe(Math.min(left, amounts[n]!));
      left -= total(part);
    }
    for (const use of uses) expect(total(parts.flat().filter(({ lotId }) => lotId === use.lotId))).toBeLessThanOrEqual(use.amount);
    expect(parts.flat().map(({ lotId }) => Number(lotId))).toEqual(parts.flat().map(({ lotId }) => Number(lotId)).toSorted((a, b) => a - b));
  }));
});
