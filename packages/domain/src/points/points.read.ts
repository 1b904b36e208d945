import type { Standing } from '../people/resident.entity.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import type { CalendarDate } from '../shared/clock.ts';
import type { PointsAward } from './points-award.entity.ts';
import type { PointsObjection } from './points-objection.entity.ts';
import type { PointsRule } from './points-rule.entity.ts';
import { PointsRuleVersion } from './points-rule-version.entity.ts';
import { PointsScheme } from './points-scheme.entity.ts';
import type { Got } from './terms.rule.ts';

export type SchemeRow = RowOf<PointsScheme>;
export type RuleRow = RowOf<PointsRule>;
export type VersionRow = RowOf<PointsRuleVersion>;
export type AwardRow = RowOf<PointsAward>;
export type ObjectionRow = RowOf<PointsObjection>;

export const scheme = read<SchemeRow>('points_scheme', `select ${columnsOf(PointsScheme.schema, 's')} from points_scheme s where s.district_id = $1`);

/** The wordings in force on a day for a type of event at a place, given with all places above it. */
export const versionsInForce = read<VersionRow, [eventType: string, day: CalendarDate, lineage: string[]]>('points_versions_in_force',
  `select ${columnsOf(PointsRuleVersion.schema, 'v')} from points_rule r join lateral (
     select * from points_rule_version v where v.district_id = $1 and v.rule_id = r.id and v.begins_on <= $3 order by v.begins_on desc limit 1) v on true
   where r.district_id = $1 and r.event_type = $2 and r.place_id = any($4::uuid[]) and (r.ends_on is null or r.ends_on > $3)
   order by r.id`);

/** What a subject has got by a rule on a day, in its month, and in all; what was withdrawn does not count. */
export const gotByRule = read<Got, [ownerId: string, ruleId: string, day: CalendarDate]>('points_got_by_rule',
  `select coalesce(sum(a.points) filter (where a.occurred_on = $4), 0)::float8 as day,
     coalesce(sum(a.points) filter (where date_trunc('month', a.occurred_on) = date_trunc('month', $4::date)), 0)::float8 as month,
     coalesce(sum(a.points), 0)::float8 as total
   from points_award a where a.district_id = $1 and a.owner_id = $2 and a.rule_id = $3 and a.state <> 'WITHDRAWN'`);

/** Who acted, as rules look at them. */
export const earners = read<{ id: string; standing: Standing; birthDate: CalendarDate }, [string[]]>('points_earners',
  `select r.id, r.standing, r.birth_date as "birthDate" from resident r where r.district_id = $1 and r.id = any($2::uuid[])`);

/** Awards whose notice has ended and that nobody objects to. */
export const awardsDue = read<{ id: string }, [Date, number]>('points_awards_due',
  `select a.id from points_award a where a.district_id = $1 and a.state = 'PROPOSED' and a.notice_ends_at <= $2
     and not exists (select from points_objection o where o.district_id = $1 and o.award_id = a.id and o.decision is null)
   order by a.notice_ends_at, a.id limit $3`);

/** A version with what its rule says. */
export const versionOfRule = read<VersionRow & Pick<RuleRow, 'placeId' | 'eventType'>, [string]>('points_version_of_rule',
  `select ${columnsOf(PointsRuleVersion.schema, 'v')}, r.place_id as "placeId", r.event_type as "eventType"
   from points_rule_version v join points_rule r on r.district_id = $1 and r.id = v.rule_id where v.district_id = $1 and v.id = $2`);

/** What decides who sees an award's files. */
export const awardForRights = read<Pick<AwardRow, 'placeId' | 'state'>, [string]>('points_award_for_rights',
  'select a.place_id as "placeId", a.state from points_award a where a.district_id = $1 and a.id = $2');
