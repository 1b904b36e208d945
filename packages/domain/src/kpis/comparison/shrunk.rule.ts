import type { Family, Shown } from './family.rule.ts';
import { total } from './intervals.rule.ts';

/**
 * Values drawn towards the rate that the group shares, the more the less a place's own figure says (empirical Bayes;
 * the spread between places by the moments of DerSimonian and Laird 1986).
 * @param places those with `n` above 0
 * @returns one value a place, in their order
 */
export function shrunk(family: Family, rate: number, places: readonly Shown[]): number[] {
  const between = spreadBetween(family, rate, places);
  return places.map(({ events, n }) => {
    const within = family.variance(rate, n);
    return between === 0 ? rate : rate + (between / (between + within)) * (events / n - rate);
  });
}

/** The variance between places beyond chance; 0 where chance explains all of it. */
function spreadBetween(family: Family, rate: number, places: readonly Shown[]): number {
  const weights = places.map(({ n }) => 1 / family.variance(rate, n));
  const [sum, squares] = [total(weights), total(weights.map(weight => weight ** 2))];
  const heterogeneity = total(places.map(({ events, n }, at) => (weights[at] ?? 0) * (events / n - rate) ** 2));
  const spread = (heterogeneity - (places.length - 1)) / (sum - squares / sum);
  return Number.isFinite(spread) ? Math.max(0, spread) : 0;
}
