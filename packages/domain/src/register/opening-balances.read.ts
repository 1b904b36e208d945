import { read } from '../shared/read.ts';
import type { LedgerUnit } from '../ledger/units.ts';

/** Name of the sheet of opening balances in the ledger. */
export const OPENING = 'opening';

/** An opening balance that was taken over, and not corrected since. */
export interface OpeningRow {
  readonly ownerId: string;
  readonly unit: LedgerUnit;
  readonly transferId: string;
  readonly amount: number;
  /** How often one was taken over, corrected ones too. */
  readonly times: number;
}

export const openingsOf = read<OpeningRow, [string[]]>('opening_balances_of',
  `select t.subject_id as "ownerId", t.unit, t.id as "transferId", p.amount::float8 as amount,
     (select count(*)::int from ledger_transfer b where b.district_id = $1 and b.subject_id = t.subject_id and b.client = '${OPENING}' and b.unit = t.unit) as times
   from ledger_transfer t join ledger_posting p on p.district_id = $1 and p.transfer_id = t.id
   where t.district_id = $1 and t.client = '${OPENING}' and t.subject_id = any($2::uuid[])
     and not exists (select from ledger_transfer r where r.district_id = $1 and r.reverses_id = t.id)`);
