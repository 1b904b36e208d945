import type { Sight } from '../access/sight.ts';
import { changedAfter } from '../shared/changed.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { PointsAward, type AwardState } from './points-award.entity.ts';
import { PointsGood } from './points-good.entity.ts';
import { PointsObjection } from './points-objection.entity.ts';
import { PointsRule } from './points-rule.entity.ts';
import { PointsRuleVersion } from './points-rule-version.entity.ts';
import { PriorityApplication } from './priority-application.entity.ts';
import { PriorityList } from './priority-list.entity.ts';
import type { AwardRow, ObjectionRow, RuleRow, VersionRow } from './points.read.ts';
import { Redemption, type RedemptionState } from './redemption.entity.ts';
import { WasteDrop } from './waste-drop.entity.ts';

export type GoodRow = RowOf<PointsGood>;
/** Without the digest of its code. */
export type RedemptionRow = Omit<RowOf<Redemption>, 'codeDigest'>;
export type DropRow = RowOf<WasteDrop>;

/** Who looks: oneself and whom one acts for (`$2`), and the places one works at (`$3`). */
type Seer = [own: string[], worksAt: string[]];
const worked = (place: string) => `exists (select from place_ancestor v where v.district_id = $1 and v.place_id = ${place} and v.ancestor_id = any($3::uuid[]))`;
const ofHousehold = (household: string) => `exists (select from resident m where m.district_id = $1 and m.household_id = ${household} and m.id = any($2::uuid[]))`;
const under = (place: string, value: string) =>
  `(${value}::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = ${place} and f.ancestor_id = ${value}))`;
/** What holds at a place and is declared there or above it. */
const holdsAt = (place: string, value: string) =>
  `(${value}::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = ${value} and f.ancestor_id = ${place}))`;

const RULE = columnsOf(PointsRule.schema, 'r');
export const rulesById = read<RuleRow, [string[]]>('points_rules_by_id', `select ${RULE} from points_rule r where r.district_id = $1 and r.id = any($2::uuid[])`);

export type RuleFilter = [placeId: string | null, endedBy: CalendarDate | null];
const RULES = `from points_rule r where r.district_id = $1 and ${holdsAt('r.place_id', '$2')} and ($3::date is null or r.ends_on is null or r.ends_on > $3)`;
/** Rules that hold at a place, the latest first; `$3` leaves out those that have ended by a day. */
export const rulePage = read<RuleRow, [...RuleFilter, string | null, number]>('points_rule_page',
  `select ${RULE} ${RULES} and ($4::uuid is null or r.id < $4) order by r.id desc limit $5`);
export const ruleCount = read<{ n: number }, RuleFilter>('points_rule_count', `select count(*)::int as n ${RULES}`);

export const versionsOfRules = read<VersionRow, [string[]]>('points_versions_of_rules',
  `select ${columnsOf(PointsRuleVersion.schema, 'v')} from points_rule_version v where v.district_id = $1 and v.rule_id = any($2::uuid[]) order by v.number desc`);

const AWARD = columnsOf(PointsAward.schema, 'a');
const AWARD_SEEN = `(a.resident_id = any($2::uuid[]) or (a.owner_kind = 'HOUSEHOLD' and ${ofHousehold('a.owner_id')}) or ${worked('a.place_id')})`;
export const awardsById = read<AwardRow, [...Seer, string[]]>('points_awards_by_id',
  `select ${AWARD} from points_award a where a.district_id = $1 and a.id = any($4::uuid[]) and ${AWARD_SEEN}`);

export type AwardFilter = [...Seer, under: string | null, residentId: string | null, ruleId: string | null, states: AwardState[] | null];
const AWARDS = `from points_award a where a.district_id = $1 and ${AWARD_SEEN} and ${under('a.place_id', '$4')}
  and ($5::uuid is null or a.resident_id = $5) and ($6::uuid is null or a.rule_id = $6) and ($7::text[] is null or a.state = any($7))`;
export const awardPage = read<AwardRow, [...AwardFilter, string | null, number]>('points_award_page',
  `select ${AWARD} ${AWARDS} and ($8::uuid is null or a.id < $8) order by a.id desc limit $9`);
export const awardCount = read<{ n: number }, AwardFilter>('points_award_count', `select count(*)::int as n ${AWARDS}`);

/** Awards that changed after a position, of those that one may see; `$4` a place above them, or null. */
export const awardsChanged = read<AwardRow, [...Seer, string | null, string, string, number]>('points_awards_changed',
  `select ${AWARD} from points_award a where a.district_id = $1 and ${AWARD_SEEN} and ${under('a.place_id', '$4')} and ${changedAfter('a', '$5', '$6')} limit $7`);

/** Points on public notice, as everybody may read them. */
export interface NoticeRow extends Pick<AwardRow, 'id' | 'placeId' | 'points' | 'occurredAt' | 'noticeEndsAt' | 'dataOrigin'> {
  readonly rule: string;
  /** Whose deed it was; to be masked. */
  readonly name: string | null;
}
const NOTICES = `from points_award a join points_rule r on r.district_id = $1 and r.id = a.rule_id
  left join resident p on p.district_id = $1 and p.id = a.resident_id
  where a.district_id = $1 and a.state = 'PROPOSED' and a.notice_ends_at > $2 and ${under('a.place_id', '$3')}`;
export const publicNoticePage = read<NoticeRow, [Date, string | null, string | null, number]>('points_public_notice',
  `select a.id, a.place_id as "placeId", a.points, a.occurred_at as "occurredAt", a.notice_ends_at as "noticeEndsAt", a.data_origin as "dataOrigin", r.name as rule, p.name
   ${NOTICES} and ($4::uuid is null or a.id < $4) order by a.id desc limit $5`);
export const publicNoticeCount = read<{ n: number }, [Date, string | null]>('points_public_notice_count', `select count(*)::int as n ${NOTICES}`);

export const objectionsOf = read<ObjectionRow, [string[]]>('points_objections_of',
  `select ${columnsOf(PointsObjection.schema, 'o')} from points_objection o where o.district_id = $1 and o.award_id = any($2::uuid[]) order by o.raised_at`);

const DROP = columnsOf(WasteDrop.schema, 'd');
const dropSeen = (d: string) => `(${d}.resident_id = any($2::uuid[]) or ${ofHousehold(`${d}.household_id`)} or ${worked(`${d}.place_id`)})`;
const DROP_SEEN = dropSeen('d');
export const dropSight: Sight = { table: WasteDrop.schema.tableName, node: { kind: 'WasteDrop', id: 'id' }, seen: dropSeen };
export const dropsById = read<DropRow, [...Seer, string[]]>('waste_drops_by_id',
  `select ${DROP} from waste_drop d where d.district_id = $1 and d.id = any($4::uuid[]) and ${DROP_SEEN}`);
export type DropFilter = [...Seer, under: string | null, residentId: string | null, householdId: string | null];
const DROPS = `from waste_drop d where d.district_id = $1 and ${DROP_SEEN} and ${under('d.place_id', '$4')}
  and ($5::uuid is null or d.resident_id = $5) and ($6::uuid is null or d.household_id = $6)`;
export const dropPage = read<DropRow, [...DropFilter, string | null, number]>('waste_drop_page',
  `select ${DROP} ${DROPS} and ($7::uuid is null or d.id < $7) order by d.id desc limit $8`);
export const dropCount = read<{ n: number }, DropFilter>('waste_drop_count', `select count(*)::int as n ${DROPS}`);

const GOOD = columnsOf(PointsGood.schema, 'g');
export const goodsById = read<GoodRow, [string[]]>('points_goods_by_id', `select ${GOOD} from points_good g where g.district_id = $1 and g.id = any($2::uuid[])`);
export type GoodFilter = [placeId: string | null, includeClosed: boolean];
const GOODS = `from points_good g where g.district_id = $1 and ${holdsAt('g.place_id', '$2')} and ($3 or g.closed_at is null)`;
export const goodPage = read<GoodRow, [...GoodFilter, string | null, number]>('points_good_page',
  `select ${GOOD} ${GOODS} and ($4::uuid is null or g.id < $4) order by g.id desc limit $5`);
export const goodCount = read<{ n: number }, GoodFilter>('points_good_count', `select count(*)::int as n ${GOODS}`);

const REDEMPTION = columnsOf(Redemption.schema, 'r', ['codeDigest']);
/** Also those of what one's organisation provides (`$4`). */
const REDEMPTION_SEEN = `(r.resident_id = any($2::uuid[]) or (r.owner_kind = 'HOUSEHOLD' and ${ofHousehold('r.owner_id')}) or ${worked('r.place_id')}
  or exists (select from points_good g where g.district_id = $1 and g.id = r.good_id and (g.organisation_id = $4::uuid or ${worked('g.place_id')})))`;
type RedemptionSeer = [...Seer, organisationId: string | null];
export const redemptionsById = read<RedemptionRow, [...RedemptionSeer, string[]]>('redemptions_by_id',
  `select ${REDEMPTION} from redemption r where r.district_id = $1 and r.id = any($5::uuid[]) and ${REDEMPTION_SEEN}`);
export type RedemptionFilter = [...RedemptionSeer, under: string | null, residentId: string | null, goodId: string | null, states: RedemptionState[] | null];
const REDEMPTIONS = `from redemption r where r.district_id = $1 and ${REDEMPTION_SEEN} and ${under('r.place_id', '$5')}
  and ($6::uuid is null or r.resident_id = $6) and ($7::uuid is null or r.good_id = $7) and ($8::text[] is null or r.state = any($8))`;
export const redemptionPage = read<RedemptionRow, [...RedemptionFilter, string | null, number]>('redemption_page',
  `select ${REDEMPTION} ${REDEMPTIONS} and ($9::uuid is null or r.id < $9) order by r.id desc limit $10`);
export const redemptionCount = read<{ n: number }, RedemptionFilter>('redemption_count', `select count(*)::int as n ${REDEMPTIONS}`);

/** Redemptions that changed after a position, of those that one may see; `$5` a place above where they lived, or null. */
export const redemptionsChanged = read<RedemptionRow, [...RedemptionSeer, string | null, string, string, number]>('redemptions_changed',
  `select ${REDEMPTION} from redemption r where r.district_id = $1 and ${REDEMPTION_SEEN} and ${under('r.place_id', '$5')} and ${changedAfter('r', '$6', '$7')} limit $8`);

/** What somebody's account of points holds, and what they have earned in all, spent or not. */
export interface StandingRow {
  readonly ownerId: string;
  readonly balance: number;
  readonly reserved: number;
  readonly earned: number;
  /** They wish to stand on leaderboards. */
  readonly onLeaderboard: boolean;
}
export const standingsOf = read<StandingRow, [string[]]>('points_standings',
  `select o.id as "ownerId", coalesce(a.balance, 0)::float8 as balance, coalesce(a.reserved, 0)::float8 as reserved,
     coalesce((select sum(w.points) from points_award w where w.district_id = $1 and w.owner_id = o.id and w.state = 'ACTIVE'), 0)::float8 as earned,
     exists (select from leaderboard_member m where m.district_id = $1 and m.owner_id = o.id and m.left_at is null) as "onLeaderboard"
   from unnest($2::uuid[]) o (id)
   left join ledger_account a on a.district_id = $1 and a.unit = 'POINT' and a.owner_kind in ('RESIDENT', 'HOUSEHOLD') and a.owner_id = o.id`);

export type PriorityListRow = RowOf<PriorityList>;
export type PriorityApplicationRow = RowOf<PriorityApplication>;
const LIST = columnsOf(PriorityList.schema, 'l');
export const priorityListsById = read<PriorityListRow, [string[]]>('priority_lists_by_id', `select ${LIST} from priority_list l where l.district_id = $1 and l.id = any($2::uuid[])`);
const LISTS = `from priority_list l where l.district_id = $1 and ${holdsAt('l.place_id', '$2')}`;
export const priorityListPage = read<PriorityListRow, [string | null, string | null, number]>('priority_list_page',
  `select ${LIST} ${LISTS} and ($3::uuid is null or l.id < $3) order by l.id desc limit $4`);
export const priorityListCount = read<{ n: number }, [string | null]>('priority_list_count', `select count(*)::int as n ${LISTS}`);

/** Applications to some lists, of those that one may see: one's own, and those of people under the places one works at; by rank, then by when they came. */
export const applicationsOf = read<PriorityApplicationRow, [...Seer, string[]]>('priority_applications_of',
  `select ${columnsOf(PriorityApplication.schema, 'a')} from priority_application a join resident r on r.district_id = $1 and r.id = a.resident_id
   where a.district_id = $1 and a.list_id = any($4::uuid[]) and (r.id = any($2::uuid[]) or ${worked('r.place_id')}) order by a.list_id, a.rank nulls last, a.id limit 1000`);
