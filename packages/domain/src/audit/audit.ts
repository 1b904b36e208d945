import { newId } from '../shared/ids.ts';
import type { BeforeCommit } from '../shared/unit-of-work.ts';
import { AuditEntry } from './audit-entry.entity.ts';

/** Registered with the unit of work: every command leaves one entry, in its own transaction. */
export const audit: BeforeCommit = async (tx, { performer, command, at, written, bulk }) => {
  if (written.length === 0 && bulk.size === 0) return;
  await tx.create(AuditEntry, {
    id: newId(),
    at,
    command,
    accountId: performer.accountId,
    requestId: performer.requestId,
    address: performer.address,
    subjectIds: [...new Set(written.map(row => row.id).filter(id => id !== ''))],
    written: [...written],
    bulk: bulk.size > 0 ? Object.fromEntries(bulk) : null,
  });
};
