import { defineEntity } from '@mikro-orm/core';

const QuestionnaireSchema = defineEntity({
  name: 'Questionnaire',
  tableName: 'questionnaire',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** Whoever opens surveys over it, or under it, may ask it. */
    placeId: p.uuid(),
    title: p.string(),
    createdAt: p.datetime(),
    createdById: p.uuid().nullable(),
  }),
});

/** 问卷. Questions under one title, in versions. */
export class Questionnaire extends QuestionnaireSchema.class {
  static readonly schema = QuestionnaireSchema;
}
QuestionnaireSchema.setClass(Questionnaire);
