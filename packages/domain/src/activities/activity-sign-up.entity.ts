import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { Refusal } from '../shared/refusal.ts';

/** Has a place, waits for one, or comes no more. */
export const SIGN_UP_STATUSES = ['SIGNED_UP', 'WAITING', 'CANCELLED'] as const;
export type SignUpStatus = (typeof SIGN_UP_STATUSES)[number];

/** How it came in: by the resident, by who acts for them, taken down by a worker, or at the door. */
export const SIGN_UP_CHANNELS = ['APP', 'PROXY', 'TELEPHONE', 'WINDOW', 'VISIT', 'DOOR'] as const;
export type SignUpChannel = (typeof SIGN_UP_CHANNELS)[number];

const ActivitySignUpSchema = defineEntity({
  name: 'ActivitySignUp',
  tableName: 'activity_sign_up',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    activityId: p.uuid(),
    /** The activity's, as it was then. */
    placeId: p.uuid(),
    residentId: p.uuid(),
    status: p.string().$type<SignUpStatus>(),
    /** Given out in the order in which they came: places on the waitlist go by it. */
    number: p.integer(),
    channel: p.string().$type<SignUpChannel>(),
    signedUpAt: p.datetime(),
    signedUpById: p.uuid().nullable(),
    /** Since when there is a place for them. */
    placedAt: p.datetime().nullable(),
    cancelledAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
  }),
});

/** 报名. That a resident means to come; who signs up again after cancelling is another row, at the end of the line. */
export class ActivitySignUp extends ActivitySignUpSchema.class {
  static readonly schema = ActivitySignUpSchema;

  /** @returns what it was. @throws Refusal WRONG_STATE for the second time */
  cancel(now: Date): 'SIGNED_UP' | 'WAITING' {
    if (this.status === 'CANCELLED') throw new Refusal('WRONG_STATE', 'This was cancelled already.', ['signUpId']);
    const was = this.status;
    Object.assign(this, { status: 'CANCELLED', cancelledAt: now });
    return was;
  }

  place(now: Date): void {
    Object.assign(this, { status: 'SIGNED_UP', placedAt: now });
  }
}
ActivitySignUpSchema.setClass(ActivitySignUp);
