import type { FigureFieldsFragment, IndicatorUnit } from '../generated/documents.ts';

type Figure = Pick<FigureFieldsFragment, 'value' | 'numerator' | 'denominator' | 'state'>;

/** Chance passes it in 2 of 1,000 comparisons: the limits by which places are judged, too (ADR 13). */
const SELDOM = 3.09;

export interface Changed {
  /** In the indicator's unit. */
  readonly by: number;
  /** Whether chance would seldom do that; null where the indicator is no share and no rate, or too little is known. */
  readonly real: boolean | null;
}

/** What became of a figure since another period: two shares are compared by the score test, two rates as Poisson counts. Null when one of them is missing. */
export function changeOf(now: Figure, before: Figure | null, unit: IndicatorUnit): Changed | null {
  if (!before || before.value === null || now.value === null || before.state !== 'OK' || now.state !== 'OK') return null;
  return { by: now.value - before.value, real: isReal(now, before, unit) };
}

function isReal(now: Figure, before: Figure, unit: IndicatorUnit): boolean | null {
  if (unit !== 'RATIO' && unit !== 'PER_1000') return null;
  const [n, m] = [now.denominator ?? 0, before.denominator ?? 0];
  if (n === 0 || m === 0) return null;
  const rate = (now.numerator + before.numerator) / (n + m);
  const variance = (unit === 'RATIO' ? rate * Math.max(0, 1 - rate) : rate) * (1 / n + 1 / m);
  return variance > 0 && Math.abs(now.numerator / n - before.numerator / m) > SELDOM * Math.sqrt(variance);
}
