import type { PoolClient } from 'pg';
import { lacking, type Counting, type Digests } from './measures.ts';
import { counts, presenceAll, seenAll } from './presence.ts';
import { recountAll } from './recount.ts';
import { ROLLED_UP, WRITE_CELLS } from './roll-up.ts';

/** How far a count from the records has come. */
export interface Step {
  /** The revision that its cells will stand at. */
  readonly revision: number;
  readonly done: number;
  readonly of: number;
}

/** What a district's cells were counted by; BUSY while others count there. Takes the clock, where there is one. */
export async function countedBy(client: PoolClient, districtId: number): Promise<{ definitions: string; measures: Digests } | 'BUSY' | 'NEVER'> {
  const { rows: [clock] } = await client.query<{ definitions: string; measures: Digests }>(
    '/* kpi_fill_needed */ select definitions, measures from kpi_clock where district_id = $1 for update skip locked', [districtId]);
  if (clock) return clock;
  return (await client.query('select from kpi_clock where district_id = $1', [districtId])).rows.length > 0 ? 'BUSY' : 'NEVER';
}

/**
 * Counts a district from its records anew, inside the caller's READ COMMITTED transaction: at its first start, after
 * an import in bulk, and what of it was counted by other definitions. Subscribers that ask to replay from before are told to RESYNC.
 * It waits for the clock like any other writer of it (under REPEATABLE READ it would fail for as long as workers are
 * busy), and then sees all that was counted. Change records go before the records are read, by one statement for all
 * sources: what is committed in between is counted now and found to be counted later. Those of what stays wait on.
 * @param held what stays where its definition is the same; `{}` counts everything anew
 * @param each called before every step
 * @returns the revision that the cells now stand at
 */
export async function fill(client: PoolClient, districtId: number, counting: Counting, held: Digests, each: (step: Step) => void): Promise<number> {
  const { rows: [clock] } = await client.query<{ revision: string }>(
    `/* kpi_fill_clock */ insert into kpi_clock as c (district_id, revision, log_from, counted_at, definitions, measures)
     values ($1, 1, 1, clock_timestamp(), $2, $3)
     on conflict (district_id) do update
       set revision = c.revision + 1, log_from = c.revision + 1, counted_at = greatest(c.counted_at, excluded.counted_at),
         definitions = excluded.definitions, measures = excluded.measures
     returning revision`, [districtId, counting.definitions, counting.digests]);
  const revision = Number(clock?.revision);
  const steps = stepsOf(client, districtId, counting, held);
  for (const [done, step] of steps.entries()) {
    each({ revision, done, of: steps.length });
    await step();
  }
  return revision;
}

function stepsOf(client: PoolClient, districtId: number, counting: Counting, held: Digests): (() => Promise<unknown>)[] {
  const { sources, people, kept, keptSources } = lacking(counting, held);
  const seen = people.map((counted, n) => `seen${n} as (
    insert into kpi_seen (district_id, measure, place_id, day, who_id) select $1, ${counted.number}, f.* from (${seenAll(counted)}) f)`);
  const own = sources.length > 0 ? [`own as (
    insert into kpi_own (district_id, place_id, day, measure, value)
    select $1::integer, f.* from (${sources.map(recountAll).join(' union all ')}) f)`] : [];
  const read = [...seen, ...own];
  return [
    async () => {
      await client.query('/* kpi_fill_clear */ delete from kpi_change where district_id = $1 and source <> all($2)', [districtId, keptSources]);
      for (const table of ['kpi_own', 'kpi_seen', 'kpi_presence', 'kpi_cell', 'kpi_log']) {
        await client.query(`/* kpi_fill_clear */ delete from ${table} where district_id = $1 and measure <> all($2)`, [districtId, kept]);
      }
    },
    ...(read.length > 0 ? [() => client.query(`/* kpi_fill_own */ with ${read.join(', ')} select`, [districtId])] : []),
    ...(own.length > 0 ? [() => client.query(`/* kpi_fill_cells */
      with delta as (select place_id, day, measure, value as d from kpi_own where district_id = $1 and measure <> all($2)),
      ${ROLLED_UP} ${WRITE_CELLS}`, [districtId, kept])] : []),
    ...people.flatMap(counted => [
      () => client.query(`/* kpi_fill_presence */ insert into kpi_presence (district_id, measure, place_id, who_id, day, places)
        select $1::integer, ${counted.number}, f.* from (${presenceAll(counted)}) f`, [districtId]),
      () => client.query(`/* kpi_fill_people */
        with present as (select place_id, who_id, day, 1 as sign from kpi_presence where district_id = $1 and measure = ${counted.number}),
        ${counts(counted)} ${WRITE_CELLS}`, [districtId]),
    ]),
  ];
}
