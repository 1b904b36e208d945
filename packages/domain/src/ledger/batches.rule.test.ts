import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { batchesOf, MOST } from './batches.rule.ts';

interface Waiting { readonly n: number; readonly wants: readonly string[] }
const waiting: fc.Arbitrary<Waiting[]> = fc.array(fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 4 }), { maxLength: 250 })
  .map(all => all.map((wants, n) => ({ n, wants: wants.map(String) })));

test('batches want nothing of each other or of what runs, keep the order in which things are wanted, and are not too large', () => {
  fc.assert(fc.property(waiting, fc.uniqueArray(fc.nat(60).map(String), { maxLength: 5 }), fc.integer({ min: 0, max: 4 }), (all, running, most) => {
    const taken = new Set(running);
    const batches = batchesOf(all, taken, most);
    expect(batches.length).toBeLessThanOrEqual(most);
    const seen = new Set(running);
    for (const batch of batches) {
      expect(batch.length).toBeGreaterThan(0);
      expect(batch.length).toBeLessThanOrEqual(MOST);
      const wants = new Set(batch.flatMap(each => each.wants));
      for (const want of wants) expect(seen.has(want)).toBe(false);
      for (const want of wants) seen.add(want);
      for (const want of wants) {
        const order = batch.filter(each => each.wants.includes(want)).map(({ n }) => n);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }
    }
    const gone = new Set(batches.flat().map(({ n }) => n));
    for (const one of all) { // nobody overtakes
      if (gone.has(one.n)) for (const before of all.slice(0, one.n)) expect(gone.has(before.n) || !before.wants.some(want => one.wants.includes(want))).toBe(true);
    }
    if (taken.size === 0 && most > 0 && all.length > 0) expect(batches.length).toBeGreaterThan(0);
  }));
});

test('what all want goes together; what nobody else wants is spread, when it is worth it', () => {
  const each = (n: number, wants: (k: number) => string[]) => Array.from({ length: n }, (_, k) => ({ n: k, wants: wants(k) }));
  expect(batchesOf(each(150, k => ['hot', String(k)]), new Set(), 4).map(batch => batch.length)).toEqual([100]);
  expect(batchesOf(each(80, k => [String(k)]), new Set(), 4).map(batch => batch.length)).toEqual([20, 20, 20, 20]);
  expect(batchesOf(each(8, k => [String(k)]), new Set(), 4).map(batch => batch.length)).toEqual([8]);
  expect(batchesOf(each(8, k => [String(k)]), new Set(['x']), 3)).toEqual([]);
});
