import { read } from '@linli/domain/shared/read';

const UNDER = `place_ancestor a join place p on p.district_id = $1 and p.id = a.ancestor_id and p.code = $2`;
const counted = (table: string, condition: string) => `(select count(*)::int from ${UNDER} join ${table} r on r.district_id = $1 and r.place_id = a.place_id
  where a.district_id = $1 and ${condition})`;

/** How often somebody was served under a place so far: came to an activity, was given a care service, visited, or helped through the time bank. */
export const served = read<{ times: number }, [string]>('demo_served',
  `select ${counted('activity_attendance', 'r.voided_at is null')} + ${counted('care_booking', 'r.fulfilled_at is not null')}
     + ${counted('wellbeing_visit', 'r.done_at is not null')} + ${counted('exchange_receiver', 'r.served_at is not null')} as times`);

/** Money from outside that programs under a place were given so far, in fen, and how many times. */
export const given = read<{ fen: number; gifts: number }, [string]>('demo_given',
  `select coalesce(sum(f.amount), 0)::float8 as fen, count(*)::int as gifts from ${UNDER} join program_funding f on f.district_id = $1 and f.place_id = a.place_id
   where a.district_id = $1 and f.kind = 'MONEY' and f.source = 'OUTSIDE' and f.state = 'RECORDED'`);

/** Communities under a place that run, by the beginning of a day, a version of the playbook of that key, but for where it was first written. */
export const adopters = read<{ communities: number }, [string, string, string]>('demo_adopters',
  `select count(distinct g.place_id)::int as communities from ${UNDER} join program g on g.district_id = $1 and g.place_id = a.place_id
     join playbook_version v on v.district_id = $1 and v.id = g.playbook_version_id join playbook b on b.district_id = $1 and b.id = v.playbook_id and b.key = $3
     join program pilot on pilot.district_id = $1 and pilot.id = b.program_id
   where a.district_id = $1 and g.started_at is not null and g.begins_on < $4::date and g.place_id <> pilot.place_id`);

/** The program that a playbook was first written from. */
const PILOT = `program g join playbook b on b.district_id = $1 and b.program_id = g.id and b.key = $2`;

/** What a pilot has spent in `[from, to)`, in fen. */
export const spent = read<{ fen: number; payments: number }, [string, Date, Date]>('demo_spent',
  `select coalesce(sum(s.amount), 0)::float8 as fen, count(*)::int as payments from ${PILOT} join program_spending s on s.district_id = $1 and s.program_id = g.id
   where g.district_id = $1 and s.state = 'RECORDED' and s.spent_at >= $3 and s.spent_at < $4`);

/** Hours of a pilot's courses that took place, over the weeks in which there were any. */
export const lessons = read<{ hours: number; weeks: number }, [string]>('demo_lessons',
  `select coalesce(sum(s.minutes), 0)::float8 / 60 as hours, count(distinct date_trunc('week', s.starts_at at time zone 'Asia/Shanghai'))::int as weeks
   from ${PILOT} join activity_session s on s.district_id = $1 and s.program_id = g.id
   where g.district_id = $1 and s.kind = 'COURSE' and s.attended > 0 and s.cancelled_at is null`);

/** A pilot's one event: who had signed up for it within three days, and who came. */
export const event = read<{ early: number; came: number }, [string]>('demo_event',
  `select (select count(*)::int from activity_sign_up u where u.district_id = $1 and u.activity_id = e.id and u.status <> 'CANCELLED' and u.signed_up_at < e.sign_up_from + interval '3 days') as early,
     (select count(distinct t.resident_id)::int from activity_attendance t where t.district_id = $1 and t.activity_id = e.id and t.voided_at is null) as came
   from ${PILOT} join activity e on e.district_id = $1 and e.program_id = g.id
   where g.district_id = $1 and e.kind = 'EVENT' order by e.starts_at limit 1`);

/** Elders without kin who live at a place at the end of `[from, to)`, and those of them who were served at home in it. @param `$5` the last day of it */
export const coverage = read<{ served: number; elders: number }, [string, Date, Date, string]>('demo_coverage',
  `with living as (
     select distinct r.resident_id from ${UNDER} join residence r on r.district_id = $1 and r.place_id = a.place_id
     where a.district_id = $1 and r.no_kin and (r.birth_date + interval '60 years')::date <= $5::date and r.lives_from <= $5::date and (r.lives_to is null or r.lives_to > $5::date))
   select count(*)::int as elders, count(*) filter (where exists (
       select from care_booking b where b.district_id = $1 and b.resident_id = l.resident_id and b.at_home and b.fulfilled_at >= $3 and b.fulfilled_at < $4))::int as served
   from living l`);

/** Valid answers to a pilot's surveys, and those of them that say somebody needs help. */
export const needs = read<{ answers: number; needing: number }, [string]>('demo_needs',
  `select count(*)::int as answers, count(*) filter (where (w.answers ->> 'needs_digital_help')::boolean)::int as needing
   from ${PILOT} join survey s on s.district_id = $1 and s.program_id = g.id join survey_answer w on w.district_id = $1 and w.survey_id = s.id
   where g.district_id = $1 and w.answers ? 'needs_digital_help'`);

/** Seniors who live at a place at the end of `[from, to)`, and those of them who got a public service online in it, by themselves or with help. @param `$5` the last day of it */
export const online = read<{ served: number; seniors: number }, [string, Date, Date, string]>('demo_online',
  `with living as (
     select distinct r.resident_id, r.birth_date from ${UNDER} join residence r on r.district_id = $1 and r.place_id = a.place_id
     where a.district_id = $1 and (r.birth_date + interval '60 years')::date <= $5::date and r.lives_from <= $5::date and (r.lives_to is null or r.lives_to > $5::date))
   select count(*)::int as seniors, count(*) filter (where exists (
       select from service_transaction t where t.district_id = $1 and t.resident_id = l.resident_id and t.way in ('BY_SELF', 'ASSISTED') and t.voided_at is null
         and t.occurred_at >= $3 and t.occurred_at < $4 and (l.birth_date + interval '60 years')::date <= (t.occurred_at at time zone 'Asia/Shanghai')::date))::int as served
   from living l`);
