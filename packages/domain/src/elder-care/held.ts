import { isActor } from '../access/actor.ts';
import { ownPeople, participant, worksOver } from '../register/acting.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { CareBooking } from './care-booking.entity.ts';
import { CareCentre } from './care-centre.entity.ts';
import { CareIncident } from './care-incident.entity.ts';
import { CareService } from './care-service.entity.ts';
import { CareSlot } from './care-slot.entity.ts';
import { CareStay } from './care-stay.entity.ts';
import { MutualAidPair } from './mutual-aid-pair.entity.ts';
import { ownCentre, runs } from './running.ts';
import { WellbeingPlan } from './wellbeing-plan.entity.ts';
import { mayVisit } from './wellbeing.service.ts';
import { WellbeingVisit } from './wellbeing-visit.entity.ts';

/** A booking with all that a command on it needs; slot and booking are held, in this order everywhere, and accounts after them. */
export interface Held {
  readonly tx: Transaction;
  readonly slot: CareSlot;
  readonly service: CareService;
  readonly booking: CareBooking;
}

/** Who may give a command: whoever acts for the elder or works over where they live, or who runs the centre. */
export type By = 'MEMBER' | 'CENTRE';

/**
 * A slot, held, with what is given then.
 * @throws Refusal NOT_FOUND at `slotId`
 */
export async function heldSlot(tx: Transaction, slotId: string): Promise<{ slot: CareSlot; service: CareService }> {
  const slot = await tx.get(CareSlot, slotId);
  const service = slot && (await tx.findOne(CareService, { id: slot.serviceId }));
  if (!slot || !service) throw new Refusal('NOT_FOUND', 'No such slot.', ['slotId']);
  return { slot, service };
}

/** Whether the performer stands to a booking in one of these ways. */
export async function mayCommand(tx: Transaction, { residentId, placeId, centreId }: CareBooking, by: readonly By[]): Promise<boolean> {
  const { performer } = tx;
  if (by.includes('MEMBER')) {
    if (isActor(performer) && (await ownPeople(tx, performer)).has(residentId)) return true;
    if (await worksOver(tx, performer, placeId)) return true;
  }
  const centre = by.includes('CENTRE') ? await tx.findOne(CareCentre, { id: centreId }) : null;
  return centre !== null && runs(tx, centre);
}

/**
 * Registered with the unit of work: a command sent again is answered only to who may still see what it was about.
 * @throws Refusal NOT_FOUND
 */
export async function careStillSeen(tx: Transaction, result: unknown): Promise<void> {
  if (result instanceof WellbeingVisit && !(await mayVisit(tx, tx.performer, result))) throw new Refusal('NOT_FOUND', 'No such visit.', ['visitId']);
  if (result instanceof WellbeingPlan) await participant(tx, tx.performer, result.residentId);
  if (result instanceof CareStay || result instanceof CareIncident || result instanceof MutualAidPair) await ownCentre(tx, result.centreId);
  if (result instanceof CareBooking && !(await mayCommand(tx, result, ['MEMBER', 'CENTRE']))) throw new Refusal('NOT_FOUND', 'No such booking.', ['bookingId']);
}
