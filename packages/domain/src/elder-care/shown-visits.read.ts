import type { Sight } from '../access/sight.ts';
import { changedAfter } from '../shared/changed.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { CareIncident } from './care-incident.entity.ts';
import { CareStay } from './care-stay.entity.ts';
import { MutualAidPair } from './mutual-aid-pair.entity.ts';
import { WellbeingPlan } from './wellbeing-plan.entity.ts';
import type { WellbeingLevel, WellbeingState } from './wellbeing.rule.ts';
import { WellbeingVisit } from './wellbeing-visit.entity.ts';

export type PlanRow = RowOf<WellbeingPlan>;
export type VisitRow = RowOf<WellbeingVisit>;
export type StayRow = RowOf<CareStay>;
export type IncidentRow = RowOf<CareIncident>;
export type PairRow = RowOf<MutualAidPair>;

const worked = (place: string) => `exists (select from place_ancestor v where v.district_id = $1 and v.place_id = ${place} and v.ancestor_id = any($3::uuid[]))`;
/** One works at the place of a centre. */
const workedAt = (centre: string) => `exists (select from care_centre c where c.district_id = $1 and c.id = ${centre} and ${worked('c.place_id')})`;

/** Who looks: oneself and whom one acts for (`$2`), and the places one works at (`$3`). */
type Seer = [own: string[], worksAt: string[]];

/** The plans of residents; whoever sees the resident sees theirs. */
export const plansOf = read<PlanRow, [string[]]>('wellbeing_plans_of',
  `select ${columnsOf(WellbeingPlan.schema, 'p')} from wellbeing_plan p where p.district_id = $1 and p.resident_id = any($2::uuid[])`);

const VISIT = columnsOf(WellbeingVisit.schema, 'w');
/** Also by who of the mutual-aid team makes them. */
const visitSeen = (w: string) => `(${w}.resident_id = any($2::uuid[]) or ${worked(`${w}.place_id`)}
  or exists (select from mutual_aid_pair m where m.district_id = $1 and m.resident_id = ${w}.resident_id and m.visitor_id = any($2::uuid[]) and m.ended_at is null))`;
const VISIT_SEEN = visitSeen('w');
export const visitSight: Sight = { table: WellbeingVisit.schema.tableName, node: { kind: 'WellbeingVisit', id: 'id' }, seen: visitSeen };
export const visitsById = read<VisitRow, [...Seer, string[]]>('wellbeing_visits_by_id',
  `select ${VISIT} from wellbeing_visit w where w.district_id = $1 and w.id = any($4::uuid[]) and ${VISIT_SEEN}`);
const UNDER = `($4::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = w.place_id and f.ancestor_id = $4))`;
export type VisitFilter = [...Seer, under: string | null, residentId: string | null, states: WellbeingState[] | null, levels: WellbeingLevel[] | null, dueBefore: Date | null];
const VISITS = `from wellbeing_visit w where w.district_id = $1 and ${VISIT_SEEN} and ${UNDER} and ($5::uuid is null or w.resident_id = $5)
  and ($6::text[] is null or w.state = any($6)) and ($7::text[] is null or w.level = any($7)) and ($8::timestamptz is null or w.due_at < $8)`;
/** Visits that one may see, the first due first, after a position (due, id). */
export const visitPage = read<VisitRow, [...VisitFilter, Date | null, string | null, number]>('wellbeing_visit_page',
  `select ${VISIT} ${VISITS} and ($9::timestamptz is null or (w.due_at, w.id) > ($9, $10::uuid)) order by w.due_at, w.id limit $11`);
export const visitCount = read<{ n: number }, VisitFilter>('wellbeing_visit_count', `select count(*)::int as n ${VISITS}`);
/** Visits that changed after a position. */
export const visitsChanged = read<VisitRow, [...Seer, string | null, string, string, number]>('wellbeing_visits_changed',
  `select ${VISIT} from wellbeing_visit w where w.district_id = $1 and ${VISIT_SEEN} and ${UNDER} and ${changedAfter('w', '$5', '$6')} limit $7`);

/** How many are at centres now: a number tells nobody's name. */
export const occupancyOf = read<{ centreId: string; n: number }, [string[]]>('care_occupancy_of',
  `select s.centre_id as "centreId", count(*)::int as n from care_stay s where s.district_id = $1 and s.centre_id = any($2::uuid[]) and s.left_at is null group by s.centre_id`);
/** Something that moved at a centre: somebody came or left, or, with a slot, a place of it was taken or given back. */
export interface CentreMove {
  readonly id: string;
  readonly centreId: string;
  readonly slotId: string | null;
  readonly changedIn: string;
}
/** What moved at centres in transactions from `$2` on. */
export const centreMoves = read<CentreMove, [string]>('care_centre_moves',
  `select moved.id || ' ' || moved.changed_in as id, moved.centre_id as "centreId", moved.slot_id as "slotId", moved.changed_in::text as "changedIn"
   from (select s.id, s.centre_id, null::uuid as slot_id, s.changed_in from care_stay s where s.district_id = $1 and s.changed_in >= $2::xid8
     union all select l.id, v.centre_id, l.id, l.changed_in from care_slot l join care_service v on v.district_id = $1 and v.id = l.service_id
       where l.district_id = $1 and l.changed_in >= $2::xid8) moved order by moved.changed_in, moved.id`);

const STAY = columnsOf(CareStay.schema, 's');
export type StayFilter = [...Seer, centreId: string, from: Date | null, to: Date | null];
const STAYS = `from care_stay s where s.district_id = $1 and (s.resident_id = any($2::uuid[]) or ${worked('s.place_id')}) and s.centre_id = $4
  and ($5::timestamptz is null or s.came_at >= $5) and ($6::timestamptz is null or s.came_at < $6)`;
/** Stays at a centre that one may see, the latest first. */
export const stayPage = read<StayRow, [...StayFilter, string | null, number]>('care_stay_page',
  `select ${STAY} ${STAYS} and ($7::uuid is null or s.id < $7) order by s.id desc limit $8`);
export const stayCount = read<{ n: number }, StayFilter>('care_stay_count', `select count(*)::int as n ${STAYS}`);

const INCIDENTS = `from care_incident i where i.district_id = $1 and (i.resident_id = any($2::uuid[]) or ${workedAt('i.centre_id')}) and i.centre_id = $4`;
/** A centre's incidents, for who works over it; and those that happened to oneself and whom one acts for. */
export const incidentPage = read<IncidentRow, [...Seer, string, string | null, number]>('care_incident_page',
  `select ${columnsOf(CareIncident.schema, 'i')} ${INCIDENTS} and ($5::uuid is null or i.id < $5) order by i.id desc limit $6`);
export const incidentCount = read<{ n: number }, [...Seer, string]>('care_incident_count', `select count(*)::int as n ${INCIDENTS}`);

/** Who of centres' teams visits whom, for who works there, and those who visit or are visited. */
export const pairsOfCentres = read<PairRow, [...Seer, string[]]>('mutual_aid_pairs_of_centres',
  `select ${columnsOf(MutualAidPair.schema, 'm')} from mutual_aid_pair m where m.district_id = $1 and m.centre_id = any($4::uuid[]) and m.ended_at is null
     and (m.visitor_id = any($2::uuid[]) or m.resident_id = any($2::uuid[]) or ${workedAt('m.centre_id')}) order by m.began_at, m.id limit 1000`);
