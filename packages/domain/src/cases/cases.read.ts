import type { Sight } from '../access/sight.ts';
import { changedAfter } from '../shared/changed.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { ORGANISATION_COLUMNS, type OrganisationRow } from '../organisations/organisations.read.ts';
import type { CaseCoHandler } from './case-co-handler.entity.ts';
import { CaseClosing } from './case-closing.entity.ts';
import { CaseStep } from './case-step.entity.ts';
import { Case } from './case.entity.ts';
import { OPEN_STATUSES, type CaseKind, type CaseStatus } from './moves.ts';

/** A case as it is read: plain values, and no sealed ones. */
export type CaseRow = Omit<RowOf<Case>, 'contactPhoneSealed'>;

const COLUMNS = columnsOf(Case.schema, 'c', ['contactPhoneSealed']);

/** The organisation that the viewer works for. */
const ORGANISATION = '(select w.organisation_id from account w where w.district_id = $1 and w.id = $2)';

/** The residents whom the viewer is, or acts for at `$4`. */
const ACTED_FOR = `(select a.resident_id from account a where a.district_id = $1 and a.id = $2 and a.resident_id is not null
  union all select p.resident_id from proxy p
    where p.district_id = $1 and p.holder_id = $2 and p.valid_from <= $4 and (p.valid_to is null or p.valid_to > $4))`;

/**
 * What may be seen: what is the viewer's own or that of whom they act for, what lies under the places they work at, and what
 * they or their organisation have or assist with.
 */
const visible = (c: string, account: string, actedFor: string, organisation: string) => `(${c}.requester_id = ${account} or ${c}.resident_id in ${actedFor}
  or exists (select from place_ancestor v where v.district_id = $1 and v.place_id = ${c}.place_id and v.ancestor_id = any($3::uuid[]))
  or ${c}.assignee_organisation_id = ${organisation}
  or exists (select from case_co_handler h where h.district_id = $1 and h.case_id = ${c}.id and (h.account_id = ${account} or h.organisation_id = ${organisation})))`;
const VISIBLE = visible('c', '$2', ACTED_FOR, ORGANISATION);

export const caseSight: Sight = {
  table: Case.schema.tableName, node: { kind: 'Case', id: 'id' }, seen: c => visible(c, '$4', '(select unnest($2::uuid[]))', '$5'),
};
/** A closing is seen by who sees the case. */
export const closingSight: Sight = {
  table: CaseClosing.schema.tableName, node: { kind: 'Case', id: 'case_id' },
  seen: closing => `exists (select from service_case c where c.district_id = $1 and c.id = ${closing}.case_id and ${caseSight.seen('c')})`,
};

/** Who asks. */
export type Viewer = [accountId: string, worksAt: string[], at: Date];

/** Cases by id, those that the viewer may see. `$2` the viewer's account, `$3` the places they work at, `$4` now. */
export const casesById = read<CaseRow, [...Viewer, string[]]>('cases_by_id',
  `select ${COLUMNS} from service_case c where c.district_id = $1 and ${VISIBLE} and c.id = any($5::uuid[])`);

/** A case by id, whoever asks, with what decides who may see it. */
export const caseForRights = read<Pick<CaseRow, 'placeId' | 'status' | 'requesterId' | 'residentId' | 'assigneeId' | 'assigneeOrganisationId' | 'handlerId' | 'returns'>, [string]>('case_for_rights',
  `select c.place_id as "placeId", c.status, c.requester_id as "requesterId", c.resident_id as "residentId", c.assignee_id as "assigneeId",
     c.assignee_organisation_id as "assigneeOrganisationId", c.handler_id as "handlerId", c.returns
   from service_case c where c.district_id = $1 and c.id = $2`);

export const caseByTracking = read<CaseRow, [...Viewer, string]>('case_by_tracking',
  `select ${COLUMNS} from service_case c where c.district_id = $1 and ${VISIBLE} and c.tracking_number = $5`);

/** Filters of a list of cases; null filters nothing. Old cases of a resident name only the account that brought them in. */
const FILTERS = `
  and ($5::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = c.place_id and f.ancestor_id = $5))
  and ($6::text[] is null or c.status = any($6))
  and ($7::text[] is null or c.kind = any($7))
  and ($8::uuid is null or c.assignee_id = $8)
  and ($9::boolean is null or (c.overdue_at is not null) = $9)
  and ($10::timestamptz is null or c.received_at >= $10)
  and ($11::timestamptz is null or c.received_at < $11)
  and ($12::uuid is null or c.assignee_organisation_id = $12)
  and ($13::uuid is null or c.resident_id = $13 or (c.resident_id is null and c.requester_id in
    (select b.id from account b where b.district_id = $1 and b.resident_id = $13)))`;

/** Values of the filters, in their order. */
export type CaseFilterValues = [
  ...Viewer, under: string | null, statuses: CaseStatus[] | null, kinds: CaseKind[] | null,
  assignee: string | null, overdue: boolean | null, receivedFrom: Date | null, receivedTo: Date | null,
  assigneeOrganisation: string | null, resident: string | null,
];

/** A page of cases, the latest received first, before a position (received, id). */
export const casePage = read<CaseRow, [...CaseFilterValues, Date | null, string | null, number]>('case_page',
  `select ${COLUMNS} from service_case c where c.district_id = $1 and ${VISIBLE} ${FILTERS}
   and ($14::timestamptz is null or (c.received_at, c.id) < ($14, $15::uuid))
   order by c.received_at desc, c.id desc limit $16`);

export const caseCount = read<{ n: number }, CaseFilterValues>('case_count',
  `select count(*)::int as n from service_case c where c.district_id = $1 and ${VISIBLE} ${FILTERS}`);

/** Cases that changed after a position, of those that the viewer may see; `$5` a place above them, or null. */
export const casesChanged = read<CaseRow, [...Viewer, string | null, string, string, number]>('cases_changed',
  `select ${COLUMNS} from service_case c where c.district_id = $1 and ${VISIBLE}
   and ($5::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = c.place_id and f.ancestor_id = $5))
   and ${changedAfter('c', '$6', '$7')} limit $8`);

export type CaseStepRow = RowOf<CaseStep>;

/** The history of some cases, oldest first. */
export const stepsOfCases = read<CaseStepRow, [string[]]>('case_steps',
  `select ${columnsOf(CaseStep.schema, 's')} from case_step s where s.district_id = $1 and s.case_id = any($2::uuid[])
   order by s.case_id, s.recorded_at, s.id`);

/** Steps of the transaction `$2` and later ones, for those who watch cases. */
export const stepsRecorded = read<CaseStepRow & { changedIn: string }, [string]>('case_steps_recorded',
  `select ${columnsOf(CaseStep.schema, 's')}, s.changed_in::text as "changedIn" from case_step s
   where s.district_id = $1 and s.changed_in >= $2::xid8 order by s.recorded_at, s.id`);

/** Cases that were merged into one, and those merged into these before. */
export const mergedInto = read<Pick<CaseRow, 'id' | 'trackingNumber' | 'title' | 'requesterId' | 'residentId'>, [string]>('cases_merged_into',
  `with recursive merged as (
     select c.id from service_case c where c.district_id = $1 and c.merged_into_id = $2
     union select c.id from merged m join service_case c on c.district_id = $1 and c.merged_into_id = m.id)
   select c.id, c.tracking_number as "trackingNumber", c.title, c.requester_id as "requesterId", c.resident_id as "residentId"
   from merged m join service_case c on c.district_id = $1 and c.id = m.id order by c.id`);

export const categories = read<{ id: string; parentId: string | null; code: string; name: string }>('case_categories',
  `select id, parent_id as "parentId", code, name from case_category where district_id = $1 order by code`);

export type CoHandlerRow = Pick<RowOf<CaseCoHandler>, 'caseId' | 'accountId' | 'organisationId' | 'addedAt'>;

/** Who assists with some cases. */
export const coHandlersOfCases = read<CoHandlerRow, [string[]]>('case_co_handlers',
  `select case_id as "caseId", account_id as "accountId", organisation_id as "organisationId", added_at as "addedAt" from case_co_handler
   where district_id = $1 and case_id = any($2::uuid[]) order by case_id, id`);

/** How many cases an organisation still has to deal with. */
export const openCasesOfOrganisation = read<{ n: number }, [string]>('organisation_open_cases',
  `select count(*)::int as n from service_case where district_id = $1 and assignee_organisation_id = $2 and status = any('{${OPEN_STATUSES.join(',')}}')`);

/** Organisations that answer for a category or for the one above it, and serve one of some places, given from the top; the closest first. */
export const organisationsForCategory = read<OrganisationRow, [string, string[]]>('organisations_for_category',
  `select ${ORGANISATION_COLUMNS} from case_category k join organisation o on o.district_id = $1
   where k.district_id = $1 and k.id = $2 and o.closed_at is null and o.place_id = any($3::uuid[])
     and exists (select from organisation_duty d where d.district_id = $1 and d.organisation_id = o.id and d.category_id in (k.id, k.parent_id))
   order by array_position($3::uuid[], o.place_id) desc, o.name, o.id limit 20`);
