import { addDays, dayOf, type CalendarDate } from '../../shared/clock.ts';
import { previous, periodOf, type Period } from '../engine/period.rule.ts';
import { sidesOf } from '../engine/series.ts';
import type { IndicatorValue } from '../engine/values.ts';
import { inUnit, type Indicator, type PeriodKind } from '../language/indicator.ts';
import type { Additive, Distinct } from '../language/measure.ts';
import type { AlertSide } from './alert-rule.entity.ts';
import type { BasisFigure } from './alert.entity.ts';
import { chartOf, limitsOf } from './chart.rule.ts';

/** What a rule found at one place: the evidence of an alert. */
export interface Finding {
  readonly fromDay: CalendarDate;
  readonly toDay: CalendarDate;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly centre: number | null;
  readonly basis: readonly BasisFigure[];
}

/** Periods that the limits of a control chart are drawn from: at most, and at least. */
export const MOST_BASIS = 24;
export const LEAST_BASIS = 12;

/** The last period of a kind that is over, and as many before it as limits are drawn from; the latest first. */
export function closedPeriods(kind: PeriodKind, now: Date, before: number): Period[] {
  const periods: Period[] = [];
  let period = previous(periodOf(kind, dayOf(now)));
  while (period && periods.length <= before) {
    periods.push(period);
    period = previous(period);
  }
  return periods;
}

/** Whether there is a value that may be judged. */
function isTelling({ value, denominator, indicator: { minimumN } }: IndicatorValue): boolean {
  return value !== null && (denominator === null || denominator >= minimumN);
}

/** A figure beyond a threshold. */
export function beyondThreshold(figure: IndicatorValue, side: AlertSide, threshold: number): Finding | null {
  return outside(figure, side === 'ABOVE' ? { low: null, high: threshold } : { low: threshold, high: null });
}

/** A figure on the wrong side of its target. */
export function missedTarget(figure: IndicatorValue, target: number): Finding | null {
  return outside(figure, figure.indicator.better === 'LOWER' ? { low: null, high: target } : { low: target, high: null });
}

/** A figure that the chart of the periods before it does not expect. @param before those since the place works with the system, the latest first */
export function unusualChange(figure: IndicatorValue, before: readonly IndicatorValue[]): Finding | null {
  const { indicator } = figure;
  const basis = before.filter(isTelling).slice(0, MOST_BASIS).toReversed().map(({ period: { from, to }, numerator, denominator, value }): BasisFigure => ({
    from, to, numerator, denominator, value: value ?? 0,
  }));
  if (basis.length < LEAST_BASIS) return null;
  const chart = chartOf(indicator);
  const limits = limitsOf(chart, basis, figure.denominator ?? 1);
  const shown = (limit: number) => (chart === 'INDIVIDUALS' ? limit : inUnit(indicator, limit));
  return outside(figure, { low: shown(limits.low), high: shown(limits.high) }, { centre: shown(limits.centre), basis });
}

function outside(
  figure: IndicatorValue, { low, high }: Pick<Finding, 'low' | 'high'>, chart: Pick<Finding, 'centre' | 'basis'> = { centre: null, basis: [] },
): Finding | null {
  const { period: { from, to }, numerator, denominator, value } = figure;
  if (value === null || !isTelling(figure) || ((low === null || value >= low) && (high === null || value <= high))) return null;
  return { fromDay: from, toDay: to, numerator, denominator, value, low, high, ...chart };
}

/** Nothing recorded for whole days. @param last the last day on which something was, or null @param since the day from which on the place works with the system */
export function silence(last: CalendarDate | null, since: CalendarDate, today: CalendarDate, days: number): Finding | null {
  const fromDay = last && last >= since ? addDays(last, 1) : since;
  if (addDays(fromDay, days) > today) return null;
  return { fromDay, toDay: today, numerator: null, denominator: null, value: null, low: null, high: null, centre: null, basis: [] };
}

/** Keys under which an indicator's events are kept, in cells and as sightings of people; none for what is only a stock. */
export function eventsOf(indicator: Pick<Indicator, 'numerator' | 'denominator'>): { cells: string[]; seen: string[] } {
  const parts = sidesOf(indicator).flatMap((side): readonly (Additive | Distinct)[] => (side.kind === 'TOTAL' ? side.parts : [side]));
  return {
    cells: parts.flatMap(part => (part.kind === 'ADDITIVE' && part.source.kind === 'FLOW' ? [part.key] : [])),
    seen: parts.flatMap(part => (part.kind === 'DISTINCT' ? [part.key] : [])),
  };
}
