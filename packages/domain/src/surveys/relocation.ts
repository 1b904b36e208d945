import type { HandOver } from '../places/hand-over.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Survey } from './survey.entity.ts';

/** Registered with places: surveys that can still be answered go with what takes all that is left at a place that closes. */
export async function relocateSurveys(tx: Transaction, { from, to, addressIds }: HandOver): Promise<void> {
  if (addressIds) return;
  for (const survey of await tx.getAll(Survey, { placeId: from, closedAt: null })) survey.placeId = to;
}
