import { Resident, type Standing } from '../people/resident.entity.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';

/** A resident as a row of a sheet is compared with them. */
export interface KnownResident extends RowOf<Resident> {
  /** How many residences they have had. */
  readonly stays: number;
  /** Days of the first one. */
  readonly firstFrom: CalendarDate | null;
  readonly firstTo: CalendarDate | null;
}

const STAYS = 'from residence s where s.district_id = $1 and s.resident_id = r.id';
/** Of the stays only for those found: joined to them, they would be looked up for everybody before. */
const KNOWN = `select ${columnsOf(Resident.schema, 'r')}, (select count(*)::int ${STAYS}) as stays,
  (select min(s.lives_from) ${STAYS}) as "firstFrom", (select s.lives_to ${STAYS} order by s.lives_from limit 1) as "firstTo" from resident r`;

/** Residents by the digest of their ID number, or by their id in another system (`system`, `id` at the same position). */
export const residentsKnown = read<KnownResident, [string[], string[], string[]]>('residents_known',
  `${KNOWN} where r.district_id = $1 and r.erased_at is null and r.id in (
     select i.id from resident i where i.district_id = $1 and i.id_number_index = any($2::text[])
     union select e.id from unnest($3::text[], $4::text[]) n (system, id)
       join resident e on e.district_id = $1 and e.external_system = n.system and e.external_id = n.id)`);

/** Residents without an ID number by name and birth date, at the same position, under a place. */
export const residentsAlike = read<KnownResident, [string[], string[], string]>('residents_alike',
  `${KNOWN} where r.district_id = $1 and r.erased_at is null and r.id_number_index is null
     and r.id in (select n.id from unnest($2::text[], $3::date[]) a (name, born) join resident n on n.district_id = $1 and n.name = a.name and n.birth_date = a.born)
     and exists (select from place_ancestor a where a.district_id = $1 and a.place_id = r.place_id and a.ancestor_id = $4)`);

/** Locks residents, in id order; with the mark of who wrote each of them last. */
export const residentsHeld = read<Pick<KnownResident, 'id' | 'changedIn'>, [string[]]>('residents_held',
  'select id, changed_in as "changedIn" from resident where district_id = $1 and id = any($2::uuid[]) order by id for update');

/** Parents and children of some residents, among residents, with their birth dates. */
export const kinBorn = read<{ residentId: string; kinId: string; isParent: boolean; birthDate: CalendarDate }, [string[]]>('kin_born',
  `select k.resident_id as "residentId", p.id as "kinId", true as "isParent", p.birth_date as "birthDate"
   from kin k join resident p on p.district_id = $1 and p.id = k.kin_id where k.district_id = $1 and k.relation = 'PARENT' and k.resident_id = any($2::uuid[])
   union all select k.kin_id, c.id, false, c.birth_date
   from kin k join resident c on c.district_id = $1 and c.id = k.resident_id where k.district_id = $1 and k.relation = 'PARENT' and k.kin_id = any($2::uuid[])`);

/** Households by number, with who their head is. */
export const householdsNumbered = read<{ id: string; number: string; placeId: string; addressId: string | null; headId: string | null; dissolved: boolean }, [string[]]>('households_numbered',
  `select h.id, h.number, h.place_id as "placeId", h.address_id as "addressId", h.dissolved_at is not null as dissolved,
     (select r.id from resident r where r.district_id = $1 and r.household_id = h.id and r.relation_to_head = 'HEAD') as "headId"
   from household h where h.district_id = $1 and h.number = any($2::text[])`);

/** Which of some codes belong to places of the district. */
export const codesTaken = read<{ code: string }, [string[]]>('place_codes_taken', 'select code from place where district_id = $1 and code = any($2::text[])');

/** What the register is narrowed to; null for everybody. */
export type ResidentNarrowing = [standings: readonly Standing[] | null, bornUntil: CalendarDate | null, bornAfter: CalendarDate | null, verifiedBefore: Date | null];

/** A page of who lives under a place, after an id; of these, those of some standings, ages, and not verified since. */
export const residentsOut = read<RowOf<Resident> & { code: string; address: string | null; householdNumber: string | null }, [string, ...ResidentNarrowing, string, number]>('residents_out',
  `select ${columnsOf(Resident.schema, 'r')}, p.code, a.full_text as address, h.number as "householdNumber"
   from resident r join place p on p.district_id = $1 and p.id = r.place_id
   left join address a on a.district_id = $1 and a.id = r.address_id
   left join household h on h.district_id = $1 and h.id = r.household_id
   where r.district_id = $1 and r.lives_to is null and r.erased_at is null and r.id > $7
     and ($3::text[] is null or r.standing = any($3)) and ($4::date is null or r.birth_date <= $4) and ($5::date is null or r.birth_date > $5)
     and ($6::timestamptz is null or r.last_verified_at is null or r.last_verified_at < $6)
     and exists (select from place_ancestor a where a.district_id = $1 and a.place_id = r.place_id and a.ancestor_id = $2)
   order by r.id limit $8`);
