import { Account } from '../access/account.entity.ts';
import { Consent, type ConsentChannel, type ConsentPurpose } from '../people/consent.entity.ts';
import { Proxy, type ProxyRelation } from '../people/proxy.entity.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { happenedAt, keptPerson } from './kept.ts';
import { endProxies, endProxy } from './proxies.ts';
import { tellOfProxy } from './proxy.notice.ts';

/** What a resident agreed to. */
export interface NewConsent {
  readonly residentId: string;
  readonly purpose: ConsentPurpose;
  readonly version: string;
  readonly channel: ConsentChannel;
  readonly evidence?: string | null;
  readonly occurredAt?: Date;
}

/** Who may act for a resident, by which consent. */
export interface NewProxy extends Omit<NewConsent, 'purpose'> {
  readonly holderId: string;
  readonly relation: ProxyRelation;
  readonly validTo?: Date | null;
}

/** Consents of residents, and the proxies that rest on them. */
export class ConsentsService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** @throws Refusal NOT_FOUND; INVALID for no version, or a time in the future */
  give(performer: Performer, asked: NewConsent): Promise<Consent> {
    return this.#unit.of(performer, 'consent.give', tx => given(tx, asked));
  }

  /** What rests on the consent ends with it. @throws Refusal NOT_FOUND; WRONG_STATE when it was withdrawn before */
  withdraw(performer: Performer, consentId: string): Promise<Consent> {
    return this.#unit.of(performer, 'consent.withdraw', async tx => {
      const consent = await tx.get(Consent, consentId);
      if (!consent) throw new Refusal('NOT_FOUND', 'No such consent.', ['consentId']);
      await keptPerson(tx, consent.residentId, 'consentId');
      if (consent.withdrawnAt) throw new Refusal('WRONG_STATE', 'This consent was withdrawn before.', ['consentId']);
      consent.withdrawnAt = tx.at;
      await endProxies(tx, { consentId });
      return consent;
    });
  }

  /**
   * An account may act for a resident from now on.
   * @throws Refusal NOT_FOUND for resident or account; WRONG_STATE for who has died; CONFLICT when it may already; INVALID for
   *   the resident's own account or an organisation's, or an end that is past
   */
  nameProxy(performer: Performer, asked: NewProxy): Promise<Proxy> {
    return this.#unit.of(performer, 'proxy.name', async tx => {
      const { residentId, holderId, relation, validTo = null } = asked;
      if ((await keptPerson(tx, residentId)).departureReason === 'DIED') throw new Refusal('WRONG_STATE', 'This person has died.', ['residentId']);
      const holder = await tx.findOne(Account, { id: holderId });
      if (!holder) throw new Refusal('NOT_FOUND', 'No such account.', ['holderId']);
      if (holder.organisationId) throw new Refusal('INVALID', 'An organisation\'s account acts for nobody.', ['holderId']);
      if (holder.residentId === residentId) throw new Refusal('INVALID', 'Nobody is a proxy for oneself.', ['holderId']);
      if (validTo && validTo <= tx.at) throw new Refusal('INVALID', 'This end is past.', ['validTo']);
      const known = await tx.find(Proxy, { residentId, holderId });
      if (known.some(proxy => !proxy.validTo || proxy.validTo > tx.at)) throw new Refusal('CONFLICT', 'The account may act for this person already.', ['holderId']);
      const consent = await given(tx, { ...asked, purpose: 'PROXY' });
      const proxy = await tx.create(Proxy, { id: newId(), residentId, holderId, relation, consentId: consent.id, validFrom: tx.at, validTo });
      await tellOfProxy(tx, proxy, 'NAMED');
      return proxy;
    });
  }

  /** @throws Refusal NOT_FOUND */
  endProxy(performer: Performer, proxyId: string): Promise<Proxy> {
    return this.#unit.of(performer, 'proxy.end', async tx => {
      const proxy = await tx.get(Proxy, proxyId);
      if (!proxy) throw new Refusal('NOT_FOUND', 'No such proxy.', ['proxyId']);
      await keptPerson(tx, proxy.residentId, 'proxyId');
      await endProxy(tx, proxy);
      return proxy;
    });
  }
}

async function given(tx: Transaction, asked: NewConsent): Promise<Consent> {
  await keptPerson(tx, asked.residentId);
  return tx.create(Consent, {
    id: newId(), residentId: asked.residentId, purpose: asked.purpose, version: words(asked.version, 100, 'version'), channel: asked.channel,
    evidence: asked.evidence ? words(asked.evidence, 1_000, 'evidence') : null, givenAt: happenedAt(tx, asked.occurredAt), withdrawnAt: null,
    recordedById: tx.performer.accountId, recordedAt: tx.at,
  });
}
