import type { IndicatorValue } from '../../kpis/engine/values.ts';
import type { Period } from '../../kpis/engine/period.rule.ts';
import { sidesOf } from '../../kpis/engine/series.ts';
import type { Indicator, PeriodKind } from '../../kpis/language/indicator.ts';
import { dayOf } from '../../shared/clock.ts';
import { BRIDGE_BY_HAND, BRIDGE_FIGURES } from './bridge-count.ts';
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
      case kind when 'CUMULATIVE' then '-infinity' when 'ROLLING_12' then (day + 1)::timestamp - interval '1 year' else date_trunc(kind, day::timestamp) end as since,
      case kind
        when 'CUMULATIVE' then (least(day, today) + 1)::timestamp
        when 'ROLLING_12' then (day + 1)::timestamp
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
      due_at at time zone 'Asia/Shanghai' as due, original_due_at at time zone 'Asia/Shanghai' as first_due, handled_at at time zone 'Asia/Shanghai' as handled,
      followed_up_at at time zone 'Asia/Shanghai' as followed_up,
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
      count(*) filter (where m.due_place_id = up.place_id and m.due >= since and m.due < until and m.status not in ('REJECTED', 'MERGED') and m.first_response_at is null) as unanswered,
      count(*) filter (where m.due_place_id = up.place_id and m.first_due >= since and m.first_due < until and m.handled_at <= m.original_due_at) as originally_on_time,
      count(*) filter (where m.due_place_id = up.place_id and m.first_due >= since and m.first_due < until and m.status not in ('REJECTED', 'MERGED')) as originally_due,
      count(*) filter (where m.place_id = up.place_id and m.handled >= since and m.handled < until) as handled,
      coalesce(sum(m.handled_net_minutes) filter (where m.place_id = up.place_id and m.handled >= since and m.handled < until), 0) as net_minutes,
      count(*) filter (where m.place_id = up.place_id and m.handled >= since and m.handled < until and m.followed_up_at is not null) as reached,
      count(*) filter (where m.place_id = up.place_id and m.handled >= since and m.handled < until and m.rated_at is not null) as handled_rated,
      count(*) filter (where m.received_place_id = up.place_id and m.received >= since and m.received < until) as received,
      count(*) filter (where m.received_place_id = up.place_id and m.received >= since and m.received < until and m.channel = 'PATROL') as found_by_patrol,
      count(*) filter (where m.place_id = up.place_id and m.followed_up >= since and m.followed_up < until and m.confirmed_resolved) as resolved,
      count(*) filter (where m.place_id = up.place_id and m.followed_up >= since and m.followed_up < until) as followed_up,
      count(*) filter (where m.place_id = up.place_id and m.was_rated >= since and m.was_rated < until and m.rating in (3, 4, 5)) as satisfied,
      count(*) filter (where m.place_id = up.place_id and m.was_rated >= since and m.was_rated < until) as rated,
      count(*) filter (where m.received_place_id = up.place_id and m.received >= since and m.received < until and m.kind = 'COMPLAINT') as complaints
    from period cross join up
    join matter m on up.place_id in (m.place_id, m.received_place_id, m.responded_place_id, m.due_place_id)
    group by 1, 2
  ),
  closings as (
    select period.n, up.above, count(*) as closed, count(*) filter (where reopened_at - closed_at <= interval '720 hours') as came_back
    from period cross join up join case_closing c on c.district_id = $1 and c.place_id = up.place_id
    where (closed_at + interval '720 hours') at time zone 'Asia/Shanghai' >= since and (closed_at + interval '720 hours') at time zone 'Asia/Shanghai' < until
    group by 1, 2
  ),
  people as (
    select period.n, up.above,
      count(*) as living,
      count(*) filter (where r.standing = 'FLOATING') as floating,
      count(*) filter (where r.birth_date + interval '60 years' <= last_day) as seniors,
      count(*) filter (where r.no_kin and r.birth_date + interval '60 years' <= last_day) as no_kin_seniors
    from period cross join up join residence r on r.district_id = $1 and r.place_id = up.place_id
    where r.lives_from <= last_day and (r.lives_to is null or r.lives_to > last_day)
    group by 1, 2
  ),
  sighting as (
    select resident_id as who, place_id, occurred_at at time zone 'Asia/Shanghai' as at from waste_drop where district_id = $1 and correct
    union all select resident_id, place_id, received_at at time zone 'Asia/Shanghai' from service_case where district_id = $1
  ),
  sightings as (
    select period.n, up.above,
      count(distinct who) filter (where at >= since and at < until) as seen,
      count(distinct who) filter (where at < until and (at::date + interval '1 year')::date > last_day) as seen_in_a_year
    from period cross join up join sighting using (place_id) group by 1, 2
  ),
  acts as (
    select period.n, up.above,
      count(*) filter (where place_id = up.place_id and at >= since and at < until) as done, count(*) filter (where dropped and at < until) as drops_so_far
    from period cross join up join (
      select place_id, occurred_at at time zone 'Asia/Shanghai' as at, true as dropped from waste_drop where district_id = $1
      union all select place_id, received_at at time zone 'Asia/Shanghai', false from service_case where district_id = $1 and kind = 'HELP'
    ) act using (place_id) group by 1, 2
  ),
  sorting as (
    select n, above, count(*) as sorters from (
      select period.n, up.above from period cross join up join waste_drop d on d.district_id = $1 and d.place_id = up.place_id
      where d.correct and d.voided_at is null and d.household_id is not null
        and d.occurred_at at time zone 'Asia/Shanghai' >= since and d.occurred_at at time zone 'Asia/Shanghai' < until
      group by 1, 2, d.household_id
      having count(distinct case when extract(day from d.occurred_at at time zone 'Asia/Shanghai') < 8 then 1
        when extract(day from d.occurred_at at time zone 'Asia/Shanghai') < 15 then 2
        when extract(day from d.occurred_at at time zone 'Asia/Shanghai') < 22 then 3 else 4 end) >= 3) h
    group by 1, 2
  ),
  housed as (
    select period.n, up.above, count(*) as households from period cross join up join household h on h.district_id = $1 and h.place_id = up.place_id
    where (h.recorded_at at time zone 'Asia/Shanghai')::date <= last_day
      and (h.dissolved_at is null or (h.dissolved_at at time zone 'Asia/Shanghai')::date > last_day)
    group by 1, 2
  ),
  service as (
    select 'person' as kind, id as who, place_id, occurred_at at time zone 'Asia/Shanghai' as at, 1 as much from activity_attendance where district_id = $1 and voided_at is null
    union all select 'person', id, place_id, fulfilled_at at time zone 'Asia/Shanghai', 1 from care_booking where district_id = $1
    union all select 'person', id, place_id, done_at at time zone 'Asia/Shanghai', 1 from wellbeing_visit where district_id = $1
    union all select 'person', id, place_id, served_at at time zone 'Asia/Shanghai', 1 from exchange_receiver where district_id = $1
    union all select 'at home', resident_id, place_id, fulfilled_at at time zone 'Asia/Shanghai', 1 from care_booking where district_id = $1 and at_home and no_kin and senior
    union all select 'adopted', place_id, place_id, adopted_on::timestamp, 1 from program where district_id = $1
    union all select 'money', id, place_id, received_at at time zone 'Asia/Shanghai', amount from program_funding
      where district_id = $1 and kind = 'MONEY' and source = 'OUTSIDE' and state = 'RECORDED'
  ),
  services as (
    select period.n, up.above, count(*) filter (where kind = 'person') as person_times, count(distinct who) filter (where kind = 'at home') as served_at_home,
      count(distinct who) filter (where kind = 'adopted') as adopters, coalesce(sum(much) filter (where kind = 'money'), 0) as money
    from period cross join up join service using (place_id) where at >= since and at < until group by 1, 2
  ),
  deed as (
    select 'signed_up' as kind, resident_id as who, place_id, signed_up_at at time zone 'Asia/Shanghai' as at, 1 as much from activity_sign_up where district_id = $1 and status <> 'CANCELLED'
    union all select 'attended', resident_id, place_id, occurred_at at time zone 'Asia/Shanghai', 1 from activity_attendance where district_id = $1 and voided_at is null
    union all select 'took_part', resident_id, home_place_id, occurred_at at time zone 'Asia/Shanghai', 1 from activity_attendance
      where district_id = $1 and voided_at is null and standing = 'FLOATING'
    union all select 'took_part', giver_id, giver_place_id, starts_at at time zone 'Asia/Shanghai', 1 from exchange
      where district_id = $1 and status in ('CONFIRMED', 'ADJUSTED') and giver_standing = 'FLOATING'
    union all select 'active', giver_id, place_id, starts_at at time zone 'Asia/Shanghai', 1 from exchange where district_id = $1 and status in ('CONFIRMED', 'ADJUSTED')
    union all select 'active', resident_id, place_id, served_at at time zone 'Asia/Shanghai', 1 from exchange_receiver where district_id = $1
    union all select 'redeemed', id, place_id, starts_at at time zone 'Asia/Shanghai', paid_minutes from exchange where district_id = $1
    union all select 'credited', id, place_id, starts_at at time zone 'Asia/Shanghai', credited_minutes from exchange where district_id = $1
    union all select 'outstanding', id, place_id, occurred_at at time zone 'Asia/Shanghai', amount from ledger_entry where district_id = $1 and unit = 'MINUTE' and owner_kind = 'RESIDENT'
    union all select 'visited', id, place_id, due_at at time zone 'Asia/Shanghai', 1 from wellbeing_visit where district_id = $1 and state = 'DONE'
    union all select 'to_visit', id, place_id, due_at at time zone 'Asia/Shanghai', 1 from wellbeing_visit where district_id = $1 and state in ('DONE', 'MISSED')
  ),
  deeds as (
    select n, above, jsonb_object_agg(kind, amounts) as counts from (
      select period.n, up.above, d.kind, case
        when d.kind in ('signed_up', 'attended', 'took_part', 'active') then count(distinct d.who) filter (where at >= since and at < until)
        when d.kind = 'outstanding' then coalesce(sum(much) filter (where at < until), 0)
        else coalesce(sum(much) filter (where at >= since and at < until), 0) end as amounts
      from period cross join up join deed d using (place_id) group by 1, 2, 3) k
    group by 1, 2
  ),
  serving as (
    select period.n, up.above, sum(v.weekly_minutes) as offered from period cross join up join volunteer v on v.district_id = $1 and v.place_id = up.place_id
    where v.active_from <= last_day and (v.active_to is null or v.active_to > last_day) group by 1, 2
  ),${BRIDGE_BY_HAND}
  select period.n::int, place.id as place, coalesce(to_jsonb(matters), '{}') || coalesce(to_jsonb(closings), '{}') || coalesce(to_jsonb(people), '{}') || coalesce(to_jsonb(sightings), '{}') || coalesce(to_jsonb(acts), '{}')
    || coalesce(to_jsonb(sorting), '{}') || coalesce(to_jsonb(housed), '{}') || coalesce(to_jsonb(services), '{}') || coalesce(deeds.counts, '{}') || coalesce(to_jsonb(serving), '{}') || coalesce(bridge.counts, '{}') as found
  from period cross join place
  left join matters on matters.n = period.n and matters.above = place.id
  left join closings on closings.n = period.n and closings.above = place.id
  left join people on people.n = period.n and people.above = place.id
  left join sightings on sightings.n = period.n and sightings.above = place.id
  left join acts on acts.n = period.n and acts.above = place.id
  left join sorting on sorting.n = period.n and sorting.above = place.id
  left join housed on housed.n = period.n and housed.above = place.id
  left join services on services.n = period.n and services.above = place.id
  left join deeds on deeds.n = period.n and deeds.above = place.id
  left join serving on serving.n = period.n and serving.above = place.id
  left join bridge on bridge.n = period.n and bridge.above = place.id
  where place.district_id = $1`;

type Counts = Readonly<Record<string, number | undefined>>;

type Figure = readonly [above: number, below: number | null, value: number | null];
const ratio = (above = 0, below = 0, scale = 1): Figure => [above, below, below === 0 ? null : (above * scale) / below];
const plain = (above = 0): Figure => [above, null, above];

const FIGURES: Readonly<Record<string, (of: Counts) => Figure>> = {
  'population.senior_share': of => ratio(of.seniors, of.living),
  'population.floating_share': of => ratio(of.floating, of.living),
  'case.first_response_hours': of => ratio(of.minutes, of.responded, 1 / 60),
  'case.handling_hours': of => ratio(of.net_minutes, of.handled, 1 / 60),
  'case.on_time_rate': of => ratio(of.on_time, of.due),
  'case.unanswered_rate': of => ratio(of.unanswered, of.due),
  'case.originally_on_time_rate': of => ratio(of.originally_on_time, of.originally_due),
  'case.follow_up_share': of => ratio(of.reached, of.handled),
  'case.rating_share': of => ratio(of.handled_rated, of.handled),
  'case.proactive_share': of => ratio(of.found_by_patrol, of.received),
  'case.reopen_rate': of => ratio(of.came_back, of.closed),
  'case.resolution_rate': of => ratio(of.resolved, of.followed_up),
  'case.satisfaction_rate': of => ratio(of.satisfied, of.rated),
  'case.complaint_rate': of => ratio(of.complaints, of.living, 1_000),
  'waste_sorting.participation_rate': of => ratio(of.sorters, of.households),
  'elder.home_service_coverage': of => ratio(of.served_at_home, of.no_kin_seniors),
  'program.adopting_communities': of => plain(of.adopters),
  'resource.received_yuan': ({ money = 0 }) => [money, null, money / 100],
  'service.person_times': of => plain(of.person_times),
  'activity.signups': of => plain(of.signed_up),
  'activity.attendance': of => plain(of.attended),
  'points.participation_rate': of => ratio(of.took_part, of.floating),
  'timebank.active_members': of => plain(of.active),
  'timebank.outstanding_hours': ({ outstanding = 0 }) => [outstanding, null, outstanding / 60],
  'timebank.redeem_share': of => ratio(of.redeemed, of.credited),
  'timebank.liability_ratio': of => ratio(of.outstanding, of.offered),
  'elder.wellbeing_visit_rate': of => ratio(of.visited, of.to_visit),
  ...BRIDGE_FIGURES,
  'test.people': of => plain(of.seen),
  // The same of these, by whichever period.
  'test.people_in_a_year': of => [of.seen_in_a_year ?? 0, null, null],
  'test.acts': of => plain(of.done),
  'test.drops_so_far': of => plain(of.drops_so_far),
};

/** What the figures would be by hand: `place indicator period` → numerator / denominator = value. */
export async function countByHand(stand: Stand, periods: readonly Period[], days: readonly string[]): Promise<Map<string, string>> {
  const found = await stand.rows<{ n: number; place: string; found: Counts }>(
    BY_HAND, periods.map(({ kind }) => kind), days, dayOf(stand.now));
  return new Map(found.flatMap(({ n, place, found: counts }) => {
    const period = periods[n - 1];
    if (!period) return [];
    return keptBy(stand.domain.indicators.indicators, period.kind).map(({ key }) => {
      const figure = FIGURES[key];
      if (!figure) throw new Error(`${key} has no count by hand: give it one here, and the streams records that it counts.`);
      const [above, below, known] = figure(counts);
      const value = period.kind === 'ROLLING_12' ? null : known; // nobody here has worked with the system for a year
      return [`${place} ${key} ${period.kind} ${days[n - 1]}`, written(above, below, value)];
    });
  }));
}

/** Indicators that can be read by periods of a kind: of different people none are kept but those declared. */
export function keptBy(indicators: readonly Indicator[], kind: PeriodKind): Indicator[] {
  return indicators.filter(indicator => indicator.periods.includes(kind) || sidesOf(indicator).every(side => side.kind !== 'DISTINCT'));
}

/** The same spelling for values as the engine gives them. */
export function spelled(values: readonly IndicatorValue[], days: ReadonlyMap<Period, string>): Map<string, string> {
  return new Map(values.map(({ placeId, indicator, period, numerator, denominator, value }) =>
    [`${placeId} ${indicator.key} ${period.kind} ${days.get(period)}`, written(numerator, denominator, value)]));
}

function written(above: number, below: number | null, value: number | null): string {
  return `${above} / ${below} = ${value?.toPrecision(12)}`;
}
