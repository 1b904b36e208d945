import type { IndicatorValue } from '../engine/values.ts';
import { inUnit, type Indicator, type Variation } from '../language/indicator.ts';
import { compareFairly, type FairComparison, type Standing } from './fair.rule.ts';
import { BINOMIAL, meanOf, POISSON, type Family, type Shown } from './family.rule.ts';
import type { Interval } from './intervals.rule.ts';

const FAMILIES: Readonly<Record<Variation, (places: readonly Shown[]) => Family>> = { PROPORTION: () => BINOMIAL, RATE: () => POISSON, MEAN: meanOf };

/** The places that one indicator is compared over, everything in the indicator's unit. */
export interface ComparedGroup {
  readonly indicator: Indicator;
  /** What all places have together: all numerators ÷ all denominators. Null in a group of one. */
  readonly rate: number | null;
  /** How many times more than by chance the places differ; 1 where chance explains it. */
  readonly dispersion: number | null;
  readonly standings: ReadonlyMap<string, Standing>;
}

/** Compares the places of each indicator with each other; indicators that do not say how they vary are left out. */
export function comparedGroups(values: readonly IndicatorValue[]): ComparedGroup[] {
  return [...Map.groupBy(values, ({ indicator }) => indicator)].flatMap(([indicator, group]) => {
    if (!indicator.varies) return [];
    const shown = group.map(({ numerator, denominator, squares }) => ({ events: numerator, n: denominator ?? 0, squares }));
    const fair = compareFairly({ family: FAMILIES[indicator.varies](shown), better: indicator.better, minimumN: indicator.minimumN }, shown);
    return [written(indicator, group, fair)];
  });
}

function written(indicator: Indicator, group: readonly IndicatorValue[], { rate, dispersion, standings }: FairComparison): ComparedGroup {
  const shown = (value: number) => inUnit(indicator, value);
  const interval = ({ low, high }: Interval): Interval => ({ low: shown(low), high: shown(high) });
  return {
    indicator,
    rate: rate === null ? null : shown(rate),
    dispersion,
    standings: new Map(standings.flatMap((standing, at) => {
      const placeId = group[at]?.placeId;
      if (!standing || placeId === undefined) return [];
      const { expected } = standing;
      return [[placeId, {
        ...standing,
        interval: interval(standing.interval),
        expected: expected && { usual: interval(expected.usual), nearlyAlways: interval(expected.nearlyAlways) },
        shrunk: shown(standing.shrunk),
      }]];
    })),
  };
}
