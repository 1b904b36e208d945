import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import type { Answers } from './question.rule.ts';
import type { AnswerMode } from './survey.entity.ts';

const SurveyAnswerSchema = defineEntity({
  name: 'SurveyAnswer',
  tableName: 'survey_answer',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    surveyId: p.uuid(),
    /** Whose: one of the two. */
    residentId: p.uuid().nullable(),
    householdId: p.uuid().nullable(),
    /** Where they lived. */
    placeId: p.uuid(),
    mode: p.string().$type<AnswerMode>(),
    /** By question; `true` where it was answered in words. */
    answers: p.json<Answers>(),
    /** Those words by question, sealed; gone when they were erased. */
    wordsSealed: p.text().nullable(),
    occurredAt: p.datetime(),
    recordedAt: p.datetime(),
    /** Whose account entered it; none by a link. */
    recordedById: p.uuid().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 答卷. What one resident or household answered to a survey that is not anonymous; never changed, once for each. */
export class SurveyAnswer extends SurveyAnswerSchema.class {
  static readonly schema = SurveyAnswerSchema;
}
SurveyAnswerSchema.setClass(SurveyAnswer);
