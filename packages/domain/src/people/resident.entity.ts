import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { nameKeys } from './name-keys.rule.ts';

/** Where a resident's hukou is, apart from where they live: 户籍在本地, 流动人口, 人户分离 within the district. */
export const STANDINGS = ['REGISTERED_HERE', 'FLOATING', 'REGISTERED_ELSEWHERE_IN_DISTRICT'] as const;
export type Standing = (typeof STANDINGS)[number];

export const SEXES = ['FEMALE', 'MALE'] as const;
export type Sex = (typeof SEXES)[number];

/** 来本地原因. Why somebody came to live where they live. */
export const ARRIVAL_REASONS = ['BIRTH', 'WORK', 'BUSINESS', 'STUDY', 'MARRIAGE', 'FAMILY', 'RETIREMENT', 'MOVED', 'OTHER'] as const;
export type ArrivalReason = (typeof ARRIVAL_REASONS)[number];

/** 离开原因. Why somebody no longer lives in the district. */
export const DEPARTURE_REASONS = ['DIED', 'WORK', 'BUSINESS', 'STUDY', 'MARRIAGE', 'FAMILY', 'MOVED', 'OTHER'] as const;
export type DepartureReason = (typeof DEPARTURE_REASONS)[number];

/** 与户主关系 (after GB/T 4761). */
export const RELATIONS_TO_HEAD = [
  'HEAD', 'SPOUSE', 'CHILD', 'CHILD_IN_LAW', 'PARENT', 'PARENT_IN_LAW', 'GRANDCHILD', 'GRANDPARENT', 'SIBLING', 'OTHER_KIN', 'NOT_KIN',
] as const;
export type RelationToHead = (typeof RELATIONS_TO_HEAD)[number];

const ResidentSchema = defineEntity({
  name: 'Resident',
  tableName: 'resident',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** Where they live, or lived last; with address, standing and days it says what the latest residence says. */
    placeId: p.uuid(),
    addressId: p.uuid().nullable(),
    standing: p.string().$type<Standing>(),
    /** First day of living like this: arrival, birth, the last move or change of standing. */
    livesFrom: p.date().$type<CalendarDate>(),
    /** First day of no longer living here; null while they do. */
    livesTo: p.date().$type<CalendarDate>().nullable(),
    name: p.string(),
    /** What the name is found by in pinyin; see `name-keys.rule.ts`. */
    namePinyin: p.string(),
    nameInitials: p.string(),
    sex: p.string().$type<Sex>(),
    birthDate: p.date().$type<CalendarDate>(),
    /** Encrypted; see `sealed.ts`. */
    idNumberSealed: p.text().nullable(),
    /** Keyed digest, to find a person by number without decrypting anyone. */
    idNumberIndex: p.string().nullable(),
    phoneSealed: p.text().nullable(),
    phoneIndex: p.string().nullable(),
    /** Official code of the division where the hukou is, 6 to 12 digits. */
    hukouCode: p.string().nullable(),
    householdId: p.uuid().nullable(),
    /** Set ⇔ `householdId` is set. */
    relationToHead: p.string().$type<RelationToHead>().nullable(),
    arrivalReason: p.string().$type<ArrivalReason>().nullable(),
    /** Set ⇒ `livesTo` is set. */
    departureReason: p.string().$type<DepartureReason>().nullable(),
    livesAlone: p.boolean(),
    /** 孤寡: no spouse, children or other kin to look after them. */
    noKin: p.boolean(),
    /** 残疾等级, 1 (the most severe) to 4; null without one. */
    disabilityLevel: p.integer().nullable(),
    /** When somebody last made sure that all this is so, and whose account it was. */
    lastVerifiedAt: p.datetime().nullable(),
    lastVerifiedById: p.uuid().nullable(),
    externalSystem: p.string().nullable(),
    externalId: p.string().nullable(),
    /** Since when the personal data is gone. */
    erasedAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    /** When they were registered, as it happened; `recordedAt` is when this system heard of it. */
    occurredAt: p.datetime(),
    recordedAt: p.datetime(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/**
 * A person who lives, or lived, in the district. What is counted is not the resident but their residences, so a resident
 * may be emptied of personal data without moving a figure.
 */
export class Resident extends ResidentSchema.class {
  static readonly schema = ResidentSchema;

  /** Gives the person a name, and the keys it is found by. */
  rename(name: string): void {
    Object.assign(this, { name, ...nameKeys(name) });
  }

  leaveHousehold(): void {
    this.householdId = null;
    this.relationToHead = null;
  }
}
ResidentSchema.setClass(Resident);
