import type { PoolClient } from 'pg';
import type { CountedPeople, CountedSource, Counting } from './measures.ts';
import { presenceChanged, seenTouched } from './presence.ts';
import { recountTouched } from './recount.ts';
import { ADD_TO_CELLS, ROLLED_UP } from './roll-up.ts';

/** What one drain did. */
export type Drained =
  | { readonly state: 'COUNTED'; readonly revision: number; readonly changes: number; readonly cells: number }
  /** Nothing was waiting. */
  | { readonly state: 'NOTHING' }
  /** Another worker holds this district's clock. */
  | { readonly state: 'BUSY' }
  /** The cells were counted by other definitions: another version's workers count here, or the district has to be filled. */
  | { readonly state: 'STALE' };

/** Change records taken at once while few are waiting, and while many are. */
const BATCH = 200;
const BIG_BATCH = 5_000;

/**
 * Counts one batch of a district's changes inside the caller's REPEATABLE READ transaction: takes change records,
 * recounts each touched day of the touched places from the records, and adds the differences to every place above
 * and every period. All of it, and the log, carry one new revision and one time; one revision is one snapshot.
 * @returns what was done; a serialization failure (40001) means: roll back and try again
 */
export async function drainBatch(client: PoolClient, districtId: number, counting: Counting, behind: boolean): Promise<Drained> {
  const { rows: [clock] } = await client.query<{ revision: string; definitions: string; at: string }>(
    `/* kpi_clock_take */ select revision, definitions, greatest(clock_timestamp(), counted_at)::text as at from kpi_clock
     where district_id = $1 for update skip locked`, [districtId]);
  if (!clock) return { state: 'BUSY' };
  if (clock.definitions !== counting.definitions) return { state: 'STALE' };
  const taken = await client.query<{ source: string; place_id: string; day: string }>(
    `/* kpi_change_take */ delete from kpi_change where district_id = $1 and id = any (array(
       select id from kpi_change where district_id = $1 order by id limit $2)) returning source, place_id, day::text`,
    [districtId, behind ? BIG_BATCH : BATCH]);
  if (taken.rows.length === 0) return { state: 'NOTHING' };
  const revision = Number(clock.revision) + 1;
  let cells = 0;
  const recount = async (name: string, text: string, sources: readonly string[]) => {
    const touched = distinct(taken.rows.filter(row => sources.includes(row.source)));
    if (touched.length === 0) return;
    const done = await client.query<{ cells: number }>(
      { name, text, values: [districtId, touched.map(row => row.place_id), touched.map(row => row.day), revision, clock.at] });
    cells += done.rows[0]?.cells ?? 0;
  };
  for (const counted of counting.sources) await recount(`kpi_count_${counted.source.key}`, countStatement(counted), [counted.source.key]);
  for (const counted of counting.people) {
    await recount(`kpi_meet_${counted.measure.key}`, meetStatement(counted), counted.measure.seen.map(({ source }) => source.key));
  }
  await client.query(
    '/* kpi_clock_raise */ update kpi_clock set revision = $2, counted_at = $3 where district_id = $1', [districtId, revision, clock.at]);
  return { state: 'COUNTED', revision, changes: taken.rows.length, cells };
}

const TOUCHED = 'touched as (select * from unnest($2::uuid[], $3::date[]) t (place_id, day))';
/** Writes `risen(place_id, day, measure, d)` into cells and log. */
const WRITTEN = `
  cells as (${ADD_TO_CELLS} returning 1),
  logged as (
    insert into kpi_log (district_id, revision, place_id, measure, day, delta, at)
    select $1, $4::bigint, place_id, measure, day, d, $5::timestamptz from risen
  )
  select count(*)::int as cells from cells`;

const countStatement = (counted: CountedSource): string => `/* kpi_count */
  with ${TOUCHED},
  fresh as (${recountTouched(counted)}),
  delta as (
    select f.place_id, f.day, f.measure, f.value, f.value - coalesce(o.value, 0) as d
    from fresh f left join kpi_own o
      on o.district_id = $1 and o.place_id = f.place_id and o.day = f.day and o.measure = f.measure
    where f.value <> coalesce(o.value, 0)
  ),
  own as (
    insert into kpi_own (district_id, place_id, day, measure, value)
    select $1, place_id, day, measure, value from delta
    on conflict (district_id, place_id, day, measure) do update set value = excluded.value
  ),
  ${ROLLED_UP},
  ${WRITTEN}`;

const meetStatement = (counted: CountedPeople): string => `/* kpi_meet */
  with ${TOUCHED},
  fresh as (${seenTouched(counted)}),
  known as (
    select place_id, day, s.who_id from touched join kpi_seen s using (place_id, day)
    where s.district_id = $1 and s.measure = ${counted.number}
  ),
  met as (
    select *, 1 as d from (select * from fresh except select * from known) c
    union all
    select *, -1 from (select * from known except select * from fresh) w
  ),
  came as (insert into kpi_seen (district_id, measure, place_id, day, who_id) select $1, ${counted.number}, place_id, day, who_id from met where d = 1),
  went as (
    delete from kpi_seen s using met where s.district_id = $1 and s.measure = ${counted.number}
      and s.place_id = met.place_id and s.day = met.day and s.who_id = met.who_id and met.d = -1
  ),
  changed as (
    select a.ancestor_id as place_id, m.who_id, m.day, sum(m.d)::integer as d
    from met m join place_ancestor a on a.district_id = $1 and a.place_id = m.place_id
    group by 1, 2, 3 having sum(m.d) <> 0
  ),
  ${presenceChanged(counted)},
  ${WRITTEN}`;

function distinct<T extends { place_id: string; day: string }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map(row => [`${row.place_id} ${row.day}`, row])).values()];
}
