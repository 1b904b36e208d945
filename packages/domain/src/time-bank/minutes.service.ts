import type { Actor } from '../access/actor.ts';
import { accountOf, transfer } from '../ledger/book.ts';
import { lockedAccounts } from '../ledger/ledger.read.ts';
import { LedgerTransfer } from '../ledger/ledger-transfer.entity.ts';
import type { TransferKind } from '../ledger/units.ts';
import { Resident } from '../people/resident.entity.ts';
import { participant, worksOver } from '../register/acting.ts';
import { closeKin } from '../register/kin.ts';
import { dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { isGranted, mayGiveTo } from './policy.rule.ts';
import { CLIENT, atMinutes, fundOf, minutesOf } from './settlement.ts';
import { rulesOf } from './time-bank-settings.service.ts';

/** Minutes that are given away, donated or granted. Nothing expires, and nothing is cashed out. */
export class MinutesService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /**
   * Gives minutes to somebody else, as far as the policy allows: by the resident, or staff over where they live on their word.
   * @throws Refusal NOT_FOUND; NOT_ALLOWED at `toResidentId` by the policy; INVALID for oneself, for minutes that are no amount, or beyond the cap of who would get them; INSUFFICIENT at `minutes`
   */
  give(actor: Actor, residentId: string, toResidentId: string, minutes: number): Promise<LedgerTransfer> {
    return this.#unit.of(actor, 'minutes.give', async tx => {
      const giver = await holder(tx, actor, residentId);
      const to = await tx.keep(Resident, toResidentId);
      if (residentId === toResidentId) throw new Refusal('INVALID', 'Nobody gives minutes to themselves.', ['toResidentId']);
      const rules = await rulesOf(tx);
      const kin = to !== null && (await closeKin(tx, residentId, toResidentId));
      // Whoever is no kin, and nobody the actor works over, is hidden from them: whether they exist is not told.
      if (!to || (!kin && !(await worksOver(tx, actor, to.placeId)))) throw new Refusal('NOT_FOUND', 'No such resident.', ['toResidentId']);
      if (!mayGiveTo(rules, kin)) throw new Refusal('NOT_ALLOWED', 'Minutes may not be given to this person here.', ['toResidentId']);
      const [source, destination] = [await minutesOf(tx, residentId), await minutesOf(tx, toResidentId)];
      const [account] = (await tx.rows(lockedAccounts, [source, destination])).filter(({ id }) => id === destination);
      if (rules.capMinutes !== null && (account?.balance ?? 0) + minutes > rules.capMinutes) {
        throw new Refusal('INVALID', `Nobody may have more than ${rules.capMinutes} minutes.`, ['minutes']);
      }
      return book(tx, 'GIFT', giver, { source, destination, amount: minutes });
    });
  }

  /** Donates minutes to the community's fund. @throws Refusal NOT_FOUND; INVALID; INSUFFICIENT at `minutes` */
  donate(actor: Actor, residentId: string, minutes: number): Promise<LedgerTransfer> {
    return this.#unit.of(actor, 'minutes.donate', async tx => {
      const giver = await holder(tx, actor, residentId);
      return book(tx, 'DONATION', giver, { source: await minutesOf(tx, residentId), destination: await fundOf(tx, giver.placeId), amount: minutes });
    });
  }

  /**
   * Gives an elder who lives alone, or has no kin, what the policy lets them begin with: once, by staff over where they live.
   * @throws Refusal NOT_FOUND; NOT_ALLOWED for whom the policy does not name; CONFLICT for the second time
   */
  grantOpening(performer: Performer, residentId: string): Promise<LedgerTransfer> {
    return this.#unit.of(performer, 'minutes.grant_opening', async tx => {
      const resident = await participant(tx, performer, residentId);
      if (!(await worksOver(tx, performer, resident.placeId))) throw new Refusal('NOT_FOUND', 'No such resident.', ['residentId']);
      const rules = await rulesOf(tx);
      if (!isGranted(rules, resident, dayOf(tx.at))) throw new Refusal('NOT_ALLOWED', 'The policy grants this person nothing.', ['residentId']);
      const key = `opening ${residentId}`;
      const posting = { source: await accountOf(tx, 'MINUTE', 'WORLD', null), destination: await minutesOf(tx, residentId), amount: rules.openingMinutes };
      await tx.rows(lockedAccounts, [posting.source, posting.destination]);
      if (await tx.findOne(LedgerTransfer, { client: CLIENT, key })) throw new Refusal('CONFLICT', 'This person was granted minutes before.', ['residentId']);
      return book(tx, 'OPENING', resident, posting, key);
    });
  }
}

/** Whose minutes are given away: one's own, or those of somebody whom the actor works over; nobody's as their proxy. */
async function holder(tx: Transaction, actor: Actor, residentId: string): Promise<Resident> {
  const resident = await participant(tx, actor, residentId);
  if (actor.residentId !== residentId && !(await worksOver(tx, actor, resident.placeId))) throw new Refusal('NOT_FOUND', 'No such resident.', ['residentId']);
  return resident;
}

function book(
  tx: Transaction, kind: TransferKind, { placeId, id }: Resident, posting: { source: string; destination: string; amount: number }, key: string = newId(),
): Promise<LedgerTransfer> {
  return atMinutes(transfer(tx, { kind, unit: 'MINUTE', client: CLIENT, key, placeId, postings: [posting], subject: { kind: 'Resident', id } }));
}
