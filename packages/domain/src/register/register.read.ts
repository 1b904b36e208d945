import type { Sight } from '../access/sight.ts';
import { Consent } from '../people/consent.entity.ts';
import { Household } from '../people/household.entity.ts';
import type { Kin } from '../people/kin.entity.ts';
import { Proxy } from '../people/proxy.entity.ts';
import { Residence } from '../people/residence.entity.ts';
import { Resident, type Standing } from '../people/resident.entity.ts';
import { changedAfter } from '../shared/changed.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { columnsOf, read, type Read, type RowOf } from '../shared/read.ts';
import { Disclosure } from './disclosure.entity.ts';

/** A resident as read: numbers sealed, and without what they are found by. */
export type ResidentRow = Omit<RowOf<Resident>, 'idNumberIndex' | 'phoneIndex' | 'nameInitials'>;

const COLUMNS = columnsOf(Resident.schema, 'r', ['idNumberIndex', 'phoneIndex', 'nameInitials']);

/** What may be seen: one's own (`$2`: oneself and whom one acts for), and whoever lives under the places one works at (`$3`). */
const seen = (place: string) => `exists (select from place_ancestor v where v.district_id = $1 and v.place_id = ${place} and v.ancestor_id = any($3::uuid[]))`;
const VISIBLE = `(r.id = any($2::uuid[]) or ${seen('r.place_id')})`;

/** The stays of a resident are seen by who sees the resident. */
export const residenceSight: Sight = {
  table: Residence.schema.tableName, node: { kind: 'Resident', id: 'resident_id' },
  seen: stay => `exists (select from resident r where r.district_id = $1 and r.id = ${stay}.resident_id and ${VISIBLE})`,
};

/** Residents by id, those that the viewer may see. */
export const residentsById = read<ResidentRow, [string[], string[], string[]]>('residents_by_id',
  `select ${COLUMNS} from resident r where r.district_id = $1 and r.id = any($4::uuid[]) and ${VISIBLE}`);

/** What decides who may do what with a resident's files. */
export const residentForRights = read<{ placeId: string; erased: boolean }, [string]>('resident_for_rights',
  'select r.place_id as "placeId", r.erased_at is not null as erased from resident r where r.district_id = $1 and r.id = $2');

/** Residents that changed after a position, of those that the viewer may see; `$4` a place above them, or null. */
export const residentsChanged = read<ResidentRow, [string[], string[], string | null, string, string, number]>('residents_changed',
  `select ${COLUMNS} from resident r where r.district_id = $1 and ${VISIBLE}
   and ($4::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = r.place_id and f.ancestor_id = $4))
   and ${changedAfter('r', '$5', '$6')} limit $7`);

/**
 * Filters of a list of residents: null filters nothing. `$2` the places one works at, `$3` the place that they live under,
 * null for who works for the whole district and asks for all of it.
 */
const FILTERS = `
  and ($4::text[] is null or r.standing = any($4))
  and ($5::date is null or r.birth_date <= $5)
  and ($6::boolean is null or r.lives_alone = $6)
  and ($7::boolean is null or r.no_kin = $7)
  and ($8::timestamptz is null or r.last_verified_at is null or r.last_verified_at < $8)
  and ($9::boolean is null or (r.lives_to is null) = $9)
  and ($10::text is null or exists (select from address a where a.district_id = $1 and a.id = r.address_id and a.full_text like $10))`;

/** Values of the filters, in their order. */
export type ResidentFilterValues = [
  worksAt: string[], under: string | null, standings: Standing[] | null, bornBy: CalendarDate | null, livesAlone: boolean | null, noKin: boolean | null,
  notVerifiedSince: Date | null, living: boolean | null, address: string | null,
];

/** The places under one that the viewer works at. */
const PLACES = `select x.place_id from place_ancestor x where x.district_id = $1 and x.ancestor_id = $3
  and exists (select from place_ancestor w where w.district_id = $1 and w.place_id = x.place_id and w.ancestor_id = any($2::uuid[]))`;

/** After a resident of the list (`$13`; a cursor must not hold a name), as many as `$14`. */
const after = (order: (alias: string) => string, whole: boolean) => `($13::uuid is null or (${order('r')}, r.id) > (
    (select ${order('c')} from resident c where c.district_id = $1 and c.id = $13 and ${within('c', whole)}), $13))
  order by ${order('r')}, r.id limit $14`;

/** Who is looked for: all, or those found by a text from `$11` up to `$12`, or by a blind index (`$11`). */
type By = 'ALL' | 'NAME' | 'LETTER' | 'LETTERS' | 'ID_NUMBER' | 'PHONE';
const EXACTLY = '$12::text is null';
/**
 * Ranges and no LIKE: row-level security comes before what might leak, which LIKE might, so that it could use no index. One
 * letter is the beginning of the pinyin wherever it is that of the initials.
 */
const SOUGHT: Readonly<Record<By, string>> = {
  ALL: `$11::text is null and ${EXACTLY}`,
  NAME: 'r.name >= $11 and r.name < $12',
  LETTER: 'r.name_pinyin >= $11 and r.name_pinyin < $12',
  LETTERS: '((r.name_pinyin >= $11 and r.name_pinyin < $12) or (r.name_initials >= $11 and r.name_initials < $12))',
  ID_NUMBER: `r.id_number_index = $11 and ${EXACTLY}`,
  PHONE: `r.phone_index = $11 and ${EXACTLY}`,
};

export type SoughtValues = [from: string | null, to: string | null];

/**
 * Pages of residents, of the whole district or of those under a place, by pinyin; by the written name where that is looked
 * for, as its index has them. All those under a place are taken from each place under it, by its own index: as one sorted
 * whole, the residents of one grid would be looked for among all of the district.
 */
export function residentPage(by: By, whole: boolean): Read<ResidentRow, [...ResidentFilterValues, ...SoughtValues, string | null, number]> {
  // For two ranges at once the index is walked from its beginning, in order, until enough are found: 0.8 s for names in W.
  const order = (alias: string) => (by === 'NAME' ? `${alias}.name` : by === 'LETTERS' ? `(${alias}.name_pinyin || '')` : `${alias}.name_pinyin`);
  const name = `resident_page_${by.toLowerCase()}${whole ? '_whole' : ''}`;
  if (by !== 'ALL' || whole) return read(name,
    `select ${COLUMNS} from resident r where r.district_id = $1 and ${within('r', whole)} and ${SOUGHT[by]} ${FILTERS} and ${after(order, whole)}`);
  return read(name, `select r.* from (${PLACES}) p cross join lateral (
    select ${COLUMNS} from resident r where r.district_id = $1 and r.place_id = p.place_id and ${SOUGHT[by]} ${FILTERS} and ${after(order, whole)}
  ) r order by r."namePinyin", r.id limit $14`);
}

export function residentCount(by: By, whole: boolean): Read<{ n: number }, [...ResidentFilterValues, ...SoughtValues]> {
  return read(`resident_count_${by.toLowerCase()}${whole ? '_whole' : ''}`,
    `select count(*)::int as n from resident r where r.district_id = $1 and ${within('r', whole)} and ${SOUGHT[by]} ${FILTERS}`);
}

function within(alias: string, whole: boolean): string {
  return whole ? '$2::uuid[] is not null and $3::uuid is null' : `${alias}.place_id in (${PLACES})`;
}

/** Whom an account may act for at a moment. */
export const proxiedBy = read<{ residentId: string }, [string, Date]>('proxied_by',
  `select p.resident_id as "residentId" from proxy p where p.district_id = $1 and p.holder_id = $2
   and p.valid_from <= $3 and (p.valid_to is null or p.valid_to > $3) order by p.resident_id`);

export type ResidenceRow = RowOf<Residence>;
/** The residences of residents, the latest first. */
export const residencesOf = read<ResidenceRow, [string[]]>('residences_of',
  `select ${columnsOf(Residence.schema, 's')} from residence s where s.district_id = $1 and s.resident_id = any($2::uuid[]) order by s.lives_from desc`);

export type HouseholdRow = RowOf<Household>;
const HOUSEHOLD = columnsOf(Household.schema, 'h');
/** Those of the places one works at (`$3`), and one's own (`$2`). */
const householdSeen = (h: string) => `(${seen(`${h}.place_id`)}
  or exists (select from resident r where r.district_id = $1 and r.household_id = ${h}.id and r.id = any($2::uuid[])))`;
export const householdSight: Sight = { table: Household.schema.tableName, node: { kind: 'Household', id: 'id' }, seen: householdSeen };
/** Households by id, those that the viewer may see. */
export const householdsById = read<HouseholdRow, [string[], string[], string[]]>('households_by_id',
  `select ${HOUSEHOLD} from household h where h.district_id = $1 and h.id = any($4::uuid[]) and ${householdSeen('h')}`);

/** Members of households that the viewer may see, the head first. */
export const membersOf = read<ResidentRow, [string[], string[], string[]]>('household_members',
  `select ${COLUMNS} from resident r where r.district_id = $1 and r.household_id = any($4::uuid[]) and ${VISIBLE}
   order by r.relation_to_head <> 'HEAD', r.birth_date, r.id`);

/** One of the kin of a resident, as seen from there. */
export interface KinRow extends Pick<RowOf<Kin>, 'id' | 'relation' | 'kinId' | 'name' | 'phoneSealed'> {
  readonly of: string;
}
/** The kin of residents, from either side: whose parent one is, is one's child. A ward is told as OTHER. */
export const kinOf = read<KinRow, [string[]]>('kin_of',
  `select k.id, k.resident_id as of, k.relation, k.kin_id as "kinId", coalesce(k.name, o.name) as name, k.phone_sealed as "phoneSealed"
   from kin k left join resident o on o.district_id = $1 and o.id = k.kin_id where k.district_id = $1 and k.resident_id = any($2::uuid[])
   union all
   select k.id, k.kin_id, case k.relation when 'PARENT' then 'CHILD' when 'GUARDIAN' then 'OTHER' else k.relation end, k.resident_id, o.name, null
   from kin k join resident o on o.district_id = $1 and o.id = k.resident_id where k.district_id = $1 and k.kin_id = any($2::uuid[])
   order by 1`);

export type ProxyRow = RowOf<Proxy>;
export const proxiesOf = read<ProxyRow, [string[]]>('proxies_of',
  `select ${columnsOf(Proxy.schema, 'p')} from proxy p where p.district_id = $1 and p.resident_id = any($2::uuid[]) order by p.valid_from desc, p.id`);

export type ConsentRow = RowOf<Consent>;
export const consentsOf = read<ConsentRow, [string[]]>('consents_of',
  `select ${columnsOf(Consent.schema, 'c')} from consent c where c.district_id = $1 and c.resident_id = any($2::uuid[]) order by c.given_at desc, c.id`);

export type DisclosureRow = RowOf<Disclosure>;
/** Disclosures that are shown of one resident; those before are kept all the same. */
const SHOWN = 200;
export const disclosuresOf = read<DisclosureRow, [string[]]>('disclosures_of',
  `select s.* from unnest($2::uuid[]) as x(id) cross join lateral (
     select ${columnsOf(Disclosure.schema, 'd')} from disclosure d where d.district_id = $1 and d.resident_id = x.id order by d.at desc, d.id limit ${SHOWN}
   ) s order by s.at desc, s.id`);

