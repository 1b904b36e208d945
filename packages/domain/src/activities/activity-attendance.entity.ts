import { defineEntity } from '@mikro-orm/core';
import type { Standing } from '../people/resident.entity.ts';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { Refusal } from '../shared/refusal.ts';
import type { ActivityKind } from './activity.entity.ts';

/** How it is known: by the code at the door, by the resident's card, by calling the roll, or recorded one by one. */
export const ATTENDANCE_WAYS = ['DOOR_CODE', 'CARD', 'ROLL_CALL', 'RECORDED'] as const;
export type AttendanceWay = (typeof ATTENDANCE_WAYS)[number];

const ActivityAttendanceSchema = defineEntity({
  name: 'ActivityAttendance',
  tableName: 'activity_attendance',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    activityId: p.uuid(),
    sessionId: p.uuid(),
    residentId: p.uuid(),
    /** The activity's; what it was when this was recorded. */
    placeId: p.uuid(),
    kind: p.string().$type<ActivityKind>(),
    programId: p.uuid().nullable(),
    /** Where they lived then, and in which standing: what shares of the population are counted by. */
    homePlaceId: p.uuid(),
    standing: p.string().$type<Standing>(),
    /** Of the session, unless it was corrected. */
    minutes: p.integer(),
    way: p.string().$type<AttendanceWay>(),
    occurredAt: p.datetime(),
    recordedAt: p.datetime(),
    recordedById: p.uuid().nullable(),
    /** Since when it counts no more, because it was recorded wrongly. */
    voidedAt: p.datetime().nullable(),
    /** Why it was corrected or voided. */
    reason: p.text().nullable(),
    externalSystem: p.string().nullable(),
    externalId: p.string().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 签到. That a resident was at a session. Invariant: once for a resident and a session, those that were voided left out. */
export class ActivityAttendance extends ActivityAttendanceSchema.class {
  static readonly schema = ActivityAttendanceSchema;

  /** @throws Refusal WRONG_STATE when it was voided */
  mustCount(): void {
    if (this.voidedAt) throw new Refusal('WRONG_STATE', 'This attendance was voided.', ['attendanceId']);
  }
}
ActivityAttendanceSchema.setClass(ActivityAttendance);
