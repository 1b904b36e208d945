import { STAFF, holds, isActor } from '../access/actor.ts';
import { lineageOf } from '../places/places.service.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';

const STEERING = ['STREET_ADMIN', 'DISTRICT_ADMIN'] as const;

/** What is expected of a place, and what is watched, is for the admins of streets and districts: nobody steers their own community. */
export function maySteer(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, STEERING, lineage));
}

/** Whether the performer works over a place; the system does everywhere. */
export function isStaffOver(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, STAFF, lineage));
}

/** @returns the place and all above it @throws Refusal NOT_FOUND for who does not work there; NOT_ALLOWED for who does not steer it */
export async function mustSteer(tx: Transaction, placeId: string): Promise<string[]> {
  const lineage = await lineageOf(tx, placeId);
  if (lineage.length === 0 || !isStaffOver(tx.performer, lineage)) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
  if (!maySteer(tx.performer, lineage)) throw new Refusal('NOT_ALLOWED', 'This is for the admins of streets and districts.', ['placeId']);
  return lineage;
}
