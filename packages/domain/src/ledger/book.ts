import type { CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { one } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Journal, type Head } from './journal.ts';
import { LedgerTransfer } from './ledger-transfer.entity.ts';
import { askedAbout, lockedAccounts, lotsLeft, ownersAccounts, postingsOf, resolutionOf, worldAccount, type AccountRow } from './ledger.read.ts';
import { putBack, usesOf } from './lots.ts';
import { reversed, type Posting } from './posting.rule.ts';
import type { LedgerUnit, Outcome, OwnerKind, TransferKind } from './units.ts';

/** A transfer as a room asks for it. */
export interface AskedTransfer {
  readonly kind: TransferKind;
  readonly unit: LedgerUnit;
  readonly postings: readonly Posting[];
  /** The room, and its name for the event: asked again it is the same transfer. */
  readonly client: string;
  readonly key: string;
  /** Where it counts. */
  readonly placeId?: string | null | undefined;
  readonly subject?: { readonly kind: string; readonly id: string };
  readonly occurredAt?: Date;
  /** Points: the first day on which they are no longer good; without it they stay as good as what they were taken from. */
  readonly expiresOn?: CalendarDate | null;
  /** Who asks for it, in a unit that carries out what several ask for; otherwise the unit's performer. */
  readonly performer?: Performer;
}

/**
 * The book, for other rooms to use inside their own units of work. Accounts are locked in the order of their ids; what is
 * written is written once and stays; only balances and what is left of lots change.
 */

/** An owner's account in a unit, made when there is none: an absent row could not be locked. */
export async function accountOf(tx: Transaction, unit: LedgerUnit, ownerKind: OwnerKind, ownerId: string | null): Promise<string> {
  if (ownerId !== null) return (await accountsOf(tx, unit, [{ ownerKind, ownerId }])).get(ownerId) ?? '';
  const world = await one(tx, worldAccount, unit);
  if (world) return world.id;
  await open(tx, unit, [{ ownerKind, ownerId }]);
  return accountOf(tx, unit, ownerKind, ownerId); // ours, or that of who was quicker
}

/** Owners' accounts in a unit by the owners' ids, made where there are none. */
export async function accountsOf(tx: Transaction, unit: LedgerUnit, owners: readonly { ownerKind: OwnerKind; ownerId: string }[]): Promise<Map<string, string>> {
  const found = await tx.rows(ownersAccounts, unit, owners.map(({ ownerKind }) => ownerKind), owners.map(({ ownerId }) => ownerId));
  const byOwner = new Map(found.map(({ ownerId, id }) => [ownerId, id]));
  const missing = owners.filter(({ ownerId }) => !byOwner.has(ownerId));
  if (missing.length === 0) return byOwner;
  await open(tx, unit, missing);
  return accountsOf(tx, unit, owners);
}

async function open(tx: Transaction, unit: LedgerUnit, owners: readonly { ownerKind: OwnerKind; ownerId: string | null }[]): Promise<void> {
  await tx.execute(
    `/* ledger_account_open */ insert into ledger_account (district_id, unit, id, owner_kind, owner_id, balance, reserved, version, created_at)
     select $1, $2, u.*, 0, 0, 0, $6 from unnest($3::uuid[], $4::text[], $5::uuid[]) u on conflict (district_id, unit, owner_kind, owner_id) do nothing`,
    tx.districtId, unit, owners.map(() => newId()), owners.map(({ ownerKind }) => ownerKind), owners.map(({ ownerId }) => ownerId), tx.at);
}

/**
 * Carries out a transfer.
 * @throws Refusal INVALID, INSUFFICIENT, WRONG_STATE as the postings are refused; CONFLICT when the key was used for another one
 */
export async function transfer(tx: Transaction, asked: AskedTransfer): Promise<LedgerTransfer> {
  return orThrow(await transfers(tx, [asked]));
}

/**
 * Carries out transfers one after the other, in as few statements as one takes.
 * @returns of each what was made, or why it was refused, as {@link transfer} refuses it; the others are carried out all the same
 */
export function transfers(tx: Transaction, asked: readonly AskedTransfer[]): Promise<Done[]> {
  return each(tx, asked, (journal, next) => journal.transfer(headOf(next), next.postings, next.expiresOn, next.performer));
}

/**
 * Reserves what a transfer will take, until it is resolved or lapses.
 * @throws as {@link transfer}
 */
export async function hold(tx: Transaction, asked: AskedTransfer, expiresAt: Date | null): Promise<LedgerTransfer> {
  return orThrow(await each(tx, [asked], (journal, next) => journal.hold({ ...headOf(next), expiresAt }, next.postings)));
}

/**
 * Ends a reservation: carries it out, or gives back what it had reserved. The same outcome asked again changes nothing.
 * @throws Refusal NOT_FOUND; WRONG_STATE when it is none, or ended otherwise
 */
export async function resolve(tx: Transaction, transferId: string, outcome: Outcome): Promise<LedgerTransfer> {
  const held = await tx.findOne(LedgerTransfer, { id: transferId });
  if (!held) throw new Refusal('NOT_FOUND', 'No such reservation.', ['transferId']);
  if (!held.pending) throw new Refusal('WRONG_STATE', 'This was no reservation.', ['transferId']);
  const postings = await tx.rows(postingsOf, [transferId]);
  const accounts = await locked(tx, postings); // whoever resolves the same one waits here, and then sees what the first did
  const ended = await one(tx, resolutionOf, transferId);
  if (ended?.outcome === outcome) return held;
  if (ended) throw new Refusal('WRONG_STATE', 'This reservation has ended already.', ['transferId']);
  if (outcome === 'POSTED' && held.expiresAt && held.expiresAt <= tx.at) throw new Refusal('WRONG_STATE', 'This reservation has lapsed.', ['transferId']);
  const journal = await Journal.of(tx, accounts);
  journal.resolve(held, postings, outcome, outcome === 'POSTED' ? await usesOf(tx, transferId) : []);
  await journal.write();
  if (outcome !== 'POSTED') await putBack(tx, transferId);
  return held;
}

/** Takes the points out of accounts that are good no longer. */
export async function expirePoints(tx: Transaction, accountIds: readonly string[], today: CalendarDate): Promise<void> {
  const world = await accountOf(tx, 'POINT', 'WORLD', null);
  const accounts = (await tx.rows(lockedAccounts, [...accountIds, world])).filter(({ id }) => id !== world);
  const expired = (await tx.rows(lotsLeft, accounts.map(({ id }) => id))).filter(({ expiresOn }) => expiresOn !== null && expiresOn <= today);
  const amounts = Map.groupBy(expired, ({ accountId }) => accountId);
  // What expires first is taken first, so it is these lots that are emptied. Who cannot give them any more is passed over.
  await transfers(tx, accounts.flatMap(({ id, version }) => {
    const amount = (amounts.get(id) ?? []).reduce((sum, { remaining }) => sum + remaining, 0);
    const postings = [{ source: id, destination: world, amount }];
    return amount > 0 ? [{ kind: 'EXPIRE', unit: 'POINT', client: 'ledger', key: `expire ${id} ${version}`, postings }] : [];
  }));
}

/**
 * Undoes a transfer by another one; each at most once. Points go back into the lots they came from.
 * @throws Refusal NOT_FOUND; WRONG_STATE for a reversal, a reservation that was not carried out, or what was undone before; INSUFFICIENT when it has been spent
 */
export async function reverse(tx: Transaction, transferId: string): Promise<LedgerTransfer> {
  const undone = await tx.findOne(LedgerTransfer, { id: transferId });
  if (!undone) throw new Refusal('NOT_FOUND', 'No such transfer.', ['transferId']);
  if (undone.reversesId) throw new Refusal('WRONG_STATE', 'A reversal cannot be reversed.', ['transferId']);
  const originals = await tx.rows(postingsOf, [transferId]);
  const accounts = await locked(tx, originals);
  if (undone.pending && (await one(tx, resolutionOf, transferId))?.outcome !== 'POSTED') {
    throw new Refusal('WRONG_STATE', 'This reservation was not carried out: void it instead.', ['transferId']);
  }
  if (await tx.findOne(LedgerTransfer, { reversesId: transferId })) throw new Refusal('WRONG_STATE', 'This was reversed already.', ['transferId']);
  await putBack(tx, transferId); // first: what it made may be what it took
  const journal = await Journal.of(tx, accounts);
  const { unit, placeId = null, subjectKind = null, subjectId = null } = undone;
  const made = journal.reversal(
    { kind: 'REVERSAL', unit, client: 'ledger', key: `reverse ${transferId}`, reversesId: transferId, placeId, subjectKind, subjectId }, reversed(originals));
  await journal.write();
  return made;
}

/** What came of a transfer that was asked for: it is there, or was refused. */
export type Done = LedgerTransfer | Refusal;

/** @throws what it was refused with */
export function orThrow([done]: readonly (Done | undefined)[]): LedgerTransfer {
  if (!done || done instanceof Refusal) throw done ?? new Error('Nothing was asked for.');
  return done;
}

/** Books what is asked for one after the other: what is known by its name already is answered with, what is refused is left out. */
async function each(tx: Transaction, asked: readonly AskedTransfer[], book: (journal: Journal, next: AskedTransfer) => LedgerTransfer): Promise<Done[]> {
  const ids = asked.flatMap(({ postings }) => postings.flatMap(({ source, destination }) => [source, destination]));
  const found = await tx.rows(askedAbout, asked.map(({ client }) => client), asked.map(({ key }) => key), [...new Set(ids)]);
  const known = await transfersKnown(tx, found[0]?.known ?? []);
  const journal = await Journal.of(tx, found.filter((row): row is AccountRow & typeof row => row.id !== null));
  const done = asked.map(next => {
    try {
      const before = known.get(nameOf(next));
      if (before) return again(before, next);
      const made = book(journal, next);
      known.set(nameOf(next), { made, postings: next.postings });
      return made;
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  });
  await journal.write();
  return done;
}

interface Known {
  readonly made: LedgerTransfer;
  readonly postings: readonly Posting[];
}

async function transfersKnown(tx: Transaction, ids: string[]): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map();
  const postings = Map.groupBy(await tx.rows(postingsOf, ids), posting => posting.transferId);
  return new Map((await tx.find(LedgerTransfer, { id: { $in: ids } })).map(made => [nameOf(made), { made, postings: postings.get(made.id) ?? [] }]));
}

function nameOf({ client, key }: Pick<AskedTransfer, 'client' | 'key'>): string {
  return JSON.stringify([client, key]);
}

/** @throws Refusal CONFLICT when the name is that of another transfer */
function again({ made, postings }: Known, asked: AskedTransfer): LedgerTransfer {
  const same = made.kind === asked.kind && made.unit === asked.unit && JSON.stringify(postings.map(plain)) === JSON.stringify(asked.postings.map(plain));
  if (!same) throw new Refusal('CONFLICT', 'This key was used for another transfer.', ['key']);
  return made;
}

function plain({ source, destination, amount }: Posting): Posting {
  return { source, destination, amount };
}

function headOf({ kind, unit, client, key, placeId = null, subject, occurredAt }: AskedTransfer): Head {
  return { kind, unit, client, key, placeId, subjectKind: subject?.kind ?? null, subjectId: subject?.id ?? null, ...(occurredAt && { occurredAt }) };
}

function locked(tx: Transaction, postings: readonly Posting[]): Promise<AccountRow[]> {
  return tx.rows(lockedAccounts, [...new Set(postings.flatMap(({ source, destination }) => [source, destination]))]);
}
