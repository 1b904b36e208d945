import type { PeriodKind } from '../generated/documents.ts';
import type { Past, Trends } from './use-trends.ts';

/** Of one course, in units of the drawing. */
export const BOX = { width: 240, height: 72, edge: 6 } as const;

/** Of the kinds of periods, those that a course is drawn by, with how many of them make a month. */
const STEPS: Partial<Record<PeriodKind, number>> = { MONTH: 1, QUARTER: 3 };
export const isStep = (kind: PeriodKind): boolean => kind in STEPS;

/** Periods of a kind in so many months. */
export const periodsIn = (months: number, kind: PeriodKind): number => months / (STEPS[kind] ?? 1);

/** `2026-11`. */
export const monthOf = ({ from }: { readonly from: string }): string => from.slice(0, 7);

/** A value to draw; one of too few stands for nothing. */
export const knownOf = ({ state, value }: Pick<Past, 'state' | 'value'>): number | null => (state === 'OK' ? value : null);

/** From the least to the greatest that any place has shown; null where nothing is known. */
export function scaleOf({ whole, places }: Trends): { low: number; high: number } | null {
  const known = [whole, ...places.map(({ past }) => past)].flat().map(knownOf).filter(value => value !== null);
  return known.length === 0 ? null : { low: Math.min(...known), high: Math.max(...known) };
}
