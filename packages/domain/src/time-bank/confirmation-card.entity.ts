import { defineEntity } from '@mikro-orm/core';

/** Wrong secrets in a row before a card is blocked, until another is issued. */
export const MOST_TRIES = 5;

const ConfirmationCardSchema = defineEntity({
  name: 'ConfirmationCard',
  tableName: 'confirmation_card',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    residentId: p.uuid(),
    /** argon2id of the PIN. */
    pinHash: p.text(),
    /** Of the code that is printed on the card as QR; the code itself is shown once and kept nowhere. */
    codeDigest: p.string(),
    /** Secrets tried since the last right one. */
    tries: p.integer(),
    issuedAt: p.datetime(),
  }),
});

/** 确认卡. A resident's PIN and printed card, to confirm services without a phone. */
export class ConfirmationCard extends ConfirmationCardSchema.class {
  static readonly schema = ConfirmationCardSchema;

  isBlocked(): boolean {
    return this.tries >= MOST_TRIES;
  }
}
ConfirmationCardSchema.setClass(ConfirmationCard);
