import type { PoolClient } from 'pg';
import type { Counting } from './measures.ts';
import { counts, presenceAll, seenAll } from './presence.ts';
import { recountAll } from './recount.ts';
import { ROLLED_UP, WRITE_CELLS } from './roll-up.ts';

/**
 * Counts a district from its records anew, inside the caller's READ COMMITTED transaction: at its first start, after
 * an import in bulk, and when definitions changed. Subscribers that ask to replay from before are told to RESYNC.
 * It waits for the clock like any other writer of it (under REPEATABLE READ it would fail for as long as workers are
 * busy), and then sees all that was counted. Change records go before the records are read, by one statement for all
 * sources: what is committed in between is counted now and found to be counted later.
 * @returns the revision that the cells now stand at
 */
export async function fill(client: PoolClient, districtId: number, counting: Counting): Promise<number> {
  const clock = await client.query<{ revision: string }>(
    `/* kpi_fill_clock */ insert into kpi_clock as c (district_id, revision, log_from, counted_at, definitions)
     values ($1, 1, 1, clock_timestamp(), $2)
     on conflict (district_id) do update
       set revision = c.revision + 1, log_from = c.revision + 1, counted_at = greatest(c.counted_at, excluded.counted_at),
         definitions = excluded.definitions
     returning revision`, [districtId, counting.definitions]);
  for (const table of ['kpi_change', 'kpi_own', 'kpi_seen', 'kpi_presence', 'kpi_cell', 'kpi_log']) {
    await client.query(`/* kpi_fill_clear */ delete from ${table} where district_id = $1`, [districtId]);
  }
  const seen = counting.people.map((counted, n) => `seen${n} as (
    insert into kpi_seen (district_id, measure, place_id, day, who_id) select $1, ${counted.number}, f.* from (${seenAll(counted)}) f)`);
  await client.query(`/* kpi_fill_own */ with ${[...seen, `own as (
    insert into kpi_own (district_id, place_id, day, measure, value)
    select $1::integer, f.* from (${counting.sources.map(recountAll).join(' union all ')}) f)`].join(', ')} select`, [districtId]);
  await client.query(`/* kpi_fill_cells */
    with delta as (select place_id, day, measure, value as d from kpi_own where district_id = $1),
    ${ROLLED_UP} ${WRITE_CELLS}`, [districtId]);
  for (const counted of counting.people) {
    await client.query(`/* kpi_fill_presence */ insert into kpi_presence (district_id, measure, place_id, who_id, day, places)
      select $1::integer, ${counted.number}, f.* from (${presenceAll(counted)}) f`, [districtId]);
    await client.query(`/* kpi_fill_people */
      with present as (select place_id, who_id, day, 1 as sign from kpi_presence where district_id = $1 and measure = ${counted.number}),
      ${counts(counted)} ${WRITE_CELLS}`, [districtId]);
  }
  return Number(clock.rows[0]?.revision);
}
