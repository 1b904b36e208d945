import type { PlaceLevel } from '../../places/place.entity.ts';
import { changedAfter } from '../../shared/changed.ts';
import type { CalendarDate } from '../../shared/clock.ts';
import { columnsOf, read, type RowOf } from '../../shared/read.ts';
import { AlertRule, type AlertKind } from './alert-rule.entity.ts';
import { Alert, type AlertState } from './alert.entity.ts';

export type AlertRuleRow = RowOf<AlertRule>;
export type AlertRow = RowOf<Alert>;
const RULE = columnsOf(AlertRule.schema, 'r');
const ALERT = columnsOf(Alert.schema, 'a');

/** The rules in force, at every place of a district. */
export const rulesInForce = read<AlertRuleRow>('alert_rules_in_force', `select ${RULE} from alert_rule r where r.district_id = $1 and r.ended_at is null order by r.id`);

/** What a rule watches: open places of its level that work with the system. */
export const watchedPlaces = read<{ id: string; name: string; onboardedAt: Date }, [under: string, PlaceLevel]>('alert_watched_places',
  `select p.id, p.name, p.onboarded_at as "onboardedAt" from place_ancestor a join place p on p.district_id = $1 and p.id = a.place_id
   where a.district_id = $1 and a.ancestor_id = $2 and p.level = $3 and p.onboarded_at is not null and p.closed_at is null order by p.code`);

/** The last day up to `$5` on which something happened at places or under them, by cells of `$3` and sightings of `$4`; no row where nothing ever did. */
export const lastRecorded = read<{ placeId: string; day: CalendarDate }, [placeIds: string[], measures: number[], seen: number[], until: CalendarDate]>('alert_last_recorded', `
  select s.place_id as "placeId", max(l.day)::text as day from unnest($2::uuid[]) s (place_id) cross join lateral (
    select (select k.start from kpi_cell k where k.district_id = $1 and k.place_id = s.place_id and k.measure = m.measure and k.grain = 'D'
      and k.start <= $5 and k.value <> 0 order by k.start desc limit 1) as day
    from unnest($3::int[]) m (measure)
    union all
    select (select k.day from kpi_seen k where k.district_id = $1 and k.measure = m.measure and k.place_id = a.place_id and k.day <= $5 order by k.day desc limit 1)
    from unnest($4::int[]) m (measure) join place_ancestor a on a.district_id = $1 and a.ancestor_id = s.place_id
  ) l where l.day is not null group by 1`);

/** Who looks: the staff over a place (`$2` the places they work at). */
const worked = (place: string) => `exists (select from place_ancestor v where v.district_id = $1 and v.place_id = ${place} and v.ancestor_id = any($2::uuid[]))`;
const under = (place: string, value: string) =>
  `(${value}::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = ${place} and f.ancestor_id = ${value}))`;

/** Rules are for who works where they are set, and for who works at what they watch. */
const RULE_SEEN = `(${worked('r.place_id')} or exists (
  select from place_ancestor w where w.district_id = $1 and w.ancestor_id = r.place_id and w.place_id = any($2::uuid[])))`;
export const alertRulesById = read<AlertRuleRow, [string[], string[]]>('alert_rules_by_id',
  `select ${RULE} from alert_rule r where r.district_id = $1 and r.id = any($3::uuid[]) and ${RULE_SEEN}`);
export type AlertRuleFilter = [worksAt: string[], under: string | null, ended: boolean];
const RULES = `from alert_rule r where r.district_id = $1 and ${RULE_SEEN} and ${under('r.place_id', '$3')} and ($4 or r.ended_at is null)`;
export const alertRulePage = read<AlertRuleRow, [...AlertRuleFilter, string | null, number]>('alert_rule_page',
  `select ${RULE} ${RULES} and ($5::uuid is null or r.id < $5) order by r.id desc limit $6`);
export const alertRuleCount = read<{ n: number }, AlertRuleFilter>('alert_rule_count', `select count(*)::int as n ${RULES}`);

/** Alerts by id, of those that one may see; `$4` a place above them, or null. */
export const alertsById = read<AlertRow, [worksAt: string[], ids: string[], under: string | null]>('alerts_by_id',
  `select ${ALERT} from alert a where a.district_id = $1 and a.id = any($3::uuid[]) and ${worked('a.place_id')} and ${under('a.place_id', '$4')}`);
export type AlertFilter = [worksAt: string[], under: string | null, states: AlertState[] | null, kinds: AlertKind[] | null];
const ALERTS = `from alert a join alert_rule r on r.district_id = $1 and r.id = a.rule_id where a.district_id = $1 and ${worked('a.place_id')} and ${under('a.place_id', '$3')}
  and ($4::text[] is null or a.state = any($4)) and ($5::text[] is null or r.kind = any($5))`;
export const alertPage = read<AlertRow, [...AlertFilter, string | null, number]>('alert_page',
  `select ${ALERT} ${ALERTS} and ($6::uuid is null or a.id < $6) order by a.id desc limit $7`);
export const alertCount = read<{ n: number }, AlertFilter>('alert_count', `select count(*)::int as n ${ALERTS}`);

/** Alerts that changed after a position, of those that one may see; `$3` a place above them, or null. */
export const alertsChanged = read<AlertRow, [string[], string | null, string, string, number]>('alerts_changed',
  `select ${ALERT} from alert a where a.district_id = $1 and ${worked('a.place_id')} and ${under('a.place_id', '$3')} and ${changedAfter('a', '$4', '$5')} limit $6`);

/** An alert that was raised or handled. */
export interface AlertMove {
  readonly id: string;
  readonly alertId: string;
  readonly changedIn: string;
}
/** What happened to alerts in transactions from `$2` on. */
export const alertMoves = read<AlertMove, [string]>('alert_moves', `select a.id || ' ' || a.changed_in as id, a.id as "alertId", a.changed_in::text as "changedIn"
  from alert a where a.district_id = $1 and a.changed_in >= $2::xid8 order by a.changed_in, a.id`);
