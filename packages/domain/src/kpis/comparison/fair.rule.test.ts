import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BINOMIAL, meanOf, POISSON } from './family.rule.ts';
import { compareFairly } from './fair.rule.ts';
import { dispersionOf, funnelOf } from './funnel.rule.ts';
import { deviate, poissonScore, wilson } from './intervals.rule.ts';
import { peersOf } from './peers.rule.ts';
import { rankIntervals } from './ranks.rule.ts';
import { shrunk } from './shrunk.rule.ts';

const to4 = (value: number) => Math.round(value * 10_000) / 10_000;

// Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('Wilson\'s interval of %d of %d is the published one', (events, n, low, high) => {
  const interval = wilson(events, n);
  expect([to4(interval.low), to4(interval.high)]).toEqual([low, high]);
});

test('22 of 22 and 6 of 7 cannot be told apart', () => {
  expect([to4(wilson(22, 22).low), to4(wilson(22, 22).high)]).toEqual([0.8513, 1]);
  expect([to4(wilson(6, 7).low), to4(wilson(6, 7).high)]).toEqual([0.4869, 0.9743]);
  const { standings } = compareFairly({ family: BINOMIAL, better: 'HIGHER', minimumN: 5 }, [{ events: 22, n: 22 }, { events: 6, n: 7 }, { events: 90, n: 100 }]);
  expect(standings.map(standing => [standing?.verdict, standing?.ranks])).toEqual(Array.from({ length: 3 }, () => ['AS_EXPECTED', { from: 1, to: 3 }]));
});

test('the two usual levels have their usual deviates', () => {
  expect([deviate(0.95), deviate(0.998)].map(to4)).toEqual([1.96, 3.0902]);
});

test.each([[0, 10], [3, 100], [250, 1_000]])('the score interval of %d in %d solves (count - mean)² = z² mean', (events, exposure) => {
  const { low, high } = poissonScore(events, exposure);
  for (const mean of [low * exposure, high * exposure].filter(each => each > 0)) expect((events - mean) ** 2).toBeCloseTo(deviate(0.95) ** 2 * mean, 6);
});

/** Probability that a binomial count is at most `count`, added up term by term. */
function atMost(count: number, n: number, p: number): number {
  let [term, sum] = [(1 - p) ** n, 0];
  for (let k = 0; k <= count; k++) {
    sum += term;
    term *= ((n - k) / (k + 1)) * (p / (1 - p));
  }
  return sum;
}

test('outside the exact limits lies no more than chance allows, and one count further in it would', () => fc.assert(fc.property(
  fc.integer({ min: 1, max: 200 }), fc.double({ min: 0.05, max: 0.95, noNaN: true }), fc.constantFrom(0.95, 0.998), (n, rate, level) => {
    const tail = (1 - level) / 2;
    const { low, high } = BINOMIAL.limits(rate, n, level);
    const [first, last] = [Math.ceil(low * n - 1e-9), Math.floor(high * n + 1e-9)]; // the counts inside
    if (n * rate * (1 - rate) < 100) {
      expect(atMost(first - 1, n, rate)).toBeLessThanOrEqual(tail + 1e-9);
      expect(1 - atMost(last, n, rate)).toBeLessThanOrEqual(tail + 1e-9);
      expect(atMost(first, n, rate)).toBeGreaterThanOrEqual(tail - 1e-9);
    }
    expect(low).toBeLessThanOrEqual(rate);
    expect(high).toBeGreaterThanOrEqual(rate);
  })));

test('where the exact limits give way to the normal ones they hardly differ', () => {
  for (const [family, n] of [[BINOMIAL, 476], [POISSON, 333]] as const) {
    const [exact, normal] = [family.limits(0.3, n - (family === BINOMIAL ? 1 : 2), 0.998), family.limits(0.3, n + 1, 0.998)];
    expect(Math.abs(exact.low - normal.low)).toBeLessThan(0.006);
    expect(Math.abs(exact.high - normal.high)).toBeLessThan(0.006);
  }
});

test('a spread that chance explains widens nothing, a larger one by its root', () => {
  expect(dispersionOf([-1, 1, -1, 1, -1, 1, -1, 1])).toBe(1);
  expect(dispersionOf([-3, 3, -3, 3, -3, 3, -3, 3])).toBe(9);
  expect(dispersionOf([-1, 1, -1, 1, -1, 1, -1, 1, -1, 60])).toBe(1); // one outlier is drawn in: it shall stand out, not hide behind itself
  const even = [{ events: 20, n: 100 }, { events: 80, n: 100 }, { events: 35, n: 100 }, { events: 65, n: 100 }];
  const funnel = funnelOf(BINOMIAL, even);
  const narrow = BINOMIAL.limits(0.5, 100, 0.95);
  expect(funnel!.rate).toBe(0.5);
  expect((funnel!.limits(100, 0.95).high - 0.5) / (narrow.high - 0.5)).toBeCloseTo(Math.sqrt(funnel!.dispersion), 9);
});

test('one of twenty that is far off is found, and said to be better or worse as the indicator has it', () => {
  const places = [...Array.from({ length: 19 }, (_, at) => ({ events: 78 + (at % 5), n: 100 })), { events: 50, n: 100 }];
  const verdicts = (better: 'HIGHER' | 'LOWER' | 'NEITHER') => compareFairly({ family: BINOMIAL, better, minimumN: 10 }, places).standings.map(standing => standing?.verdict);
  expect(verdicts('HIGHER')).toEqual([...Array.from({ length: 19 }, () => 'AS_EXPECTED'), 'WORSE']);
  expect(verdicts('LOWER').at(-1)).toBe('BETTER');
  expect(verdicts('NEITHER').at(-1)).toBe('UNUSUAL');
});

test('too few are never judged, nothing shown stands nowhere, and alone nobody is compared', () => {
  const { standings } = compareFairly({ family: BINOMIAL, better: 'HIGHER', minimumN: 10 }, [{ events: 0, n: 9 }, { events: 0, n: 0 }, { events: 990, n: 1_000 }]);
  expect(standings.map(standing => standing && [standing.verdict, standing.ranks])).toEqual([['TOO_FEW', null], null, ['AS_EXPECTED', { from: 1, to: 1 }]]);
  const alone = compareFairly({ family: POISSON, better: 'LOWER', minimumN: 1 }, [{ events: 3, n: 10 }]);
  expect(alone).toMatchObject({ rate: null, dispersion: null, standings: [{ expected: null, verdict: 'AS_EXPECTED', shrunk: 0.3 }] });
});

test('a value that everybody shares is nobody\'s merit', () => {
  for (const events of [0, 50]) {
    const { standings } = compareFairly({ family: BINOMIAL, better: 'HIGHER', minimumN: 10 }, [{ events, n: 50 }, { events, n: 50 }, { events, n: 50 }]);
    expect(standings.map(standing => [standing?.verdict, standing?.shrunk])).toEqual(Array.from({ length: 3 }, () => ['AS_EXPECTED', events / 50]));
  }
});

test('drawing in orders places of one size as they were, keeps all between value and rate, and draws small ones more', () => fc.assert(fc.property(
  fc.array(fc.record({ n: fc.integer({ min: 1, max: 2_000 }), share: fc.double({ min: 0.01, max: 0.99, noNaN: true }) }), { minLength: 2, maxLength: 40 }), rows => {
    const places = rows.map(({ n, share }) => ({ n, events: Math.round(n * share) }));
    const rate = funnelOf(BINOMIAL, places)!.rate;
    const drawn = shrunk(BINOMIAL, rate, places);
    places.forEach(({ events, n }, at) => {
      const [least, most] = [rate, events / n].toSorted((a, b) => a - b);
      expect(drawn[at]).toBeGreaterThanOrEqual(least! - 1e-12);
      expect(drawn[at]).toBeLessThanOrEqual(most! + 1e-12);
    });
    const kept = places.map(({ events, n }, at) => (drawn[at]! - rate) / (events / n - rate));
    places.forEach((place, at) => places.forEach((other, beside) => {
      if (place.n <= other.n && Number.isFinite(kept[at]) && Number.isFinite(kept[beside])) expect(kept[at]).toBeLessThanOrEqual(kept[beside]! + 1e-6);
    }));
  })));

test('Efron and Morris\' batters: drawn in, the best of .400 falls to near the mean of .265', () => {
  // Efron and Morris 1975, table 1: hits of the first 45 at bats of 18 players in 1970
  const hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7];
  const places = hits.map(events => ({ events, n: 45 }));
  const drawn = shrunk(BINOMIAL, 215 / 810, places);
  expect(Math.abs(drawn[0]! - 0.29)).toBeLessThan(0.02); // theirs: .290
  expect(Math.abs(drawn.at(-1)! - 0.242)).toBeLessThan(0.02); // theirs: .242
});

test('ranks hold together: the true rank is within for a share of all draws that is not below 95 %', () => {
  const truth = [0.5, 0.55, 0.6, 0.7, 0.75, 0.9];
  const random = (seed => () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647)(7);
  const draw = (p: number, n: number) => Array.from({ length: n }, random).filter(value => value < p).length;
  let held = 0;
  for (let round = 0; round < 300; round++) {
    const ranks = rankIntervals(BINOMIAL, truth.map(p => ({ events: draw(p, 200), n: 200 })), true);
    if (ranks.every(({ from, to }, at) => from <= truth.length - at && to >= truth.length - at)) held++;
  }
  expect(held / 300).toBeGreaterThanOrEqual(0.95);
});

test('peers are those alike in size and people, and never the place itself', () => {
  const at = (placeId: string, population: number, seniors: number, floating: number) => ({ placeId, population, seniors, floating });
  const places = [
    at('a', 2_000, 0.25, 0.15), at('b', 2_100, 0.24, 0.16), at('c', 1_900, 0.26, 0.14), at('d', 9_000, 0.25, 0.15),
    at('e', 2_000, 0.05, 0.70), at('f', 2_050, 0.25, 0.15), at('g', 2_000, 0.22, 0.2), at('h', 300, 0.6, 0.01),
  ];
  const peers = peersOf('a', places);
  expect(peers).toHaveLength(5);
  expect(peers.slice(0, 3).toSorted()).toEqual(['b', 'c', 'f']);
  expect(peers).not.toContain('a');
  expect(peersOf('nowhere', places)).toEqual([]);
});

const ofValues = (...values: number[]) => ({ events: values.reduce((a, b) => a + b, 0), n: values.length, squares: values.reduce((a, b) => a + b ** 2, 0) });

test('a mean is known as well as its place\'s own values agree, and expected as all places vary within themselves', () => {
  const places = [ofValues(2, 4, 6), ofValues(10, 10, 10, 30), ofValues(7)];
  const family = meanOf(places);
  // By hand: mean 4, variance 4, so 4 ± 1.96 √(4/3); mean 15, variance 100.
  expect(Object.values(family.interval(places[0]!)).map(to4)).toEqual([1.7368, 6.2632]);
  expect(Object.values(family.interval(places[1]!)).map(to4)).toEqual([5.2002, 24.7998]);
  // Pooled: (8 + 300) / (2 + 3) = 61.6, also of a single value.
  expect(to4(family.variance(0, 4))).toBe(15.4);
  expect(Object.values(family.interval(places[2]!)).map(to4)).toEqual([-8.3829, 22.3829]);
  expect(Object.values(family.limits(8, 4, 0.95)).map(to4)).toEqual([0.3085, 15.6915]);
});

test('places of equal means are as expected, one far from the others is not, whichever way is better', () => {
  const usual = Array.from({ length: 9 }, (_, n) => ofValues(...Array.from({ length: 30 }, (__, k) => 20 + ((7 * k + n) % 11))));
  const slow = ofValues(...Array.from({ length: 30 }, (_, k) => 30 + (k % 11)));
  const verdicts = (better: 'LOWER' | 'HIGHER') => {
    const places = [...usual, slow];
    return compareFairly({ family: meanOf(places), better, minimumN: 10 }, places).standings.map(standing => standing?.verdict);
  };
  expect(verdicts('LOWER')).toEqual([...usual.map(() => 'AS_EXPECTED'), 'WORSE']);
  expect(verdicts('HIGHER').at(-1)).toBe('BETTER');
});
