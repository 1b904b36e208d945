import { Program } from '../programs/program.entity.ts';
import { recordSpending } from '../programs/spent.ts';
import { dayOf, startOf } from '../shared/clock.ts';
import type { Transaction } from '../shared/transaction.ts';
import { expectReminder } from './booking-jobs.ts';
import { tellBooked, tellCancelled, tellFulfilled } from './booking.notice.ts';
import type { CareBooking } from './care-booking.entity.ts';
import { CareCentre } from './care-centre.entity.ts';
import { GIVEN_BACK, reserveShares, resolveShares } from './charges.ts';
import type { Held } from './held.ts';
import { offerFree } from './waitlist.ts';

/** The place is theirs: what it costs is reserved, and they are told once it is certain. @throws Refusal INSUFFICIENT at one of the fields */
export async function settleIn({ tx, service, booking }: Held, fields: { readonly sponsor: string; readonly member: string }): Promise<void> {
  booking.settleIn(service.needsApproval, tx.at);
  await reserveShares(tx, booking, fields);
  if (booking.state === 'BOOKED') await announce(tx, booking);
}

/** Tells them that it is booked, and reminds them the day before. */
export async function announce(tx: Transaction, booking: CareBooking): Promise<void> {
  await tellBooked(tx, booking);
  await expectReminder(tx, booking);
}

/** Money back, and the place to the next. */
export async function givePlaceBack({ tx, slot, booking }: Held): Promise<void> {
  slot.giveBack();
  await resolveShares(tx, booking, GIVEN_BACK);
  await offerFree(tx, slot);
}

/** The service was given: both are charged, what a program paid stands among what it spent, and they are told. @param occurredAt when it was given */
export async function given({ tx, service, booking }: Pick<Held, 'tx' | 'service' | 'booking'>, occurredAt: Date): Promise<void> {
  booking.fulfil(startOf(dayOf(booking.startsAt)), occurredAt, tx.at);
  await resolveShares(tx, booking, { sponsor: 'POSTED', member: 'POSTED' });
  const [program, centre] = [booking.programId && (await tx.findOne(Program, { id: booking.programId })), await tx.findOne(CareCentre, { id: booking.centreId })];
  if (program && booking.sponsorHoldId) {
    await recordSpending(tx, program, {
      amount: booking.sponsorAmount, purpose: service.name, payee: centre?.name ?? '', spentAt: occurredAt, transferId: booking.sponsorHoldId,
    });
  }
  await tellFulfilled(tx, booking);
}

/** The sponsor never pays for what was not given; the member does where the service says so. */
export async function missed({ tx, slot, service, booking }: Held, state: 'LATE_CANCELLED' | 'NO_SHOW'): Promise<void> {
  booking.miss(state, tx.at);
  if (state === 'LATE_CANCELLED') slot.giveBack();
  await resolveShares(tx, booking, { sponsor: 'VOIDED', member: service.chargesMissed ? 'POSTED' : 'VOIDED' });
}

/** Ends a booking of a slot that is called off, or over; nobody else gets the place. */
export async function callOff({ tx, slot, booking }: Held, cause: 'CALLED_OFF' | 'TIME_OVER'): Promise<void> {
  if (booking.state !== 'WAITLISTED') slot.giveBack();
  booking.cancel(cause, tx.at);
  await resolveShares(tx, booking, GIVEN_BACK);
  await tellCancelled(tx, booking);
}
