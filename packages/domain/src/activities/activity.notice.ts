import { defineNotice } from '../notices/notice-kind.ts';
import { notify } from '../notices/notify.ts';
import { moment, written } from '../notices/param.ts';
import { allOf, residentAndProxies, type Recipients } from '../notices/recipients.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { ActivitySession } from './activity-session.entity.ts';
import { ActivitySignUp } from './activity-sign-up.entity.ts';
import type { Activity } from './activity.entity.ts';

const WHAT = { title: written };
const WHEN = { ...WHAT, startsAt: moment, venue: written };

export const activityReminder = defineNotice('activity.reminder', {
  about: 'Activity',
  params: WHEN,
  ZH: { title: '活动提醒', body: '“{title}”将于 {startsAt} 开始。{venue}' },
  EN: { title: 'An activity is near', body: '“{title}” begins {startsAt}. {venue}' },
});

export const activityPlaceGiven = defineNotice('activity.place_given', {
  about: 'Activity',
  params: WHAT,
  ZH: { title: '候补成功', body: '“{title}”有名额空出，您已报名成功。' },
  EN: { title: 'There is a place for you', body: 'A place for “{title}” became free, and it is yours.' },
});

export const activitySessionChanged = defineNotice('activity.session_changed', {
  about: 'Activity',
  params: WHEN,
  ZH: { title: '活动安排有变', body: '“{title}”改为 {startsAt} 开始。{venue}' },
  EN: { title: 'An activity was changed', body: '“{title}” now begins {startsAt}. {venue}' },
});

export const activitySessionCancelled = defineNotice('activity.session_cancelled', {
  about: 'Activity',
  params: { ...WHAT, startsAt: moment, reason: written },
  ZH: { title: '活动场次取消', body: '“{title}”{startsAt} 的场次取消。原因：{reason}' },
  EN: { title: 'A session was called off', body: '“{title}”, {startsAt}, does not take place. Reason: {reason}' },
});

export const activityCancelled = defineNotice('activity.cancelled', {
  about: 'Activity',
  params: { ...WHAT, reason: written },
  ZH: { title: '活动取消', body: '“{title}”已取消。原因：{reason}' },
  EN: { title: 'An activity was called off', body: '“{title}” does not take place. Reason: {reason}' },
});

export async function tellOfPlace(tx: Transaction, { id, title }: Activity, residentId: string): Promise<void> {
  await notify(tx, activityPlaceGiven, { about: id, to: residentAndProxies(residentId), params: { title } });
}

export async function remind(tx: Transaction, activity: Activity, session: ActivitySession): Promise<void> {
  await notify(tx, activityReminder, { about: activity.id, to: comers(activity.id, ['SIGNED_UP']), params: when(activity, session) });
}

export async function tellOfChange(tx: Transaction, activity: Activity, session: ActivitySession): Promise<void> {
  await notify(tx, activitySessionChanged, { about: activity.id, to: comers(activity.id), params: when(activity, session) });
}

export async function tellOfSessionCancelled(tx: Transaction, { id, title }: Activity, { startsAt, cancelReason }: ActivitySession): Promise<void> {
  await notify(tx, activitySessionCancelled, { about: id, to: comers(id), params: { title, startsAt, reason: cancelReason ?? '' } });
}

export async function tellOfCancellation(tx: Transaction, { id, title, cancelReason }: Activity): Promise<void> {
  await notify(tx, activityCancelled, { about: id, to: comers(id), params: { title, reason: cancelReason ?? '' } });
}

function when({ title, venue }: Activity, session: ActivitySession) {
  return { title, startsAt: session.startsAt, venue: session.venue ?? venue ?? '' };
}

/** Whoever means to come, and who acts for them. */
function comers(activityId: string, statuses: readonly ('SIGNED_UP' | 'WAITING')[] = ['SIGNED_UP', 'WAITING']): Recipients {
  return async tx => {
    const signUps = await tx.find(ActivitySignUp, { activityId, status: { $in: [...statuses] } });
    return allOf(...signUps.map(({ residentId }) => residentAndProxies(residentId)))(tx);
  };
}
