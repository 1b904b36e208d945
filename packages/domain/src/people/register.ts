import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { isIdNumber, isMobile } from './id-number.rule.ts';
import { Resident, type Sex, type Standing } from './resident.entity.ts';
import type { CalendarDate } from '../shared/clock.ts';
import type { DataOrigin } from '../places/place.entity.ts';
import type { Sealer } from './sealed.ts';

/** A person to be entered in the register. */
export interface NewResident {
  readonly placeId: string;
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: CalendarDate;
  readonly standing: Standing;
  readonly livesFrom: CalendarDate;
  readonly idNumber?: string;
  readonly phone?: string;
  readonly dataOrigin?: DataOrigin;
}

/**
 * Enters a person in the register; numbers are sealed before they are stored.
 * @throws Refusal INVALID for a number with a wrong form or checksum, or a birth after the arrival;
 *   CONFLICT when somebody with this ID number is registered already
 */
export async function register(tx: Transaction, sealer: Sealer, person: NewResident): Promise<Resident> {
  const { idNumber, phone, dataOrigin = 'REAL', ...rest } = person;
  if (idNumber && !isIdNumber(idNumber)) throw new Refusal('INVALID', 'Not a valid ID number.', ['idNumber']);
  if (phone && !isMobile(phone)) throw new Refusal('INVALID', 'Not a mobile number.', ['phone']);
  if (person.birthDate > person.livesFrom) throw new Refusal('INVALID', 'Nobody lives here before being born.', ['livesFrom']);
  const idNumberIndex = idNumber ? sealer.index(tx.districtId, 'idNumber', idNumber) : null;
  if (idNumberIndex && (await tx.findOne(Resident, { idNumberIndex }))) {
    throw new Refusal('CONFLICT', 'Somebody with this ID number is registered already.', ['idNumber']);
  }
  return tx.create(Resident, {
    ...rest, id: newId(), livesTo: null, dataOrigin, recordedAt: tx.at, idNumberIndex,
    idNumberSealed: idNumber ? sealer.seal(idNumber) : null,
    phoneSealed: phone ? sealer.seal(phone) : null,
    phoneIndex: phone ? sealer.index(tx.districtId, 'phone', phone) : null,
  });
}
