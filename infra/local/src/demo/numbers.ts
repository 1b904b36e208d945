import { isIdNumber } from '@linli/domain/people/id-number.rule';
import type { Resident } from '@linli/domain/people/resident.entity';
import type { Sealer } from '@linli/domain/people/sealed';
import type { NewRow } from '@linli/domain/shared/read';

/** No division has this code, and no network these first seven digits: nobody can have these numbers. */
const [NOWHERE, NO_NETWORK] = ['999999', '1680000'] as const;
const MOST = 10_000;

/** An ID number that fits a birth date and sex, and is nobody's. @param n 0 to 499: tells apart who was born on the same day */
export function idNumberOfNobody({ birthDate, sex }: Pick<Resident, 'birthDate' | 'sex'>, n: number): string {
  const stem = `${NOWHERE}${birthDate.replaceAll('-', '')}${String(2 * n + (sex === 'MALE' ? 1 : 0)).padStart(3, '0')}`;
  const check = [...'0123456789X'].find(digit => isIdNumber(stem + digit));
  if (check === undefined) throw new Error(`No check digit for ${stem}.`);
  return stem + check;
}

/** A telephone number that is nobody's. */
export function phoneOfNobody(n: number): string {
  return `${NO_NETWORK}${String(n % MOST).padStart(4, '0')}`;
}

/** Gives a district's heads of households telephone numbers, and some an ID number, so that masking and searching have something to work on. */
export class DemoNumbers {
  readonly #sealer: Sealer;
  readonly #districtId: number;
  /** How many ID numbers were given to people born on a day. */
  readonly #born = new Map<string, number>();
  #phones = 0;

  constructor(sealer: Sealer, districtId: number) {
    this.#sealer = sealer;
    this.#districtId = districtId;
  }

  give(people: readonly NewRow<Resident>[]): void {
    for (const person of people) {
      if (person.relationToHead !== 'HEAD' || this.#phones >= MOST) continue;
      const phone = phoneOfNobody(this.#phones);
      Object.assign(person, { phoneSealed: this.#sealer.seal(phone), phoneIndex: this.#sealer.index(this.#districtId, 'phone', phone) });
      if (this.#phones % 10 === 0) this.#giveId(person);
      this.#phones += 1;
    }
  }

  #giveId(person: NewRow<Resident>): void {
    const before = this.#born.get(person.birthDate) ?? 0;
    this.#born.set(person.birthDate, before + 1);
    const idNumber = idNumberOfNobody(person, before);
    Object.assign(person, { idNumberSealed: this.#sealer.seal(idNumber), idNumberIndex: this.#sealer.index(this.#districtId, 'idNumber', idNumber) });
  }
}
