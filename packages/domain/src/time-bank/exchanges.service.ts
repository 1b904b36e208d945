import { isActor, type Actor } from '../access/actor.ts';
import { participant } from '../register/acting.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import type { CardsService } from './cards.service.ts';
import { ConfirmationCard } from './confirmation-card.entity.ts';
import { expectReminder, expectReview, type ExchangeJob } from './exchange-jobs.ts';
import { remind } from './exchange.notice.ts';
import { ExchangeReceiver } from './exchange-receiver.entity.ts';
import { Exchange, UNTOUCHED } from './exchange.entity.ts';
import { mayConfirm, mayMove, maySee, type Standpoint } from './exchange.policy.ts';
import { matched, type NewExchange } from './matches.ts';
import { MADE_TOGETHER, TAKEN_STATUSES, startsFrom, type Confirmation, type ExchangeMoveName, type Side } from './moves.ts';
import { counted, isSampled, reviewFrom, type PolicyRules } from './policy.rule.ts';
import { record } from './record.ts';
import { markServed, unmarkServed } from './served.ts';
import { ServiceCertificate } from './service-certificate.entity.ts';
import { ServiceListing } from './service-listing.entity.ts';
import { atMinutes, lockTogether, release, reserve, settle, undo } from './settlement.ts';
import { standpointOf } from './standing.ts';
import { rulesOf } from './time-bank-settings.service.ts';

/** How a receiver confirms. */
export interface Confirming {
  readonly by: Confirmation;
  /** The PIN, or what the card's code says. */
  readonly secret?: string | undefined;
  /** Of a group session: whose PIN or card. */
  readonly receiverId?: string | undefined;
  /** Of a call-back: who was reached and what they said. */
  readonly note?: string | undefined;
}

/** Commands on services: one method a move, one transaction a call. */
export class ExchangesService {
  readonly #unit: UnitOfWork;
  readonly #cards: CardsService;

  constructor(unit: UnitOfWork, cards: CardsService) {
    this.#unit = unit;
    this.#cards = cards;
  }

  /** Of several who serve together each gets a service, and the first is answered. @throws Refusal as {@link matched}; NOT_ALLOWED for who works nowhere over it */
  match(actor: Actor, asked: NewExchange): Promise<Exchange> {
    return this.#unit.of(actor, 'exchange.match', async tx => {
      const { place, listing, giverIds, receiverIds, serviceTypeId } = await matched(tx, actor, await rulesOf(tx), asked);
      listing?.become('MATCHED');
      const made: Exchange[] = [];
      const sessionId = giverIds.length > 1 ? newId() : null;
      for (const giverId of giverIds) {
        made.push(await tx.create(Exchange, {
          id: newId(), placeId: place.id, serviceTypeId, listingId: listing?.id ?? null, giverId, groupSession: receiverIds.length > 1 || sessionId !== null,
          ...UNTOUCHED, sessionId, dataOrigin: place.dataOrigin, recordedAt: tx.at,
        }));
      }
      for (const { id: exchangeId } of made) for (const residentId of receiverIds) await tx.create(ExchangeReceiver, { id: newId(), exchangeId, residentId });
      for (const exchange of made) await record(tx, exchange, 'match', tx.at);
      return made[0] as Exchange;
    });
  }

  /**
   * Agrees on a time, or another one, and reserves what it will cost.
   * @throws Refusal INVALID for a time that is past, or minutes that are no length; CONFLICT at `startsAt` when the giver serves then already; INSUFFICIENT at `minutes`
   */
  schedule(actor: Actor, exchangeId: string, startsAt: Date, minutes: number): Promise<Exchange> {
    return this.#move(actor, 'schedule', exchangeId, {}, async (exchange, { tx, rules, receiverId }) => {
      const length = counted(rules, minutes);
      await mustBeFree(tx, exchange, startsAt, new Date(startsAt.getTime() + length * 60_000));
      exchange.schedule(startsAt, length, tx.at);
      await atMinutes(reserve(tx, rules, exchange, receiverId, length));
      await expectReminder(tx, exchange);
      return { startsAt: startsAt.toISOString(), minutes: length };
    });
  }

  /** @throws Refusal WRONG_STATE before the day that was agreed on */
  checkIn(actor: Actor, exchangeId: string): Promise<Exchange> {
    return this.#move(actor, 'checkIn', exchangeId, {}, async (exchange, { tx }) => exchange.checkIn(tx.at));
  }

  /** How long it took. @throws Refusal INVALID at `minutes`; INSUFFICIENT at `minutes` when more is needed than there is to pay with */
  submit(actor: Actor, exchangeId: string, minutes: number): Promise<Exchange> {
    return this.#move(actor, 'submit', exchangeId, {}, async (exchange, { tx, rules, receiverId }) => {
      exchange.submit(counted(rules, minutes), tx.at);
      await atMinutes(reserve(tx, rules, exchange, receiverId, exchange.minutes ?? 0));
      await expectReview(tx, rules, exchange);
      return { minutes };
    });
  }

  /**
   * The receiver says that it was so, and the minutes are carried out.
   * @throws Refusal NOT_ALLOWED for one's own service; INVALID at `secret`, or at `note` for a call-back without words; TOO_MANY_ATTEMPTS for a card that is blocked
   */
  async confirm(actor: Actor, exchangeId: string, { by, secret, receiverId, note }: Confirming): Promise<Exchange> {
    const card = by === 'PIN' || by === 'CARD' ? await this.#cardHolder(actor, exchangeId, receiverId) : null;
    if (card?.isDue) await this.#cards.mustFit(actor, card.residentId, by as 'PIN' | 'CARD', secret ?? '');
    return this.#move(actor, 'confirm', exchangeId, { note }, async (exchange, context) => {
      const { tx, rules, standpoint } = context;
      if (!mayConfirm(actor, by, standpoint)) throw new Refusal('NOT_ALLOWED', 'A service is confirmed by whom it was for, never by who gave it.', ['by']);
      if (by === 'CALL_BACK' && !note) throw new Refusal('INVALID', 'Say who was reached, and what they said.', ['note']);
      exchange.confirm(by, actor.accountId, tx.at);
      exchange.sampled = isSampled(rules, exchange.id);
      await atMinutes(settle(tx, rules, exchange, context.receiverId));
      await markServed(tx, exchange);
      await ofListing(tx, exchange, 'FULFILLED');
      for (const used of card ? await tx.getAll(ConfirmationCard, { residentId: card.residentId }) : []) used.tries = 0;
      return { by };
    });
  }

  /** @throws Refusal INVALID for no reason */
  dispute(actor: Actor, exchangeId: string, reason: string): Promise<Exchange> {
    return this.#move(actor, 'dispute', exchangeId, { note: words(reason, 4_000, 'reason') }, async (exchange, { tx }) => {
      exchange.dispute();
      await unmarkServed(tx, exchange);
    });
  }

  /** Other minutes than were submitted; what was carried out is undone and carried out anew. @throws Refusal INVALID; INSUFFICIENT where it has been spent */
  adjust(actor: Actor, exchangeId: string, minutes: number, reason: string): Promise<Exchange> {
    return this.#move(actor, 'adjust', exchangeId, { note: words(reason, 4_000, 'reason') }, async (exchange, { tx, rules, receiverId }) => {
      const before = exchange.minutes;
      exchange.adjust(counted(rules, minutes));
      await atMinutes(settle(tx, rules, exchange, receiverId));
      await markServed(tx, exchange);
      await ofListing(tx, exchange, 'FULFILLED');
      return { before, minutes };
    });
  }

  /** Nothing of it counts. @throws Refusal INVALID for no reason; INSUFFICIENT where it has been spent */
  void(actor: Actor, exchangeId: string, reason: string): Promise<Exchange> {
    return this.#move(actor, 'void', exchangeId, { note: words(reason, 4_000, 'reason') }, async (exchange, { tx }) => {
      exchange.void();
      await release(tx, exchange);
      await atMinutes(undo(tx, exchange));
      await ofListing(tx, exchange, 'OPEN');
    });
  }

  cancel(actor: Actor, exchangeId: string, reason?: string): Promise<Exchange> {
    return this.#move(actor, 'cancel', exchangeId, { note: reason }, async (exchange, { tx }) => {
      exchange.cancel();
      await release(tx, exchange);
      await ofListing(tx, exchange, 'OPEN');
    });
  }

  /** @throws Refusal WRONG_STATE before it was to begin; NOT_ALLOWED for saying it of the side that one is not on */
  noShow(actor: Actor, exchangeId: string, absent: Side): Promise<Exchange> {
    return this.#move(actor, 'noShow', exchangeId, {}, async (exchange, { tx, standpoint }) => {
      if (absent === 'RECEIVER' ? standpoint.receives : standpoint.gives) throw new Refusal('NOT_ALLOWED', 'Cancel what you will not come to.', ['absent']);
      exchange.noShow(absent, tx.at);
      await release(tx, exchange);
      await ofListing(tx, exchange, 'OPEN');
      return { absent };
    });
  }

  /** What looking into it has shown, of a service that was drawn or any other. @throws Refusal INVALID for no words; WRONG_STATE for the second time */
  audit(actor: Actor, exchangeId: string, note: string): Promise<Exchange> {
    return this.#move(actor, 'audit', exchangeId, { note: words(note, 4_000, 'note') }, async (exchange, { tx }) => exchange.audit(tx.at));
  }

  /** By the worker: nobody has confirmed it in time, so that staff look after it. It is never credited by itself. */
  review(performer: Performer, { exchangeId }: ExchangeJob): Promise<void> {
    return this.#unit.of(performer, 'exchange.review', async tx => {
      const exchange = await tx.get(Exchange, exchangeId);
      if (exchange?.status !== 'SUBMITTED' || exchange.reviewSince || !exchange.submittedAt) return;
      const from = reviewFrom(await rulesOf(tx), exchange.submittedAt);
      if (tx.at < from) return;
      exchange.reviewSince = from;
      await record(tx, exchange, 'review', from);
    });
  }

  /** By the worker, the day before. */
  remind(performer: Performer, { exchangeId }: ExchangeJob): Promise<void> {
    return this.#unit.of(performer, 'exchange.remind', async tx => {
      const exchange = await tx.get(Exchange, exchangeId);
      if (exchange?.status !== 'SCHEDULED' || !exchange.startsAt || exchange.startsAt <= tx.at) return;
      if (exchange.startsAt.getTime() - tx.at.getTime() > 86_400_000) return; // it was put off since; another job comes
      await remind(tx, exchange);
    });
  }

  /** Whose card a confirmation needs, and whether it is to be tried: a command that is sent again tries nothing. */
  #cardHolder(actor: Actor, exchangeId: string, receiverId: string | undefined): Promise<{ residentId: string; isDue: boolean }> {
    return this.#unit.of({ ...actor, idempotency: undefined }, 'exchange.card_holder', async tx => {
      const exchange = await tx.findOne(Exchange, { id: exchangeId });
      const standpoint = exchange && (await standpointOf(tx, actor, exchange));
      if (!standpoint || !maySee(actor, standpoint)) throw new Refusal('NOT_FOUND', 'No such service.', ['exchangeId']);
      const residentId = receiverId ?? (standpoint.receivers.length === 1 ? standpoint.receivers[0] : undefined);
      if (residentId === undefined || !standpoint.receivers.includes(residentId)) throw new Refusal('INVALID', 'Say whose card it is.', ['receiverId']);
      return { residentId, isDue: exchange.status === 'SUBMITTED' };
    });
  }

  #move(
    actor: Actor, move: ExchangeMoveName, exchangeId: string, { note }: { note?: string | undefined },
    apply: (exchange: Exchange, context: MoveContext) => Promise<Details>,
  ): Promise<Exchange> {
    return this.#unit.of(actor, `exchange.${move.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}`, async tx => {
      const session = await lockedSession(tx, exchangeId);
      const exchange = session.find(({ id }) => id === exchangeId);
      const standpoint = exchange && (await standpointOf(tx, actor, exchange));
      if (!standpoint || !maySee(actor, standpoint)) throw new Refusal('NOT_FOUND', 'No such service.', ['exchangeId']);
      if (!mayMove(actor, move, standpoint)) throw new Refusal('NOT_ALLOWED', 'You may not do this with this service.', ['exchangeId']);
      const together = MADE_TOGETHER.includes(move) || (move === 'cancel' && !standpoint.gives);
      const context = { tx, standpoint, rules: await rulesOf(tx), receiverId: standpoint.receivers[0] ?? '' };
      const moving = session.filter(each => each === exchange || (together && startsFrom(move).includes(each.status)));
      if (moving.length > 1) await lockTogether(tx, moving, context.receiverId);
      for (const each of moving) {
        const details = await apply(each, context);
        await record(tx, each, move, tx.at, { note: note ? words(note, 4_000, 'note') : null, details: details ?? null });
      }
      return exchange;
    });
  }
}

interface MoveContext {
  readonly tx: Transaction;
  readonly standpoint: Standpoint;
  readonly rules: PolicyRules;
  /** Who pays, of a service to one person. */
  readonly receiverId: string;
}
type Details = Record<string, unknown> | void;

/**
 * Registered with the unit of work: a command sent again is answered only to who may still see the service, or whose certificate it is.
 * @throws Refusal NOT_FOUND
 */
export async function exchangeStillSeen(tx: Transaction, result: unknown): Promise<void> {
  if (result instanceof ServiceCertificate) await participant(tx, tx.performer, result.residentId);
  if (!(result instanceof Exchange) || !isActor(tx.performer)) return;
  if (!maySee(tx.performer, await standpointOf(tx, tx.performer, result))) throw new Refusal('NOT_FOUND', 'No such service.', ['exchangeId']);
}

/** A service with those of who serves together with its giver, locked in the order of their ids. */
async function lockedSession(tx: Transaction, exchangeId: string): Promise<Exchange[]> {
  const found = await tx.findOne(Exchange, { id: exchangeId });
  return found ? tx.getAll(Exchange, found.sessionId ? { sessionId: found.sessionId } : { id: exchangeId }) : [];
}

/** @throws Refusal CONFLICT at `startsAt` when the giver serves somebody else then */
async function mustBeFree(tx: Transaction, { id, giverId }: Exchange, startsAt: Date, endsAt: Date): Promise<void> {
  const others = await tx.find(Exchange, { giverId, id: { $ne: id }, status: { $in: [...TAKEN_STATUSES] }, startsAt: { $lt: endsAt }, endsAt: { $gt: startsAt } });
  if (others.length > 0) throw new Refusal('CONFLICT', 'The volunteer serves somebody else at that time.', ['startsAt']);
}

async function ofListing(tx: Transaction, { listingId }: Exchange, status: 'OPEN' | 'FULFILLED'): Promise<void> {
  if (listingId) (await tx.get(ServiceListing, listingId))?.become(status);
}
