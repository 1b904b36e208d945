import type { HandOver } from '../places/hand-over.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ActivitySession } from './activity-session.entity.ts';
import { ActivitySignUp } from './activity-sign-up.entity.ts';
import { Activity } from './activity.entity.ts';

/**
 * Registered with places: activities that are still to come go with what takes all that is left at a place that closes, with
 * their sign-ups and the sessions that nobody has attended. What has taken place stays where it was.
 */
export async function relocateActivities(tx: Transaction, { from, to, addressIds }: HandOver): Promise<void> {
  if (addressIds) return;
  const ahead = await tx.getAll(Activity, { placeId: from, cancelledAt: null, $or: [{ endsAt: null }, { endsAt: { $gt: tx.at } }] });
  for (const activity of ahead) activity.placeId = to;
  const of = { activityId: { $in: ahead.map(({ id }) => id) }, placeId: from };
  for (const session of await tx.getAll(ActivitySession, { ...of, attended: 0 })) session.placeId = to;
  for (const signUp of await tx.getAll(ActivitySignUp, of)) signUp.placeId = to;
}
