import type { Transaction } from '../shared/transaction.ts';
import { expectAnswer } from './booking-jobs.ts';
import { tellOffered } from './booking.notice.ts';
import { CareBooking } from './care-booking.entity.ts';
import type { CareSlot } from './care-slot.entity.ts';
import { waiting } from './elder-care.read.ts';

/** For how long a place that has become free is kept for one on the waitlist. */
const OFFER_MS = 2 * 3_600_000;

/**
 * Offers the free places of a slot to those who wait longest, one place to one person, while one may still book. Who has
 * something else at that time by now is passed over. The caller holds the slot.
 */
export async function offerFree(tx: Transaction, slot: CareSlot): Promise<void> {
  while (slot.hasPlace() && slot.isOpen(tx.at)) {
    const [next] = await tx.rows(waiting, slot.id);
    const booking = next && (await tx.get(CareBooking, next.id));
    if (!booking) return;
    slot.take();
    booking.offer(new Date(Math.min(tx.at.getTime() + OFFER_MS, slot.closesAt.getTime())));
    await expectAnswer(tx, booking);
    await tellOffered(tx, booking);
  }
}
