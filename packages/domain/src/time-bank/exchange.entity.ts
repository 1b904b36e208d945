import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import type { Standing } from '../people/resident.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { dayOf } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';
import { EXCHANGE_MOVES, startsFrom, type Confirmation, type ExchangeMoveName, type ExchangeStatus, type Side } from './moves.ts';
import type { Credit } from './policy.rule.ts';

const ExchangeSchema = defineEntity({
  name: 'Exchange',
  tableName: 'exchange',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** Where it is served. */
    placeId: p.uuid(),
    serviceTypeId: p.uuid(),
    listingId: p.uuid().nullable(),
    /** The resident who serves. Who is served stands in {@link ExchangeReceiver}. */
    giverId: p.uuid(),
    /** Where the giver lived on the day of the service, and in which standing, once it counts; null for who lived nowhere here. */
    giverPlaceId: p.uuid().nullable(),
    giverStanding: p.string().$type<Standing>().nullable(),
    /** Serves several at once, or together with others. */
    groupSession: p.boolean(),
    /** Shared by the services of those who serve together; null for who serves alone. */
    sessionId: p.uuid().nullable(),
    status: p.string().$type<ExchangeStatus>(),
    /** The time agreed on, `[startsAt, endsAt)`; set from SCHEDULED on. */
    startsAt: p.datetime().nullable(),
    endsAt: p.datetime().nullable(),
    checkedInAt: p.datetime().nullable(),
    submittedAt: p.datetime().nullable(),
    /** As submitted, rounded as the policy says, or as adjusted. */
    minutes: p.integer().nullable(),
    confirmedAt: p.datetime().nullable(),
    confirmation: p.string().$type<Confirmation>().nullable(),
    confirmedById: p.uuid().nullable(),
    /** Since when workers look after it, because nobody has confirmed it. */
    reviewSince: p.datetime().nullable(),
    /** Who did not come. */
    absent: p.string().$type<Side>().nullable(),
    /** What the ledger has reserved or carried out for it. */
    holdId: p.uuid().nullable(),
    transferId: p.uuid().nullable(),
    /** Reservations and transfers made so far: each has a name of its own in the ledger. */
    bookings: p.integer(),
    /** What of the minutes the giver has earned, and what went to the fund. */
    creditedMinutes: p.integer(),
    donatedMinutes: p.integer(),
    /** What of them who was served has paid with minutes of their own. */
    paidMinutes: p.integer(),
    /** Drawn for an audit at its confirmation. */
    sampled: p.boolean(),
    auditedAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    recordedAt: p.datetime(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** What an exchange has not gone through yet. */
export const UNTOUCHED = {
  sessionId: null, status: 'MATCHED', startsAt: null, endsAt: null, checkedInAt: null, submittedAt: null, minutes: null, confirmedAt: null, confirmation: null, confirmedById: null,
  reviewSince: null, absent: null, holdId: null, transferId: null, bookings: 0, creditedMinutes: 0, donatedMinutes: 0, paidMinutes: 0, giverPlaceId: null, giverStanding: null,
  sampled: false, auditedAt: null,
} as const satisfies Partial<Exchange>;

/** 互助服务. One service of one volunteer to one resident, or to several in a group. Where several serve together, each has one, and they go their way together. Invariant: `status` moves only as {@link EXCHANGE_MOVES} lists. */
export class Exchange extends ExchangeSchema.class {
  static readonly schema = ExchangeSchema;

  /** @throws Refusal INVALID for a time in the past */
  schedule(startsAt: Date, minutes: number, now: Date): void {
    if (startsAt < now) throw new Refusal('INVALID', 'This time is past.', ['startsAt']);
    this.moveBy('schedule');
    this.startsAt = startsAt;
    this.endsAt = new Date(startsAt.getTime() + minutes * 60_000);
  }

  /** @throws Refusal WRONG_STATE before the day that was agreed on */
  checkIn(at: Date): void {
    if (this.startsAt && dayOf(at) < dayOf(this.startsAt)) throw new Refusal('WRONG_STATE', 'It is not the day of this service yet.', ['exchangeId']);
    this.moveBy('checkIn');
    this.checkedInAt = at;
  }

  submit(minutes: number, at: Date): void {
    this.moveBy('submit');
    this.minutes = minutes;
    this.submittedAt = at;
  }

  confirm(by: Confirmation, accountId: string | null, at: Date): void {
    this.moveBy('confirm');
    Object.assign(this, { confirmation: by, confirmedById: accountId, confirmedAt: at, reviewSince: null });
  }

  dispute(): void {
    this.moveBy('dispute');
    this.reviewSince = null;
  }

  adjust(minutes: number): void {
    this.moveBy('adjust');
    this.minutes = minutes;
  }

  void(): void {
    this.moveBy('void');
  }

  cancel(): void {
    this.moveBy('cancel');
  }

  /** @throws Refusal WRONG_STATE before it was to begin */
  noShow(absent: Side, at: Date): void {
    if (this.startsAt && at < this.startsAt) throw new Refusal('WRONG_STATE', 'It was not to begin yet.', ['exchangeId']);
    this.moveBy('noShow');
    this.absent = absent;
  }

  /** @throws Refusal WRONG_STATE for the second time */
  audit(at: Date): void {
    if (this.auditedAt) throw new Refusal('WRONG_STATE', 'This service was audited before.', ['exchangeId']);
    this.moveBy('audit');
    this.auditedAt = at;
  }

  /** The minutes that were agreed on. */
  plannedMinutes(): number {
    return this.startsAt && this.endsAt ? (this.endsAt.getTime() - this.startsAt.getTime()) / 60_000 : 0;
  }

  /** What the ledger has carried out for it by now; nothing when that was undone. */
  booked(transferId: string | null, { giver, fund }: Credit, paid: number): void {
    Object.assign(this, { transferId, creditedMinutes: giver, donatedMinutes: fund, paidMinutes: paid } satisfies Partial<Exchange>);
  }

  /** @throws Refusal WRONG_STATE when the table does not list the move from here */
  private moveBy(move: ExchangeMoveName): void {
    if (!startsFrom(move).includes(this.status)) throw new Refusal('WRONG_STATE', `This cannot be done while it is ${this.status}.`, ['exchangeId']);
    const { to } = EXCHANGE_MOVES[move];
    if (to !== 'SAME') this.status = to;
  }
}
ExchangeSchema.setClass(Exchange);
