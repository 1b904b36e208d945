import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { Refusal } from '../shared/refusal.ts';
import type { PointOwner } from './points-award.entity.ts';

/** 已报价, 已预留, 已领取, 已结算, 已取消, 已过期. */
export const REDEMPTION_STATES = ['QUOTED', 'RESERVED', 'FULFILLED', 'SETTLED', 'CANCELLED', 'EXPIRED'] as const;
export type RedemptionState = (typeof REDEMPTION_STATES)[number];

const MOVES: Readonly<Record<RedemptionState, readonly RedemptionState[]>> = {
  QUOTED: ['RESERVED', 'CANCELLED', 'EXPIRED'],
  RESERVED: ['FULFILLED', 'CANCELLED', 'EXPIRED'],
  FULFILLED: ['SETTLED'],
  SETTLED: [],
  CANCELLED: [],
  EXPIRED: [],
};

/** How the worker at the counter knew who it was, without a code: 身份证, 居民卡, 本人熟识. */
export const IDENTIFICATIONS = ['ID_CARD', 'RESIDENT_CARD', 'KNOWN_IN_PERSON'] as const;
export type Identification = (typeof IDENTIFICATIONS)[number];

/** Wrong codes until another one has to be asked for. */
export const MOST_TRIES = 5;

const RedemptionSchema = defineEntity({
  name: 'Redemption',
  tableName: 'redemption',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    goodId: p.uuid(),
    /** For whom, and where they lived. */
    residentId: p.uuid(),
    placeId: p.uuid(),
    /** Whose account pays: theirs, or their household's. */
    ownerKind: p.string().$type<PointOwner>(),
    ownerId: p.uuid(),
    quantity: p.integer(),
    /** Each, as it was quoted; what the good costs later changes nothing. */
    price: p.integer(),
    /** `price` × `quantity`. */
    points: p.integer(),
    state: p.string().$type<RedemptionState>(),
    quotedAt: p.datetime(),
    quotedUntil: p.datetime(),
    requestedById: p.uuid().nullable(),
    /** The reservation of the points, carried out when it is fulfilled. */
    transferId: p.uuid().nullable(),
    reservedAt: p.datetime().nullable(),
    expiresAt: p.datetime().nullable(),
    /** Keyed digest of the code that is good now. */
    codeDigest: p.string().nullable(),
    triesLeft: p.integer(),
    fulfilledAt: p.datetime().nullable(),
    fulfilledById: p.uuid().nullable(),
    /** Set when it was handed over without a code. */
    identifiedBy: p.string().$type<Identification>().nullable(),
    settledAt: p.datetime().nullable(),
    /** When it was cancelled or expired. */
    endedAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 兑换. Points for something, from the quote to the settlement. Invariant: points and stock are reserved exactly while RESERVED. */
export class Redemption extends RedemptionSchema.class {
  static readonly schema = RedemptionSchema;

  reserve(transferId: string, expiresAt: Date, codeDigest: string, at: Date): void {
    this.moveTo('RESERVED');
    Object.assign(this, { transferId, expiresAt, codeDigest, triesLeft: MOST_TRIES, reservedAt: at } satisfies Partial<Redemption>);
  }

  /** Gives it another code, in place of the one before. @throws Refusal WRONG_STATE unless reserved */
  giveCode(codeDigest: string, at: Date): void {
    this.mustBeReserved(at);
    Object.assign(this, { codeDigest, triesLeft: MOST_TRIES } satisfies Partial<Redemption>);
  }

  /**
   * Tries a code; a wrong one costs a try.
   * @returns whether it is the right one
   * @throws Refusal TOO_MANY_ATTEMPTS at `code` when no try is left
   */
  tries(codeDigest: string): boolean {
    if (this.triesLeft === 0) throw new Refusal('TOO_MANY_ATTEMPTS', 'Too many wrong codes: ask for a new one.', ['code']);
    if (this.codeDigest === codeDigest) return true;
    this.triesLeft -= 1;
    return false;
  }

  fulfil(byId: string | null, identifiedBy: Identification | null, at: Date): void {
    this.moveTo('FULFILLED');
    Object.assign(this, { fulfilledAt: at, fulfilledById: byId, identifiedBy, codeDigest: null } satisfies Partial<Redemption>);
  }

  end(state: 'CANCELLED' | 'EXPIRED', at: Date): void {
    this.moveTo(state);
    Object.assign(this, { endedAt: at, codeDigest: null } satisfies Partial<Redemption>);
  }

  /** @throws Refusal WRONG_STATE at `redemptionId` when it was reserved or has ended, or the quote is too old */
  mustBeQuoted(at: Date): void {
    if (this.state !== 'QUOTED') throw wrongState(this.state);
    if (this.quotedUntil <= at) throw wrongState('EXPIRED');
  }

  /** @throws Refusal WRONG_STATE at `redemptionId` unless points and stock are reserved for it, and its time is not over */
  mustBeReserved(at: Date): void {
    if (this.state !== 'RESERVED') throw wrongState(this.state);
    if (this.expiresAt && this.expiresAt <= at) throw wrongState('EXPIRED');
  }

  private moveTo(next: RedemptionState): void {
    if (!MOVES[this.state].includes(next)) throw wrongState(this.state);
    this.state = next;
  }
}
RedemptionSchema.setClass(Redemption);

const SAYING: Readonly<Record<RedemptionState, string>> = {
  QUOTED: 'It has not been reserved yet.', RESERVED: 'It has been reserved already.', FULFILLED: 'It has been handed over already.',
  SETTLED: 'It has been settled already.', CANCELLED: 'It was cancelled.', EXPIRED: 'Its time is over.',
};

function wrongState(state: RedemptionState): Refusal {
  return new Refusal('WRONG_STATE', SAYING[state], ['redemptionId']);
}
