import type { Family, Shown } from './family.rule.ts';

/** Among which ranks a place certainly stands; 1 is the best. */
export interface RankInterval {
  readonly from: number;
  readonly to: number;
}

/**
 * Ranks that hold for all places at once with 95 %: a place ranks behind those whose interval lies wholly on the better
 * side of its own, and before those on the worse (Klein, Wright and Wieczorek 2020, A joint confidence region for an
 * overall ranking of populations; intervals at Šidák's level).
 * @param places those with `n` above 0
 * @param higherIsBetter whether rank 1 is the highest value
 */
export function rankIntervals(family: Family, places: readonly Shown[], higherIsBetter: boolean): RankInterval[] {
  const level = 0.95 ** (1 / places.length);
  const intervals = places.map(place => family.interval(place, level));
  return intervals.map(({ low, high }) => {
    const above = intervals.filter(other => other.low > high).length;
    const below = intervals.filter(other => other.high < low).length;
    const [better, worse] = higherIsBetter ? [above, below] : [below, above];
    return { from: 1 + better, to: places.length - worse };
  });
}
