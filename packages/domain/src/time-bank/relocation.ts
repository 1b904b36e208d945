import type { HandOver } from '../places/hand-over.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Exchange } from './exchange.entity.ts';
import { LIVE_STATUSES } from './moves.ts';
import { ServiceListing } from './service-listing.entity.ts';
import { Volunteer } from './volunteer.entity.ts';

/**
 * Registered with places: volunteers, open listings and services that are still to come go with what takes all that is left
 * at a place that closes. What has been served stays where it was.
 */
export async function relocateTimeBank(tx: Transaction, { from, to, addressIds }: HandOver): Promise<void> {
  if (addressIds) return;
  for (const volunteer of await tx.getAll(Volunteer, { placeId: from })) volunteer.placeId = to;
  for (const listing of await tx.getAll(ServiceListing, { placeId: from, status: { $in: ['OPEN', 'MATCHED'] } })) listing.placeId = to;
  for (const exchange of await tx.getAll(Exchange, { placeId: from, status: { $in: [...LIVE_STATUSES] } })) exchange.placeId = to;
}
