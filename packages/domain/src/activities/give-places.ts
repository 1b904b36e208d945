import type { Transaction } from '../shared/transaction.ts';
import { ActivitySignUp } from './activity-sign-up.entity.ts';
import type { Activity } from './activity.entity.ts';
import { tellOfPlace } from './activity.notice.ts';

/** Gives the places of a locked activity that are free to who has waited longest, each to exactly one, and tells them. */
export async function givePlaces(tx: Transaction, activity: Activity): Promise<void> {
  const free = Math.min(activity.waiting, (activity.capacity ?? Infinity) - activity.signedUp);
  if (free <= 0) return;
  const next = await tx.find(ActivitySignUp, { activityId: activity.id, status: 'WAITING' }, { orderBy: { number: 'asc' }, limit: free });
  for (const signUp of await tx.getAll(ActivitySignUp, { id: { $in: next.map(({ id }) => id) } })) {
    signUp.place(tx.at);
    activity.promote();
    await tellOfPlace(tx, activity, signUp.residentId);
  }
}
