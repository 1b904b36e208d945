import type { Sighting } from '../language/measure.ts';
import type { CountedPeople } from './measures.ts';
import type { Window } from './series.ts';

/**
 * Who was there, for counts of different people. `kpi_seen` holds who was at a place itself on a day; `kpi_presence` holds of
 * each place, and of those above it, in how many of its own places somebody was seen that day, so that a place that
 * moves takes them along. From the days of a person at a place follow those on which they count: the first of a month, and so on.
 */

/** Who was at the places of `touched(place_id, day)`, from the records: rows of `(place_id, day, who_id)`. `$1` is the district. */
export function seenTouched({ measure }: CountedPeople): string {
  const way = ({ source, who, where }: Sighting) => {
    const columns = source.rendered('r');
    return source.points.map(({ at }) => `
      select t.place_id, t.day, ${who.sql(columns)} as who_id from touched t join ${source.table} r
        on r.district_id = $1 and ${source.place.sql(columns)} = t.place_id and ${at.onDaySql(columns, 't.day')}
      where ${who.sql(columns)} is not null${where ? ` and ${where.sql(columns)}` : ''}`);
  };
  return measure.seen.flatMap(way).join(' union ');
}

/** The same of every place and day, each once, in one pass over the records. */
export function seenAll({ measure }: CountedPeople): string {
  const way = ({ source, who, where }: Sighting) => {
    const columns = source.rendered('r');
    return source.points.map(({ at }) => `
      select distinct ${source.place.sql(columns)} as place_id, ${at.daySql(columns)} as day, ${who.sql(columns)} as who_id from ${source.table} r
      where r.district_id = $1 and ${source.place.sql(columns)} is not null and ${at.daySql(columns)} is not null
        and ${who.sql(columns)} is not null${where ? ` and ${where.sql(columns)}` : ''}`);
  };
  return measure.seen.flatMap(way).join(' union ');
}

/** How often somebody is seen at each place and those above it, counted anew: rows of `(place_id, who_id, day, places)`. */
export function presenceAll({ number }: CountedPeople): string {
  return `select a.ancestor_id as place_id, s.who_id, s.day, count(*)::integer as places
    from kpi_seen s join place_ancestor a on a.district_id = $1 and a.place_id = s.place_id
    where s.district_id = $1 and s.measure = ${number} group by 1, 2, 3`;
}

/**
 * From `changed(place_id, who_id, day, d)`, in how many more or fewer places somebody was seen, writes the presence, and gives
 * `risen(place_id, day, measure, d)`, what comes of it on which day. Only the days around those that changed are read: their
 * months, and the nearest before and after, whose own part in it comes out the same before and after.
 */
export function presenceChanged(counted: CountedPeople): string {
  const key = `p.district_id = $1 and p.measure = ${counted.number}`;
  const days = `select p.day from kpi_presence p where ${key} and p.place_id = s.place_id and p.who_id = s.who_id`;
  return `
    turned as (
      select c.place_id, c.who_id, c.day, coalesce(p.places, 0) as was, coalesce(p.places, 0) + c.d as now
      from changed c left join kpi_presence p on ${key} and p.place_id = c.place_id and p.who_id = c.who_id and p.day = c.day
    ),
    kept as (
      insert into kpi_presence (district_id, measure, place_id, who_id, day, places)
      select $1, ${counted.number}, place_id, who_id, day, now from turned where now <> 0
      on conflict (district_id, measure, place_id, who_id, day) do update set places = excluded.places
    ),
    gone as (
      delete from kpi_presence p using turned t
      where ${key} and p.place_id = t.place_id and p.who_id = t.who_id and p.day = t.day and t.now = 0
    ),
    span as (
      select place_id, who_id, date_trunc('month', min(day)::timestamp)::date as since,
        (date_trunc('month', max(day)::timestamp) + interval '1 month')::date as until
      from turned where was = 0 or now = 0 group by 1, 2
    ),
    around as (
      select s.place_id, s.who_id, d.day from span s cross join lateral (
        (${days} and p.day < s.since order by p.day desc limit 1)
        union all (${days} and p.day >= s.since and p.day < s.until)
        union all (${days} and p.day >= s.until order by p.day limit 1)) d
    ),
    present as (
      select place_id, who_id, day, -1 as sign from around
      union all
      select place_id, who_id, day, 1 from around left join turned t using (place_id, who_id, day) where t.now is distinct from 0
      union all
      select place_id, who_id, day, 1 from turned where was = 0
    ),
    ${counts(counted)}`;
}

/**
 * From `present(place_id, who_id, day, sign)`, the days on which people were at places, gives `risen`: on which day they count
 * in which window. @param n tells several apart that stand in one statement
 */
export function counts({ series }: CountedPeople, n: number | '' = ''): string {
  const month = `date_trunc('month', day::timestamp)`;
  return `
    signed${n} as (
      select place_id, day, sign, lag(day) over one as before, lead(day) over one as after, ${WEEK} as week,
        dense_rank() over (partition by sign, place_id, who_id, ${month} order by ${WEEK}) as weeks
      from present${n} window one as (partition by sign, place_id, who_id order by day)
    ),
    risen${n} as (
      select s.place_id, v.day, v.measure, sum(s.sign * v.d)::bigint as d
      from signed${n} s cross join lateral (values ${series.flatMap(({ window, number }) => entered(window, number)).join(', ')}) v (measure, day, d, holds)
      where v.holds group by 1, 2, 3 having sum(s.sign * v.d) <> 0
    )`;
}

/** First day of the quarter of a month that `day` falls in: days 1–7, 8–14, 15–21, and from 22 on. */
export const WEEK = `(date_trunc('month', day::timestamp)::date + 7 * least((extract(day from day)::integer - 1) / 7, 3))`;

/** On which days somebody who is there on the day `s.day` begins to count in a window, or no longer does: rows of `(measure, day, d, holds)`. */
function entered(window: Window, number: number): string[] {
  const row = (holds: string, day = 's.day', d = 1) => `(${number}::smallint, ${day}, ${d}, ${holds})`;
  switch (window) {
    case 'DAY':
      return [row('true')];
    case 'CUMULATIVE':
      return [row('s.before is null')];
    case 'IN_THREE_WEEKS':
      return [row('s.weeks = 3 and (s.before is null or s.before < s.week)')];
    case 'WITHIN_A_YEAR': {
      const later = (day: string) => `(${day} + interval '1 year')::date`;
      return [row(`s.before is null or ${later('s.before')} <= s.day`), row(`s.after is null or s.after >= ${later('s.day')}`, later('s.day'), -1)];
    }
    default: {
      const start = (day: string) => `date_trunc('${window}', ${day}::timestamp)`;
      return [row(`s.before is null or ${start('s.before')} < ${start('s.day')}`)];
    }
  }
}
