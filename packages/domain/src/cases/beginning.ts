import type { Case } from './case.entity.ts';

/** Where a case stands that has been received at a place, and no more. */
export function receivedAtPlace(placeId: string): Pick<Case, 'placeId' | 'receivedPlaceId' | 'duePlaceId'> {
  return { placeId, receivedPlaceId: placeId, duePlaceId: placeId };
}

/** What every case begins with. */
export const UNTOUCHED = {
  status: 'RECEIVED', outcome: null, cycle: 1, firstResponseAt: null, respondedPlaceId: null, suspendedAt: null, overdueAt: null,
  reopenedAt: null, suspendedMinutes: 0, handledAt: null, handledNetMinutes: null, closedAt: null,
  unconfirmed: false, firstReceiverId: null, assigneeId: null, assigneeOrganisationId: null, handlerId: null, returns: 0, followedUpAt: null, followUpSource: null,
  confirmedResolved: null, ratedAt: null, rating: null, ratingChanged: false, mergedIntoId: null,
} as const satisfies Partial<Case>;
