import { accountOf, hold, resolve, reverse, transfer, type AskedTransfer } from '../ledger/book.ts';
import { lockedAccounts, type AccountRow } from '../ledger/ledger.read.ts';
import { available, type Posting } from '../ledger/posting.rule.ts';
import { Resident } from '../people/resident.entity.ts';
import { Place } from '../places/place.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import { dayOf, startOf, addDays } from '../shared/clock.ts';
import { one } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { Exchange } from './exchange.entity.ts';
import { chargesOf, creditOf, flowsOf, mayRedeem, type Charge, type Flow, type Payer, type PolicyRules } from './policy.rule.ts';
import { earnedOn } from './exchanges.read.ts';

/** Name of this room in the ledger. */
export const CLIENT = 'time-bank';

/** The minutes of a resident. */
export function minutesOf(tx: Transaction, residentId: string): Promise<string> {
  return accountOf(tx, 'MINUTE', 'RESIDENT', residentId);
}

/** The fund of the community that a place belongs to; of the district, for a place above communities. */
export async function fundOf(tx: Transaction, placeId: string): Promise<string> {
  const above = await tx.find(Place, { id: { $in: await lineageOf(tx, placeId) } });
  const owner = above.find(({ level }) => level === 'COMMUNITY') ?? above.find(({ parentId }) => parentId === null);
  return accountOf(tx, 'MINUTE', 'FUND', owner?.id ?? placeId);
}

/** Everybody's account in a service, locked together so that two services never wait for each other in a ring. */
interface Accounts {
  readonly giver: AccountRow;
  readonly of: Readonly<Record<Payer, AccountRow>>;
}

async function lockAccounts(tx: Transaction, { giverId, placeId }: Exchange, receiverId: string): Promise<Accounts> {
  const ids = {
    giver: await minutesOf(tx, giverId), RECEIVER: await minutesOf(tx, receiverId), FUND: await fundOf(tx, placeId),
    WORLD: await accountOf(tx, 'MINUTE', 'WORLD', null),
  };
  const rows = new Map((await tx.rows(lockedAccounts, Object.values(ids))).map(row => [row.id, row]));
  const row = (id: string) => rows.get(id) as AccountRow;
  return { giver: row(ids.giver), of: { RECEIVER: row(ids.RECEIVER), FUND: row(ids.FUND), WORLD: row(ids.WORLD) } };
}

/** Locks all accounts of services that are moved together, before any of them is: one after the other they could wait for each other in a ring. */
export async function lockTogether(tx: Transaction, exchanges: readonly Exchange[], receiverId: string): Promise<void> {
  const placeId = exchanges[0]?.placeId ?? '';
  const ids = [await minutesOf(tx, receiverId), await fundOf(tx, placeId), await accountOf(tx, 'MINUTE', 'WORLD', null)];
  for (const { giverId } of exchanges) ids.push(await minutesOf(tx, giverId));
  await tx.rows(lockedAccounts, ids);
}

/** Who pays for a service as things stand. @throws Refusal INSUFFICIENT, NOT_ALLOWED as {@link chargesOf}, and for who may not redeem yet */
async function charged(tx: Transaction, rules: PolicyRules, exchange: Exchange, receiverId: string, accounts: Accounts, minutes: number): Promise<Charge[]> {
  const receiver = await tx.findOne(Resident, { id: receiverId });
  const old = receiver !== null && mayRedeem(rules, receiver.birthDate, dayOf(tx.at));
  const has = { receiver: old ? available(accounts.of.RECEIVER) : 0, fund: available(accounts.of.FUND), group: exchange.groupSession };
  if (!old && !has.group && rules.payers.join() === 'RECEIVER') {
    throw new Refusal('NOT_ALLOWED', `One's own minutes pay for services from the age of ${rules.redeemAge}.`, ['receiverIds']);
  }
  return chargesOf(rules, minutes, has);
}

/** Gives back what was reserved for a service. */
export async function release(tx: Transaction, exchange: Exchange): Promise<void> {
  if (exchange.holdId) await resolve(tx, exchange.holdId, 'VOIDED');
  exchange.holdId = null;
}

/**
 * Reserves the minutes that a service will cost, in place of what was reserved before: who has agreed to be served can pay.
 * @throws Refusal INSUFFICIENT at `minutes`; NOT_ALLOWED for who may not pay with their own minutes yet
 */
export async function reserve(tx: Transaction, rules: PolicyRules, exchange: Exchange, receiverId: string, minutes: number): Promise<void> {
  await lockAccounts(tx, exchange, receiverId);
  await release(tx, exchange);
  const accounts = await lockAccounts(tx, exchange, receiverId);
  const charges = await charged(tx, rules, exchange, receiverId, accounts, minutes);
  const flows = flowsOf(charges, { giver: minutes, fund: 0 });
  exchange.holdId = (await hold(tx, asked(exchange, postingsOf(flows, accounts)), null)).id;
}

/**
 * Carries out what a service costs and earns, in one transfer: the surplus over what the policy lets the giver have goes to
 * the fund. What was reserved is given back first; what was carried out before is undone.
 * @throws Refusal INSUFFICIENT where what was earned before has been spent, or payers have too little
 */
export async function settle(tx: Transaction, rules: PolicyRules, exchange: Exchange, receiverId: string): Promise<void> {
  await lockAccounts(tx, exchange, receiverId);
  await release(tx, exchange);
  await undo(tx, exchange);
  await tx.flush(); // what is earned that day is read without what was undone
  const accounts = await lockAccounts(tx, exchange, receiverId);
  const minutes = exchange.minutes ?? 0;
  const charges = await charged(tx, rules, exchange, receiverId, accounts, minutes);
  const credit = creditOf(rules, minutes, { balance: accounts.giver.balance, earnedThatDay: await earnedThatDay(tx, exchange), group: exchange.groupSession });
  const postings = postingsOf(flowsOf(charges, credit), accounts);
  const paid = charges.reduce((sum, charge) => sum + (charge.payer === 'RECEIVER' ? charge.minutes : 0), 0);
  exchange.booked(postings.length > 0 ? (await transfer(tx, asked(exchange, postings))).id : null, credit, paid);
}

/** Undoes what was carried out for a service. @throws Refusal INSUFFICIENT where it has been spent */
export async function undo(tx: Transaction, exchange: Exchange): Promise<void> {
  if (exchange.transferId) await reverse(tx, exchange.transferId);
  exchange.booked(null, { giver: 0, fund: 0 }, 0);
}

function asked(exchange: Exchange, postings: readonly Posting[]): AskedTransfer {
  exchange.bookings += 1;
  return {
    kind: 'SERVICE', unit: 'MINUTE', postings, client: CLIENT, key: `exchange ${exchange.id} ${exchange.bookings}`, placeId: exchange.placeId,
    subject: { kind: 'Exchange', id: exchange.id }, ...(exchange.checkedInAt && exchange.startsAt && { occurredAt: exchange.startsAt }),
  };
}

function postingsOf(flows: readonly Flow[], { giver, of }: Accounts): Posting[] {
  return flows.map(({ from, to, minutes }) => ({ source: of[from].id, destination: to === 'GIVER' ? giver.id : of[to].id, amount: minutes }));
}

async function earnedThatDay(tx: Transaction, { id, giverId, startsAt }: Exchange): Promise<number> {
  const day = dayOf(startsAt ?? tx.at);
  return (await one(tx, earnedOn, giverId, startOf(day), startOf(addDays(day, 1)), id))?.minutes ?? 0;
}

/** The refusal of a transfer, at the field of the command's input. */
export async function atMinutes<T>(booking: Promise<T>): Promise<T> {
  return booking.catch((error: unknown) => {
    if (error instanceof Refusal && error.field[0] === 'amount') throw new Refusal(error.code, error.message, ['minutes']);
    throw error;
  });
}
