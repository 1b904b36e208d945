import type { HandOver } from '../places/hand-over.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Household } from './household.entity.ts';
import { moveAll } from './placement.ts';
import { Residence } from './residence.entity.ts';
import { Resident } from './resident.entity.ts';

/**
 * Registered with places: residents and households go with their address, or with all that is left at a place that closes;
 * who has no address of their own goes with their household. Where they lived before that day stays.
 */
export async function handOverPeople(tx: Transaction, { from, to, addressIds, day }: HandOver): Promise<void> {
  const households = (await tx.getAll(Household, { placeId: from, ...(addressIds && { addressId: { $in: [...addressIds] } }) })).map(({ id }) => id);
  await tx.bulkUpdate(Household, households, { placeId: to });
  const whose = addressIds ? { $or: [{ addressId: { $in: [...addressIds] } }, { addressId: null, householdId: { $in: households } }] } : {};
  const residents = await tx.getAll<Resident>(Resident, { placeId: from, ...whose });
  await moveAll(tx, residents.filter(({ livesTo }) => !livesTo).map(({ id }) => id), to, day);
  for (const resident of residents) if (resident.livesTo && resident.livesTo > day) await moveLeaving(tx, resident, from, to, day);
}

/** Who is known to leave later lives at the new place until then. */
async function moveLeaving(tx: Transaction, resident: Resident, from: string, to: string, day: CalendarDate): Promise<void> {
  for (const stay of await tx.getAll(Residence, { residentId: resident.id, placeId: from, livesTo: { $gt: day } })) {
    if (stay.livesFrom >= day) {
      stay.placeId = to;
      continue;
    }
    const { residentId, addressId, standing, noKin, birthDate, livesTo } = stay;
    stay.livesTo = day;
    await tx.create(Residence, { id: newId(), residentId, placeId: to, addressId, standing, noKin, birthDate, livesFrom: day, livesTo });
  }
  resident.placeId = to;
  if (resident.livesFrom < day) resident.livesFrom = day;
}
