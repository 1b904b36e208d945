import { Resident } from '../people/resident.entity.ts';
import { move, settle } from '../people/placement.ts';
import type { Sealer } from '../people/sealed.ts';
import { dayOf, type CalendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { keptPerson, keptPlace, notAhead, openDwelling } from './kept.ts';
import { correctPerson, enterPerson, externalOf, type External, type NewPerson } from './person.ts';

/** Whether somebody was entered, or recognised. */
export interface Upserted {
  readonly resident: Resident;
  readonly created: boolean;
}

/**
 * Enters somebody, or brings what is known of them up to date, inside the caller's unit. They are recognised by the
 * other system's id, or by ID number. Another place or standing than before is a move, on `livesFrom` or today.
 * @throws Refusal as {@link enterPerson}; CONFLICT when external id and ID number are of two people, or of somebody
 *   whose register the performer does not keep
 */
export async function upsertPerson(tx: Transaction, sealer: Sealer, asked: NewPerson): Promise<Upserted> {
  const today = dayOf(tx.at);
  await keptPlace(tx, asked.placeId);
  const known = await recognised(tx, sealer, asked);
  if (!known) return { resident: await enterPerson(tx, sealer, asked, today), created: true };
  const resident = await keptPerson(tx, known.id).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'NOT_FOUND') throw new Refusal('CONFLICT', 'This person is registered already.', [asked.external ? 'external' : 'idNumber']);
    throw error;
  });
  const { placeId, addressId, standing, livesFrom, external, occurredAt: _, ...details } = asked;
  await correctPerson(tx, sealer, resident, details);
  Object.assign(resident, externalOf(external));
  await place(tx, resident, { placeId, standing, ...(addressId !== undefined && { addressId }) }, livesFrom, today);
  return { resident, created: false };
}

async function place(
  tx: Transaction, resident: Resident, to: Pick<NewPerson, 'placeId' | 'standing'> & { addressId?: string | null }, livesFrom: CalendarDate | undefined, today: CalendarDate,
): Promise<void> {
  const day = notAhead(tx, livesFrom ?? today, 'livesFrom');
  if (resident.livesTo) {
    if (livesFrom && livesFrom < resident.livesTo) return; // an old list: they have left since
    await openDwelling(tx, to.placeId, to.addressId);
    return settle(tx, resident, { addressId: null, ...to }, day);
  }
  if (to.placeId !== resident.placeId) resident.leaveHousehold();
  if (to.placeId !== resident.placeId || to.addressId) await openDwelling(tx, to.placeId, to.addressId);
  await move(tx, resident, to, day > resident.livesFrom ? day : today);
}

async function recognised(tx: Transaction, sealer: Sealer, { external, idNumber }: { external?: External; idNumber?: string | null }): Promise<Resident | null> {
  const byId = external ? await tx.findOne(Resident, { ...externalOf(external) }) : null;
  const byNumber = idNumber ? await tx.findOne(Resident, { idNumberIndex: sealer.index(tx.districtId, 'idNumber', idNumber) }) : null;
  if (byId && byNumber && byId.id !== byNumber.id) throw new Refusal('CONFLICT', 'Somebody else has this ID number.', ['idNumber']);
  return byId ?? byNumber;
}
