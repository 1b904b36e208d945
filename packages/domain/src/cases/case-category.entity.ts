import { defineEntity } from '@mikro-orm/core';
import type { CaseUrgency } from './moves.ts';

const CaseCategorySchema = defineEntity({
  name: 'CaseCategory',
  tableName: 'case_category',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    parentId: p.uuid().nullable(),
    code: p.string(),
    name: p.string(),
    /** Working minutes until the deadline, by urgency. */
    sla: p.json<Readonly<Record<CaseUrgency, number>>>(),
  }),
});

/** A class of matters in the district's tree, with the time promised for it. */
export class CaseCategory extends CaseCategorySchema.class {}
CaseCategorySchema.setClass(CaseCategory);
