import type { Transaction } from '../shared/transaction.ts';
import type { CareBooking } from './care-booking.entity.ts';

/** What a job about a booking carries. The job looks again at what it finds: it may run late, twice, or in vain. */
export interface CareBookingJob {
  readonly districtId: number;
  readonly bookingId: string;
}

/** How long before it begins the elder is reminded. */
const REMINDER_MS = 86_400_000;

/** Has the worker remind of it the day before. */
export function expectReminder(tx: Transaction, booking: CareBooking): Promise<void> {
  const at = new Date(booking.startsAt.getTime() - REMINDER_MS);
  return at > tx.at ? addJob(tx, 'care_booking_reminder', booking, at) : Promise.resolve();
}

/** Has the worker offer the place to the next when nobody has taken it by then. */
export function expectAnswer(tx: Transaction, booking: CareBooking): Promise<void> {
  return addJob(tx, 'care_offer_expiry', booking, booking.offeredUntil ?? tx.at);
}

async function addJob(tx: Transaction, task: string, { id: bookingId }: CareBooking, at: Date): Promise<void> {
  const job: CareBookingJob = { districtId: tx.districtId, bookingId };
  await tx.execute('/* add_job */ select app.add_job($1, $2::json, $3, $4)', task, JSON.stringify(job), at, `${task}:${tx.districtId}:${bookingId}`);
}
