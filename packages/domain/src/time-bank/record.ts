import { newId } from '../shared/ids.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ExchangeStep } from './exchange-step.entity.ts';
import type { Exchange } from './exchange.entity.ts';
import { tell } from './exchange.notice.ts';

/** Appends a step to a service's history and tells whom it concerns. */
export async function record(
  tx: Transaction, exchange: Exchange, move: ExchangeStep['move'], at: Date, { note = null, details = null }: Partial<Pick<ExchangeStep, 'note' | 'details'>> = {},
): Promise<void> {
  await tx.create(ExchangeStep, {
    id: newId(), exchangeId: exchange.id, move, status: exchange.status, at, recordedAt: tx.at, accountId: tx.performer.accountId, note, details,
  });
  await tell(tx, exchange, move, note ?? '');
}
