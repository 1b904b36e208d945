import type { HandOver } from '../places/hand-over.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Case } from './case.entity.ts';
import { OPEN_STATUSES } from './moves.ts';
import { ownerAt } from './assignment.ts';
import { record } from './record.ts';

/**
 * Registered with places: open cases go with their address, or with all that is left at a place that closes. Whoever has
 * one keeps it where they work over the new place too; else it is its grid worker's.
 */
export async function relocateCases(tx: Transaction, { from, to, addressIds }: HandOver): Promise<void> {
  const matters = await tx.getAll(Case, {
    placeId: from, status: { $in: [...OPEN_STATUSES] }, ...(addressIds && { addressId: { $in: [...addressIds] } }),
  });
  for (const matter of matters) {
    const formerId = matter.assigneeId;
    const assigneeId = await ownerAt(tx, matter, to);
    matter.relocate(to, tx.at, assigneeId);
    await record(tx, matter, 'relocate', tx.at, { formerId, details: { from, to, ...(assigneeId !== formerId && { assigneeId }) } });
  }
}
