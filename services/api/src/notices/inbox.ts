import { inboxCount } from '@linli/domain/notices/notices.read';
import { timeOfDay, type QuietHours } from '@linli/domain/notices/quiet-hours.rule';
import { one } from '@linli/domain/shared/read';
import type { Operation } from '../graphql/operation.ts';
import type { QuietHoursType } from './notice.type.ts';

/** How many notices of the actor are unread. */
export async function unreadCount(operation: Operation): Promise<number> {
  return (await one(operation, inboxCount, operation.actor.accountId, true, null))?.n ?? 0;
}

/** Quiet hours as people write them. */
export function shownHours(hours: QuietHours | null): QuietHoursType | null {
  return hours && { from: timeOfDay(hours.from), to: timeOfDay(hours.to) };
}
