import binomialQuantile from '@stdlib/stats-base-dists-binomial-quantile';
import poissonQuantile from '@stdlib/stats-base-dists-poisson-quantile';
import { deviate, meanInterval, poissonScore, total, wilson, type Interval } from './intervals.rule.ts';

/** What one place has shown: `events` among `n` people or things, or while `n` of something went by. */
export interface Shown {
  readonly events: number;
  readonly n: number;
  /** Where values are averaged, the sum of their squares, beside `events`, their sum. */
  readonly squares?: number | null;
}

/** How a figure varies by chance alone, around a rate that all share. */
export interface Family {
  interval(shown: Shown, level?: number): Interval;
  /** Variance of one value of size `n` around the shared rate. */
  variance(rate: number, n: number): number;
  /** Between which values a place of size `n` stays by chance with this probability. */
  limits(rate: number, n: number, level: number): Interval;
}

/** From this variance of the count on, the normal distribution is as good as the exact one. */
const MANY = 100;

/**
 * The least and the greatest count that are not rarer than the level allows, as shares of `n`. They are not evened out
 * between counts, as they are where funnels are drawn by hand: that calls a count unusual which is not.
 */
function exactLimits(quantile: (p: number) => number, n: number, level: number): Interval {
  return { low: quantile((1 - level) / 2) / n, high: quantile((1 + level) / 2) / n };
}

function normalLimits(rate: number, variance: number, level: number): Interval {
  const half = deviate(level) * Math.sqrt(variance);
  return { low: rate - half, high: rate + half };
}

/** So many of `n`: rates of which the counted are a part of those who could have been. */
export const BINOMIAL: Family = {
  interval: ({ events, n }, level) => wilson(events, n, level),
  variance: (rate, n) => (rate * (1 - rate)) / n,
  limits: (rate, n, level) => {
    const variance = n * rate * (1 - rate);
    if (variance === 0) return { low: rate, high: rate };
    if (variance >= MANY) return normalLimits(rate, variance / n ** 2, level);
    return exactLimits(p => binomialQuantile(p, n, rate), n, level);
  },
};

/** So many while `n` went by: complaints of residents, of whom one may complain twice. */
export const POISSON: Family = {
  interval: ({ events, n }, level) => poissonScore(events, n, level),
  variance: (rate, n) => rate / n,
  limits: (rate, n, level) => {
    const mean = rate * n;
    if (mean === 0) return { low: 0, high: 0 };
    if (mean >= MANY) return normalLimits(rate, rate / n, level);
    return exactLimits(p => poissonQuantile(p, mean), n, level);
  },
};

/**
 * Means of n values, by the normal distribution: of skewed values, as durations are, it holds as well as n is large, which is
 * what minimums are for. Around the shared mean all places vary as they do together, each within itself (pooled variance); a
 * place's own interval goes by its own variance.
 */
export function meanOf(places: readonly Shown[]): Family {
  const spread = total(places.map(squaresAround)) / Math.max(1, total(places.map(({ n }) => Math.max(0, n - 1))));
  return {
    interval: (shown, level) => meanInterval(shown.events / shown.n, shown.n > 1 ? squaresAround(shown) / (shown.n - 1) : spread, shown.n, level),
    variance: (_, n) => spread / n,
    limits: (rate, n, level) => normalLimits(rate, spread / n, level),
  };
}

/** Sum of the squared distances of a place's values from their mean. */
function squaresAround({ events, n, squares }: Shown): number {
  return n > 0 ? Math.max(0, (squares ?? 0) - events ** 2 / n) : 0;
}
