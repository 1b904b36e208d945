import { read } from '@linli/domain/shared/read';

/** When a place was onboarded: where M1 of the demo begins. */
export const onboardedSince = read<{ since: Date | null }, [string]>('demo_onboarded_since',
  'select onboarded_at as since from place where district_id = $1 and code = $2');

const UNDER = `place_ancestor a
  join place p on p.district_id = $1 and p.id = a.ancestor_id and p.code = $2`;

/** Who lives at a place at the end of a day. */
export const population = read<{ residents: number; seniors: number; floating: number }, [string, string]>('demo_population',
  `select count(*)::int as residents,
     count(*) filter (where (r.birth_date + interval '60 years')::date <= $3::date)::int as seniors,
     count(*) filter (where r.standing = 'FLOATING')::int as floating
   from ${UNDER} join residence r on r.district_id = $1 and r.place_id = a.place_id
   where a.district_id = $1 and r.lives_from <= $3::date and (r.lives_to is null or r.lives_to > $3::date)`);

/** Cases first responded to in `[from, to)`, and the hours it took. */
export const responses = read<{ responded: number; hours: number | null }, [string, Date, Date]>('demo_responses',
  `select count(*)::int as responded, (sum(extract(epoch from c.first_response_at - c.received_at)) / 3600)::float8 as hours
   from ${UNDER} join service_case c on c.district_id = $1 and c.place_id = a.place_id
   where a.district_id = $1 and c.first_response_at >= $3 and c.first_response_at < $4`);

/** Cases rated in `[from, to)`, and those of them rated 3 to 5. */
export const ratings = read<{ rated: number; satisfied: number }, [string, Date, Date]>('demo_ratings',
  `select count(*)::int as rated, count(*) filter (where c.rating >= 3)::int as satisfied
   from ${UNDER} join service_case c on c.district_id = $1 and c.place_id = a.place_id
   where a.district_id = $1 and c.rated_at >= $3 and c.rated_at < $4`);

/** Complaints received in `[from, to)`. */
export const complaints = read<{ complaints: number }, [string, Date, Date]>('demo_complaints',
  `select count(*)::int as complaints
   from ${UNDER} join service_case c on c.district_id = $1 and c.place_id = a.place_id
   where a.district_id = $1 and c.kind = 'COMPLAINT' and c.received_at >= $3 and c.received_at < $4`);

/** Households with a correct drop in at least three of the four weeks of the month from `$3` up to `$4`, of all that there are. */
export const sorting = read<{ sorting: number; households: number }, [string, Date, Date]>('demo_sorting',
  `with weekly as (
     select d.household_id, (extract(day from d.occurred_at at time zone 'Asia/Shanghai')::int - 1) / 7 as week
     from ${UNDER} join waste_drop d on d.district_id = $1 and d.place_id = a.place_id
     where a.district_id = $1 and d.correct and d.voided_at is null and d.occurred_at >= $3 and d.occurred_at < $4),
   sorted as (select household_id from weekly where week < 4 group by household_id having count(distinct week) >= 3)
   select (select count(*) from sorted)::int as sorting, (select count(*) from ${UNDER} join household h on h.district_id = $1 and h.place_id = a.place_id
     where a.district_id = $1 and h.dissolved_at is null)::int as households`);

/**
 * Floating residents at the end of `[from, to)`, and those of them who served somebody in it, as was confirmed, or came to an activity. @param `$5` the last day of it
 */
export const participation = read<{ serving: number; floating: number }, [string, Date, Date, string]>('demo_participation',
  `with living as (
     select distinct r.resident_id from ${UNDER} join residence r on r.district_id = $1 and r.place_id = a.place_id
     where a.district_id = $1 and r.standing = 'FLOATING' and r.lives_from <= $5::date and (r.lives_to is null or r.lives_to > $5::date))
   select count(*)::int as floating, count(*) filter (where exists (
       select from exchange e where e.district_id = $1 and e.giver_id = l.resident_id and e.status in ('CONFIRMED', 'ADJUSTED')
         and e.starts_at >= $3 and e.starts_at < $4)
       or exists (select from activity_attendance t where t.district_id = $1 and t.resident_id = l.resident_id and t.standing = 'FLOATING' and t.voided_at is null
         and t.occurred_at >= $3 and t.occurred_at < $4))::int as serving
   from living l`);
