import type { Resident } from '../people/resident.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import { mayEarn } from '../points/terms.rule.ts';
import { participant } from '../register/acting.ts';
import { dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import type { RowOf } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { channelOf } from '../time-bank/listings.service.ts';
import type { ListingChannel } from '../time-bank/moves.ts';
import { ActivitySignUp, type SignUpChannel } from './activity-sign-up.entity.ts';
import { Activity } from './activity.entity.ts';
import { givePlaces } from './give-places.ts';
import { runs, seenActivity } from './standing.ts';

/** Who means to come. */
export interface NewSignUp {
  readonly activityId: string;
  readonly residentId: string;
  /** Of what a worker takes down; what residents and proxies enter themselves tells it by itself. */
  readonly channel?: ListingChannel | undefined;
}

/** Commands on sign-ups: by the resident, who acts for them, or staff over where they live. */
export class SignUpsService {
  private readonly unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.unit = unit;
  }

  /**
   * Signs somebody up: for a place, or else one on the waitlist. Once more it is the same sign-up.
   * @throws Refusal NOT_FOUND for the resident, also for who neither acts for them nor works over where they live, or the activity; NOT_ALLOWED at `residentId` when
   *   it is not for them; WRONG_STATE outside of its time of signing up, or when it was called off; INVALID at `channel` for a worker's without one;
   *   INSUFFICIENT at `activityId` when places and waitlist are full
   */
  signUp(performer: Performer, { activityId, residentId, channel }: NewSignUp): Promise<ActivitySignUp> {
    return this.unit.of(performer, 'activity_sign_up.sign_up', async tx => {
      const resident = await participant(tx, performer, residentId);
      const activity = await seenActivity(tx, performer, activityId);
      const known = await liveSignUp(tx, activityId, residentId);
      if (known) return known;
      activity.mustTakeSignUps(tx.at);
      return admit(tx, activity, resident, await channelOf(tx, performer, { residentId, channel }));
    });
  }

  /**
   * Comes no more; the place goes to who has waited longest.
   * @throws Refusal NOT_FOUND, also for who has nothing to do with it; WRONG_STATE when it was cancelled already, or the activity is over
   */
  cancel(performer: Performer, signUpId: string): Promise<ActivitySignUp> {
    return this.unit.of(performer, 'activity_sign_up.cancel', async tx => {
      const found = await tx.findOne(ActivitySignUp, { id: signUpId });
      if (!found) throw new Refusal('NOT_FOUND', 'No such sign-up.', ['signUpId']);
      if (!(await runs(tx, performer, found.activityId))) await participant(tx, performer, found.residentId, 'signUpId');
      const activity = await tx.get(Activity, found.activityId);
      const signUp = await tx.get(ActivitySignUp, signUpId);
      if (!activity || !signUp) throw new Refusal('NOT_FOUND', 'No such sign-up.', ['signUpId']);
      activity.mustBeAhead(tx.at, 'signUpId');
      await withdraw(tx, activity, signUp);
      return signUp;
    });
  }
}

/** The sign-up that somebody has, to look at. */
export function liveSignUp(tx: Transaction, activityId: string, residentId: string): Promise<ActivitySignUp | null> {
  return tx.findOne(ActivitySignUp, { activityId, residentId, status: { $ne: 'CANCELLED' } });
}

/** Gives somebody a place of a locked activity, or at the door none but a place. @throws Refusal NOT_ALLOWED at `residentId` when it is not for them; INSUFFICIENT when it is full */
export async function admit(tx: Transaction, activity: Activity, resident: Resident, channel: SignUpChannel): Promise<ActivitySignUp> {
  const near = activity.openTo === 'DISTRICT' || (await lineageOf(tx, resident.placeId)).includes(activity.placeId);
  if (!near || !mayEarn(activity as RowOf<Activity>, resident, dayOf(activity.startsAt ?? tx.at))) throw new Refusal('NOT_ALLOWED', 'This activity is not for them.', ['residentId']);
  const status = activity.admit(channel !== 'DOOR');
  return tx.create(ActivitySignUp, {
    id: newId(), activityId: activity.id, placeId: activity.placeId, residentId: resident.id, status, number: activity.lastNumber, channel, signedUpAt: tx.at,
    signedUpById: tx.performer.accountId, placedAt: status === 'SIGNED_UP' ? tx.at : null, cancelledAt: null, dataOrigin: activity.dataOrigin,
  });
}

/** Takes back the place of a locked sign-up to a locked activity. */
export async function withdraw(tx: Transaction, activity: Activity, signUp: ActivitySignUp): Promise<void> {
  activity.release(signUp.cancel(tx.at));
  await givePlaces(tx, activity);
}
