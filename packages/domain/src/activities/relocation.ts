import type { HandOver } from '../places/hand-over.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ActivitySession } from './activity-session.entity.ts';
import { Activity } from './activity.entity.ts';

/**
 * Registered with places: activities that are still to come go with what takes all that is left at a place that closes, with
 * the sessions that nobody has attended. Who has signed up or attended has done so where it was.
 */
export async function relocateActivities(tx: Transaction, { from, to, addressIds }: HandOver): Promise<void> {
  if (addressIds) return;
  const ahead = await tx.getAll(Activity, { placeId: from, cancelledAt: null, $or: [{ endsAt: null }, { endsAt: { $gt: tx.at } }] });
  for (const activity of ahead) activity.placeId = to;
  const ids = ahead.map(({ id }) => id);
  for (const session of await tx.getAll(ActivitySession, { activityId: { $in: ids }, attended: 0 })) session.placeId = to;
}
