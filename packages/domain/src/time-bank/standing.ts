import { STAFF, holds, isActor, type Actor } from '../access/actor.ts';
import { Proxy } from '../people/proxy.entity.ts';
import { Resident } from '../people/resident.entity.ts';
import { Place } from '../places/place.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import { closeKin } from '../register/kin.ts';
import { dayOf } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Performer } from '../shared/performer.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ExchangeReceiver } from './exchange-receiver.entity.ts';
import type { Exchange } from './exchange.entity.ts';
import type { Standpoint } from './exchange.policy.ts';
import type { PolicyRules } from './policy.rule.ts';

/** Whom somebody acts for: themselves, and by proxy. */
export async function ownPeople(tx: Transaction, actor: Actor): Promise<Set<string>> {
  const proxies = (await tx.find(Proxy, { holderId: actor.accountId })).filter(({ validFrom, validTo }) => validFrom <= tx.at && (!validTo || validTo > tx.at));
  return new Set([...(actor.residentId ? [actor.residentId] : []), ...proxies.map(({ residentId }) => residentId)]);
}

/** Whether the performer works over a place; the system itself does everywhere. */
export async function worksOver(tx: Transaction, performer: Performer, placeId: string): Promise<boolean> {
  return performer.accountId === null || (isActor(performer) && holds(performer, STAFF, await lineageOf(tx, placeId)));
}

/** @throws Refusal NOT_ALLOWED unless the performer is an admin of the whole district, or the system itself */
export async function mustAdministerDistrict(tx: Transaction, performer: Performer): Promise<void> {
  if (performer.accountId === null) return;
  const root = await tx.findOne(Place, { parentId: null });
  if (!isActor(performer) || !root || !holds(performer, ['DISTRICT_ADMIN'], [root.id])) throw new Refusal('NOT_ALLOWED', 'This is for the district\'s admins.');
}

/**
 * A resident who takes part: lives here, and whose data is there.
 * @throws Refusal NOT_FOUND, also for who neither is nor works over them; WRONG_STATE for who does not live here any more
 */
export async function participant(tx: Transaction, performer: Performer, residentId: string, field = 'residentId'): Promise<Resident> {
  const resident = await tx.keep(Resident, residentId);
  const own = resident && isActor(performer) && (await ownPeople(tx, performer)).has(residentId);
  if (!resident || (!own && !(await worksOver(tx, performer, resident.placeId)))) throw new Refusal('NOT_FOUND', 'No such resident.', [field]);
  if (resident.erasedAt || (resident.livesTo && resident.livesTo <= dayOf(tx.at))) {
    throw new Refusal('WRONG_STATE', 'This person does not live here any more.', [field]);
  }
  return resident;
}

/** How an actor stands to a service. */
export async function standpointOf(tx: Transaction, actor: Actor, exchange: Exchange): Promise<Standpoint & { readonly receivers: readonly string[] }> {
  const own = await ownPeople(tx, actor);
  const receivers = (await tx.find(ExchangeReceiver, { exchangeId: exchange.id })).map(({ residentId }) => residentId);
  return { lineage: await lineageOf(tx, exchange.placeId), gives: own.has(exchange.giverId), receives: receivers.some(id => own.has(id)), receivers };
}

/** @throws Refusal INVALID at `giverId` for who would serve themselves, or somebody whom the policy excludes */
export async function mustBeNoKin(tx: Transaction, { excluded }: PolicyRules, giver: Resident, receiver: Resident): Promise<void> {
  if (giver.id === receiver.id) throw new Refusal('INVALID', 'Nobody serves themselves.', ['giverId']);
  const household = excluded === 'CLOSE_KIN_AND_HOUSEHOLD' && giver.householdId !== null && giver.householdId === receiver.householdId;
  if (household || (await closeKin(tx, giver.id, receiver.id))) throw new Refusal('INVALID', 'Services to close kin are not counted.', ['giverId']);
}
