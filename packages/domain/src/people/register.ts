import { newId } from '../shared/ids.ts';
import type { NewRow } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { isIdNumber, isMobile, toldBy } from './id-number.rule.ts';
import { nameKeys } from './name-keys.rule.ts';
import { settle } from './placement.ts';
import { Resident } from './resident.entity.ts';
import type { Sealer } from './sealed.ts';

type Known = Omit<NewRow<Resident>, 'namePinyin' | 'nameInitials' | 'idNumberSealed' | 'idNumberIndex' | 'phoneSealed' | 'phoneIndex'>;
type Needed = 'placeId' | 'name' | 'sex' | 'birthDate' | 'standing' | 'livesFrom';

/** The values of a resident of whom only the most necessary is known, and whatever else is given. */
export function residentValues(
  given: Pick<Known, Needed | 'recordedAt'> & Partial<Known>,
): NewRow<Resident> {
  return {
    id: newId(), addressId: null, livesTo: null, idNumberSealed: null, idNumberIndex: null, phoneSealed: null, phoneIndex: null, hukouCode: null,
    householdId: null, relationToHead: null, arrivalReason: null, departureReason: null, livesAlone: false, noKin: false, disabilityLevel: null,
    lastVerifiedAt: null, lastVerifiedById: null, externalSystem: null, externalId: null, erasedAt: null, dataOrigin: 'REAL',
    occurredAt: given.recordedAt, ...nameKeys(given.name), ...given,
  };
}

/** A person to be entered in the register. */
export interface NewResident extends Pick<Known, Needed>, Partial<Omit<Known, Needed | 'id' | 'livesTo' | 'departureReason' | 'recordedAt' | 'erasedAt'>> {
  readonly idNumber?: string;
  readonly phone?: string;
}

/**
 * Enters a person in the register, living here from a day on; numbers are sealed before they are stored.
 * @throws Refusal NOT_FOUND for the place; WRONG_STATE where it has closed; INVALID for a number with a wrong form or checksum or that tells another birth date or sex, or a birth after the arrival;
 *   CONFLICT when somebody with this ID number is registered already
 */
export async function register(tx: Transaction, sealer: Sealer, person: NewResident): Promise<Resident> {
  const { idNumber, phone, ...rest } = person;
  if (person.birthDate > person.livesFrom) throw new Refusal('INVALID', 'Nobody lives here before being born.', ['livesFrom']);
  const numbers = { ...(await sealedIdNumber(tx, sealer, idNumber ?? null, person)), ...sealedPhone(tx, sealer, phone ?? null) };
  const resident = await tx.create(Resident, { ...residentValues({ ...rest, recordedAt: tx.at }), ...numbers });
  await settle(tx, resident, resident, person.livesFrom);
  return resident;
}

/**
 * An ID number as it is stored.
 * @param person whose it is; with an id when registered already
 * @throws Refusal INVALID for a wrong form or checksum, or when it tells another birth date or sex; CONFLICT when somebody else has it
 */
export async function sealedIdNumber(
  tx: Transaction, sealer: Sealer, idNumber: string | null, person: Pick<Resident, 'birthDate' | 'sex'> & { readonly id?: string },
): Promise<Pick<Resident, 'idNumberSealed' | 'idNumberIndex'>> {
  if (!idNumber) return { idNumberSealed: null, idNumberIndex: null };
  if (!isIdNumber(idNumber)) throw new Refusal('INVALID', 'Not a valid ID number.', ['idNumber']);
  agree(idNumber, person);
  const idNumberIndex = sealer.index(tx.districtId, 'idNumber', idNumber);
  const holder = await tx.findOne(Resident, { idNumberIndex });
  if (holder && holder.id !== person.id) throw new Refusal('CONFLICT', 'Somebody with this ID number is registered already.', ['idNumber']);
  return { idNumberSealed: sealer.seal(idNumber), idNumberIndex };
}

/** @throws Refusal INVALID when birth date or sex are not those that the ID number tells */
export function agree(idNumber: string, { birthDate, sex }: Pick<Resident, 'birthDate' | 'sex'>): void {
  const told = toldBy(idNumber);
  if (told.birthDate !== birthDate) throw new Refusal('INVALID', 'The ID number tells another birth date.', ['birthDate']);
  if (told.sex !== sex) throw new Refusal('INVALID', 'The ID number tells another sex.', ['sex']);
}

/** A telephone number as it is stored. @throws Refusal INVALID for a wrong form */
export function sealedPhone(tx: Transaction, sealer: Sealer, phone: string | null): Pick<Resident, 'phoneSealed' | 'phoneIndex'> {
  if (!phone) return { phoneSealed: null, phoneIndex: null };
  if (!isMobile(phone)) throw new Refusal('INVALID', 'Not a mobile number.', ['phone']);
  return { phoneSealed: sealer.seal(phone), phoneIndex: sealer.index(tx.districtId, 'phone', phone) };
}
