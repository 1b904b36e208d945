import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

/** Between which two values something lies. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Standard normal deviate of a two-sided level: 1.96 of 0.95. */
export function deviate(level: number): number {
  return normalQuantile((1 + level) / 2, 0, 1);
}

/** Wilson's score interval of `events` among `n` (Wilson 1927; without continuity correction, Newcombe 1998 method 3). `n` above 0. */
export function wilson(events: number, n: number, level = 0.95): Interval {
  const z = deviate(level);
  const centre = events + z ** 2 / 2;
  const half = z * Math.sqrt((events * (n - events)) / n + z ** 2 / 4);
  return { low: Math.max(0, (centre - half) / (n + z ** 2)), high: Math.min(1, (centre + half) / (n + z ** 2)) };
}

/** The score interval of a rate: `events` while `exposure` went by (Rao's score for a Poisson count; Wilson's for rare events). `exposure` above 0. */
export function poissonScore(events: number, exposure: number, level = 0.95): Interval {
  const z = deviate(level);
  const centre = events + z ** 2 / 2;
  const half = z * Math.sqrt(events + z ** 2 / 4);
  return { low: Math.max(0, (centre - half) / exposure), high: (centre + half) / exposure };
}

/** The interval of a mean of `n` values by the normal distribution, from their variance. `n` above 0. */
export function meanInterval(mean: number, variance: number, n: number, level = 0.95): Interval {
  const half = deviate(level) * Math.sqrt(variance / n);
  return { low: mean - half, high: mean + half };
}

export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
