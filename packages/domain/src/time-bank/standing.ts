import type { Actor } from '../access/actor.ts';
import type { Resident } from '../people/resident.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import { ownPeople } from '../register/acting.ts';
import { closeKin } from '../register/kin.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ExchangeReceiver } from './exchange-receiver.entity.ts';
import { Exchange } from './exchange.entity.ts';
import type { Standpoint } from './exchange.policy.ts';
import type { PolicyRules } from './policy.rule.ts';

/** How an actor stands to a service. */
export async function standpointOf(tx: Transaction, actor: Actor, exchange: Exchange): Promise<Standpoint & { readonly receivers: readonly string[] }> {
  const own = await ownPeople(tx, actor);
  const receivers = (await tx.find(ExchangeReceiver, { exchangeId: exchange.id })).map(({ residentId }) => residentId);
  const gives = own.has(exchange.giverId);
  const together = exchange.sessionId ? await tx.find(Exchange, { sessionId: exchange.sessionId }) : [];
  return {
    lineage: await lineageOf(tx, exchange.placeId), gives, servesWith: gives || together.some(({ giverId }) => own.has(giverId)),
    receives: receivers.some(id => own.has(id)), receivers,
  };
}

/** @throws Refusal INVALID at `field` for who would serve themselves, or somebody whom the policy excludes */
export async function mustBeNoKin(tx: Transaction, { excluded }: PolicyRules, giver: Resident, receiver: Resident, field = 'giverId'): Promise<void> {
  if (giver.id === receiver.id) throw new Refusal('INVALID', 'Nobody serves themselves.', [field]);
  const household = excluded === 'CLOSE_KIN_AND_HOUSEHOLD' && giver.householdId !== null && giver.householdId === receiver.householdId;
  if (household || (await closeKin(tx, giver.id, receiver.id))) throw new Refusal('INVALID', 'Services to close kin are not counted.', [field]);
}
