import type { Opt } from '@mikro-orm/core';
import { raw } from '@mikro-orm/core';
import { read } from './read.ts';

/**
 * Which transaction wrote a row last. Transactions end in another order than they begin, so a reader who asks "what has
 * changed since" is shown only what every older transaction has ended before ({@link SETTLED}): nothing is ever skipped.
 * See ADR 10.
 */
export type ChangedIn = Opt<string>;

/** For the property `changedIn`: made by the column's default, made anew with every change. */
export const CHANGED_IN = { default: 'pg_current_xact_id()', anew: () => raw<ChangedIn>('pg_current_xact_id()') } as const;

/** Condition that the transaction of a row named `alias`, and every older one, has ended. */
export function settled(alias: string): string {
  return `${alias}.changed_in < pg_snapshot_xmin(pg_current_snapshot())`;
}

/** Condition and order of the rows named `alias` after a position; `xid` and `id` are its parameters, such as `$4` and `$5`. */
export function changedAfter(alias: string, xid: string, id: string): string {
  return `(${alias}.changed_in, ${alias}.id) > (${xid}::xid8, ${id}::uuid) and ${settled(alias)} order by ${alias}.changed_in, ${alias}.id`;
}

/** Before everything. */
export const BEGINNING = { xid: '0', id: '00000000-0000-0000-0000-000000000000' } as const;

/** Up to where a snapshot shows all changes, and the epoch in which such numbers mean anything. */
export const changeHorizon = read<{ xid: string; epoch: string }>('change_horizon',
  'select pg_snapshot_xmin(pg_current_snapshot())::text as xid, epoch::text from installation where $1::integer is not null');
