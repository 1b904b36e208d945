import { read } from '../shared/read.ts';
import type { DataOrigin } from '../places/place.entity.ts';
import type { CaseKind, CaseOutcome, CaseStatus, CaseUrgency } from './moves.ts';

/** A case as it goes out in a sheet. */
export interface OutgoingCase {
  readonly id: string;
  readonly trackingNumber: string;
  readonly placeCode: string;
  readonly placeName: string;
  readonly kind: CaseKind;
  readonly category: string;
  readonly urgency: CaseUrgency;
  readonly status: CaseStatus;
  readonly outcome: CaseOutcome | null;
  readonly title: string;
  readonly contactName: string | null;
  readonly contactPhoneSealed: string | null;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly overdueAt: Date | null;
  readonly handledAt: Date | null;
  readonly closedAt: Date | null;
  readonly rating: number | null;
  readonly dataOrigin: DataOrigin;
}

/** What cases are narrowed to; null for all. A category is named by code or name, and those under it count. */
export type CaseNarrowing = [statuses: readonly CaseStatus[] | null, categories: readonly string[] | null, from: Date | null, before: Date | null];

/** A page of the cases under a place, after an id; of these, those of some statuses and categories, received in a period. */
export const casesOut = read<OutgoingCase, [string, ...CaseNarrowing, string, number]>('cases_out',
  `select c.id, c.tracking_number as "trackingNumber", p.code as "placeCode", p.name as "placeName", c.kind, k.name as category, c.urgency, c.status, c.outcome,
     c.title, c.contact_name as "contactName", c.contact_phone_sealed as "contactPhoneSealed", c.received_at as "receivedAt", c.due_at as "dueAt",
     c.overdue_at as "overdueAt", c.handled_at as "handledAt", c.closed_at as "closedAt", c.rating, c.data_origin as "dataOrigin"
   from service_case c join place p on p.district_id = $1 and p.id = c.place_id join case_category k on k.district_id = $1 and k.id = c.category_id
   where c.district_id = $1 and c.id > $7
     and ($3::text[] is null or c.status = any($3)) and ($5::timestamptz is null or c.received_at >= $5) and ($6::timestamptz is null or c.received_at < $6)
     and ($4::text[] is null or exists (select from case_category x where x.district_id = $1 and x.id in (k.id, k.parent_id) and (x.code = any($4) or x.name = any($4))))
     and exists (select from place_ancestor a where a.district_id = $1 and a.place_id = c.place_id and a.ancestor_id = $2)
   order by c.id limit $8`);
