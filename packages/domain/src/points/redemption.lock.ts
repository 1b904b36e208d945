import { lockedAccounts, postingsOf } from '../ledger/ledger.read.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Redemption } from './redemption.entity.ts';

/** A redemption, locked after the accounts that pay for it: the ledger, when a reservation lapses, comes the same way. */
export async function lockedRedemption(tx: Transaction, redemptionId: string): Promise<Redemption | null> {
  const found = await tx.findOne(Redemption, { id: redemptionId });
  if (found?.transferId) {
    const accounts = (await tx.rows(postingsOf, [found.transferId])).flatMap(({ source, destination }) => [source, destination]);
    await tx.rows(lockedAccounts, accounts);
  }
  return found && tx.get(Redemption, redemptionId);
}
