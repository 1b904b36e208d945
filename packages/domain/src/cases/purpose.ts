import { STAFF, holds, type Actor } from '../access/actor.ts';
import { lineageOf } from '../places/places.service.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Case } from './case.entity.ts';
import { OPEN_STATUSES, type CaseStatus } from './moves.ts';

/**
 * Registered with the register: an open case as a purpose, for who has it or works over its place. Null when it is not
 * open, or not theirs. Named by its number alone: its title may tell who it is about.
 */
export async function purposeOf(tx: Transaction, actor: Actor, caseId: string): Promise<string | null> {
  const matter = await tx.findOne(Case, { id: caseId });
  const open: readonly CaseStatus[] = OPEN_STATUSES;
  if (!matter || !open.includes(matter.status)) return null;
  const theirs = matter.assigneeId === actor.accountId || holds(actor, STAFF, await lineageOf(tx, matter.placeId));
  return theirs ? `诉求 ${matter.trackingNumber}` : null;
}
