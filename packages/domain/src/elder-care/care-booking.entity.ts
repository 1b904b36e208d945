import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { Refusal } from '../shared/refusal.ts';
import { BOOKING_MOVES, type Awaited, type BookingState, type CancelCause, type CareChannel, type CareUnit } from './moves.ts';

const CareBookingSchema = defineEntity({
  name: 'CareBooking',
  tableName: 'care_booking',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    slotId: p.uuid(),
    serviceId: p.uuid(),
    centreId: p.uuid(),
    residentId: p.uuid(),
    /** Where they lived, and what they were, when it was booked. */
    placeId: p.uuid(),
    senior: p.boolean(),
    noKin: p.boolean(),
    /** Served at their home. */
    atHome: p.boolean(),
    /** The slot's time. */
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    state: p.string().$type<BookingState>(),
    /** Set ⇔ PENDING. */
    awaits: p.string().$type<Awaited>().nullable(),
    /** Until when an offered place is kept; set ⇔ it awaits ACCEPTANCE. */
    offeredUntil: p.datetime().nullable(),
    channel: p.string().$type<CareChannel>(),
    /** Who pays what, as it was when it was booked: the sponsor in fen, the member in the unit they chose. */
    sponsorId: p.uuid().nullable(),
    /** The program that pays the sponsor's share, where no organisation does. */
    programId: p.uuid().nullable(),
    sponsorAmount: p.integer(),
    memberUnit: p.string().$type<CareUnit>(),
    memberAmount: p.integer(),
    /** What is reserved of both, carried out when it is fulfilled; null where there is nothing to pay. */
    sponsorHoldId: p.uuid().nullable(),
    memberHoldId: p.uuid().nullable(),
    requestedById: p.uuid().nullable(),
    /** The order of the waitlist. */
    requestedAt: p.datetime(),
    bookedAt: p.datetime().nullable(),
    checkedInAt: p.datetime().nullable(),
    /** When the service was given. */
    fulfilledAt: p.datetime().nullable(),
    /** When it ended otherwise. */
    endedAt: p.datetime().nullable(),
    /** Set ⇔ CANCELLED. */
    cause: p.string().$type<CancelCause>().nullable(),
    /** What the back office said. */
    reason: p.text().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 服务预约. Invariants: it takes a place of its slot exactly in `TAKEN_STATES`; money is reserved exactly while it awaits approval, or is booked or checked in. */
export class CareBooking extends CareBookingSchema.class {
  static readonly schema = CareBookingSchema;

  /** A place has become free for it, until then. */
  offer(until: Date): void {
    this.moveTo('PENDING');
    Object.assign(this, { awaits: 'ACCEPTANCE', offeredUntil: until } satisfies Partial<CareBooking>);
  }

  /** Whether the place it was offered has gone to somebody else by now, or will at once. */
  hasLetPass(at: Date): boolean {
    return this.awaits === 'ACCEPTANCE' && (this.offeredUntil ?? at) <= at;
  }

  /** Has its place: booked, or waiting for the back office. */
  settleIn(needsApproval: boolean, at: Date): void {
    this.moveTo(needsApproval ? 'PENDING' : 'BOOKED');
    const awaits = needsApproval ? 'APPROVAL' : null;
    Object.assign(this, { awaits, offeredUntil: null, bookedAt: needsApproval ? null : at } satisfies Partial<CareBooking>);
  }

  /** @throws Refusal WRONG_STATE at `bookingId` before its day */
  checkIn(dayBegins: Date, at: Date): void {
    this.moveTo('CHECKED_IN');
    if (at < dayBegins) throw new Refusal('WRONG_STATE', 'This is not today.', ['bookingId']);
    this.checkedInAt = at;
  }

  /** @throws Refusal WRONG_STATE at `bookingId`; INVALID at `occurredAt` before its day, or in the future */
  fulfil(dayBegins: Date, occurredAt: Date, at: Date): void {
    this.moveTo('FULFILLED');
    if (occurredAt < dayBegins || occurredAt > at) throw new Refusal('INVALID', 'It is given on its day, and not in the future.', ['occurredAt']);
    this.checkedInAt ??= occurredAt;
    this.fulfilledAt = occurredAt;
  }

  cancel(cause: CancelCause, at: Date, reason: string | null = null): void {
    this.moveTo('CANCELLED');
    Object.assign(this, { awaits: null, offeredUntil: null, cause, reason, endedAt: at } satisfies Partial<CareBooking>);
  }

  /** Cancelled too late to give the place to somebody else, or did not come. */
  miss(state: 'LATE_CANCELLED' | 'NO_SHOW', at: Date): void {
    this.moveTo(state);
    if (state === 'NO_SHOW' && at < this.startsAt) throw new Refusal('WRONG_STATE', 'It has not begun yet.', ['bookingId']);
    this.endedAt = at;
  }

  /** @throws Refusal WRONG_STATE at `bookingId` unless it waits for this word */
  mustAwait(word: Awaited, at: Date): void {
    if (this.awaits !== word || this.hasLetPass(at)) throw wrongState(this.hasLetPass(at) ? 'CANCELLED' : this.state);
  }

  private moveTo(next: BookingState): void {
    if (!BOOKING_MOVES[this.state].includes(next)) throw wrongState(this.state);
    this.state = next;
  }
}
CareBookingSchema.setClass(CareBooking);

const SAYING: Readonly<Record<BookingState, string>> = {
  WAITLISTED: 'It is on the waitlist.', PENDING: 'It is not confirmed yet.', BOOKED: 'It is booked.', CHECKED_IN: 'They have come already.',
  FULFILLED: 'It was given already.', CANCELLED: 'It was cancelled, or its time is over.', LATE_CANCELLED: 'It was cancelled.', NO_SHOW: 'They did not come.',
};

function wrongState(state: BookingState): Refusal {
  return new Refusal('WRONG_STATE', SAYING[state], ['bookingId']);
}
