import type { IndicatorValue } from '../../kpis/engine/values.ts';
import type { Period } from '../../kpis/engine/period.rule.ts';
import { dayOf } from '../../shared/clock.ts';
import type { Stand } from './stand.ts';

/**
 * The catalogue's figures once more, straight from the tables and the parents of places: nothing of the engine, of
 * the closure table, of the declarations or of the rules of periods is used, so that none of them vouches for itself.
 */
const BY_HAND = `
  with recursive up (place_id, above) as (
    select id, id from place where district_id = $1
    union all
    select up.place_id, place.parent_id from up join place on place.district_id = $1 and place.id = up.above
    where place.parent_id is not null
  ),
  asked as (
    select n, kind, day, today,
      case kind when 'CUMULATIVE' then '-infinity' else date_trunc(kind, day::timestamp) end as since,
      case kind
        when 'CUMULATIVE' then (least(day, today) + 1)::timestamp
        when 'QUARTER' then date_trunc(kind, day::timestamp) + interval '3 months'
        else date_trunc(kind, day::timestamp) + ('1 ' || kind)::interval
      end as until
    from unnest($2::text[], $3::date[]) with ordinality asked (kind, day, n), (select $4::date as today) t
  ),
  period as (
    select n, since, least(until, (today + 1)::timestamp) as until, least(until::date - 1, today) as last_day from asked
  ),
  matter as (
    select *, received_at at time zone 'Asia/Shanghai' as received, first_response_at at time zone 'Asia/Shanghai' as responded,
      due_at at time zone 'Asia/Shanghai' as due, followed_up_at at time zone 'Asia/Shanghai' as followed_up,
      rated_at at time zone 'Asia/Shanghai' as was_rated
    from service_case where district_id = $1
  ),
  matters as (
    select period.n, up.above,
      coalesce(sum(floor(extract(epoch from m.first_response_at - m.received_at) / 60))
        filter (where m.responded_place_id = up.place_id and m.responded >= since and m.responded < until), 0) as minutes,
      count(*) filter (where m.responded_place_id = up.place_id and m.responded >= since and m.responded < until) as responded,
      count(*) filter (where m.due_place_id = up.place_id and m.due >= since and m.due < until and m.handled_at <= m.due_at) as on_time,
      count(*) filter (where m.due_place_id = up.place_id and m.due >= since and m.due < until and m.status not in ('REJECTED', 'MERGED')) as due,
      count(*) filter (where m.place_id = up.place_id and m.followed_up >= since and m.followed_up < until and m.confirmed_resolved) as resolved,
      count(*) filter (where m.place_id = up.place_id and m.followed_up >= since and m.followed_up < until) as followed_up,
      count(*) filter (where m.place_id = up.place_id and m.was_rated >= since and m.was_rated < until and m.rating in (3, 4, 5)) as satisfied,
      count(*) filter (where m.place_id = up.place_id and m.was_rated >= since and m.was_rated < until) as rated,
      count(*) filter (where m.received_place_id = up.place_id and m.received >= since and m.received < until and m.kind = 'COMPLAINT') as complaints
    from period cross join up
    join matter m on up.place_id in (m.place_id, m.received_place_id, m.responded_place_id, m.due_place_id)
    group by 1, 2
  ),
  people as (
    select period.n, up.above,
      count(*) as living,
      count(*) filter (where r.standing = 'FLOATING') as floating,
      count(*) filter (where r.birth_date + interval '60 years' <= last_day) as seniors
    from period cross join up join residence r on r.district_id = $1 and r.place_id = up.place_id
    where r.lives_from <= last_day and (r.lives_to is null or r.lives_to > last_day)
    group by 1, 2
  )
  select period.n::int, place.id as place, coalesce(to_jsonb(matters), '{}') || coalesce(to_jsonb(people), '{}') as found
  from period cross join place
  left join matters on matters.n = period.n and matters.above = place.id
  left join people on people.n = period.n and people.above = place.id
  where place.district_id = $1`;

type Counts = Readonly<Record<string, number | undefined>>;

/** Numerator, denominator and what one unit of the denominator is worth, by indicator. */
const FIGURES: Readonly<Record<string, (of: Counts) => readonly [above: number, below: number, scale: number]>> = {
  'population.senior_share': of => [of.seniors ?? 0, of.living ?? 0, 1],
  'population.floating_share': of => [of.floating ?? 0, of.living ?? 0, 1],
  'case.first_response_hours': of => [of.minutes ?? 0, of.responded ?? 0, 1 / 60],
  'case.on_time_rate': of => [of.on_time ?? 0, of.due ?? 0, 1],
  'case.resolution_rate': of => [of.resolved ?? 0, of.followed_up ?? 0, 1],
  'case.satisfaction_rate': of => [of.satisfied ?? 0, of.rated ?? 0, 1],
  'case.complaint_rate': of => [of.complaints ?? 0, of.living ?? 0, 1_000],
};

/** What the figures would be by hand: `place indicator period` → numerator / denominator = value. */
export async function countByHand(stand: Stand, periods: readonly Period[], days: readonly string[]): Promise<Map<string, string>> {
  const found = await stand.rows<{ n: number; place: string; found: Counts }>(
    BY_HAND, periods.map(({ kind }) => kind), days, dayOf(stand.now));
  return new Map(found.flatMap(({ n, place, found: counts }) => Object.entries(FIGURES).map(([indicator, figure]) => {
    const [above, below, scale] = figure(counts);
    return [`${place} ${indicator} ${periods[n - 1]?.kind} ${days[n - 1]}`, written(above, below, below === 0 ? null : (above * scale) / below)];
  })));
}

/** The same spelling for values as the engine gives them. */
export function spelled(values: readonly IndicatorValue[], days: ReadonlyMap<Period, string>): Map<string, string> {
  return new Map(values.map(({ placeId, indicator, period, numerator, denominator, value }) =>
    [`${placeId} ${indicator.key} ${period.kind} ${days.get(period)}`, written(numerator, denominator, value)]));
}

function written(above: number, below: number | null, value: number | null): string {
  return `${above} / ${below} = ${value?.toPrecision(12)}`;
}
