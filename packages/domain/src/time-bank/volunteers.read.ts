import type { Sight } from '../access/sight.ts';
import { changedAfter } from '../shared/changed.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import type { Hours } from './availability.rule.ts';
import { ServiceType } from './service-type.entity.ts';
import { TimeBankPolicy } from './time-bank-policy.entity.ts';
import { Volunteer } from './volunteer.entity.ts';

/** The district's own rules; none where it has decided nothing. */
export const timeBankPolicy = read<RowOf<TimeBankPolicy>>('time_bank_policy',
  `select ${columnsOf(TimeBankPolicy.schema, 'p')} from time_bank_policy p where p.district_id = $1`);

export type ServiceTypeRow = RowOf<ServiceType>;
export const serviceTypes = read<ServiceTypeRow>('service_types',
  `select ${columnsOf(ServiceType.schema, 't')} from service_type t where t.district_id = $1 order by t.closed_at is not null, t.code`);

export type VolunteerRow = RowOf<Volunteer>;
const COLUMNS = columnsOf(Volunteer.schema, 'v');
const volunteerSeen = (v: string) => `(${v}.resident_id = any($2::uuid[])
  or exists (select from place_ancestor s where s.district_id = $1 and s.place_id = ${v}.place_id and s.ancestor_id = any($3::uuid[])))`;
const VISIBLE = volunteerSeen('v');
export const volunteerSight: Sight = { table: Volunteer.schema.tableName, node: { kind: 'Volunteer', id: 'id' }, seen: volunteerSeen };

/** Volunteers by id, those that the viewer may see: themselves and whom they act for (`$2`), and those under the places one works at (`$3`). */
export const volunteersById = read<VolunteerRow, [string[], string[], string[]]>('volunteers_by_id',
  `select ${COLUMNS} from volunteer v where v.district_id = $1 and ${VISIBLE} and v.id = any($4::uuid[])`);

/** The volunteers that residents are or were, the latest first. */
export const volunteersOf = read<VolunteerRow, [string[]]>('volunteers_of',
  `select ${COLUMNS} from volunteer v where v.district_id = $1 and v.resident_id = any($2::uuid[]) order by v.active_from desc`);

const FILTERS = `and ($4::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = v.place_id and f.ancestor_id = $4))
  and ($5::uuid is null or $5 = any(v.skill_ids)) and ($6::date is null or (v.active_from <= $6 and (v.active_to is null or v.active_to > $6)))`;
export type VolunteerFilterValues = [own: string[], worksAt: string[], under: string | null, skill: string | null, activeOn: CalendarDate | null];

/** A page of volunteers, the latest entered first, before one of them. */
export const volunteerPage = read<VolunteerRow, [...VolunteerFilterValues, string | null, number]>('volunteer_page',
  `select ${COLUMNS} from volunteer v where v.district_id = $1 and ${VISIBLE} ${FILTERS} and ($7::uuid is null or v.id < $7) order by v.id desc limit $8`);

export const volunteerCount = read<{ n: number }, VolunteerFilterValues>('volunteer_count',
  `select count(*)::int as n from volunteer v where v.district_id = $1 and ${VISIBLE} ${FILTERS}`);

/** Volunteers that changed after a position, of those that the viewer may see; `$4` a place above them, or null. */
export const volunteersChanged = read<VolunteerRow, [string[], string[], string | null, string, string, number]>('volunteers_changed',
  `select ${COLUMNS} from volunteer v where v.district_id = $1 and ${VISIBLE}
   and ($4::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = v.place_id and f.ancestor_id = $4))
   and ${changedAfter('v', '$5', '$6')} limit $7`);

/** Somebody who could serve at a place. */
export interface CandidateRow {
  readonly volunteerId: string;
  readonly residentId: string;
  readonly availability: readonly Hours[];
  readonly distance: number;
  readonly noShows: number;
  readonly served: number;
}

/**
 * Volunteers of a skill (`$4`) on a day (`$5`) under the places one works at (`$2`), the nearest to a place (`$3`) first: how many steps up
 * from there a place stands above both; with what they served and missed since `$6`.
 */
export const candidates = read<CandidateRow, [string[], string, string, CalendarDate, Date, number]>('volunteer_candidates',
  `select v.id as "volunteerId", v.resident_id as "residentId", v.availability, near.distance,
     (select count(*)::int from exchange e where e.district_id = $1 and e.giver_id = v.resident_id and e.status = 'NO_SHOW' and e.absent = 'GIVER' and e.starts_at >= $6) as "noShows",
     (select count(*)::int from exchange e where e.district_id = $1 and e.giver_id = v.resident_id and e.status in ('CONFIRMED', 'ADJUSTED') and e.starts_at >= $6) as served
   from volunteer v cross join lateral (
     select min(a.depth) as distance from place_ancestor a join place_ancestor b on b.district_id = $1 and b.ancestor_id = a.ancestor_id
     where a.district_id = $1 and a.place_id = $3 and b.place_id = v.place_id) near
   where v.district_id = $1 and $4 = any(v.skill_ids) and v.active_from <= $5 and (v.active_to is null or v.active_to > $5)
     and exists (select from place_ancestor s where s.district_id = $1 and s.place_id = v.place_id and s.ancestor_id = any($2::uuid[]))
   order by near.distance, v.id limit $7`);

/** What somebody has, and has given and received by service. */
export interface MinutesRow {
  readonly residentId: string;
  readonly balance: number;
  readonly reserved: number;
  readonly served: number;
  readonly donated: number;
}

/** The minutes of residents, and how many of their services were confirmed and earned or donated. */
export const minutesOfResidents = read<MinutesRow, [string[]]>('minutes_of_residents',
  `select r.id as "residentId", coalesce(a.balance, 0)::float8 as balance, coalesce(a.reserved, 0)::float8 as reserved,
     coalesce(s.served, 0)::int as served, coalesce(s.donated, 0)::int as donated
   from resident r
   left join ledger_account a on a.district_id = $1 and a.unit = 'MINUTE' and a.owner_kind = 'RESIDENT' and a.owner_id = r.id
   left join lateral (select sum(e.credited_minutes + e.donated_minutes) as served, sum(e.donated_minutes) as donated from exchange e
     where e.district_id = $1 and e.giver_id = r.id) s on true
   where r.district_id = $1 and r.id = any($2::uuid[])`);

/** Minutes that residents under a place (`$2`) have, by where they live, and what volunteers there can serve in a week, on a day (`$3`). */
export const liability = read<{ outstanding: number; weekly: number; volunteers: number }, [string, CalendarDate]>('time_bank_liability',
  `select
     (select coalesce(sum(a.balance), 0)::float8 from ledger_account a join resident r on r.district_id = $1 and r.id = a.owner_id
        join place_ancestor p on p.district_id = $1 and p.place_id = r.place_id and p.ancestor_id = $2
      where a.district_id = $1 and a.unit = 'MINUTE' and a.owner_kind = 'RESIDENT') as outstanding,
     coalesce(sum(v.weekly_minutes), 0)::int as weekly, count(v.id)::int as volunteers
   from place_ancestor p left join volunteer v on v.district_id = $1 and v.place_id = p.place_id and v.active_from <= $3 and (v.active_to is null or v.active_to > $3)
   where p.district_id = $1 and p.ancestor_id = $2`);
