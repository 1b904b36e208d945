import { CALENDAR_KINDS, type Indicator, type PeriodKind } from '../language/indicator.ts';
import type { Additive, Distinct, Measure } from '../language/measure.ts';

/**
 * How long somebody counts once for. Different people add up neither over days nor over places; but who counts on which day
 * for the first time of a week, a month, … does: of each place and window a series of its own is kept, in the same cells as
 * everything else, and a figure is a sum of them like any other.
 */
export type Window = PeriodKind | Exclude<Distinct['presence'], 'ONCE'>;

/** The periods that a distinct measure can be read by: none for others than it is declared for. */
export const PERIODS_OF: Readonly<Record<Distinct['presence'], readonly PeriodKind[]>> = {
  ONCE: [...CALENDAR_KINDS, 'CUMULATIVE'],
  IN_THREE_WEEKS: ['MONTH'],
  WITHIN_A_YEAR: ['MONTH', 'QUARTER', 'YEAR', 'ROLLING_12', 'CUMULATIVE'],
};

/** The series whose cells make up a measure's value in periods of a kind. */
export interface Series {
  /** Under which it has its number. */
  readonly key: string;
  /** Whether values are kept up to a moment, or within the period. */
  readonly running: boolean;
}

/** The measures that keep something, in the order of their first use. @throws Error when two share a key */
export function measuresOf(indicators: readonly Indicator[]): (Additive | Distinct)[] {
  const measures = new Map<string, Additive | Distinct>();
  for (const measure of indicators.flatMap(partsOf)) {
    const known = measures.get(measure.key);
    if (known && known !== measure) throw new Error(`Two measures are named ${measure.key}.`);
    measures.set(measure.key, measure);
  }
  return [...measures.values()];
}

/** The windows that a distinct measure is kept by: those that some indicator is read by. */
export function windowsOf({ key, presence }: Distinct, indicators: readonly Indicator[]): Window[] {
  if (presence !== 'ONCE') return [presence];
  const using = indicators.filter(indicator => partsOf(indicator).some(part => part.key === key));
  return [...new Set(using.flatMap(({ periods }) => periods))].toSorted();
}

/** Everything that is kept under a number of its own. */
export function keysOf(indicators: readonly Indicator[]): string[] {
  return measuresOf(indicators).flatMap(measure => (measure.kind === 'ADDITIVE'
    ? [measure.key] : [measure.key, ...windowsOf(measure, indicators).map(window => seriesKey(measure, window))]));
}

export function seriesKey({ key }: Distinct, window: Window): string {
  return `${key} ${window}`;
}

/** What a measure's value in a period of a kind is summed from. */
export function seriesOf(measure: Measure, kind: PeriodKind): Series[] {
  switch (measure.kind) {
    case 'TOTAL':
      return measure.parts.flatMap(part => seriesOf(part, kind));
    case 'ADDITIVE':
      return [{ key: measure.key, running: measure.source.kind === 'STOCK' || kind === 'CUMULATIVE' }];
    case 'DISTINCT': {
      const { presence } = measure;
      return [{ key: seriesKey(measure, presence === 'ONCE' ? kind : presence), running: presence === 'WITHIN_A_YEAR' || kind === 'CUMULATIVE' }];
    }
  }
}

/** The measures of an indicator that people read: numerator and denominator. */
export function sidesOf({ numerator, denominator }: Pick<Indicator, 'numerator' | 'denominator'>): Measure[] {
  return denominator ? [numerator, denominator] : [numerator];
}

/** With what else is kept for it. */
export function keptFor(indicator: Pick<Indicator, 'numerator' | 'denominator' | 'squares'>): Measure[] {
  return indicator.squares ? [...sidesOf(indicator), indicator.squares] : sidesOf(indicator);
}

/** The measures behind an indicator, totals taken apart. */
export function partsOf(indicator: Indicator): (Additive | Distinct)[] {
  return keptFor(indicator).flatMap((side): readonly (Additive | Distinct)[] => (side.kind === 'TOTAL' ? side.parts : [side]));
}
