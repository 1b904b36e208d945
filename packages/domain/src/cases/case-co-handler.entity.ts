import { defineEntity } from '@mikro-orm/core';

const CaseCoHandlerSchema = defineEntity({
  name: 'CaseCoHandler',
  tableName: 'case_co_handler',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    caseId: p.uuid(),
    /** Either a worker … */
    accountId: p.uuid().nullable(),
    /** … or everybody of an organisation. */
    organisationId: p.uuid().nullable(),
    addedAt: p.datetime(),
  }),
});

/** Who assists with a case (协办): they see it and may add words. */
export class CaseCoHandler extends CaseCoHandlerSchema.class {
  static readonly schema = CaseCoHandlerSchema;
}
CaseCoHandlerSchema.setClass(CaseCoHandler);
