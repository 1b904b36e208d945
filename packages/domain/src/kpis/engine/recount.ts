import { aggregate, type CountedSource } from './measures.ts';

/**
 * Two independent ways to count the same: `recountTouched` looks up single days through the indexes, as the
 * worker does all the time; `recountAll` reads every record once, for a first fill and for verification. A test
 * over random streams holds them against each other.
 */

/** Values of the days in `touched(place_id, day)`: rows of `(place_id, day, measure, value)`. `$1` is the district. */
export function recountTouched({ source, measures }: CountedSource): string {
  const columns = source.rendered('r');
  const counts = source.points.map(({ at, sign }, n) => `
    cross join lateral (
      select ${measures.map(({ measure }, m) => `${sign} * ${aggregate(measure, columns)} as m${m}`).join(', ')}
      from ${source.table} r
      where r.district_id = $1 and ${source.place.sql(columns)} = t.place_id and ${at.onDaySql(columns, 't.day')}
    ) p${n}`);
  const values = measures.map(({ number }, m) => `(${number}::smallint, ${source.points.map((_, n) => `p${n}.m${m}`).join(' + ')})`);
  return `
    select t.place_id, t.day, v.measure, v.value::bigint
    from touched t ${counts.join('')}
    cross join lateral (values ${values.join(', ')}) v (measure, value)`;
}

/** Values of every day on which the source has records, counted in one pass: rows of `(place_id, day, measure, value)`. */
export function recountAll({ source, measures }: CountedSource): string {
  const columns = source.rendered('r');
  const passes = source.points.map(({ at, sign }) => `
    select ${source.place.sql(columns)} as place_id, ${at.daySql(columns)} as day,
      ${measures.map(({ measure }, m) => `${sign} * ${aggregate(measure, columns)} as m${m}`).join(', ')}
    from ${source.table} r
    where r.district_id = $1 and ${at.daySql(columns)} is not null
    group by 1, 2`);
  return `
    select c.place_id, c.day, v.measure, sum(v.value)::bigint as value
    from (${passes.join(' union all ')}) c
    cross join lateral (values ${measures.map(({ number }, m) => `(${number}::smallint, c.m${m})`).join(', ')}) v (measure, value)
    group by 1, 2, 3
    having sum(v.value) <> 0`;
}
