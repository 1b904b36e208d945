import type { CalendarDate } from '../shared/clock.ts';
import { addYears } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';
import { whole } from '../shared/whole.ts';

/** What may count for a scarce place: points earned in all, age, who is alone, and who is disabled. */
export const CRITERIA = ['EARNED', 'AGE_60', 'AGE_80', 'LIVES_ALONE', 'NO_KIN', 'DISABILITY'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** How much a criterion adds: for EARNED, for each whole hundred of points, up to `most`. */
export interface Weight {
  readonly criterion: Criterion;
  readonly weight: number;
  readonly most: number | null;
}

/** Why somebody stands where they stand: a criterion that holds, and what it added. */
export interface Reason {
  readonly criterion: Criterion;
  readonly score: number;
}

/** What is known of an applicant. */
export interface Applicant {
  readonly id: string;
  readonly appliedAt: Date;
  readonly birthDate: CalendarDate;
  readonly livesAlone: boolean;
  readonly noKin: boolean;
  readonly disabilityLevel: number | null;
  /** Points in all, spent or not. */
  readonly earned: number;
}

export interface Ranked {
  readonly id: string;
  readonly rank: number;
  readonly score: number;
  readonly reasons: readonly Reason[];
  readonly admitted: boolean;
}

const MOST_WEIGHT = 1000;
const HUNDRED = 100;

/** @throws Refusal INVALID for no criterion, one twice, a weight that cannot be, or points without a limit, which would outweigh all need */
export function checkedWeights(weights: readonly Weight[]): Weight[] {
  if (weights.length === 0) throw new Refusal('INVALID', 'Give at least one criterion.', ['criteria']);
  return weights.map(({ criterion, weight, most }, n) => {
    const at = ['criteria', String(n)];
    if (weights.findIndex(other => other.criterion === criterion) !== n) throw new Refusal('INVALID', 'This criterion is given twice.', [...at, 'criterion']);
    whole(weight, 1, MOST_WEIGHT, ...at, 'weight');
    if ((criterion === 'EARNED') !== (most !== null)) throw new Refusal('INVALID', 'Earned points, and only they, have a limit to what they add.', [...at, 'most']);
    return { criterion, weight, most: most === null ? null : whole(most, weight, MOST_WEIGHT, ...at, 'most') };
  });
}

/** Who comes first for so many places: by score, among equals by who applied first. */
export function ranked(weights: readonly Weight[], applicants: readonly Applicant[], places: number, day: CalendarDate): Ranked[] {
  return applicants
    .map(each => {
      const reasons = weights.flatMap(weight => reasonFor(weight, each, day));
      return { ...each, reasons, score: reasons.reduce((sum, { score }) => sum + score, 0) };
    })
    .toSorted((a, b) => b.score - a.score || a.appliedAt.getTime() - b.appliedAt.getTime() || a.id.localeCompare(b.id))
    .map(({ id, score, reasons }, n) => ({ id, rank: n + 1, score, reasons, admitted: n < places }));
}

function reasonFor({ criterion, weight, most }: Weight, applicant: Applicant, day: CalendarDate): Reason[] {
  const score = criterion === 'EARNED' ? Math.min(most ?? 0, Math.floor(applicant.earned / HUNDRED) * weight) : holds(criterion, applicant, day) ? weight : 0;
  return score > 0 ? [{ criterion, score }] : [];
}

function holds(criterion: Exclude<Criterion, 'EARNED'>, { birthDate, livesAlone, noKin, disabilityLevel }: Applicant, day: CalendarDate): boolean {
  switch (criterion) {
    case 'AGE_60': return addYears(birthDate, 60) <= day;
    case 'AGE_80': return addYears(birthDate, 80) <= day;
    case 'LIVES_ALONE': return livesAlone;
    case 'NO_KIN': return noKin;
    case 'DISABILITY': return disabilityLevel !== null;
  }
}
