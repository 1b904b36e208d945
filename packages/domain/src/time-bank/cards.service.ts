import { randomBytes } from 'node:crypto';
import type { Actor } from '../access/actor.ts';
import type { AttemptLimit } from '../access/attempt-limit.ts';
import { hashSecret, passwordFits } from '../access/password.ts';
import { digestOf } from '../access/token.ts';
import { participant, worksOver } from '../register/acting.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { ConfirmationCard } from './confirmation-card.entity.ts';

/** A card that was issued. */
export interface IssuedCard {
  readonly card: ConfirmationCard;
  /** To be printed as QR; shown this once. */
  readonly code: string;
}

/** How often secrets of cards may be tried: by one account, whosever cards they are, and from one network address. */
export interface SecretLimits {
  readonly account: AttemptLimit;
  readonly address: AttemptLimit;
}

/** Cards and PINs of residents who confirm services without a phone. */
export class CardsService {
  readonly #unit: UnitOfWork;
  readonly #limits: SecretLimits;

  constructor(unit: UnitOfWork, limits: SecretLimits) {
    this.#unit = unit;
    this.#limits = limits;
  }

  /**
   * Issues a card with a PIN, in place of the one before: to the resident themself, or by staff over where they live.
   * Nobody chooses a PIN as somebody's proxy: with it services to them are confirmed.
   * @throws Refusal NOT_FOUND; INVALID for a PIN that is not six digits, or six of the same
   */
  async issue(actor: Actor, residentId: string, pin: string): Promise<IssuedCard> {
    if (!/^\d{6}$/.test(pin) || /^(\d)\1*$/.test(pin)) throw new Refusal('INVALID', 'A PIN has six digits, not all the same.', ['pin']);
    const pinHash = await hashSecret(pin); // outside any transaction: it takes long on purpose
    const code = randomBytes(18).toString('base64url');
    const card = await this.#unit.of({ ...actor, idempotency: undefined }, 'confirmation_card.issue', async tx => {
      const resident = await participant(tx, actor, residentId);
      if (actor.residentId !== residentId && !(await worksOver(tx, actor, resident.placeId))) throw new Refusal('NOT_FOUND', 'No such resident.', ['residentId']);
      const issued = { pinHash, codeDigest: digestOf(code), tries: 0, issuedAt: tx.at };
      const [known] = await tx.getAll(ConfirmationCard, { residentId });
      return known ? Object.assign(known, issued) : tx.create(ConfirmationCard, { id: newId(), residentId, ...issued });
    });
    return { card, code };
  }

  /**
   * Whether a secret is that of a resident's card; every attempt counts, and too many wrong ones block it.
   * @throws Refusal INVALID at `secret` for a wrong one, or without a card; TOO_MANY_ATTEMPTS when it is blocked, or the account or address tries too often
   */
  async mustFit(actor: Actor, residentId: string, by: 'PIN' | 'CARD', secret: string): Promise<void> {
    const tried = `${actor.districtId}:${actor.accountId}`;
    if (actor.address) await this.#limits.address.attempt(actor.address, ['secret']);
    await this.#limits.account.attempt(tried, ['secret']);
    const card = await this.#unit.of({ ...actor, idempotency: undefined }, 'confirmation_card.try', async tx => {
      const [found] = await tx.getAll(ConfirmationCard, { residentId });
      if (found?.isBlocked()) throw new Refusal('TOO_MANY_ATTEMPTS', 'This card is blocked: have another one issued.', ['secret']);
      if (found) found.tries += 1;
      return found;
    });
    const fits = by === 'CARD' ? card?.codeDigest === digestOf(secret) : await passwordFits(card?.pinHash ?? null, secret);
    if (!fits) throw new Refusal('INVALID', 'This is not the right PIN or card.', ['secret']);
    await this.#limits.account.succeeded(tried);
  }
}

/**
 * Whose card it is whose code was scanned, for the rooms in which a card stands for who shows it.
 * @throws Refusal INVALID at `secret` for what is no card's code; TOO_MANY_ATTEMPTS when the card is blocked
 */
export async function cardHolder(tx: Transaction, code: string): Promise<string> {
  const card = await tx.findOne(ConfirmationCard, { codeDigest: digestOf(code) });
  if (!card) throw new Refusal('INVALID', 'This is not the right card.', ['secret']);
  if (card.isBlocked()) throw new Refusal('TOO_MANY_ATTEMPTS', 'This card is blocked: have another one issued.', ['secret']);
  return card.residentId;
}
