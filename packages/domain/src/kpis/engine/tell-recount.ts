import type { PoolClient } from 'pg';
import type { Recount } from './clock.read.ts';
import type { Step } from './fill.ts';

/** Writes how far a count from the records has come, outside of its own transaction, where others can read it meanwhile. */
export async function tellRecount(client: PoolClient, districtId: number, { revision, startedAt, done, of, definitions }: Step & Recount): Promise<void> {
  await client.query(
    `/* kpi_recount_tell */ insert into kpi_recount (district_id, revision, definitions, started_at, steps_done, steps) values ($1, $2, $3, $4, $5, $6)
     on conflict (district_id) do update set revision = excluded.revision, definitions = excluded.definitions, started_at = excluded.started_at,
       steps_done = excluded.steps_done, steps = excluded.steps`, [districtId, revision, definitions, startedAt, done, of]);
}
