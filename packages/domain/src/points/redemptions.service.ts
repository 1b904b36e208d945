import { STAFF, holds, isActor, type Actor } from '../access/actor.ts';
import { accountOf, hold, resolve, transfer, type AskedTransfer } from '../ledger/book.ts';
import type { OnLapse } from '../ledger/ledger.service.ts';
import { Resident } from '../people/resident.entity.ts';
import type { Sealer } from '../people/sealed.ts';
import { lineageOf } from '../places/places.service.ts';
import { actsFor } from '../register/acting.ts';
import { newId } from '../shared/ids.ts';
import { system, type Performer } from '../shared/performer.ts';
import type { Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { whole } from '../shared/whole.ts';
import { newCode } from './code.ts';
import type { PointOwner } from './points-award.entity.ts';
import { PointsGood } from './points-good.entity.ts';
import { PointsScheme } from './points-scheme.entity.ts';
import { mayRecord } from './points.policy.ts';
import { quotesOver } from './redemption.read.ts';
import { Redemption, type Identification } from './redemption.entity.ts';
import { tellOfExpiry, tellOfHandOver } from './redemption.notice.ts';
import { lockedRedemption } from './redemption.lock.ts';

/** What somebody wants. */
export interface Wish {
  readonly goodId: string;
  readonly residentId: string;
  readonly quantity: number;
  /** Whose points. */
  readonly from: PointOwner;
}

/** A redemption with the code that fetches it. */
export interface Coded {
  readonly redemption: Redemption;
  /** Shown here and never again: null when the same command is answered once more. */
  readonly code: string | null;
}

const MOST_QUANTITY = 100;
/** For how long a quote holds, in minutes. */
const QUOTE_MINUTES = 30;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const AT_A_TIME = 1000;

/** Redeeming points: quoted, reserved with the stock, handed over for a code or to who is known at the counter. */
export class RedemptionsService {
  readonly #unit: UnitOfWork;
  readonly #sealer: Sealer;

  constructor(unit: UnitOfWork, sealer: Sealer) {
    this.#unit = unit;
    this.#sealer = sealer;
  }

  /**
   * Says what something costs somebody, and keeps to it for half an hour; nothing is reserved.
   * @throws Refusal NOT_FOUND for who it is for, also for who may not act for them, or what is not offered where they live; WRONG_STATE when it is not
   *   offered any more; INVALID for the quantity, or points of a household that they have not
   */
  quote(actor: Actor, asked: Wish): Promise<Redemption> {
    return this.#unit.of(actor, 'redemption.quote', async tx => {
      const resident = await tx.findOne(Resident, { id: asked.residentId });
      const may = resident && ((await actsFor(tx, actor, resident.id)) || mayRecord(actor, await lineageOf(tx, resident.placeId)));
      if (!may) throw noResident();
      return tx.create(Redemption, await quoted(tx, resident, asked));
    });
  }

  /**
   * Reserves the points and the stock, and gives a code to fetch it with.
   * @throws Refusal NOT_FOUND; WRONG_STATE unless it is quoted, and not too long ago, or it is not offered any more; INSUFFICIENT at `redemptionId` with too
   *   few points, at `goodId` with too little stock
   */
  reserve(actor: Actor, redemptionId: string): Promise<Coded> {
    return this.#withCode(actor, 'redemption.reserve', async (tx, digestOf) => {
      const quote = await tx.findOne(Redemption, { id: redemptionId });
      if (!quote || !(await this.#may(tx, actor, quote))) throw noRedemption();
      quote.mustBeQuoted(tx.at);
      const expiresAt = new Date(tx.at.getTime() + (await schemeOf(tx)).holdHours * HOUR);
      const held = await enough(hold(tx, await payment(tx, quote), expiresAt));
      const redemption = await tx.get(Redemption, redemptionId); // after the accounts, as everywhere
      redemption?.mustBeQuoted(tx.at);
      if (!redemption) throw noRedemption();
      (await lockedGood(tx, redemption)).take(redemption.quantity);
      redemption.reserve(held.id, expiresAt, digestOf(redemption), tx.at);
      return redemption;
    });
  }

  /** Gives another code, in place of the one before. @throws Refusal NOT_FOUND; WRONG_STATE unless reserved */
  renewCode(actor: Actor, redemptionId: string): Promise<Coded> {
    return this.#withCode(actor, 'redemption.renew_code', async (tx, digestOf) => {
      const redemption = await tx.get(Redemption, redemptionId);
      if (!redemption || !(await this.#may(tx, actor, redemption))) throw noRedemption();
      redemption.giveCode(digestOf(redemption), tx.at);
      return redemption;
    });
  }

  /**
   * Hands it over to whoever brings its code, by staff where it is offered or they live, or people of the organisation that provides it. A wrong code costs a try.
   * @throws Refusal NOT_FOUND; WRONG_STATE unless reserved; INVALID at `code`; TOO_MANY_ATTEMPTS at `code` after five wrong ones
   */
  async fulfil(actor: Actor, redemptionId: string, code: string): Promise<Redemption> {
    const redemption = await this.#unit.of(actor, 'redemption.fulfil', async tx => {
      const found = await lockedRedemption(tx, redemptionId);
      if (!found || !(await handsOver(tx, actor, found))) throw noRedemption();
      found.mustBeReserved(tx.at);
      if (found.tries(this.#digest(found, code))) await this.#handOver(tx, found, null);
      return found; // a wrong try is committed, and refused after
    });
    if (redemption.state !== 'RESERVED') return redemption;
    throw new Refusal(redemption.triesLeft === 0 ? 'TOO_MANY_ATTEMPTS' : 'INVALID', `Not the code; ${redemption.triesLeft} tries are left.`, ['code']);
  }

  /** Hands what is reserved over without a code, to who is identified at the counter by staff over where they live. @throws Refusal NOT_FOUND; WRONG_STATE unless reserved */
  fulfilInPerson(actor: Actor, redemptionId: string, identifiedBy: Identification): Promise<Redemption> {
    return this.#unit.of(actor, 'redemption.fulfil_in_person', async tx => {
      const found = await lockedRedemption(tx, redemptionId);
      if (!found || !mayRecord(actor, await lineageOf(tx, found.placeId))) throw noRedemption();
      found.mustBeReserved(tx.at);
      await this.#handOver(tx, found, identifiedBy);
      return found;
    });
  }

  /**
   * Redeems at the counter at once, without a phone: by staff over where somebody lives, who identify them.
   * @throws Refusal as {@link quote} and {@link reserve}
   */
  atCounter(actor: Performer, asked: Wish, identifiedBy: Identification): Promise<Redemption> {
    return this.#unit.of(actor, 'redemption.at_counter', async tx => {
      const resident = await tx.findOne(Resident, { id: asked.residentId });
      if (!resident || !mayRecord(actor, await lineageOf(tx, resident.placeId))) throw noResident();
      const quote = await quoted(tx, resident, asked);
      const paid = await enough(transfer(tx, await payment(tx, quote)), 'residentId');
      (await lockedGood(tx, quote)).take(quote.quantity);
      const redemption = await tx.create(Redemption, {
        ...quote, state: 'FULFILLED', transferId: paid.id, reservedAt: tx.at, fulfilledAt: tx.at, fulfilledById: actor.accountId, identifiedBy,
      });
      await tellOfHandOver(tx, redemption);
      return redemption;
    });
  }

  /** Calls it off: points go back into their lots, and the stock back. @throws Refusal NOT_FOUND; WRONG_STATE when it was handed over or has ended */
  cancel(actor: Actor, redemptionId: string): Promise<Redemption> {
    return this.#unit.of(actor, 'redemption.cancel', async tx => {
      const found = await lockedRedemption(tx, redemptionId);
      if (!found || !(await this.#may(tx, actor, found))) throw noRedemption();
      const { transferId } = found;
      found.end('CANCELLED', tx.at);
      if (transferId) await giveBack(tx, found, () => resolve(tx, transferId, 'VOIDED'));
      return found;
    });
  }

  /** Ends the quotes that nobody has taken up. @returns how many there were */
  async expireQuotes(from: Rows): Promise<number> {
    const old = await from.rows(quotesOver, this.#unit.clock.now(), AT_A_TIME);
    if (old.length > 0) {
      await this.#unit.of(system(from.districtId), 'redemption.expire', async tx => {
        for (const quote of await tx.getAll(Redemption, { id: { $in: old.map(({ id }) => id) }, state: 'QUOTED' })) quote.end('EXPIRED', tx.at);
      });
    }
    return old.length;
  }

  /** Registered with the ledger: the reservation of the points has lapsed, and they are back in their lots. */
  readonly onLapse: OnLapse = async (tx, { subjectId }) => {
    const redemption = subjectId ? await tx.get(Redemption, subjectId) : null;
    if (redemption?.state !== 'RESERVED') return;
    redemption.end('EXPIRED', tx.at);
    await giveBack(tx, redemption);
    await tellOfExpiry(tx, redemption);
  };

  async #handOver(tx: Transaction, redemption: Redemption, identifiedBy: Identification | null): Promise<void> {
    if (redemption.transferId) await resolve(tx, redemption.transferId, 'POSTED');
    redemption.fulfil(tx.performer.accountId, identifiedBy, tx.at);
    await tellOfHandOver(tx, redemption);
  }

  async #may(tx: Transaction, actor: Actor, { residentId, placeId }: Redemption): Promise<boolean> {
    return (await actsFor(tx, actor, residentId)) || mayRecord(actor, await lineageOf(tx, placeId));
  }

  /** A command that gives a code; carried out already, it answers without one. */
  async #withCode(actor: Actor, command: string, work: (tx: Transaction, digestOf: (redemption: Redemption) => string) => Promise<Redemption>): Promise<Coded> {
    let code: string | null = null;
    const redemption = await this.#unit.of(actor, command, tx => work(tx, of => this.#digest(of, (code = newCode()))));
    return { redemption, code };
  }

  #digest({ districtId, id }: Redemption, code: string): string {
    return this.#sealer.index(districtId, 'redemption.code', `${id} ${code}`);
  }
}

/** The values of a quote. @throws Refusal as {@link RedemptionsService.quote} */
async function quoted(tx: Transaction, resident: Resident, { goodId, quantity, from }: Wish) {
  if (resident.erasedAt) throw new Refusal('WRONG_STATE', 'This person\'s data was erased.', ['residentId']);
  const good = await tx.findOne(PointsGood, { id: goodId });
  if (!good || !(await lineageOf(tx, resident.placeId)).includes(good.placeId)) throw new Refusal('NOT_FOUND', 'No such good.', ['goodId']);
  if (good.closedAt) throw new Refusal('WRONG_STATE', 'This is not offered any more.', ['goodId']);
  whole(quantity, 1, MOST_QUANTITY, 'quantity');
  const ownerId = from === 'RESIDENT' ? resident.id : resident.householdId;
  if (!ownerId) throw new Refusal('INVALID', 'They belong to no household.', ['from']);
  return {
    id: newId(), goodId, residentId: resident.id, placeId: resident.placeId, ownerKind: from, ownerId, quantity, price: good.price, points: good.price * quantity,
    state: 'QUOTED' as const, quotedAt: tx.at, quotedUntil: new Date(tx.at.getTime() + QUOTE_MINUTES * MINUTE), requestedById: tx.performer.accountId, transferId: null,
    reservedAt: null, expiresAt: null, codeDigest: null, triesLeft: 0, fulfilledAt: null, fulfilledById: null, identifiedBy: null, settledAt: null, endedAt: null,
    dataOrigin: resident.dataOrigin,
  };
}

async function payment(tx: Transaction, { id, ownerKind, ownerId, points, placeId }: Pick<Redemption, 'id' | 'ownerKind' | 'ownerId' | 'points' | 'placeId'>): Promise<AskedTransfer> {
  const postings = [{ source: await accountOf(tx, 'POINT', ownerKind, ownerId), destination: await accountOf(tx, 'POINT', 'WORLD', null), amount: points }];
  return { kind: 'REDEEM', unit: 'POINT', client: 'points', key: `redeem ${id}`, postings, placeId, subject: { kind: 'Redemption', id } };
}

/** Says in this room's words that the points do not suffice. */
function enough<T>(paying: Promise<T>, field = 'redemptionId'): Promise<T> {
  return paying.catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'INSUFFICIENT') throw new Refusal('INSUFFICIENT', 'There are not enough points that are not reserved.', [field]);
    throw error;
  });
}

async function giveBack(tx: Transaction, redemption: Redemption, points?: () => Promise<unknown>): Promise<void> {
  await points?.();
  (await lockedGood(tx, redemption)).putBack(redemption.quantity);
}

/** Locked after accounts and redemption, as everywhere. */
async function lockedGood(tx: Transaction, { goodId }: Pick<Redemption, 'goodId'>): Promise<PointsGood> {
  const good = await tx.get(PointsGood, goodId);
  if (!good) throw new Refusal('NOT_FOUND', 'No such good.', ['goodId']);
  return good;
}

async function schemeOf(tx: Transaction): Promise<PointsScheme> {
  const scheme = await tx.findOne(PointsScheme, {});
  if (!scheme) throw new Refusal('WRONG_STATE', 'There is no points scheme.');
  return scheme;
}

/** Staff where it is offered or where they live, and the people of the organisation that provides it. */
async function handsOver(tx: Transaction, performer: Performer, { goodId, placeId }: Redemption): Promise<boolean> {
  const good = await tx.findOne(PointsGood, { id: goodId });
  if (!good || !isActor(performer)) return false;
  const provides = good.organisationId !== null && good.organisationId === performer.organisationId;
  return provides || holds(performer, STAFF, [...(await lineageOf(tx, good.placeId)), ...(await lineageOf(tx, placeId))]);
}

function noResident(): Refusal {
  return new Refusal('NOT_FOUND', 'No such resident.', ['residentId']);
}

function noRedemption(): Refusal {
  return new Refusal('NOT_FOUND', 'No such redemption.', ['redemptionId']);
}
