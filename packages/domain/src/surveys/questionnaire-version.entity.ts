import { defineEntity } from '@mikro-orm/core';
import type { Content } from './content.rule.ts';

const QuestionnaireVersionSchema = defineEntity({
  name: 'QuestionnaireVersion',
  tableName: 'questionnaire_version',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    questionnaireId: p.uuid(),
    /** From 1 on. */
    number: p.integer(),
    /** In the format of SurveyJS. */
    content: p.json<Content>(),
    createdAt: p.datetime(),
    createdById: p.uuid().nullable(),
  }),
});

/** 问卷版本. One wording; insert-only, so that answers are always to the questions that were asked. */
export class QuestionnaireVersion extends QuestionnaireVersionSchema.class {
  static readonly schema = QuestionnaireVersionSchema;
}
QuestionnaireVersionSchema.setClass(QuestionnaireVersion);
