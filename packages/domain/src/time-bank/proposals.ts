import { closeKin } from '../register/kin.ts';
import { dayOf } from '../shared/clock.ts';
import type { Rows } from '../shared/read.ts';
import { isAvailable } from './availability.rule.ts';
import type { ServiceListingRow } from './exchanges.read.ts';
import { proposed, type Proposal } from './matching.rule.ts';
import { candidates } from './volunteers.read.ts';

const MOST_CANDIDATES = 500;
const YEAR_MS = 365 * 86_400_000;

/**
 * Who could answer a request, the best first, with the reasons: skill, nearness, time, experience, and services missed.
 * @param worksAt the places whose volunteers may be proposed
 */
export async function proposalsFor(from: Rows, worksAt: string[], listing: ServiceListingRow, now: Date, most: number): Promise<Proposal[]> {
  if (listing.kind !== 'REQUEST' || listing.status !== 'OPEN') return [];
  const day = dayOf(listing.wishedAt ?? now);
  const found = await from.rows(candidates, worksAt, listing.placeId, listing.serviceTypeId, day, new Date(now.getTime() - YEAR_MS), MOST_CANDIDATES);
  const residents = new Map(found.map(({ volunteerId, residentId }) => [volunteerId, residentId]));
  const fitting = proposed(found.map(row => ({
    ...row, hasSkill: true, available: listing.wishedAt ? isAvailable(row.availability, listing.wishedAt, listing.minutes) : null,
  })), MOST_CANDIDATES);
  const shown: Proposal[] = [];
  for (const proposal of fitting) {
    if (shown.length === most) break;
    if (!(await closeKin(from, residents.get(proposal.volunteerId) ?? '', listing.residentId))) shown.push(proposal);
  }
  return shown;
}
