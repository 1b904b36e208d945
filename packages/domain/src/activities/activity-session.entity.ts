import { defineEntity } from '@mikro-orm/core';
import { Refusal } from '../shared/refusal.ts';
import type { ActivityKind } from './activity.entity.ts';

/** How long before it begins people may check in, in milliseconds. */
export const DOOR_MS = 3_600_000;

const ActivitySessionSchema = defineEntity({
  name: 'ActivitySession',
  tableName: 'activity_session',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    activityId: p.uuid(),
    /** The activity's, kept here because hours are counted from sessions. */
    placeId: p.uuid(),
    programId: p.uuid().nullable(),
    kind: p.string().$type<ActivityKind>(),
    /** `[startsAt, endsAt)`. */
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    minutes: p.integer(),
    /** Where it is another one than the activity's. */
    venue: p.string().nullable(),
    /** Who teaches or leads it: an account, which leads one session at a time, or an organisation. */
    trainerId: p.uuid().nullable(),
    trainerOrganisationId: p.uuid().nullable(),
    /** How many attended it; it took place when somebody has. */
    attended: p.integer(),
    cancelledAt: p.datetime().nullable(),
    cancelReason: p.text().nullable(),
    /** What its program is measured by: hours are counted by it. */
    outcomeIndicator: p.string().nullable(),
  }),
});

/** 场次. One coming together of an activity. Invariants: `minutes` is its length; a trainer's sessions do not overlap. */
export class ActivitySession extends ActivitySessionSchema.class {
  static readonly schema = ActivitySessionSchema;

  /** @throws Refusal WRONG_STATE when it was called off, or somebody has attended it */
  mustBeUnheld(): void {
    if (this.cancelledAt) throw new Refusal('WRONG_STATE', 'This session was called off.', ['sessionId']);
    if (this.attended > 0) throw new Refusal('WRONG_STATE', 'This session has taken place.', ['sessionId']);
  }

  /**
   * When somebody attended: at a given time, or now, or, recorded later, at its end.
   * @throws Refusal WRONG_STATE when it was called off or the door is not open yet; INVALID at `occurredAt` for another time than that of the session
   */
  moment(asked: Date | undefined, now: Date): Date {
    if (this.cancelledAt) throw new Refusal('WRONG_STATE', 'This session was called off.', ['sessionId']);
    const opens = new Date(this.startsAt.getTime() - DOOR_MS);
    if (now < opens) throw new Refusal('WRONG_STATE', 'The door is not open yet.', ['sessionId']);
    if (asked && (asked < opens || asked > this.endsAt || asked > now)) throw new Refusal('INVALID', 'The session was not at this time.', ['occurredAt']);
    return asked ?? (now > this.endsAt ? this.endsAt : now);
  }
}
ActivitySessionSchema.setClass(ActivitySession);
