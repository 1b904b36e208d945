import type { Actor } from '../access/actor.ts';
import { Proxy } from '../people/proxy.entity.ts';
import type { Transaction } from '../shared/transaction.ts';

/** Whether somebody acts for a resident: as themselves, or by a proxy that is valid now. */
export async function actsFor(tx: Transaction, actor: Actor, residentId: string): Promise<boolean> {
  if (actor.residentId === residentId) return true;
  const proxy = await tx.findOne(Proxy, {
    residentId, holderId: actor.accountId, validFrom: { $lte: tx.at }, $or: [{ validTo: null }, { validTo: { $gt: tx.at } }],
  });
  return proxy !== null;
}
