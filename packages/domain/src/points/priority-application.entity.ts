import { defineEntity } from '@mikro-orm/core';
import type { Reason } from './priority.rule.ts';

const PriorityApplicationSchema = defineEntity({
  name: 'PriorityApplication',
  tableName: 'priority_application',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    listId: p.uuid(),
    residentId: p.uuid(),
    appliedAt: p.datetime(),
    appliedById: p.uuid().nullable(),
    withdrawnAt: p.datetime().nullable(),
    /** Set together when the list is decided, and kept as they were. */
    score: p.integer().nullable(),
    reasons: p.json<readonly Reason[]>().nullable(),
    rank: p.integer().nullable(),
    admitted: p.boolean().nullable(),
  }),
});

/** 申请. That somebody wants one of the places; at most once a list. */
export class PriorityApplication extends PriorityApplicationSchema.class {
  static readonly schema = PriorityApplicationSchema;
}
PriorityApplicationSchema.setClass(PriorityApplication);
