import type { Transaction } from '../../shared/transaction.ts';
import type { Counting } from './measures.ts';
import { presenceChanged } from './presence.ts';
import { ADD_TO_CELLS } from './roll-up.ts';

/** A subtree leaves some places and comes under others. */
export interface Reparenting {
  readonly placeId: string;
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

/**
 * Takes a moved subtree's figures from the places it leaves and gives them to those it comes under, in the same
 * transaction as the move. The clock is updated first: a worker that began on the old tree fails and starts again.
 * The figures are those that were counted, not the records: what is still waiting will be counted on the new tree.
 */
export async function reparentCells(tx: Transaction, { placeId, lost, gained }: Reparenting, { people }: Counting): Promise<void> {
  const [clock] = await tx.execute<{ at: string }>(
    `/* kpi_clock_reparent */ select greatest(clock_timestamp(), counted_at)::text as at from kpi_clock
     where district_id = $1 for update`, tx.districtId);
  if (!clock) return; // nothing has been counted
  await tx.execute(
    '/* kpi_clock_raise */ update kpi_clock set revision = revision + 1, counted_at = $2 where district_id = $1', tx.districtId, clock.at);
  const series = people.flatMap(counted => counted.series.map(({ number }) => number));
  await tx.execute(
    `/* kpi_reparent */ with risen as (
       select t.place_id, k.start as day, k.measure, t.sign * k.value as d
       from ${MOVED} join kpi_cell k on k.district_id = $1 and k.place_id = $2 and k.grain = 'D' and k.value <> 0 and k.measure <> all($5::smallint[])
     ),
     ${WRITTEN}`,
    tx.districtId, placeId, [...lost], [...gained], series,
  );
  for (const counted of people) {
    await tx.execute(
      `/* kpi_reparent_people */ with changed as (
         select t.place_id, p.who_id, p.day, t.sign * p.places as d
         from ${MOVED} join kpi_presence p on p.district_id = $1 and p.place_id = $2 and p.measure = ${counted.number}
       ),
       ${presenceChanged(counted)},
       ${WRITTEN}`,
      tx.districtId, placeId, [...lost], [...gained],
    );
  }
}

const MOVED = '(select unnest($3::uuid[]) as place_id, -1 as sign union all select unnest($4::uuid[]), 1) t';
const WRITTEN = `
  logged as (
    insert into kpi_log (district_id, revision, place_id, measure, day, delta, at)
    select $1, c.revision, r.place_id, r.measure, r.day, r.d, c.counted_at
    from risen r join kpi_clock c on c.district_id = $1
  )
  ${ADD_TO_CELLS}`;
