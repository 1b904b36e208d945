import type { Additive, Duration, Measure } from './measure.ts';

/** What a value is written in. HOURS are kept in minutes, so that sums stay whole. */
export const UNITS = ['RATIO', 'HOURS', 'COUNT', 'YUAN', 'PER_1000'] as const;
export type Unit = (typeof UNITS)[number];

/** Which direction is progress. NEITHER where recording less would look like progress. */
export const BETTERS = ['HIGHER', 'LOWER', 'NEITHER'] as const;
export type Better = (typeof BETTERS)[number];

/** How a figure varies by chance alone: so many of n, so many while n of something went by, or a mean of n values. */
export const VARIATIONS = ['PROPORTION', 'RATE', 'MEAN'] as const;
export type Variation = (typeof VARIATIONS)[number];

/** Those of the calendar in Asia/Shanghai, which follow each other and are over one day; weeks begin on Monday. */
export const CALENDAR_KINDS = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;

/** Kinds of period. Two end with any day: ROLLING_12 has the twelve months until then, CUMULATIVE runs from the beginning. */
export const PERIOD_KINDS = [...CALENDAR_KINDS, 'ROLLING_12', 'CUMULATIVE'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** Whether periods of a kind follow each other. */
export function isOfCalendar(kind: PeriodKind): boolean {
  return (CALENDAR_KINDS as readonly PeriodKind[]).includes(kind);
}

/** Text for people, Chinese first. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

export interface IndicatorDeclaration {
  readonly title: Label;
  readonly unit: Unit;
  readonly better: Better;
  readonly numerator: Measure;
  /** Absent for plain counts and sums. */
  readonly denominator?: Measure;
  /** Absent where none is true, as of sums of money: then places are not judged by it. */
  readonly varies?: Variation;
  /** Of a MEAN: the sum of the squares of what the numerator sums. */
  readonly squares?: Additive;
  /** Of what lasts: its durations, for a median in which what is still open counts too. */
  readonly lasts?: Duration;
  /** Who or what is counted, in words. */
  readonly population: Label;
  /** How numerator and denominator go together, where they are not of the same records. */
  readonly across?: Label;
  /** Which time puts a record into a period. */
  readonly attribution: Label;
  /** What is left out, if anything. */
  readonly exclusions?: Label;
  /** Below this denominator a value is shown as too few to judge. */
  readonly minimumN: number;
  readonly periods: readonly PeriodKind[];
  /** Where the definition comes from. */
  readonly source: string;
  /** Raised when the meaning changes. */
  readonly version: number;
}

/** A pair of measures with everything that a reader needs in order not to misread it. */
export interface Indicator extends IndicatorDeclaration {
  readonly key: string;
}

/** Declares an indicator; everything else (cells, changes, drill-down, documentation) derives from this. */
export function indicator(key: string, declaration: IndicatorDeclaration): Indicator {
  return { key, ...declaration };
}

/** A figure in its indicator's unit; null when there is nothing to divide by. */
export function valueOf(of: Pick<Indicator, 'unit' | 'denominator'>, numerator: number, denominator: number | null): number | null {
  if (!of.denominator) return inUnit(of, numerator);
  return denominator ? inUnit(of, numerator) / denominator : null;
}

/** What is kept, as it is written on screen: minutes as hours, fen as yuan, of each resident as of a thousand. */
export function inUnit({ unit }: Pick<Indicator, 'unit'>, kept: number): number {
  return unit === 'HOURS' ? kept / 60 : unit === 'PER_1000' ? kept * 1000 : unit === 'YUAN' ? kept / 100 : kept;
}
