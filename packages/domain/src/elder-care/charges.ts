import { accountOf, hold, resolve, transfer, type AskedTransfer } from '../ledger/book.ts';
import type { LedgerTransfer } from '../ledger/ledger-transfer.entity.ts';
import { lockedAccounts, postingsOf } from '../ledger/ledger.read.ts';
import type { Outcome } from '../ledger/units.ts';
import { Program } from '../programs/program.entity.ts';
import { budgetLeft } from '../programs/spent.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { fundOf, minutesOf } from '../time-bank/settlement.ts';
import type { CareBooking } from './care-booking.entity.ts';

/** Name of this room in the ledger. */
const CLIENT = 'elder-care';

/** The money that an organisation gave to sponsor with. */
export function sponsorAccount(tx: Transaction, organisationId: string): Promise<string> {
  return accountOf(tx, 'FEN', 'ORGANISATION', organisationId);
}

/** A resident's own money, paid in at a centre. */
export function purseOf(tx: Transaction, residentId: string): Promise<string> {
  return accountOf(tx, 'FEN', 'RESIDENT', residentId);
}

/** What a centre has taken in. */
function takingsOf(tx: Transaction, centreId: string): Promise<string> {
  return accountOf(tx, 'FEN', 'SHOP', centreId);
}

/**
 * Reserves both shares of what a booking will cost. All accounts are locked together first, so that two bookings never wait for each other in a ring.
 * @throws Refusal INSUFFICIENT at `fields.member` or `fields.sponsor` when there is too little
 */
export async function reserveShares(tx: Transaction, booking: CareBooking, fields: { readonly sponsor: string; readonly member: string }): Promise<void> {
  const { sponsorId, programId, sponsorAmount, memberAmount, memberUnit, residentId, placeId, centreId } = booking;
  const takings = await takingsOf(tx, centreId);
  const payer = sponsorId ? await sponsorAccount(tx, sponsorId) : programId ? await payingProgram(tx, programId, sponsorAmount, fields.sponsor) : null;
  const sponsor = payer ? { source: payer, destination: takings, amount: sponsorAmount } : null;
  const member = memberAmount === 0 ? null : memberUnit === 'FEN'
    ? { source: await purseOf(tx, residentId), destination: takings, amount: memberAmount }
    : { source: await minutesOf(tx, residentId), destination: await fundOf(tx, placeId), amount: memberAmount };
  await tx.rows(lockedAccounts, [sponsor, member].flatMap(posting => (posting ? [posting.source, posting.destination] : [])));
  if (sponsor) {
    const held = hold(tx, asked(booking, 'sponsor', { kind: 'CHARGE', unit: 'FEN', postings: [sponsor] }), null);
    booking.sponsorHoldId = (await enough(held, fields.sponsor, 'The sponsor\'s budget does not suffice.')).id;
  }
  if (member) {
    const held = hold(tx, asked(booking, 'member', { kind: memberUnit === 'FEN' ? 'CHARGE' : 'SERVICE', unit: memberUnit, postings: [member] }), null);
    booking.memberHoldId = (await enough(held, fields.member, 'There is not enough in the account that is not reserved.')).id;
  }
}

/** The account of a program that pays, which is held. @throws Refusal WRONG_STATE at `field` when it does not run any more; INSUFFICIENT beyond its budget */
async function payingProgram(tx: Transaction, programId: string, amount: number, field: string): Promise<string> {
  const program = await tx.get(Program, programId);
  if (program?.status !== 'RUNNING') throw new Refusal('WRONG_STATE', 'The program that pays for this is over.', [field]);
  if (amount > (await budgetLeft(tx, program))) throw new Refusal('INSUFFICIENT', 'This is beyond the budget of the program that pays for it.', [field]);
  return accountOf(tx, 'FEN', 'PROGRAM', programId);
}

/** Carries out what was reserved, or gives it back, each share in its own way. */
export async function resolveShares(tx: Transaction, { sponsorHoldId, memberHoldId }: CareBooking, outcome: { readonly sponsor: Outcome; readonly member: Outcome }): Promise<void> {
  const holds = [sponsorHoldId, memberHoldId].filter(id => typeof id === 'string');
  await tx.rows(lockedAccounts, (await tx.rows(postingsOf, holds)).flatMap(({ source, destination }) => [source, destination]));
  if (sponsorHoldId) await resolve(tx, sponsorHoldId, outcome.sponsor);
  if (memberHoldId) await resolve(tx, memberHoldId, outcome.member);
}

/** Gives everything back. */
export const GIVEN_BACK = { sponsor: 'VOIDED', member: 'VOIDED' } as const;

/**
 * Money that was paid in from outside. A receipt is entered once: the same sent again is the same payment.
 * @throws Refusal INVALID at `amount`; CONFLICT at `receipt` when the number stands for another payment
 */
export async function payIn(
  tx: Transaction, { account, receipt, ...about }: Pick<AskedTransfer, 'kind' | 'placeId' | 'subject'> & { readonly account: string; readonly amount: number; readonly receipt: string },
): Promise<LedgerTransfer> {
  const postings = [{ source: await accountOf(tx, 'FEN', 'WORLD', null), destination: account, amount: about.amount }];
  return transfer(tx, { ...about, unit: 'FEN', client: CLIENT, key: `receipt ${receipt}`, postings }).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'CONFLICT') throw new Refusal('CONFLICT', 'This receipt was entered for another payment.', ['receipt']);
    throw error;
  });
}

function asked(booking: CareBooking, share: string, what: Pick<AskedTransfer, 'kind' | 'unit' | 'postings'>): AskedTransfer {
  return { ...what, client: CLIENT, key: `${share} ${booking.id}`, placeId: booking.placeId, subject: { kind: 'CareBooking', id: booking.id } };
}

/** Says in this room's words that there is too little. */
function enough<T>(paying: Promise<T>, field: string, why: string): Promise<T> {
  return paying.catch((error: unknown) => {
    throw error instanceof Refusal && error.code === 'INSUFFICIENT' ? new Refusal('INSUFFICIENT', why, [field]) : error;
  });
}
