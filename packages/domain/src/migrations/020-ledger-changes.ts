import { Statements } from './statements.ts';
import { changedInColumn } from './tenant-table.ts';

/** Who follows an account hears of each transaction that moved it; a statement is read by day. */
export class LedgerChanges extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  ...changedInColumn('ledger_account'),
  'create index ledger_account_owner on ledger_account (district_id, owner_id) where owner_id is not null',
];
