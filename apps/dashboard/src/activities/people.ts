import type { ActivitySignUpStatus, AttendanceFieldsFragment, RollSignUpsQuery } from '../generated/documents.ts';

/** Somebody on a session's roll. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Whether one may see their record. */
  readonly seen: boolean;
  /** Null for who came without a sign-up. */
  readonly status: ActivitySignUpStatus | null;
  /** That they were there, null while they were not. */
  readonly attendance: AttendanceFieldsFragment | null;
}

/** Who signed up, in their order, then who waits for a place, then who came without one. */
export function peopleOf(signUps: RollSignUpsQuery['activitySignUps']['nodes'], attendances: readonly AttendanceFieldsFragment[]): readonly Person[] {
  const came = new Map(attendances.filter(({ voidedAt }) => voidedAt === null).map(each => [each.residentId, each]));
  const signedUp = signUps.toSorted((one, other) => one.status.localeCompare(other.status) || one.number - other.number)
    .map(({ residentId, person, status }) => ({ id: residentId, name: person.name, seen: person.resident !== null, status, attendance: came.get(residentId) ?? null }));
  const known = new Set(signedUp.map(({ id }) => id));
  const others = [...came.values()].filter(({ residentId }) => !known.has(residentId)).map(each => ({ id: each.residentId, name: each.person.name, seen: false, status: null, attendance: each }));
  return [...signedUp, ...others];
}
