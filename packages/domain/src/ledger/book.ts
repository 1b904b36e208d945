import type { CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { one } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { LedgerEntry } from './ledger-entry.entity.ts';
import { LedgerTransfer } from './ledger-transfer.entity.ts';
import { lockedAccounts, lotsLeft, postingsOf, resolutionOf, type AccountRow } from './ledger.read.ts';
import { Lots, putBack, usesOf } from './lots.ts';
import { post, release, reserve, reversed, type Entry, type Posting, type Standing, type Standings } from './posting.rule.ts';
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
}

/**
 * The book, for other rooms to use inside their own units of work. Accounts are locked in the order of their ids; what is
 * written is written once and stays; only balances and what is left of lots change.
 */

/** An owner's account in a unit, made when there is none: an absent row could not be locked. */
export async function accountOf(tx: Transaction, unit: LedgerUnit, ownerKind: OwnerKind, ownerId: string | null): Promise<string> {
  const [found] = await tx.execute<{ id: string }>(
    `/* ledger_account_of */ select id from ledger_account
     where district_id = $1 and unit = $2 and owner_kind = $3 and owner_id is not distinct from $4::uuid`,
    tx.districtId, unit, ownerKind, ownerId);
  if (found) return found.id;
  await tx.execute(
    `/* ledger_account_open */ insert into ledger_account (district_id, id, unit, owner_kind, owner_id, balance, reserved, version, created_at)
     values ($1, $2, $3, $4, $5, 0, 0, 0, $6) on conflict (district_id, unit, owner_kind, owner_id) do nothing`,
    tx.districtId, newId(), unit, ownerKind, ownerId, tx.at);
  return accountOf(tx, unit, ownerKind, ownerId); // ours, or that of who was quicker
}

/**
 * Carries out a transfer.
 * @throws Refusal INVALID, INSUFFICIENT, WRONG_STATE as the postings are refused; CONFLICT when the key was used for another one
 */
export async function transfer(tx: Transaction, asked: AskedTransfer): Promise<LedgerTransfer> {
  const before = await already(tx, asked);
  if (before) return before;
  const accounts = await lock(tx, asked.postings, asked.unit);
  const { standings, entries } = post(accounts.standings, asked.postings);
  const made = await write(tx, asked, {});
  const lots = await Lots.of(tx, accounts.rows, made.id);
  for (const posting of asked.postings) lots?.give(posting, lots.take(posting), asked.expiresOn);
  await finish(tx, made, asked.postings, standings, entries, accounts.rows, lots);
  return made;
}

/**
 * Reserves what a transfer will take, until it is resolved or lapses.
 * @throws as {@link transfer}
 */
export async function hold(tx: Transaction, asked: AskedTransfer, expiresAt: Date | null): Promise<LedgerTransfer> {
  const before = await already(tx, asked);
  if (before) return before;
  const accounts = await lock(tx, asked.postings, asked.unit);
  const standings = reserve(accounts.standings, asked.postings);
  const made = await write(tx, asked, { pending: true, expiresAt });
  const lots = await Lots.of(tx, accounts.rows, made.id);
  for (const posting of asked.postings) lots?.take(posting);
  await finish(tx, made, asked.postings, standings, [], accounts.rows, lots);
  return made;
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
  const accounts = await lock(tx, postings, held.unit); // whoever resolves the same one waits here, and then sees what the first did
  const ended = await one(tx, resolutionOf, transferId);
  if (ended?.outcome === outcome) return held;
  if (ended) throw new Refusal('WRONG_STATE', 'This reservation has ended already.', ['transferId']);
  if (outcome === 'POSTED' && held.expiresAt && held.expiresAt <= tx.at) throw new Refusal('WRONG_STATE', 'This reservation has lapsed.', ['transferId']);
  await tx.execute(
    `/* ledger_resolve */ insert into ledger_resolution (district_id, transfer_id, outcome, at, performer_id) values ($1, $2, $3, $4, $5)`,
    tx.districtId, transferId, outcome, tx.at, tx.performer.accountId);
  if (outcome === 'POSTED') {
    const { standings, entries } = post(accounts.standings, postings, true);
    const lots = await Lots.of(tx, accounts.rows, transferId);
    const uses = await usesOf(tx, transferId);
    for (const posting of postings) lots?.give(posting, uses.filter(use => use.accountId === posting.source), undefined);
    await settle(tx, held, standings, entries, accounts.rows, 'RESOLUTION');
    await lots?.write(tx);
  } else {
    await settle(tx, held, release(accounts.standings, postings), [], accounts.rows, 'RESOLUTION');
    await putBack(tx, transferId);
  }
  return held;
}

/** Takes the points out of an account that are good no longer. */
export async function expirePoints(tx: Transaction, accountId: string, today: CalendarDate): Promise<void> {
  const [account] = await tx.rows(lockedAccounts, [accountId]);
  const expired = (await tx.rows(lotsLeft, [accountId])).filter(({ expiresOn }) => expiresOn !== null && expiresOn <= today);
  const amount = expired.reduce((sum, { remaining }) => sum + remaining, 0);
  if (!account || amount === 0) return;
  const postings = [{ source: accountId, destination: await accountOf(tx, 'POINT', 'WORLD', null), amount }];
  // What expires first is taken first, so it is these lots that are emptied.
  await transfer(tx, { kind: 'EXPIRE', unit: 'POINT', client: 'ledger', key: `expire ${accountId} ${account.version}`, postings });
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
  const accounts = await lock(tx, originals, undone.unit);
  if (undone.pending && (await one(tx, resolutionOf, transferId))?.outcome !== 'POSTED') {
    throw new Refusal('WRONG_STATE', 'This reservation was not carried out: void it instead.', ['transferId']);
  }
  if (await tx.findOne(LedgerTransfer, { reversesId: transferId })) throw new Refusal('WRONG_STATE', 'This was reversed already.', ['transferId']);
  const postings = reversed(originals);
  const { standings, entries } = post(accounts.standings, postings);
  const { unit, placeId, subjectKind, subjectId } = undone;
  const about = subjectKind && subjectId ? { subject: { kind: subjectKind, id: subjectId } } : {};
  const asked: AskedTransfer = { kind: 'REVERSAL', unit, postings, client: 'ledger', key: `reverse ${transferId}`, placeId, ...about };
  const made = await write(tx, asked, { reversesId: transferId });
  await putBack(tx, transferId); // first: what it made may be what it took
  const lots = await Lots.of(tx, accounts.rows, made.id);
  const own = lots?.madeBy(transferId);
  for (const posting of postings) lots?.take(posting, own);
  await finish(tx, made, postings, standings, entries, accounts.rows, lots);
  return made;
}

/** The transfer of this name, if there is one. */
async function already(tx: Transaction, { client, key, kind, unit, postings }: AskedTransfer): Promise<LedgerTransfer | undefined> {
  const known = await tx.findOne(LedgerTransfer, { client, key });
  if (!known) return undefined;
  const stored = (await tx.rows(postingsOf, [known.id])).map(({ source, destination, amount }) => ({ source, destination, amount }));
  const same = known.kind === kind && known.unit === unit && JSON.stringify(stored) === JSON.stringify(postings.map(plain));
  if (!same) throw new Refusal('CONFLICT', 'This key was used for another transfer.', ['key']);
  return known;
}

function plain({ source, destination, amount }: Posting): Posting {
  return { source, destination, amount };
}

async function lock(tx: Transaction, postings: readonly Posting[], unit: LedgerUnit): Promise<{ rows: Map<string, AccountRow>; standings: Standings }> {
  if (postings.length === 0) throw new Refusal('INVALID', 'A transfer has at least one posting.', ['postings']);
  const ids = [...new Set(postings.flatMap(({ source, destination }) => [source, destination]))];
  const rows = new Map((await tx.rows(lockedAccounts, ids)).map(row => [row.id, row]));
  if ([...rows.values()].some(row => row.unit !== unit)) throw new Refusal('INVALID', 'An account counts another unit.', ['unit']);
  const standings = new Map([...rows].map(([id, row]): [string, Standing] => [id, { ...row, world: row.ownerKind === 'WORLD' }]));
  return { rows, standings };
}

function write(
  tx: Transaction, { kind, unit, client, key, placeId, subject, occurredAt }: AskedTransfer,
  how: { pending?: boolean; expiresAt?: Date | null; reversesId?: string },
): Promise<LedgerTransfer> {
  return tx.create(LedgerTransfer, {
    id: newId(), unit, kind, client, key, pending: how.pending ?? false, expiresAt: how.expiresAt ?? null, reversesId: how.reversesId ?? null,
    placeId: placeId ?? null, subjectKind: subject?.kind ?? null, subjectId: subject?.id ?? null,
    occurredAt: occurredAt ?? tx.at, recordedAt: tx.at, performerId: tx.performer.accountId,
  });
}

/** Writes the postings of a new transfer and what they do. */
async function finish(
  tx: Transaction, made: LedgerTransfer, postings: readonly Posting[], standings: Standings, entries: readonly Entry[],
  accounts: ReadonlyMap<string, AccountRow>, lots: Lots | undefined,
): Promise<void> {
  await tx.flush();
  await tx.execute(
    `/* ledger_postings_write */ insert into ledger_posting (district_id, transfer_id, unit, n, source_id, destination_id, amount)
     select $1, $2, $3, * from unnest($4::integer[], $5::uuid[], $6::uuid[], $7::bigint[])`,
    tx.districtId, made.id, made.unit, postings.map((_, n) => n), postings.map(({ source }) => source),
    postings.map(({ destination }) => destination), postings.map(({ amount }) => amount));
  await settle(tx, made, standings, entries, accounts, 'TRANSFER');
  await lots?.write(tx);
}

/** Writes balances and entries, and leaves the fact for the chain. */
async function settle(
  tx: Transaction, of: LedgerTransfer, standings: Standings, entries: readonly Entry[], accounts: ReadonlyMap<string, AccountRow>,
  fact: 'TRANSFER' | 'RESOLUTION',
): Promise<void> {
  const after = [...standings.values()];
  await tx.execute(
    `/* ledger_balances */ with fact as (insert into ledger_unchained (district_id, fact, transfer_id) values ($1, $2, $3))
     update ledger_account a set balance = s.balance, reserved = s.reserved, version = s.version, changed_in = pg_current_xact_id()
     from unnest($4::uuid[], $5::bigint[], $6::bigint[], $7::bigint[]) s (id, balance, reserved, version)
     where a.district_id = $1 and a.id = s.id`,
    tx.districtId, fact, of.id, after.map(({ id }) => id), after.map(({ balance }) => balance), after.map(({ reserved }) => reserved),
    after.map(({ version }) => version));
  await tx.bulkInsert(LedgerEntry, entries.map(({ posting, accountId, version, amount, before, after: now }) => ({
    id: newId(), accountId, version, transferId: of.id, posting, unit: of.unit, ownerKind: accounts.get(accountId)?.ownerKind ?? 'WORLD',
    kind: of.kind, placeId: of.placeId, amount, balanceBefore: before, balanceAfter: now, occurredAt: of.occurredAt, recordedAt: tx.at,
  })));
}
