import type { Family, Shown } from './family.rule.ts';
import { total, type Interval } from './intervals.rule.ts';

/** The share of places at either end that are drawn in before the spread is measured. */
const WINSORISED = 0.1;

/** A group of places around the rate that they share. */
export interface Funnel {
  /** All events ÷ all n. */
  readonly rate: number;
  /** How much wider than by chance the places spread; 1 where chance explains it. */
  readonly dispersion: number;
  /** Between which values a place of size `n` is expected. */
  limits(n: number, level: number): Interval;
}

/**
 * The funnel of a group: everybody's rate, and how far from it a place of each size may lie before it means something
 * (Spiegelhalter 2005, Funnel plots for comparing institutional performance). Where the places as a whole differ by
 * more than chance, the limits widen with them: then a place stands out among its like, and not merely from an average.
 * @param places those with `n` above 0
 * @returns null for fewer than two places
 */
export function funnelOf(family: Family, places: readonly Shown[]): Funnel | null {
  if (places.length < 2) return null;
  const rate = total(places.map(({ events }) => events)) / total(places.map(({ n }) => n));
  const dispersion = dispersionOf(places.map(({ events, n }) => (events / n - rate) / Math.sqrt(family.variance(rate, n))));
  const widen = Math.sqrt(dispersion);
  return {
    rate,
    dispersion,
    limits: (n, level) => {
      const { low, high } = family.limits(rate, n, level);
      if (dispersion === 1) return { low, high }; // not by way of the rate: a count on the limit is within it, to the last bit
      return { low: rate - (rate - low) * widen, high: rate + (high - rate) * widen };
    },
  };
}

/** The mean square of winsorised deviates, if it is more than chance would make it: 1 + 2 √(2 / places) (Spiegelhalter 2005, section 4). */
export function dispersionOf(deviates: readonly number[]): number {
  const sorted = deviates.filter(Number.isFinite).toSorted((a, b) => a - b);
  const drawn = Math.floor(sorted.length * WINSORISED);
  const [least, most] = [sorted[drawn] ?? 0, sorted[sorted.length - 1 - drawn] ?? 0];
  const found = total(sorted.map(z => Math.min(most, Math.max(least, z)) ** 2)) / sorted.length;
  return found > 1 + 2 * Math.sqrt(2 / sorted.length) ? found : 1;
}
