import { defineEntity } from '@mikro-orm/core';
import type { CaseMoveName, CaseStatus } from './moves.ts';

const CaseStepSchema = defineEntity({
  name: 'CaseStep',
  tableName: 'case_step',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    caseId: p.uuid(),
    cycle: p.integer(),
    move: p.string().$type<CaseMoveName | 'submit' | 'overdue' | 'relocate'>(),
    status: p.string().$type<CaseStatus>(),
    /** When it happened, apart from when it was recorded. */
    at: p.datetime(),
    recordedAt: p.datetime(),
    /** Null when the system itself acted. */
    accountId: p.uuid().nullable(),
    /** Reason, minutes or words for the resident. */
    note: p.text().nullable(),
    /** What else the move carried: outcome, assignee, approver, rating … */
    details: p.json<Record<string, unknown>>().nullable(),
  }),
});

/** One step of a case's history. Insert-only; it keeps the times of earlier cycles. */
export class CaseStep extends CaseStepSchema.class {
  static readonly schema = CaseStepSchema;
}
CaseStepSchema.setClass(CaseStep);
