import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { AuditEntry } from './audit-entry.entity.ts';

export type AuditRow = RowOf<AuditEntry>;

const ABOUT = 'a.district_id = $1 and ($2::uuid is null or a.subject_ids @> array[$2::uuid])';

/** A page of the audit, the latest first, of one subject or of all, before an entry. */
export const auditPage = read<AuditRow, [string | null, string | null, number]>('audit_page',
  `select ${columnsOf(AuditEntry.schema, 'a')} from audit_entry a
   where ${ABOUT} and ($3::uuid is null or a.id < $3) order by a.id desc limit $4`);

export const auditCount = read<{ n: number }, [string | null]>('audit_count', `select count(*)::int as n from audit_entry a where ${ABOUT}`);

/** One change that a record went through, with what was before and after. */
export interface HistoryRow {
  readonly subjectId: string;
  readonly at: Date;
  readonly accountId: string | null;
  readonly command: string;
  readonly entity: string;
  readonly action: 'CREATED' | 'CHANGED' | 'REMOVED';
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>> | null;
}

/** Changes that are shown of one record; those before are in the audit. */
const SHOWN = 200;

/** The history of some records, each the latest first. */
export const historyOf = read<HistoryRow, [string[]]>('record_history',
  `select h.subject_id as "subjectId", h.at, h.account_id as "accountId", h.command, h.entity, h.action, h.changes
   from unnest($2::uuid[]) s (id) cross join lateral (
     select * from record_change r where r.district_id = $1 and r.subject_id = s.id order by r.at desc, r.id desc limit ${SHOWN}) h`);
