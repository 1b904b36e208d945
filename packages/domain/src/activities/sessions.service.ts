import { system, type Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { ActivitySession } from './activity-session.entity.ts';
import { Activity } from './activity.entity.ts';
import { lockedSession } from './attend.ts';
import { remind, tellOfChange, tellOfSessionCancelled } from './activity.notice.ts';
import { expectReminders, type ActivityReminderJob } from './reminders.ts';
import { timesOf, type Series } from './series.rule.ts';
import { checkedSession, planSessions, spanSessions, type NewSession } from './sessions.ts';
import { runActivity } from './standing.ts';

/** Commands on the sessions of activities, by staff over their place. */
export class ActivitySessionsService {
  private readonly unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.unit = unit;
  }

  /** Plans further sessions. @throws Refusal NOT_FOUND; NOT_ALLOWED; WRONG_STATE for an activity that was called off; as {@link planSessions} */
  add(performer: Performer, activityId: string, sessions: readonly NewSession[]): Promise<Activity> {
    return this.unit.of(performer, 'activity_session.add', async tx => {
      const activity = await runActivity(tx, performer, activityId);
      if (activity.cancelledAt) throw new Refusal('WRONG_STATE', 'This activity was called off.', ['activityId']);
      await planSessions(tx, activity, sessions);
      return activity;
    });
  }

  /** Plans the sessions of a series. @throws Refusal as {@link timesOf} and {@link add} */
  addSeries(performer: Performer, activityId: string, series: Series, session: Omit<NewSession, 'startsAt' | 'endsAt'>): Promise<Activity> {
    return this.add(performer, activityId, timesOf(series).map(times => ({ ...session, ...times })));
  }

  /**
   * Another time, venue or trainer; what is absent stays. Everybody who means to come is told of another time or venue.
   * @throws Refusal NOT_FOUND; NOT_ALLOWED; WRONG_STATE when it was called off or has taken place; as {@link checkedSession}
   */
  change(performer: Performer, sessionId: string, changes: { readonly [K in keyof NewSession]?: NewSession[K] | undefined }): Promise<ActivitySession> {
    return this.changed(performer, 'activity_session.change', sessionId, async (tx, session, activity) => {
      const said = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<NewSession>;
      const values = await checkedSession(tx, session.placeId, { ...session, ...said }, session.id, []);
      const moved = values.startsAt.getTime() !== session.startsAt.getTime() || values.endsAt.getTime() !== session.endsAt.getTime() || values.venue !== session.venue;
      Object.assign(session, values);
      await spanSessions(tx, activity);
      if (moved) await expectReminders(tx, session);
      if (moved && session.endsAt > tx.at) await tellOfChange(tx, activity, session);
    });
  }

  /** @throws Refusal NOT_FOUND; NOT_ALLOWED; WRONG_STATE when it was called off or has taken place; INVALID for no reason */
  cancel(performer: Performer, sessionId: string, reason: string): Promise<ActivitySession> {
    return this.changed(performer, 'activity_session.cancel', sessionId, async (tx, session, activity) => {
      Object.assign(session, { cancelledAt: tx.at, cancelReason: words(reason, 500, 'reason') });
      await spanSessions(tx, activity);
      if (session.endsAt > tx.at) await tellOfSessionCancelled(tx, activity, session);
    });
  }

  /** By the worker, some hours before: whoever has a place. */
  remind({ districtId, sessionId, hours }: ActivityReminderJob): Promise<void> {
    return this.unit.of(system(districtId), 'activity_session.remind', async tx => {
      const session = await tx.findOne(ActivitySession, { id: sessionId, cancelledAt: null });
      const activity = session && (await tx.findOne(Activity, { id: session.activityId, cancelledAt: null }));
      if (!session || !activity || session.startsAt <= tx.at) return;
      if (session.startsAt.getTime() - tx.at.getTime() > hours * 3_600_000) return; // it was put off since; another job comes
      await remind(tx, activity, session);
    });
  }

  /** A session that has not taken place; the activity is locked first, as everywhere. */
  private changed(
    performer: Performer, command: string, sessionId: string, work: (tx: Transaction, session: ActivitySession, activity: Activity) => Promise<void>,
  ): Promise<ActivitySession> {
    return this.unit.of(performer, command, async tx => {
      const found = await tx.findOne(ActivitySession, { id: sessionId });
      if (!found) throw new Refusal('NOT_FOUND', 'No such session.', ['sessionId']);
      const activity = await runActivity(tx, performer, found.activityId, 'sessionId');
      const session = await lockedSession(tx, sessionId);
      session.mustBeUnheld();
      await work(tx, session, activity);
      return session;
    });
  }
}
