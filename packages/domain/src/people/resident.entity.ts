import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { Refusal } from '../shared/refusal.ts';

/** Where a resident's hukou is, apart from where they live: 户籍在本地, 流动人口, 人户分离 within the district. */
export const STANDINGS = ['REGISTERED_HERE', 'FLOATING', 'REGISTERED_ELSEWHERE_IN_DISTRICT'] as const;
export type Standing = (typeof STANDINGS)[number];

export const SEXES = ['FEMALE', 'MALE'] as const;
export type Sex = (typeof SEXES)[number];

const ResidentSchema = defineEntity({
  name: 'Resident',
  tableName: 'resident',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    placeId: p.uuid(),
    name: p.string(),
    sex: p.string().$type<Sex>(),
    birthDate: p.date().$type<CalendarDate>(),
    standing: p.string().$type<Standing>(),
    /** Encrypted; see `sealed.ts`. */
    idNumberSealed: p.text().nullable(),
    /** Keyed digest, to find a person by number without decrypting anyone. */
    idNumberIndex: p.string().nullable(),
    phoneSealed: p.text().nullable(),
    phoneIndex: p.string().nullable(),
    /** First day of living here: arrival, or birth. */
    livesFrom: p.date().$type<CalendarDate>(),
    /** First day of no longer living here; null while they do. */
    livesTo: p.date().$type<CalendarDate>().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    recordedAt: p.datetime(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** A person who lives, or lived, at a place. Invariants: born on or before the day they live here from; leaves after it. */
export class Resident extends ResidentSchema.class {
  static readonly schema = ResidentSchema;

  /** @throws Refusal INVALID unless the person has lived here before `day`. */
  leave(day: CalendarDate): void {
    if (day <= this.livesFrom) throw new Refusal('INVALID', 'The day of leaving must be after the day of arrival.', ['livesTo']);
    this.livesTo = day;
  }
}
ResidentSchema.setClass(Resident);
