/** The digital bridge's figures once more, by hand: what is joined to the statement of `hand-count.ts`, and what it makes of the counts. */

const here = (at: string) => `${at} at time zone 'Asia/Shanghai'`;
const done = (kind: string, ways: string) => `select '${kind}', resident_id, place_id, ${here('occurred_at')}, 1 from service_transaction
      where district_id = $1 and senior and voided_at is null and way in (${ways})`;

/** Per period and place above: `counts`. */
export const BRIDGE_BY_HAND = `
  bridged (kind, who, place_id, at, much) as (
    select 'answers', id, place_id, ${here('answered_at')}, 1 from digital_need where district_id = $1
    union all select 'needing_help', id, place_id, ${here('answered_at')}, 1 from digital_need where district_id = $1 and needs_help
    union all ${done('online', `'BY_SELF', 'ASSISTED'`)}
    union all ${done('by_self', `'BY_SELF'`)}
    union all ${done('assisted', `'ASSISTED'`)}
    union all ${done('at_window', `'AT_WINDOW'`)}
    union all select 'taught', id, place_id, ${here('starts_at')}, minutes from activity_session
      where district_id = $1 and kind = 'COURSE' and outcome_indicator like 'digital\\_bridge.%' and attended > 0 and cancelled_at is null
    union all select 'spent', id, place_id, ${here('spent_at')}, amount from program_spending where district_id = $1 and outcome_indicator like 'digital\\_bridge.%' and state = 'RECORDED'
    union all select 'gained', resident_id, gained_place_id, ${here('gained_at')}, 1 from senior_skill where district_id = $1
  ),
  bridge as (
    select n, above, jsonb_object_agg(kind, amount) as counts from (
      select period.n, up.above, b.kind, case
        when b.kind in ('online', 'by_self', 'assisted', 'at_window') then count(distinct who) filter (where at < until and (at::date + interval '1 year')::date > last_day)
        when b.kind = 'gained' then count(distinct who) filter (where at >= since and at < until)
        else coalesce(sum(much) filter (where at >= since and at < until), 0) end as amount
      from period cross join up join bridged b using (place_id) group by 1, 2, 3) k
    group by 1, 2
  )`;

type Counts = Readonly<Record<string, number | undefined>>;
type Figure = readonly [above: number, below: number | null, value: number | null];

const ratio = (above = 0, below = 0, scale = 1): Figure => [above, below, below === 0 ? null : (above * scale) / below];
/** Nobody here has worked with the system for a year. */
const rolling = (above = 0, below = 0): Figure => [above, below, null];

export const BRIDGE_FIGURES: Readonly<Record<string, (of: Counts) => Figure>> = {
  'digital_bridge.need_help_rate': of => ratio(of['needing_help'], of['answers']),
  'digital_bridge.service_rate': of => rolling(of['online'], of['seniors']),
  'digital_bridge.by_self_rate': of => rolling(of['by_self'], of['seniors']),
  'digital_bridge.assisted_rate': of => rolling(of['assisted'], of['seniors']),
  'digital_bridge.at_window_rate': of => rolling(of['at_window'], of['seniors']),
  'digital_bridge.course_hours': ({ taught = 0 }) => [taught, null, taught / 60],
  'digital_bridge.cost_per_gain': of => ratio(of['spent'], of['gained'], 1 / 100),
};
