import type { Condition, Instant, Quantity, Word } from './expression.ts';
import type { ColumnsOf, Source } from './source.ts';

/** A whole number per place and day that adds up over both: a count of records, or a sum over them. */
export interface Additive {
  readonly kind: 'ADDITIVE';
  readonly key: string;
  readonly source: Source;
  /** Which records of the source; all when absent. */
  readonly where: Condition | null;
  /** What is summed; records are counted when absent. */
  readonly of: Quantity | null;
}

/** That somebody was there: the records of a source, and whose each of them is. A record without anybody shows nobody. */
export interface Sighting {
  readonly source: Source;
  /** Names a person, or a household: everything that one distinct measure sees is of one kind. */
  readonly who: Word;
  readonly where: Condition | null;
}

/** When somebody counts in a period: see {@link distinct}. */
export type Presence = 'ONCE' | 'IN_THREE_WEEKS' | 'WITHIN_A_YEAR';

/** How many different people, or households, were there. Adds up neither over places nor over days. */
export interface Distinct {
  readonly kind: 'DISTINCT';
  readonly key: string;
  readonly seen: readonly Sighting[];
  readonly presence: Presence;
}

/** Several measures added up: nothing of its own is kept. */
export interface Total {
  readonly kind: 'TOTAL';
  readonly parts: readonly Additive[];
}

export type Measure = Additive | Distinct | Total;

/** Counts the source's records, those that `where` holds for. */
export function count<E extends object>(key: string, from: Source<E>, where?: (columns: ColumnsOf<E>) => Condition): Additive {
  return { kind: 'ADDITIVE', key, source: from, where: where?.(from.columns) ?? null, of: null };
}

/** Sums a whole quantity over the source's records; what is taken away is negative. */
export function sum<E extends object>(
  key: string,
  from: Source<E>,
  of: (columns: ColumnsOf<E>) => Quantity,
  where?: (columns: ColumnsOf<E>) => Condition,
): Additive {
  return { kind: 'ADDITIVE', key, source: from, where: where?.(from.columns) ?? null, of: of(from.columns) };
}

/** One way of having been there, for {@link distinct}. */
export function seen<E extends object>(
  from: Source<E>, who: (columns: ColumnsOf<E>) => Word, where?: (columns: ColumnsOf<E>) => Condition,
): Sighting {
  return { source: from, who: who(from.columns), where: where?.(from.columns) ?? null };
}

/**
 * Counts different people, or households, each once however often they were there and in whichever of the ways.
 * @param presence ONCE: who was there at least once in the period. IN_THREE_WEEKS: in at least three of the month's four
 *   weeks (days 1–7, 8–14, 15–21 and from 22 on). WITHIN_A_YEAR: at least once in the twelve months that end with the period.
 */
export function distinct(key: string, ways: readonly Sighting[], presence: Presence = 'ONCE'): Distinct {
  return { kind: 'DISTINCT', key, seen: ways, presence };
}

/** How long something lasts from the time by which records count until `until`; of what has not ended, so far. */
export interface Duration {
  readonly source: Source;
  readonly from: Instant;
  readonly until: Instant;
  readonly where: Condition | null;
}

/** Durations of records that began in a period: of them a median is computed when it is asked for, open ones among them. */
export function duration<E extends object>(
  from: Source<E>, span: (columns: ColumnsOf<E>) => { from: Instant; until: Instant }, where?: (columns: ColumnsOf<E>) => Condition,
): Duration {
  return { source: from, ...span(from.columns), where: where?.(from.columns) ?? null };
}

/** Adds measures up. */
export function total(...parts: readonly Additive[]): Total {
  return { kind: 'TOTAL', parts };
}
