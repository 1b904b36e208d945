import { Instant } from '../language/expression.ts';
import { aggregate, type CountedSource } from './measures.ts';

/**
 * Two ways to count the same: `recountTouched` looks up what was touched, as the worker does all the time; `recountAll`
 * reads every record once, for a first fill and for verification. A test over random streams holds them against each
 * other, and both against a count by hand.
 */

/** Values of the days in `touched(place_id, day)`: rows of `(place_id, day, measure, value)`. `$1` is the district. */
export function recountTouched(counted: CountedSource): string {
  return counted.source.points.every(({ at }) => at instanceof Instant) ? recountDays(counted) : recountPlaces(counted);
}

/** Each day is found through the index on its instant. */
function recountDays({ source, measures }: CountedSource): string {
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

/**
 * The days of a stock follow from several columns, so no index finds them: the records of a touched place are read
 * once for all its days. Once for each day took 30 s for 5,000 arrivals at one place, this takes 1 s.
 */
function recountPlaces({ source, measures }: CountedSource): string {
  const columns = source.rendered('r');
  const passes = source.points.map(({ at, sign }) => `
    select p.place_id, ${at.daySql(columns)} as day, ${measures.map(({ measure }, m) => `${sign} * ${aggregate(measure, columns)} as m${m}`).join(', ')}
    from (select distinct place_id from touched) p join ${source.table} r on r.district_id = $1 and ${source.place.sql(columns)} = p.place_id
    where ${at.daySql(columns)} is not null
    group by 1, 2`);
  return `
    select t.place_id, t.day, v.measure, coalesce(sum(v.value), 0)::bigint as value
    from touched t left join (${passes.join(' union all ')}) c on c.place_id = t.place_id and c.day = t.day
    cross join lateral (values ${measures.map(({ number }, m) => `(${number}::smallint, c.m${m})`).join(', ')}) v (measure, value)
    group by 1, 2, 3`;
}

/** Values of every day on which the source has records, counted in one pass: rows of `(place_id, day, measure, value)`. */
export function recountAll({ source, measures }: CountedSource): string {
  const columns = source.rendered('r');
  const passes = source.points.map(({ at, sign }) => `
    select ${source.place.sql(columns)} as place_id, ${at.daySql(columns)} as day,
      ${measures.map(({ measure }, m) => `${sign} * ${aggregate(measure, columns)} as m${m}`).join(', ')}
    from ${source.table} r
    where r.district_id = $1 and ${source.place.sql(columns)} is not null and ${at.daySql(columns)} is not null
    group by 1, 2`);
  return `
    select c.place_id, c.day, v.measure, sum(v.value)::bigint as value
    from (${passes.join(' union all ')}) c
    cross join lateral (values ${measures.map(({ number }, m) => `(${number}::smallint, c.m${m})`).join(', ')}) v (measure, value)
    group by 1, 2, 3
    having sum(v.value) <> 0`;
}
