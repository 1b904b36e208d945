import type { CareBookingJob } from '@linli/domain/elder-care/booking-jobs';
import { system } from '@linli/domain/shared/performer';
import { z } from 'zod';
import { defineTask } from './task.ts';

const careBookingJob = z.object({ districtId: z.int().positive(), bookingId: z.uuid() }) satisfies z.ZodType<CareBookingJob>;

/** The day before a service: the elder is reminded, and told until when they may cancel. */
export const careBookingReminder = defineTask('care_booking_reminder', careBookingJob, async (domain, job) => {
  await domain.elderCare.bookings.remind(system(job.districtId), job);
});

/** Nobody took a place that was offered: it goes to the next on the waitlist. */
export const careOfferExpiry = defineTask('care_offer_expiry', careBookingJob, async (domain, job) => {
  await domain.elderCare.bookings.expireOffer(system(job.districtId), job);
});
