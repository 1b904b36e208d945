import { Consent } from '../people/consent.entity.ts';
import { Household } from '../people/household.entity.ts';
import { Kin } from '../people/kin.entity.ts';
import { Proxy } from '../people/proxy.entity.ts';
import { Resident } from '../people/resident.entity.ts';
import { Address } from '../places/address.entity.ts';
import { openPlace } from '../places/open-place.ts';
import type { Place } from '../places/place.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import { dayOf, type CalendarDate } from '../shared/clock.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { mayKeep } from './register.policy.ts';
import { ResidentCall } from './resident-call.entity.ts';

type May = (performer: Performer, lineage: readonly string[]) => boolean;

/** A resident, locked, whose register the performer keeps. @throws Refusal NOT_FOUND, also for who may not see them */
export async function keptResident(tx: Transaction, residentId: string, field = 'residentId', may: May = mayKeep): Promise<Resident> {
  const resident = await tx.get(Resident, residentId);
  if (!resident || !may(tx.performer, await lineageOf(tx, resident.placeId))) throw new Refusal('NOT_FOUND', 'No such resident.', [field]);
  return resident;
}

/** The same for somebody whose data is still there. @throws Refusal WRONG_STATE when it was erased */
export async function keptPerson(tx: Transaction, residentId: string, field = 'residentId'): Promise<Resident> {
  const resident = await keptResident(tx, residentId, field);
  if (resident.erasedAt) throw new Refusal('WRONG_STATE', 'This person\'s data was erased.', [field]);
  return resident;
}

/** A household that still is one, locked. @throws Refusal NOT_FOUND; WRONG_STATE when it was dissolved */
export async function keptHousehold(tx: Transaction, householdId: string, field = 'householdId'): Promise<Household> {
  const household = await tx.get(Household, householdId);
  if (!household || !mayKeep(tx.performer, await lineageOf(tx, household.placeId))) throw new Refusal('NOT_FOUND', 'No such household.', [field]);
  if (household.dissolvedAt) throw new Refusal('WRONG_STATE', 'This household was dissolved.', [field]);
  return household;
}

/** A place where people can be entered. @throws Refusal NOT_FOUND, also for who does not keep its register; WRONG_STATE where it has closed */
export async function keptPlace(tx: Transaction, placeId: string): Promise<Place> {
  if (!mayKeep(tx.performer, await lineageOf(tx, placeId))) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
  return openPlace(tx, placeId);
}

/**
 * Somewhere in the district to live: an open place, and an open address that belongs to it.
 * @throws Refusal NOT_FOUND for either; WRONG_STATE where it has closed; INVALID for an address of another place
 */
export async function openDwelling(tx: Transaction, placeId: string, addressId: string | null | undefined): Promise<Place> {
  const place = await openPlace(tx, placeId);
  if (!addressId) return place;
  const address = await tx.keep(Address, addressId);
  if (!address) throw new Refusal('NOT_FOUND', 'No such address.', ['addressId']);
  if (address.placeId !== placeId) throw new Refusal('INVALID', 'This address belongs to another place.', ['addressId']);
  address.mustBeOpen('addressId');
  return place;
}

/** @throws Refusal INVALID for a day that has not come yet */
export function notAhead(tx: Transaction, day: CalendarDate, field: string): CalendarDate {
  if (day > dayOf(tx.at)) throw new Refusal('INVALID', 'This day is in the future.', [field]);
  return day;
}

/**
 * Registered with the unit of work: a command sent again is answered only to who still keeps the record.
 * @throws Refusal NOT_FOUND
 */
export async function stillKept(tx: Transaction, result: unknown): Promise<void> {
  const kept = OF_RESIDENT.some(entity => result instanceof entity)
    ? await tx.findOne(Resident, { id: (result as { residentId: string }).residentId })
    : result;
  if (!(kept instanceof Resident) && !(kept instanceof Household)) return;
  if (!mayKeep(tx.performer, await lineageOf(tx, kept.placeId))) throw new Refusal('NOT_FOUND', 'No such record.');
}

const OF_RESIDENT = [Kin, Consent, Proxy, ResidentCall];

/** When it happened: as told, else now. @throws Refusal INVALID for a time in the future */
export function happenedAt(tx: Transaction, occurredAt: Date | undefined, field = 'occurredAt'): Date {
  if (occurredAt && occurredAt > tx.at) throw new Refusal('INVALID', 'This time is in the future.', [field]);
  return occurredAt ?? tx.at;
}
