import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { AuditEntry } from './audit-entry.entity.ts';

export type AuditRow = RowOf<AuditEntry>;

const ABOUT = 'a.district_id = $1 and ($2::uuid is null or a.subject_ids @> array[$2::uuid])';

/** A page of the audit, the latest first, of one subject or of all, before an entry. */
export const auditPage = read<AuditRow, [string | null, string | null, number]>('audit_page',
  `select ${columnsOf(AuditEntry.schema, 'a')} from audit_entry a
   where ${ABOUT} and ($3::uuid is null or a.id < $3) order by a.id desc limit $4`);

export const auditCount = read<{ n: number }, [string | null]>('audit_count', `select count(*)::int as n from audit_entry a where ${ABOUT}`);
