import { combined, rowsOf } from '../shared/combined-write.ts';
import { newId } from '../shared/ids.ts';
import type { BeforeCommit } from '../shared/unit-of-work.ts';
import { AuditEntry } from './audit-entry.entity.ts';

const ENTRIES = combined('audit_append', { entries: rowsOf(AuditEntry, 'LISTED') });

/** Registered with the unit of work: every command leaves one entry for each at whose request it wrote, in its own transaction. */
export const audit: BeforeCommit = async (tx, recorded) => {
  const { at, command } = recorded;
  const entries = [recorded, ...recorded.others].filter(({ written, bulk }) => written.length > 0 || bulk.size > 0).map(({ performer, written, bulk }) => ({
    id: newId(),
    at,
    command,
    accountId: performer.accountId,
    requestId: performer.requestId,
    address: performer.address,
    subjectIds: [...new Set(written.map(row => row.id).filter(id => id !== ''))],
    written: [...written],
    bulk: bulk.size > 0 ? Object.fromEntries(bulk) : null,
  }));
  if (entries.length > 0) await tx.write(ENTRIES, { entries });
};
