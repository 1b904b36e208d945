import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decompose, type ChangedPart, type Share } from './decomposition.rule.ts';

const share = (events: number, n: number): Share => ({ events, n });
const rateOf = (shares: readonly Share[]) => shares.reduce((a, { events }) => a + events, 0) / shares.reduce((a, { n }) => a + n, 0);

test('with rates unchanged all is mix, with weights unchanged all is rate', () => {
  const mix = decompose([{ before: share(10, 100), after: share(20, 200) }, { before: share(90, 100), after: share(90, 100) }]);
  expect(mix).toMatchObject({ rate: 0, mix: expect.closeTo(110 / 300 - 0.5, 12) });
  const rate = decompose([{ before: share(10, 100), after: share(40, 200) }, { before: share(90, 100), after: share(180, 200) }]);
  expect(rate).toMatchObject({ rate: expect.closeTo(0.05, 12), mix: 0, parts: [{ rate: expect.closeTo(0.05, 12) }, { rate: 0 }] });
});

test('a low part that grows lowers the whole, and that is its own doing', () => {
  const found = decompose([{ before: share(10, 100), after: share(30, 300) }, { before: share(90, 100), after: share(90, 100) }]);
  expect(found?.parts[0]?.mix).toBeLessThan(0);
  expect(decompose([{ before: share(0, 0), after: share(1, 2) }])).toBeNull();
  expect(decompose([])).toBeNull();
});

test('a part that comes, or goes, is mix', () => {
  expect(decompose([{ before: share(5, 10), after: share(5, 10) }, { before: share(0, 0), after: share(10, 10) }]))
    .toMatchObject({ rate: 0, mix: expect.closeTo(0.25, 12), parts: [{ rate: 0 }, { rate: 0 }] });
});

const shares = fc.oneof(
  { weight: 8, arbitrary: fc.record({ events: fc.nat(1000), n: fc.integer({ min: 1, max: 2000 }) }) }, { weight: 1, arbitrary: fc.record({ events: fc.nat(3), n: fc.constant(0) }) });
const parts: fc.Arbitrary<ChangedPart[]> = fc.array(fc.record({ before: shares, after: shares }), { minLength: 1, maxLength: 12 });

test('rate and mix sum to the change, and to what every order of changing one after the other gives on average', () => {
  fc.assert(fc.property(parts, all => {
    const found = decompose(all);
    const [before, after] = [all.map(part => part.before), all.map(part => part.after)];
    if (!found) return before.every(({ n }) => n === 0) || after.every(({ n }) => n === 0);
    expect(found.rate + found.mix).toBeCloseTo(rateOf(after) - rateOf(before), 9);
    expect(found.parts.reduce((a, { rate, mix }) => a + rate + mix, 0)).toBeCloseTo(found.rate + found.mix, 9);
    if (all.some(({ before: b, after: a }) => b.n === 0 || a.n === 0)) return true;
    // By brute force: what the whole would be with the rates of one time and the weights of another.
    const at = (rates: readonly Share[], weights: readonly Share[]) => {
      const n = weights.reduce((sum, each) => sum + each.n, 0);
      return rates.reduce((sum, each, k) => sum + (each.events / each.n) * ((weights[k]?.n ?? 0) / n), 0);
    };
    expect(found.rate).toBeCloseTo((at(after, before) - at(before, before) + at(after, after) - at(before, after)) / 2, 9);
    expect(found.mix).toBeCloseTo((at(before, after) - at(before, before) + at(after, after) - at(after, before)) / 2, 9);
    return true;
  }), { numRuns: 300 });
});
