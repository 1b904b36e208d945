import type { Transaction } from '../shared/transaction.ts';
import { BuddyContact } from './buddy-contact.entity.ts';
import { BuddyPair } from './buddy-pair.entity.ts';
import { ServiceTransaction } from './service-transaction.entity.ts';
import { SkillObservation } from './skill-observation.entity.ts';

/** Erases what was written about somebody's skills, services and buddies, and ends their pairs. What they learned and did stays: it was counted. */
export async function forgetBridge(tx: Transaction, residentId: string): Promise<void> {
  for (const observation of await tx.getAll(SkillObservation, { residentId, reason: { $ne: null } })) observation.reason = null;
  for (const transaction of await tx.getAll(ServiceTransaction, { residentId, reason: { $ne: null } })) transaction.reason = null;
  const pairs = await tx.getAll(BuddyPair, { $or: [{ seniorId: residentId }, { buddyId: residentId }] });
  for (const pair of pairs) {
    pair.endedAt ??= tx.at;
    pair.reason = null;
    await tx.forgetHistory(pair.id);
  }
  for (const contact of await tx.getAll(BuddyContact, { pairId: { $in: pairs.map(({ id }) => id) }, noteSealed: { $ne: null } })) contact.noteSealed = null;
}
