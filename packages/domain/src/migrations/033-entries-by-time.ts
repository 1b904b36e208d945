import { Statements } from './statements.ts';

/**
 * Entries are written in the order of their time, so that a summary of each range of pages finds those of a month: next to nothing
 * for who writes, where an entry in a tree for each would cost every transfer.
 */
export class EntriesByTime extends Statements {
  protected override readonly statements = ['create index ledger_entry_recorded on ledger_entry using brin (recorded_at) with (autosummarize = on)'];
}
