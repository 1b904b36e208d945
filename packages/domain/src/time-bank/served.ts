import { Residence } from '../people/residence.entity.ts';
import { dayOf } from '../shared/clock.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ExchangeReceiver } from './exchange-receiver.entity.ts';
import type { Exchange } from './exchange.entity.ts';

/** Keeps of a service that counts from now on what figures are made from: where its giver lived that day, and where and when others were served. */
export async function markServed(tx: Transaction, exchange: Exchange): Promise<void> {
  const day = dayOf(exchange.startsAt ?? tx.at);
  const stay = await tx.findOne(Residence, {
    residentId: exchange.giverId, livesFrom: { $lte: day }, $or: [{ livesTo: null }, { livesTo: { $gt: day } }],
  });
  Object.assign(exchange, { giverPlaceId: stay?.placeId ?? null, giverStanding: stay?.standing ?? null } satisfies Partial<Exchange>);
  await markReceivers(tx, exchange, { placeId: exchange.placeId, servedAt: exchange.startsAt });
}

/** The service does not count any more. */
export function unmarkServed(tx: Transaction, exchange: Exchange): Promise<void> {
  return markReceivers(tx, exchange, { placeId: null, servedAt: null });
}

async function markReceivers(tx: Transaction, { id }: Exchange, served: Pick<ExchangeReceiver, 'placeId' | 'servedAt'>): Promise<void> {
  for (const receiver of await tx.getAll(ExchangeReceiver, { exchangeId: id })) Object.assign(receiver, served);
}
