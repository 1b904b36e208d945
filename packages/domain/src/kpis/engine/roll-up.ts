/**
 * Adds differences of own days, given as `delta(place_id, day, measure, d)`, to the cells of the place itself and
 * of every place above it, for the day, its month and its year. One text serves the worker, the first fill and
 * re-parenting. `$1` is the district.
 */
export const ROLLED_UP = `
  risen as (
    select a.ancestor_id as place_id, d.day, d.measure, sum(d.d)::bigint as d
    from delta d join place_ancestor a on a.district_id = $1 and a.place_id = d.place_id
    group by 1, 2, 3 having sum(d.d) <> 0
  )`;

/** Writes `risen(place_id, day, measure, d)` into the cells. */
export const ADD_TO_CELLS = `
  insert into kpi_cell (district_id, place_id, start, measure, grain, value)
  select $1, r.place_id, g.start, r.measure, g.grain, sum(r.d)
  from risen r cross join lateral (values
    ('D'::"char", r.day), ('M', date_trunc('month', r.day)::date), ('Y', date_trunc('year', r.day)::date)
  ) g (grain, start)
  group by 2, 3, 4, 5
  order by 2, 4, 5, 3
  on conflict (district_id, place_id, measure, grain, start) do update set value = kpi_cell.value + excluded.value`;
