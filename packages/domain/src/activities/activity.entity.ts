import { defineEntity } from '@mikro-orm/core';
import type { Standing } from '../people/resident.entity.ts';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { Refusal } from '../shared/refusal.ts';

/** 活动, 课程, 讲座, 志愿服务. */
export const ACTIVITY_KINDS = ['EVENT', 'COURSE', 'LECTURE', 'VOLUNTEERING'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** Who may come: who lives at its place or under it, or everybody in the district. */
export const AUDIENCES = ['PLACE', 'DISTRICT'] as const;
export type Audience = (typeof AUDIENCES)[number];

const ActivitySchema = defineEntity({
  name: 'Activity',
  tableName: 'activity',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** Where it belongs: its staff run it, its residents may come. */
    placeId: p.uuid(),
    /** The program that it is part of. */
    programId: p.uuid().nullable(),
    kind: p.string().$type<ActivityKind>(),
    title: p.string(),
    description: p.text().nullable(),
    venue: p.string().nullable(),
    /** Places; without a limit while null. */
    capacity: p.integer().nullable(),
    /** Places on the waitlist. */
    waitlist: p.integer(),
    /** Signed up for in `[signUpFrom, signUpUntil)`; until it is over while `signUpUntil` is null. */
    signUpFrom: p.datetime(),
    signUpUntil: p.datetime().nullable(),
    openTo: p.string().$type<Audience>(),
    /** Only for these; for all when empty. */
    standings: p.array().$type<Standing[]>().columnType('text[]'),
    ageFrom: p.integer().nullable(),
    ageBelow: p.integer().nullable(),
    /** From the first session's beginning to the last one's end; null without sessions. */
    startsAt: p.datetime().nullable(),
    endsAt: p.datetime().nullable(),
    /** Who has a place, and who waits for one. */
    signedUp: p.integer(),
    waiting: p.integer(),
    /** The latest number given to a sign-up: they are served in this order. */
    lastNumber: p.integer(),
    cancelledAt: p.datetime().nullable(),
    cancelReason: p.text().nullable(),
    externalSystem: p.string().nullable(),
    externalId: p.string().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    recordedAt: p.datetime(),
    recordedById: p.uuid().nullable(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/**
 * 活动. What people come together for, in one session or in several. Invariants: no more have a place than there are; who
 * waits, waits only while all places are taken. Whoever changes sign-ups holds this row.
 */
export class Activity extends ActivitySchema.class {
  static readonly schema = ActivitySchema;

  hasPlace(): boolean {
    return this.signedUp < (this.capacity ?? Infinity);
  }

  /** @throws Refusal WRONG_STATE when it was called off, or is over */
  mustBeAhead(now: Date, field = 'activityId'): void {
    if (this.cancelledAt) throw new Refusal('WRONG_STATE', 'This activity was called off.', [field]);
    if (this.endsAt && this.endsAt <= now) throw new Refusal('WRONG_STATE', 'This activity is over.', [field]);
  }

  /** @throws Refusal WRONG_STATE when nobody may sign up now */
  mustTakeSignUps(now: Date): void {
    this.mustBeAhead(now);
    if (now < this.signUpFrom) throw new Refusal('WRONG_STATE', 'Nobody may sign up yet.', ['activityId']);
    if (this.signUpUntil && now >= this.signUpUntil) throw new Refusal('WRONG_STATE', 'Signing up has ended.', ['activityId']);
  }

  /** Gives out a place, or one on the waitlist. @throws Refusal INSUFFICIENT when both are full */
  admit(mayWait: boolean): 'SIGNED_UP' | 'WAITING' {
    const placed = this.hasPlace();
    if (!placed && (!mayWait || this.waiting >= this.waitlist)) throw new Refusal('INSUFFICIENT', 'All places are taken.', ['activityId']);
    this.lastNumber += 1;
    if (placed) this.signedUp += 1;
    else this.waiting += 1;
    return placed ? 'SIGNED_UP' : 'WAITING';
  }

  /** Takes back what {@link admit} gave. */
  release(status: 'SIGNED_UP' | 'WAITING'): void {
    if (status === 'SIGNED_UP') this.signedUp -= 1;
    else this.waiting -= 1;
  }

  /** Who waited has a place now. */
  promote(): void {
    this.waiting -= 1;
    this.signedUp += 1;
  }

  /** @throws Refusal WRONG_STATE for the second time, or when it is over */
  cancel(reason: string, now: Date): void {
    this.mustBeAhead(now);
    Object.assign(this, { cancelledAt: now, cancelReason: reason });
  }
}
ActivitySchema.setClass(Activity);
