import { Refusal } from '../shared/refusal.ts';
import type { LedgerUnit } from './units.ts';

/** Value that goes from one account to another: it balances by construction. */
export interface Posting {
  readonly source: string;
  readonly destination: string;
  /** In the accounts' unit; whole, at least 1. */
  readonly amount: number;
}

/** An account as the book has it. */
export interface Standing {
  readonly id: string;
  readonly unit: LedgerUnit;
  /** The outside: the only account that may stand below zero. */
  readonly world: boolean;
  readonly balance: number;
  /** Reserved to go out; counts against the balance already. */
  readonly reserved: number;
  /** Rises by one with every entry. */
  readonly version: number;
  readonly closed: boolean;
}

/** What one posting did to one account. */
export interface Entry {
  /** The posting's number in its transfer. */
  readonly posting: number;
  readonly accountId: string;
  readonly version: number;
  /** Positive in, negative out. */
  readonly amount: number;
  readonly before: number;
  readonly after: number;
}

/** Accounts by id. */
export type Standings = ReadonlyMap<string, Standing>;

/** A thousand million: sums of a whole district stay far below what numbers hold exactly. */
export const MOST = 1_000_000_000;

/** @throws Refusal INVALID for an amount that is not whole, below 1 or above {@link MOST} */
export function checkedAmount(amount: number): number {
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > MOST) {
    throw new Refusal('INVALID', `An amount is a whole number from 1 to ${MOST}.`, ['amount']);
  }
  return amount;
}

/** What an account may still spend. */
export function available({ balance, reserved }: Pick<Standing, 'balance' | 'reserved'>): number {
  return balance - reserved;
}

/**
 * Carries out postings one after the other.
 * @param releasing whether the amounts had been reserved before
 * @returns the accounts as they stand after, and what happened to each
 * @throws Refusal INVALID for an amount or accounts that do not fit; INSUFFICIENT where too little is available; WRONG_STATE for a closed account
 */
export function post(before: Standings, postings: readonly Posting[], releasing = false): { standings: Standings; entries: Entry[] } {
  const standings = new Map(before);
  const entries: Entry[] = [];
  for (const [n, posting] of postings.entries()) {
    const { source, destination } = ends(standings, posting);
    const amount = checkedAmount(posting.amount);
    const from = releasing ? released(source, amount) : source;
    if (!from.world && available(from) < amount) throw insufficient();
    for (const [account, change] of [[from, -amount], [destination, amount]] as const) {
      const after = { ...account, balance: account.balance + change, version: account.version + 1 };
      standings.set(account.id, after);
      entries.push({ posting: n, accountId: account.id, version: after.version, amount: change, before: account.balance, after: after.balance });
    }
  }
  return { standings, entries };
}

/** Reserves what postings will take from their sources. @throws as {@link post} */
export function reserve(before: Standings, postings: readonly Posting[]): Standings {
  const standings = new Map(before);
  for (const posting of postings) {
    const { source } = ends(standings, posting);
    const amount = checkedAmount(posting.amount);
    if (!source.world && available(source) < amount) throw insufficient();
    standings.set(source.id, { ...source, reserved: source.reserved + amount });
  }
  return standings;
}

/** Gives back what postings had reserved. */
export function release(before: Standings, postings: readonly Posting[]): Standings {
  const standings = new Map(before);
  for (const { source, amount } of postings) standings.set(source, released(of(standings, source), amount));
  return standings;
}

/** The postings that undo some, last first. */
export function reversed(postings: readonly Posting[]): Posting[] {
  return postings.map(({ source, destination, amount }) => ({ source: destination, destination: source, amount })).toReversed();
}

function released(account: Standing, amount: number): Standing {
  if (account.reserved < amount) throw new Error(`Account ${account.id} has less reserved than is released.`);
  return { ...account, reserved: account.reserved - amount };
}

function ends(standings: Standings, { source, destination }: Posting): { source: Standing; destination: Standing } {
  const found = { source: of(standings, source), destination: of(standings, destination) };
  if (source === destination) throw new Refusal('INVALID', 'Source and destination are the same account.', ['destination']);
  if (found.source.unit !== found.destination.unit) throw new Refusal('INVALID', 'The accounts count different units.', ['destination']);
  for (const [end, account] of Object.entries(found)) {
    if (account.closed) throw new Refusal('WRONG_STATE', 'This account is closed.', [end]);
  }
  return found;
}

function of(standings: Standings, id: string): Standing {
  const found = standings.get(id);
  if (!found) throw new Refusal('NOT_FOUND', 'No such account.', ['source']);
  return found;
}

function insufficient(): Refusal {
  return new Refusal('INSUFFICIENT', 'There is not enough in the account.', ['amount']);
}
