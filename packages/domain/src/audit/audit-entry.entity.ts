import { defineEntity } from '@mikro-orm/core';
import type { Written } from '../shared/recording.ts';

const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    at: p.datetime(),
    command: p.string(),
    /** Null when the system itself acted. */
    accountId: p.uuid().nullable(),
    requestId: p.string().nullable(),
    address: p.string().nullable(),
    /** Ids of everything the command wrote. */
    subjectIds: p.array().$type<string[]>().columnType('uuid[]'),
    /** What was written: entity, id, action and the names of the fields; never their values. */
    written: p.json<readonly Written[]>(),
    /** Rows written in bulk, by entity. */
    bulk: p.json<Record<string, number>>().nullable(),
  }),
});

/** One command that was carried out: who, when, from where, and what it touched. Insert-only. */
export class AuditEntry extends AuditEntrySchema.class {
  static readonly schema = AuditEntrySchema;
}
AuditEntrySchema.setClass(AuditEntry);
