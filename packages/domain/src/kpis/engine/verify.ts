import type { PoolClient } from 'pg';
import type { Counting } from './measures.ts';
import { counts, presenceAll, seenAll } from './presence.ts';
import { recountAll } from './recount.ts';

/** A stored figure that differs from what the records say. */
export interface Difference {
  readonly table: 'kpi_own' | 'kpi_seen' | 'kpi_presence' | 'kpi_cell';
  readonly placeId: string;
  readonly measure: string;
  readonly grain: 'OWN' | 'D' | 'M' | 'Y';
  readonly start: string;
  /** Of people, how many of those that differ. */
  readonly stored: number;
  readonly recounted: number;
}

interface Found {
  table: Difference['table'];
  place_id: string;
  measure: number;
  grain: Difference['grain'];
  start: string;
  stored: string;
  recounted: string;
}

/**
 * Recounts a district from its records inside the caller's REPEATABLE READ transaction, and lists what is stored
 * differently. Days whose change is committed but not counted yet are passed over: they are late, not wrong.
 */
export async function verify(client: PoolClient, districtId: number, counting: Counting): Promise<Difference[]> {
  const keys = new Map([...counting.numberOf].map(([key, number]) => [number, key]));
  const found: Found[] = [];
  for (const counted of counting.sources) {
    const own = await client.query<Found>(`/* kpi_verify_own */
      with fresh as (${recountAll(counted)}),
      stored as (select place_id, day, measure, value from kpi_own where district_id = $1 and measure = any($2::smallint[]))
      select 'kpi_own' as table, place_id, measure, 'OWN' as grain, day::text as start, coalesce(s.value, 0) as stored, coalesce(f.value, 0) as recounted
      from fresh f full join stored s using (place_id, day, measure)
      where coalesce(s.value, 0) <> coalesce(f.value, 0) and not exists (
        select from kpi_change c where c.district_id = $1 and c.source = $3 and c.place_id = coalesce(f.place_id, s.place_id)
          and c.day = coalesce(f.day, s.day))`,
      [districtId, counted.measures.map(({ number }) => number), counted.source.key]);
    found.push(...own.rows);
  }
  for (const counted of counting.people) {
    const waiting = `select from kpi_change c where c.district_id = $1 and c.source = any($2) and c.place_id = o.place_id and c.day = o.day`;
    const sources = counted.measure.seen.map(({ source }) => source.key);
    const seen = await client.query<Found>(`/* kpi_verify_seen */
      with fresh as (select f.*, 1 as n from (${seenAll(counted)}) f),
      stored as (select place_id, day, who_id, 1 as n from kpi_seen where district_id = $1 and measure = ${counted.number})
      select 'kpi_seen' as table, o.*, ${counted.number} as measure, 'OWN' as grain, day::text as start from (
        select place_id, day, count(s.n) as stored, count(f.n) as recounted from fresh f full join stored s using (place_id, day, who_id)
        where f.n is null or s.n is null group by 1, 2) o
      where not exists (${waiting})`, [districtId, sources]);
    const presence = await client.query<Found>(`/* kpi_verify_presence */
      with stored as (select place_id, who_id, day, places from kpi_presence where district_id = $1 and measure = ${counted.number})
      select 'kpi_presence' as table, place_id, ${counted.number} as measure, 'D' as grain, day::text as start,
        coalesce(sum(s.places), 0) as stored, coalesce(sum(f.places), 0) as recounted
      from (${presenceAll(counted)}) f full join stored s using (place_id, who_id, day)
      where f.places is distinct from s.places group by place_id, day`, [districtId]);
    found.push(...seen.rows, ...presence.rows);
  }
  const people = counting.people.map((counted, n) => `
    present${n} as (select place_id, who_id, day, 1 as sign from kpi_presence where district_id = $1 and measure = ${counted.number}),
    ${counts(counted, n)},`);
  const cells = await client.query<Found>(`/* kpi_verify_cells */
    with ${people.join('')}
    risen as (
      select a.ancestor_id as place_id, o.day, o.measure, o.value as d
      from kpi_own o join place_ancestor a on a.district_id = $1 and a.place_id = o.place_id where o.district_id = $1
      ${counting.people.map((_, n) => `union all select place_id, day, measure, d from risen${n}`).join(' ')}
    ),
    fresh as (
      select r.place_id, g.start, r.measure, g.grain, sum(r.d) as value
      from risen r cross join lateral (values
        ('D'::"char", r.day), ('M', date_trunc('month', r.day)::date), ('Y', date_trunc('year', r.day)::date)) g (grain, start)
      group by 1, 2, 3, 4
    ),
    stored as (select place_id, start, measure, grain, value from kpi_cell where district_id = $1)
    select 'kpi_cell' as table, place_id, measure, grain::text, start::text, coalesce(s.value, 0) as stored, coalesce(f.value, 0) as recounted
    from fresh f full join stored s using (place_id, start, measure, grain)
    where coalesce(s.value, 0) <> coalesce(f.value, 0)`, [districtId]);
  found.push(...cells.rows);
  return found.map(row => ({
    table: row.table,
    placeId: row.place_id,
    measure: keys.get(row.measure) ?? `unknown measure ${row.measure}`,
    grain: row.grain,
    start: row.start,
    stored: Number(row.stored),
    recounted: Number(row.recounted),
  }));
}
