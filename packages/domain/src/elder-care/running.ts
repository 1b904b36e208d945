import { ADMINS, holds, isActor } from '../access/actor.ts';
import { lineageOf } from '../places/places.service.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { CareCentre } from './care-centre.entity.ts';

/** A centre is run by its staff and the admins over its place; by the system itself everywhere. */
export function mayRun(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, [...ADMINS, 'CENTRE_STAFF'], lineage));
}

/** Whether the performer runs a centre. */
export async function runs(tx: Transaction, centre: Pick<CareCentre, 'placeId'>): Promise<boolean> {
  return mayRun(tx.performer, await lineageOf(tx, centre.placeId));
}

/** A centre that the performer runs. @throws Refusal NOT_FOUND at `centreId` */
export async function ownCentre(tx: Transaction, centreId: string): Promise<CareCentre> {
  const centre = await tx.findOne(CareCentre, { id: centreId });
  if (!centre || !(await runs(tx, centre))) throw new Refusal('NOT_FOUND', 'No such centre.', ['centreId']);
  return centre;
}
