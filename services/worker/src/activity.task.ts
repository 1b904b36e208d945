import type { ActivityReminderJob } from '@linli/domain/activities/reminders';
import { z } from 'zod';
import { defineTask } from './task.ts';

const reminderJob = z.object({ districtId: z.int().positive(), sessionId: z.uuid(), hours: z.int().positive() }) satisfies z.ZodType<ActivityReminderJob>;

/** Some hours before a session of an activity: whoever has a place is reminded. */
export const activityReminder = defineTask('activity_reminder', reminderJob, (domain, job) => domain.activities.sessions.remind(job));
