import type { Resident } from '../people/resident.entity.ts';
import { addYears, type CalendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';
import type { CareService } from './care-service.entity.ts';

/** 老年人: from this age on. */
export const SENIOR_AGE = 60;
/** Stands for no disability. */
const MILDER = 5;

/**
 * Whether a service is for somebody.
 * @param lineage where they live, and the places above it
 * @throws Refusal NOT_ALLOWED at `residentId`, naming the condition that is not met
 */
export function mustBeFor(
  { placeId, minAge, noKinOnly, disabilityLevel }: Pick<CareService, 'placeId' | 'minAge' | 'noKinOnly' | 'disabilityLevel'>,
  person: Pick<Resident, 'birthDate' | 'noKin' | 'disabilityLevel'>, lineage: readonly string[], day: CalendarDate,
): void {
  const refuse = (why: string): never => {
    throw new Refusal('NOT_ALLOWED', why, ['residentId']);
  };
  if (!lineage.includes(placeId)) refuse('This is not offered where they live.');
  if (minAge && !isAged(person.birthDate, minAge, day)) refuse(`This is for people from the age of ${minAge}.`);
  if (noKinOnly && !person.noKin) refuse('This is for elders without kin.');
  if (disabilityLevel && (person.disabilityLevel ?? MILDER) > disabilityLevel) refuse('This is for people with a disability of a more severe degree.');
}

/** Whether somebody has reached an age by a day. */
export function isAged(birthDate: CalendarDate, years: number, day: CalendarDate): boolean {
  return addYears(birthDate, years) <= day;
}
