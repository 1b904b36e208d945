import type { HandOver } from '../places/hand-over.ts';
import type { Transaction } from '../shared/transaction.ts';
import { CareBooking } from './care-booking.entity.ts';
import { CareCentre } from './care-centre.entity.ts';
import { CareService } from './care-service.entity.ts';
import { LIVE_STATES } from './moves.ts';
import { WellbeingPlan } from './wellbeing-plan.entity.ts';
import { WellbeingVisit } from './wellbeing-visit.entity.ts';

/**
 * Registered with places: centres, what they offer, and bookings and visits that are still to come go with what takes all that is left at
 * a place that closes. What was given stays where it was.
 */
export async function relocateCare(tx: Transaction, { from, to, addressIds }: HandOver): Promise<void> {
  if (addressIds) return;
  for (const centre of await tx.getAll(CareCentre, { placeId: from })) centre.placeId = to;
  for (const service of await tx.getAll(CareService, { placeId: from })) service.placeId = to;
  for (const booking of await tx.getAll(CareBooking, { placeId: from, state: { $in: [...LIVE_STATES] } })) booking.placeId = to;
  for (const plan of await tx.getAll(WellbeingPlan, { placeId: from })) plan.placeId = to;
  for (const visit of await tx.getAll(WellbeingVisit, { placeId: from, state: 'DUE' })) visit.placeId = to;
}
