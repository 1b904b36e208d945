import { toldBy, isIdNumber } from '../people/id-number.rule.ts';
import { correctBirthDate } from '../people/placement.ts';
import { agree, register, sealedIdNumber, sealedPhone } from '../people/register.ts';
import type { Resident, Standing } from '../people/resident.entity.ts';
import type { Sealer } from '../people/sealed.ts';
import type { CalendarDate } from '../shared/clock.ts';
import type { RowOf } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { words } from '../shared/words.ts';
import { kinAgree } from './kin.ts';
import { happenedAt, notAhead, openDwelling } from './kept.ts';

/** Where a record stands in another system, to recognise it when it comes again. */
export interface External {
  readonly system: string;
  readonly id: string;
}

/** What is known of a person; null takes away what was known. */
export interface PersonDetails extends Readonly<Pick<RowOf<Resident>,
  'name' | 'sex' | 'birthDate' | 'livesAlone' | 'noKin' | 'hukouCode' | 'arrivalReason' | 'disabilityLevel'>> {
  readonly idNumber: string | null;
  readonly phone: string | null;
}

/** A person as they come into the register. Sex and birth date may be left to the ID number. */
export interface NewPerson extends Partial<PersonDetails> {
  readonly name: string;
  readonly placeId: string;
  readonly addressId?: string | null;
  readonly standing: Standing;
  /** Since when they live here; since today when that is not told. */
  readonly livesFrom?: CalendarDate;
  readonly occurredAt?: Date;
  readonly external?: External;
}

/**
 * Enters somebody in the register.
 * @throws Refusal NOT_FOUND, WRONG_STATE for a place or address that is not there or has closed; INVALID for an ID number with a wrong checksum or birth date, one that tells
 *   another birth date or sex, a birth or arrival in the future, an arrival before birth, a wrong telephone number or code;
 *   CONFLICT when ID number or external id are somebody's already
 */
export async function enterPerson(tx: Transaction, sealer: Sealer, asked: NewPerson, today: CalendarDate): Promise<Resident> {
  const { name, external, livesFrom = today, occurredAt, addressId = null, ...rest } = asked;
  const place = await openDwelling(tx, asked.placeId, addressId);
  const told = asked.idNumber && isIdNumber(asked.idNumber) ? toldBy(asked.idNumber) : null;
  const [birthDate, sex] = [asked.birthDate ?? told?.birthDate, asked.sex ?? told?.sex];
  if (!birthDate) throw new Refusal('INVALID', 'Neither a birth date nor an ID number that tells it.', [asked.idNumber ? 'idNumber' : 'birthDate']);
  if (!sex) throw new Refusal('INVALID', 'Neither a sex nor an ID number that tells it.', ['sex']);
  notAhead(tx, birthDate, 'birthDate');
  notAhead(tx, livesFrom, 'livesFrom');
  checkDetails(asked);
  const { idNumber, phone, ...known } = rest;
  return register(tx, sealer, {
    ...known, name: words(name, LONGEST_NAME, 'name'), birthDate, sex, addressId, livesFrom, ...(idNumber && { idNumber }), ...(phone && { phone }),
    occurredAt: happenedAt(tx, occurredAt), dataOrigin: place.dataOrigin, ...externalOf(external),
  });
}

/**
 * Corrects what is known of somebody; what is not given stays.
 * @throws Refusal INVALID and CONFLICT as {@link enterPerson}, also for a birth date that kin or arrival do not allow
 */
export async function correctPerson(tx: Transaction, sealer: Sealer, resident: Resident, changes: Partial<PersonDetails>): Promise<void> {
  const { name, birthDate, idNumber, phone, ...rest } = changes;
  checkDetails(changes);
  if (name !== undefined && words(name, LONGEST_NAME, 'name') !== resident.name) resident.rename(words(name, LONGEST_NAME, 'name'));
  if (birthDate && birthDate !== resident.birthDate) {
    notAhead(tx, birthDate, 'birthDate');
    await kinAgree(tx, resident, birthDate);
    await correctBirthDate(tx, resident, birthDate);
  }
  Object.assign(resident, rest);
  if (idNumber !== undefined) {
    const sealed = await sealedIdNumber(tx, sealer, idNumber, resident);
    if (sealed.idNumberIndex !== resident.idNumberIndex) Object.assign(resident, sealed); // sealed anew, the same would look changed
  } else if (resident.idNumberSealed) agree(sealer.open(resident.idNumberSealed), resident);
  if (phone !== undefined) {
    const sealed = sealedPhone(tx, sealer, phone);
    if (sealed.phoneIndex !== resident.phoneIndex) Object.assign(resident, sealed);
  }
}

/** External system and id as they are stored. @throws Refusal INVALID for no or too many characters */
export function externalOf(external: External | undefined): { readonly externalSystem: string; readonly externalId: string } | undefined {
  return external && { externalSystem: words(external.system, 100, 'external', 'system'), externalId: words(external.id, 200, 'external', 'id') };
}

const LONGEST_NAME = 100;

function checkDetails({ hukouCode, disabilityLevel }: Partial<PersonDetails>): void {
  if (hukouCode && !/^(\d{6}|\d{9}|\d{12})$/.test(hukouCode)) throw new Refusal('INVALID', 'An official code has 6, 9 or 12 digits.', ['hukouCode']);
  if (disabilityLevel && ![1, 2, 3, 4].includes(disabilityLevel)) throw new Refusal('INVALID', 'Levels are 1 to 4.', ['disabilityLevel']);
}
