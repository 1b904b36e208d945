import { isActor } from '../access/actor.ts';
import { Resident } from '../people/resident.entity.ts';
import { actsFor, worksOver } from '../register/acting.ts';
import { externalOf, type External } from '../register/person.ts';
import { dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { BuddyPair } from './buddy-pair.entity.ts';
import { happened, isSenior, mayLookAt, openItem, person } from './senior.ts';
import { ServiceTransaction, type ServiceChannel, type ServiceWay } from './service-transaction.entity.ts';

/** A public service that somebody got. */
export interface NewServiceTransaction {
  readonly residentId: string;
  /** Of the district's list of services. */
  readonly itemId: string;
  readonly way: ServiceWay;
  readonly channel: ServiceChannel;
  /** Who helped, of what was ASSISTED. */
  readonly helperId?: string | undefined;
  /** Now when absent. */
  readonly occurredAt?: Date | undefined;
  /** Where it stands in another system: sent again it is the same one, as it is told now. */
  readonly external?: External | undefined;
}

const LONGEST_REASON = 500;

/** What seniors get done, by themselves, with help or at a window: the outcome of the digital bridge. */
export class ServiceTransactionsService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /**
   * Records one: by whom it is of, who acts for them, their buddy or trainer, or staff over where they live.
   * @throws Refusal NOT_FOUND for the resident, the helper, or at `bridgeItemId`; WRONG_STATE for who does not live here any more, a closed item, or at `external` for one that
   *   was voided; INVALID at `helperId` unless it was ASSISTED by somebody else, at `channel` for a window that is none, or at `occurredAt`; CONFLICT at `external` when it is known of somebody else
   */
  record(performer: Performer, asked: NewServiceTransaction): Promise<ServiceTransaction> {
    return this.#unit.of(performer, 'service_transaction.record', async tx => {
      const { residentId, way, channel, helperId = null } = asked;
      const resident = await person(tx, residentId, found => mayLookAt(tx, found));
      if ((way === 'AT_WINDOW') !== (channel === 'WINDOW')) throw new Refusal('INVALID', 'What is done at a window is done through a window, and nothing else is.', ['channel']);
      if (helperId !== null && (way !== 'ASSISTED' || helperId === residentId)) throw new Refusal('INVALID', 'Somebody else helps, with what is ASSISTED.', ['helperId']);
      if (helperId !== null && !(await mayName(tx, helperId, residentId))) throw new Refusal('NOT_FOUND', 'No such resident.', ['helperId']);
      const external = externalOf(asked.external);
      const [known] = external ? await tx.getAll(ServiceTransaction, external) : [];
      if (known && known.residentId !== residentId) throw new Refusal('CONFLICT', 'This was recorded of somebody else.', ['external']);
      if (known?.voidedAt) throw new Refusal('WRONG_STATE', 'This was voided.', ['external']);
      if (known?.itemId !== asked.itemId) await openItem(tx, asked.itemId, 'SERVICE');
      const occurredAt = happened(tx, asked.occurredAt ?? known?.occurredAt, 'occurredAt', resident.birthDate);
      const told = { itemId: asked.itemId, way, channel, helperId, occurredAt, senior: isSenior(resident.birthDate, dayOf(occurredAt)) };
      return known ? Object.assign(known, told) : tx.create(ServiceTransaction, {
        id: newId(), residentId, placeId: resident.placeId, ...told, recordedAt: tx.at, recordedById: performer.accountId, voidedAt: null, reason: null,
        externalSystem: null, externalId: null, ...external, dataOrigin: resident.dataOrigin,
      });
    });
  }

  /**
   * Lets one count no more: by whose account recorded it, or staff over where they live.
   * @throws Refusal NOT_FOUND; NOT_ALLOWED for others who see it; WRONG_STATE for the second time; INVALID for no reason
   */
  void(performer: Performer, transactionId: string, reason: string): Promise<ServiceTransaction> {
    return this.#unit.of(performer, 'service_transaction.void', async tx => {
      const transaction = await tx.get(ServiceTransaction, transactionId);
      const resident = transaction && (await tx.findOne(Resident, { id: transaction.residentId }));
      if (!transaction || !resident || !(await mayLookAt(tx, resident))) throw new Refusal('NOT_FOUND', 'No such transaction.', ['transactionId']);
      const own = transaction.recordedById !== null && transaction.recordedById === performer.accountId;
      if (!own && !(await worksOver(tx, performer, resident.placeId))) throw new Refusal('NOT_ALLOWED', 'This is for who recorded it and the staff over where they live.', ['transactionId']);
      transaction.void(words(reason, LONGEST_REASON, 'reason'), tx.at);
      return transaction;
    });
  }
}

/** Whether the performer may name somebody as who helped: themselves and whom they act for, who lives where they work, and who is or was the senior's buddy. */
async function mayName(tx: Transaction, helperId: string, seniorId: string): Promise<boolean> {
  const helper = await tx.findOne(Resident, { id: helperId, erasedAt: null });
  if (!helper) return false;
  const { performer } = tx;
  if ((isActor(performer) && (await actsFor(tx, performer, helperId))) || (await worksOver(tx, performer, helper.placeId))) return true;
  return (await tx.findOne(BuddyPair, { seniorId, buddyId: helperId })) !== null;
}
