import { STAFF, holds, isActor, type Actor } from '../access/actor.ts';
import { Proxy } from '../people/proxy.entity.ts';
import { Resident } from '../people/resident.entity.ts';
import { Place } from '../places/place.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import { dayOf } from '../shared/clock.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';

/** Whom somebody acts for: themselves, and by proxies that are valid now. */
export async function ownPeople(tx: Transaction, actor: Actor): Promise<Set<string>> {
  const proxies = await tx.find(Proxy, { holderId: actor.accountId, validFrom: { $lte: tx.at }, $or: [{ validTo: null }, { validTo: { $gt: tx.at } }] });
  return new Set([...(actor.residentId ? [actor.residentId] : []), ...proxies.map(({ residentId }) => residentId)]);
}

/** Whether somebody acts for a resident: as themselves, or by a proxy that is valid now. */
export async function actsFor(tx: Transaction, actor: Actor, residentId: string): Promise<boolean> {
  return actor.residentId === residentId || (await ownPeople(tx, actor)).has(residentId);
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
 * A resident who takes part in something: lives here, and whose data is there.
 * @throws Refusal NOT_FOUND, also for who neither acts for nor works over them; WRONG_STATE for who does not live here any more
 */
export async function participant(tx: Transaction, performer: Performer, residentId: string, field = 'residentId'): Promise<Resident> {
  const resident = await tx.keep(Resident, residentId);
  const own = resident && isActor(performer) && (await actsFor(tx, performer, residentId));
  if (!resident || (!own && !(await worksOver(tx, performer, resident.placeId)))) throw new Refusal('NOT_FOUND', 'No such resident.', [field]);
  if (resident.erasedAt || (resident.livesTo && resident.livesTo <= dayOf(tx.at))) {
    throw new Refusal('WRONG_STATE', 'This person does not live here any more.', [field]);
  }
  return resident;
}
