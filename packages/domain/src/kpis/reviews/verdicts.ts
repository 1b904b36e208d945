import { comparedGroups } from '../comparison/groups.ts';
import type { Verdict } from '../comparison/fair.rule.ts';
import { periodOf } from '../engine/period.rule.ts';
import type { IndicatorValue } from '../engine/values.ts';
import type { Indicator } from '../language/indicator.ts';
import type { SealRow, SealedFigureRow } from '../seals/seals.read.ts';

/** A sealed figure with what it means among its like. */
export interface JudgedFigure {
  readonly figure: SealedFigureRow;
  /** Null where places are not judged by the indicator, or there is nobody to compare with. */
  readonly verdict: Verdict | null;
}

/**
 * Judges the sealed figures of places of one level among each other, from what was sealed alone, so that a review reads the
 * same for ever. @param levelOf of each place
 */
export function judged(
  { periodKind, fromDay }: Pick<SealRow, 'periodKind' | 'fromDay'>, figures: readonly SealedFigureRow[], find: (key: string) => Indicator | undefined, levelOf: (placeId: string) => string,
): JudgedFigure[] {
  const period = periodOf(periodKind, fromDay);
  const values = figures.flatMap((figure): IndicatorValue[] => {
    const indicator = find(figure.indicator);
    const isSealedWhole = indicator?.varies !== 'MEAN' || figure.squares !== null;
    return indicator && indicator.version === figure.version && isSealedWhole ? [{ ...figure, indicator, period, counted: true }] : [];
  });
  const verdicts = new Map([...Map.groupBy(values, ({ placeId }) => levelOf(placeId)).values()].flatMap(group => comparedGroups(group)).flatMap(({ indicator, standings }) =>
    [...standings].flatMap(([placeId, { verdict, expected }]) => (expected ? [[`${placeId} ${indicator.key}`, verdict] as const] : []))));
  return figures.map(figure => ({ figure, verdict: verdicts.get(`${figure.placeId} ${figure.indicator}`) ?? null }));
}
