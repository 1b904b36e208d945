import type { HandOver } from '../places/hand-over.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Organisation } from './organisation.entity.ts';

/** Registered with places: what served a place that closes serves what takes all that is left there. */
export async function handOverOrganisations(tx: Transaction, { from, to, addressIds }: HandOver): Promise<void> {
  if (addressIds) return;
  for (const organisation of await tx.getAll(Organisation, { placeId: from, closedAt: null })) organisation.placeId = to;
}
