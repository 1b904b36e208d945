import type { PoolClient } from 'pg';
import type { Counting } from './measures.ts';
import { recountAll } from './recount.ts';

/** A stored figure that differs from what the records say. */
export interface Difference {
  readonly table: 'kpi_own' | 'kpi_cell';
  readonly placeId: string;
  readonly measure: string;
  readonly grain: 'OWN' | 'D' | 'M' | 'Y';
  readonly start: string;
  readonly stored: number;
  readonly recounted: number;
}

interface Found {
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
      select place_id, measure, 'OWN' as grain, day::text as start, coalesce(s.value, 0) as stored, coalesce(f.value, 0) as recounted
      from fresh f full join stored s using (place_id, day, measure)
      where coalesce(s.value, 0) <> coalesce(f.value, 0) and not exists (
        select from kpi_change c where c.district_id = $1 and c.source = $3 and c.place_id = coalesce(f.place_id, s.place_id)
          and c.day = coalesce(f.day, s.day))`,
      [districtId, counted.measures.map(({ number }) => number), counted.source.key]);
    found.push(...own.rows);
  }
  const cells = await client.query<Found>(`/* kpi_verify_cells */
    with fresh as (
      select a.ancestor_id as place_id, g.start, o.measure, g.grain, sum(o.value) as value
      from kpi_own o join place_ancestor a on a.district_id = $1 and a.place_id = o.place_id
      cross join lateral (values
        ('D'::"char", o.day), ('M', date_trunc('month', o.day)::date), ('Y', date_trunc('year', o.day)::date)) g (grain, start)
      where o.district_id = $1 group by 1, 2, 3, 4
    ),
    stored as (select place_id, start, measure, grain, value from kpi_cell where district_id = $1)
    select place_id, measure, grain::text, start::text, coalesce(s.value, 0) as stored, coalesce(f.value, 0) as recounted
    from fresh f full join stored s using (place_id, start, measure, grain)
    where coalesce(s.value, 0) <> coalesce(f.value, 0)`, [districtId]);
  found.push(...cells.rows);
  return found.map(row => ({
    table: row.grain === 'OWN' ? 'kpi_own' : 'kpi_cell',
    placeId: row.place_id,
    measure: keys.get(row.measure) ?? `unknown measure ${row.measure}`,
    grain: row.grain,
    start: row.start,
    stored: Number(row.stored),
    recounted: Number(row.recounted),
  }));
}
