import type { Indicator } from '../language/indicator.ts';
import { total, type Interval } from '../comparison/intervals.rule.ts';

/** What a period has shown: kept numbers, and what they are read as in any one unit. */
export interface ChartPoint {
  readonly numerator: number;
  readonly denominator: number | null;
  readonly value: number;
}

/** Control limits of one more point, with the centre line. */
export interface ChartLimits extends Interval {
  readonly centre: number;
}

/** P: so many of n. U: so many while n went by. INDIVIDUALS: single values, whatever they are. */
export type Chart = 'P' | 'U' | 'INDIVIDUALS';

/** Standard errors between centre and limit: Shewhart's. */
const SIGMAS = 3;
/** What the mean range of two normal values is, in standard deviations (d₂ of 2). */
const MEAN_RANGE = 1.128;

/**
 * Which chart an indicator is watched by. A stock is watched by its single values: at the end of two periods it is largely
 * the same people, so the chance of a share does not apply.
 */
export function chartOf({ varies, numerator }: Pick<Indicator, 'varies' | 'numerator'>): Chart {
  const stock = numerator.kind === 'ADDITIVE' && numerator.source.kind === 'STOCK';
  if (stock || !varies || varies === 'MEAN') return 'INDIVIDUALS';
  return varies === 'PROPORTION' ? 'P' : 'U';
}

/**
 * Limits within which a process that has not changed keeps the next point: of a p- or u-chart by the size `n` of that
 * point, of single values by the mean moving range (Montgomery, Introduction to Statistical Quality Control, 7.3, 7.4 and
 * 6.4; NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2). p and u are in numerator ÷ denominator.
 * @param basis at least two points, in order of time; of a p- or u-chart with denominators
 */
export function limitsOf(chart: Chart, basis: readonly ChartPoint[], n: number): ChartLimits {
  if (chart === 'INDIVIDUALS') {
    const values = basis.map(({ value }) => value);
    const centre = total(values) / values.length;
    const ranges = values.slice(1).map((value, at) => Math.abs(value - (values[at] ?? value)));
    const half = (SIGMAS * (total(ranges) / ranges.length)) / MEAN_RANGE;
    return { centre, low: centre - half, high: centre + half };
  }
  const centre = total(basis.map(({ numerator }) => numerator)) / total(basis.map(({ denominator }) => denominator ?? 0));
  const half = SIGMAS * Math.sqrt((chart === 'P' ? centre * (1 - centre) : centre) / n);
  return { centre, low: Math.max(0, centre - half), high: chart === 'P' ? Math.min(1, centre + half) : centre + half };
}
