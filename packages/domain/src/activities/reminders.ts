import type { Transaction } from '../shared/transaction.ts';
import type { ActivitySession } from './activity-session.entity.ts';

/** How long before a session whoever is signed up is reminded, in hours. */
export const REMINDER_HOURS = [24, 1] as const;

/** What a job about a session carries. The job looks again at what it finds: it may run late, twice, or in vain. */
export interface ActivityReminderJob {
  readonly districtId: number;
  readonly sessionId: string;
  readonly hours: number;
}

/** Has the worker remind everybody the day before and an hour before. Committed with the session's time, or not at all; another time replaces it. */
export async function expectReminders(tx: Transaction, session: ActivitySession): Promise<void> {
  for (const hours of REMINDER_HOURS) {
    const at = new Date(session.startsAt.getTime() - hours * 3_600_000);
    if (at <= tx.at) continue;
    const job: ActivityReminderJob = { districtId: tx.districtId, sessionId: session.id, hours };
    await tx.execute('/* add_job */ select app.add_job($1, $2::json, $3, $4)', 'activity_reminder', JSON.stringify(job), at, `activity_reminder:${tx.districtId}:${session.id}:${hours}`);
  }
}
