import { changedAfter } from '../shared/changed.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { OrganisationContact } from './organisation-contact.entity.ts';
import { Organisation, type OrganisationKind } from './organisation.entity.ts';

/** An organisation as it is read. */
export type OrganisationRow = RowOf<Organisation>;

export const ORGANISATION_COLUMNS = columnsOf(Organisation.schema, 'o');

/** What may be seen: all of the district by its staff (`$2`), and one's own (`$3`). */
const SEEN = '($2::boolean or o.id = $3::uuid)';

/** Who asks: whether they work for the district, and the organisation that they work for. */
type Seer = [staff: boolean, own: string | null];

/** Organisations by id, to be named where they have something to do. */
export const organisationsById = read<OrganisationRow, [string[]]>('organisations_by_id',
  `select ${ORGANISATION_COLUMNS} from organisation o where o.district_id = $1 and o.id = any($2::uuid[])`);

/** Organisations by id, those that may be seen. */
export const organisationsSeen = read<OrganisationRow, [...Seer, string[]]>('organisations_seen',
  `select ${ORGANISATION_COLUMNS} from organisation o where o.district_id = $1 and ${SEEN} and o.id = any($4::uuid[])`);

/** Organisations by their id in another system (`system`, `id` at the same position), closed ones too. */
export const organisationsExternal = read<OrganisationRow, [string[], string[]]>('organisations_external',
  `select ${ORGANISATION_COLUMNS} from unnest($2::text[], $3::text[]) n (system, id)
   join organisation o on o.district_id = $1 and o.external_system = n.system and o.external_id = n.id`);

/** Open organisations of some names. */
export const organisationsCalled = read<OrganisationRow, [string[]]>('organisations_called',
  `select ${ORGANISATION_COLUMNS} from organisation o where o.district_id = $1 and o.closed_at is null and o.name = any($2::text[])`);

/** A page of the open organisations that serve a place or one under it, with its code, after an id. */
export const organisationsOut = read<OrganisationRow & { code: string }, [string, string, number]>('organisations_out',
  `select ${ORGANISATION_COLUMNS}, p.code from organisation o join place p on p.district_id = $1 and p.id = o.place_id
   where o.district_id = $1 and o.closed_at is null and o.id > $3
     and exists (select from place_ancestor a where a.district_id = $1 and a.place_id = o.place_id and a.ancestor_id = $2)
   order by o.id limit $4`);

/** Filters of a list of organisations; null filters nothing. */
const FILTERS = `
  and ($4::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = o.place_id and f.ancestor_id = $4))
  and ($5::text[] is null or o.kind = any($5))
  and ($6::text is null or strpos(o.name, $6) > 0)
  and ($7::uuid is null or exists (select from organisation_duty d where d.district_id = $1 and d.organisation_id = o.id and d.category_id = $7))
  and ($8 or o.closed_at is null)`;

/** Values of the filters, in their order. */
export type OrganisationFilterValues = [
  ...Seer, under: string | null, kinds: OrganisationKind[] | null, search: string | null, duty: string | null, includeClosed: boolean,
];

/** A page of organisations by name, after a position (name, id). */
export const organisationPage = read<OrganisationRow, [...OrganisationFilterValues, string, string, number]>('organisation_page',
  `select ${ORGANISATION_COLUMNS} from organisation o where o.district_id = $1 and ${SEEN} ${FILTERS}
   and (o.name, o.id) > ($9, $10::uuid) order by o.name, o.id limit $11`);

export const organisationCount = read<{ n: number }, OrganisationFilterValues>('organisation_count',
  `select count(*)::int as n from organisation o where o.district_id = $1 and ${SEEN} ${FILTERS}`);

/** Organisations that changed after a position, of those that may be seen. */
export const organisationsChanged = read<OrganisationRow, [...Seer, string, string, number]>('organisations_changed',
  `select ${ORGANISATION_COLUMNS} from organisation o where o.district_id = $1 and ${SEEN} and ${changedAfter('o', '$4', '$5')} limit $6`);

export type ContactRow = RowOf<OrganisationContact>;

export const contactsOfOrganisations = read<ContactRow, [string[]]>('organisation_contacts',
  `select ${columnsOf(OrganisationContact.schema, 'c')} from organisation_contact c
   where c.district_id = $1 and c.organisation_id = any($2::uuid[]) order by c.organisation_id, c.recorded_at, c.id`);

export const dutiesOfOrganisations = read<{ organisationId: string; categoryId: string }, [string[]]>('organisation_duties',
  `select organisation_id as "organisationId", category_id as "categoryId" from organisation_duty
   where district_id = $1 and organisation_id = any($2::uuid[]) order by organisation_id, id`);
