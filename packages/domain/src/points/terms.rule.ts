import { STANDINGS, type Standing } from '../people/resident.entity.ts';
import { addYears, type CalendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';
import { whole } from '../shared/whole.ts';
import { EVIDENCES, SUBJECTS, type Evidence, type Subject } from './points-rule-version.entity.ts';

/** What a version of a rule says. */
export interface Terms {
  /** For one event. */
  readonly points: number;
  readonly evidence: Evidence;
  readonly subject: Subject;
  /** Points that one subject can get by the rule on one day, in one month, and in all. */
  readonly dayCap: number | null;
  readonly monthCap: number | null;
  readonly totalCap: number | null;
  /** Who may earn: all when empty. */
  readonly standings: Standing[];
  readonly ageFrom: number | null;
  readonly ageBelow: number | null;
}

/** More than one deed is ever worth. */
export const MOST_POINTS = 100_000;
const MOST_CAP = 100_000_000;
const OLDEST = 150;

/** @throws Refusal INVALID for points or a cap that is not whole, below 1 or huge, a cap below one event's points, or ages that nobody has */
export function checkedTerms(terms: Terms): Terms {
  whole(terms.points, 1, MOST_POINTS, 'points');
  for (const cap of ['dayCap', 'monthCap', 'totalCap'] as const) {
    const most = terms[cap];
    if (most === null) continue;
    whole(most, 1, MOST_CAP, cap);
    if (most < terms.points) throw new Refusal('INVALID', 'A cap lets at least one event count in full.', [cap]);
  }
  if (terms.ageFrom !== null) whole(terms.ageFrom, 0, OLDEST, 'ageFrom');
  if (terms.ageBelow !== null) whole(terms.ageBelow, (terms.ageFrom ?? 0) + 1, OLDEST, 'ageBelow');
  if (!EVIDENCES.includes(terms.evidence) || !SUBJECTS.includes(terms.subject)) throw new Refusal('INVALID', 'No such evidence or subject.', ['subject']);
  if (terms.standings.some(standing => !STANDINGS.includes(standing))) throw new Refusal('INVALID', 'No such standing.', ['standings']);
  return { ...terms, standings: [...new Set(terms.standings)] };
}

/** What a rule asks of somebody. */
export interface Earner {
  readonly standing: Standing;
  readonly birthDate: CalendarDate;
}

/** Whether somebody may earn by a rule on a day. */
export function mayEarn({ standings, ageFrom, ageBelow }: Pick<Terms, 'standings' | 'ageFrom' | 'ageBelow'>, { standing, birthDate }: Earner, day: CalendarDate): boolean {
  return (standings.length === 0 || standings.includes(standing))
    && (ageFrom === null || addYears(birthDate, ageFrom) <= day)
    && (ageBelow === null || addYears(birthDate, ageBelow) > day);
}

/** What a subject has got by a rule already: on the event's day, in its month, and in all. */
export interface Got {
  readonly day: number;
  readonly month: number;
  readonly total: number;
}

/** What one more event gives: the points of the version, or as much of them as the caps leave. */
export function pointsWithin({ points, dayCap, monthCap, totalCap }: Pick<Terms, 'points' | 'dayCap' | 'monthCap' | 'totalCap'>, got: Got): number {
  const left = (cap: number | null, before: number) => (cap === null ? points : cap - before);
  return Math.max(0, Math.min(points, left(dayCap, got.day), left(monthCap, got.month), left(totalCap, got.total)));
}
