import { ActivityAttendance } from './activity-attendance.entity.ts';
import { ActivitySignUp } from './activity-sign-up.entity.ts';
import { Activity } from './activity.entity.ts';
import { withdraw } from './sign-ups.service.ts';
import type { Transaction } from '../shared/transaction.ts';

/** Gives up the places of somebody who is erased, in what is still to come, and erases what was written about their attendance. That they came stays: it was counted. */
export async function forgetAttendance(tx: Transaction, residentId: string): Promise<void> {
  const live = await tx.find(ActivitySignUp, { residentId, status: { $ne: 'CANCELLED' } });
  for (const activity of await tx.getAll(Activity, { id: { $in: live.map(({ activityId }) => activityId) }, cancelledAt: null })) {
    if (activity.endsAt && activity.endsAt <= tx.at) continue;
    for (const signUp of await tx.getAll(ActivitySignUp, { residentId, activityId: activity.id, status: { $ne: 'CANCELLED' } })) await withdraw(tx, activity, signUp);
  }
  for (const attendance of await tx.getAll(ActivityAttendance, { residentId, reason: { $ne: null } })) attendance.reason = null;
}
