import type { Transaction } from '../../shared/transaction.ts';
import type { Counting } from './measures.ts';

/** Registered with the creation of districts: an empty district has been counted. */
export async function startClock(tx: Transaction, { definitions, digests }: Counting): Promise<void> {
  await tx.execute(
    `/* kpi_clock_start */ insert into kpi_clock (district_id, revision, log_from, counted_at, definitions, measures)
     values ($1, 1, 1, clock_timestamp(), $2, $3)`, tx.districtId, definitions, JSON.stringify(digests));
}
