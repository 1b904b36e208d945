import { participant } from '../register/acting.ts';
import { lineageOf } from '../places/places.service.ts';
import { dayOf, startOf } from '../shared/clock.ts';
import { system, type Performer } from '../shared/performer.ts';
import type { Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import type { CareBookingJob } from './booking-jobs.ts';
import { remind, tellCancelled } from './booking.notice.ts';
import { CareBooking } from './care-booking.entity.ts';
import { slotsLeftOpen } from './elder-care.read.ts';
import { mustBeFor } from './eligibility.rule.ts';
import { heldSlot, mayCommand, type By, type Held } from './held.ts';
import { LIVE_STATES } from './moves.ts';
import { announce, callOff, given, givePlaceBack, missed, settleIn } from './outcomes.ts';
import { mustBeFree, wished, type NewBooking } from './wish.ts';

const AT_A_TIME = 500;

/** Bookings at a centre: every command takes the slot first, so that its places are given out one after the other. */
export class CareBookingsService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /**
   * Books a place, or the next on the waitlist when there is none; by the elder, who acts for them, or staff. Both shares are reserved with the place.
   * @throws Refusal NOT_FOUND for elder or slot; WRONG_STATE at `slotId` after the cut-off; NOT_ALLOWED at `residentId` for whom it is not; CONFLICT at `slotId`
   *   for who is booked there, or elsewhere at that time; INSUFFICIENT at `pays`, or at `slotId` beyond the sponsor's budget; INVALID at `pays` or `channel`
   */
  book(performer: Performer, asked: NewBooking): Promise<CareBooking> {
    return this.#unit.of(performer, 'care_booking.create', async tx => {
      const resident = await participant(tx, performer, asked.residentId);
      const { slot, service } = await heldSlot(tx, asked.slotId);
      slot.mustBeOpen(tx.at);
      if (service.closedAt) throw new Refusal('WRONG_STATE', 'This is not offered any more.', ['slotId']);
      mustBeFor(service, resident, await lineageOf(tx, resident.placeId), dayOf(slot.startsAt));
      await mustBeFree(tx, resident.id, slot);
      const booking = await tx.create(CareBooking, await wished(tx, resident, slot, service, asked));
      if (slot.hasPlace()) {
        slot.take();
        await settleIn({ tx, slot, service, booking }, { sponsor: 'slotId', member: 'pays' });
      }
      return booking;
    });
  }

  /** Takes a place that was offered. @throws Refusal NOT_FOUND; WRONG_STATE when none is offered, or not any more; CONFLICT; INSUFFICIENT at `bookingId` */
  accept(performer: Performer, bookingId: string): Promise<CareBooking> {
    return this.#on(performer, 'care_booking.accept', bookingId, ['MEMBER'], async held => {
      held.booking.mustAwait('ACCEPTANCE', held.tx.at);
      await settleIn(held, { sponsor: 'bookingId', member: 'bookingId' });
    });
  }

  /** The back office approves a booking. @throws Refusal NOT_FOUND; WRONG_STATE unless it waits for that */
  approve(performer: Performer, bookingId: string): Promise<CareBooking> {
    return this.#on(performer, 'care_booking.approve', bookingId, ['CENTRE'], async ({ tx, booking }) => {
      booking.mustAwait('APPROVAL', tx.at);
      booking.settleIn(false, tx.at);
      await announce(tx, booking);
    });
  }

  /** The back office does not approve it; the place goes to the next. @throws Refusal NOT_FOUND; WRONG_STATE; INVALID at `reason` */
  reject(performer: Performer, bookingId: string, reason: string): Promise<CareBooking> {
    return this.#on(performer, 'care_booking.reject', bookingId, ['CENTRE'], async held => {
      held.booking.mustAwait('APPROVAL', held.tx.at);
      held.booking.cancel('REJECTED', held.tx.at, words(reason, 500, 'reason'));
      await givePlaceBack(held);
      await tellCancelled(held.tx, held.booking);
    });
  }

  /**
   * Cancels; a place goes to exactly one on the waitlist. After the cut-off it is late, and the service may charge the member's share.
   * @throws Refusal NOT_FOUND; WRONG_STATE once it was given or has ended
   */
  cancel(performer: Performer, bookingId: string): Promise<CareBooking> {
    return this.#on(performer, 'care_booking.cancel', bookingId, ['MEMBER', 'CENTRE'], async held => {
      const { tx, slot, booking } = held;
      const waited = booking.state === 'WAITLISTED';
      if (booking.state === 'BOOKED' && !slot.isOpen(tx.at)) return missed(held, 'LATE_CANCELLED');
      booking.cancel('WITHDRAWN', tx.at);
      if (!waited) await givePlaceBack(held);
      await tellCancelled(tx, booking);
    });
  }

  /** They have come, or who goes to them has. @throws Refusal NOT_FOUND; WRONG_STATE before its day, or unless it is booked */
  checkIn(performer: Performer, bookingId: string): Promise<CareBooking> {
    return this.#on(performer, 'care_booking.check_in', bookingId, ['CENTRE'], async ({ tx, booking }) => booking.checkIn(startOf(dayOf(booking.startsAt)), tx.at));
  }

  /** The service was given: sponsor and member are charged now. @throws Refusal NOT_FOUND; WRONG_STATE; INVALID at `occurredAt` */
  fulfil(performer: Performer, bookingId: string, occurredAt?: Date): Promise<CareBooking> {
    return this.#on(performer, 'care_booking.fulfil', bookingId, ['CENTRE'], held => given(held, occurredAt ?? held.tx.at));
  }

  /** They did not come. @throws Refusal NOT_FOUND; WRONG_STATE before it begins, or unless it is booked */
  noShow(performer: Performer, bookingId: string): Promise<CareBooking> {
    return this.#on(performer, 'care_booking.no_show', bookingId, ['CENTRE'], held => missed(held, 'NO_SHOW'));
  }

  /** By the worker: nobody took the place that was offered, so that it goes to the next. */
  expireOffer(performer: Performer, { bookingId }: CareBookingJob): Promise<unknown> {
    return unlessGone(this.#on(performer, 'care_booking.expire_offer', bookingId, ['CENTRE'], async held => {
      if (!held.booking.hasLetPass(held.tx.at)) return;
      held.booking.cancel('OFFER_EXPIRED', held.tx.at);
      await givePlaceBack(held);
      await tellCancelled(held.tx, held.booking);
    }));
  }

  /** By the worker, the day before. */
  remind(performer: Performer, { bookingId }: CareBookingJob): Promise<unknown> {
    return unlessGone(this.#on(performer, 'care_booking.remind', bookingId, ['CENTRE'], async ({ tx, booking }) => {
      if (booking.state === 'BOOKED' && tx.at < booking.startsAt) await remind(tx, booking);
    }));
  }

  /**
   * By the worker, at the turn of the day: who did not come is marked so, what waited in vain is ended, and what was reserved is given back.
   * Who had checked in was served, whoever forgot to say so: they are charged and told, so that no money stays reserved.
   */
  async endDay(from: Rows): Promise<void> {
    const ended = await from.rows(slotsLeftOpen, startOf(dayOf(this.#unit.clock.now())), AT_A_TIME);
    for (const { id } of ended) {
      await this.#unit.of(system(from.districtId), 'care_slot.end', async tx => {
        const { slot, service } = await heldSlot(tx, id);
        for (const booking of await tx.getAll(CareBooking, { slotId: id, state: { $in: [...LIVE_STATES] } })) {
          if (booking.state === 'CHECKED_IN') await given({ tx, service, booking }, latest(slot.endsAt, booking.checkedInAt));
          else if (booking.state === 'BOOKED') await missed({ tx, slot, service, booking }, 'NO_SHOW');
          else await callOff({ tx, slot, service, booking }, 'TIME_OVER');
        }
      });
    }
  }

  #on(performer: Performer, command: string, bookingId: string, by: readonly By[], work: (held: Held) => Promise<unknown>): Promise<CareBooking> {
    return this.#unit.of(performer, command, async tx => {
      const found = await tx.findOne(CareBooking, { id: bookingId });
      if (!found || !(await mayCommand(tx, found, by))) throw new Refusal('NOT_FOUND', 'No such booking.', ['bookingId']);
      const { slot, service } = await heldSlot(tx, found.slotId);
      const booking = await tx.get(CareBooking, bookingId) ?? found;
      await work({ tx, slot, service, booking });
      return booking;
    });
  }
}

function latest(a: Date, b: Date | null | undefined): Date {
  return b && b > a ? b : a;
}

/** A job about what is gone, or was done by somebody else, has nothing to do. */
function unlessGone(work: Promise<unknown>): Promise<unknown> {
  return work.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}
