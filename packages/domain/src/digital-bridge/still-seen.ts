import { Resident } from '../people/resident.entity.ts';
import { mustAdministerDistrict } from '../register/acting.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { BridgeItem } from './bridge-item.entity.ts';
import { BuddyContact } from './buddy-contact.entity.ts';
import { BuddyPair } from './buddy-pair.entity.ts';
import { seenPair } from './buddies.service.ts';
import { mayLookAt } from './senior.ts';
import { ServiceTransaction } from './service-transaction.entity.ts';
import { SkillObservation } from './skill-observation.entity.ts';

/**
 * Registered with the unit of work: a command sent again is answered only to who may still see the record, and give the command.
 * @throws Refusal NOT_FOUND; NOT_ALLOWED for the lists
 */
export async function bridgeStillSeen(tx: Transaction, result: unknown): Promise<void> {
  if (result instanceof BridgeItem) await mustAdministerDistrict(tx, tx.performer);
  if (result instanceof BuddyPair) await seenPair(tx, result.id);
  if (result instanceof BuddyContact) await seenPair(tx, result.pairId);
  if (result instanceof SkillObservation || result instanceof ServiceTransaction) {
    const resident = await tx.findOne(Resident, { id: result.residentId });
    if (!resident || !(await mayLookAt(tx, resident))) throw new Refusal('NOT_FOUND', 'No such record.');
  }
}
