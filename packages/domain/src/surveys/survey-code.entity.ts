import { defineEntity } from '@mikro-orm/core';

const SurveyCodeSchema = defineEntity({
  name: 'SurveyCode',
  tableName: 'survey_code',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    surveyId: p.uuid(),
    /** For whom it answers: one of the two. */
    residentId: p.uuid().nullable(),
    householdId: p.uuid().nullable(),
    /** Keyed digest; the code itself is shown once. */
    digest: p.string(),
    issuedAt: p.datetime(),
    issuedById: p.uuid().nullable(),
  }),
});

/** 调查码. Lets whoever holds it answer once for one resident or household, without an account. */
export class SurveyCode extends SurveyCodeSchema.class {
  static readonly schema = SurveyCodeSchema;
}
SurveyCodeSchema.setClass(SurveyCode);
