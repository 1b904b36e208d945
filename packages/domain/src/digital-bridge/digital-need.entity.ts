import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import type { AnswerMode } from '../surveys/survey.entity.ts';

const DigitalNeedSchema = defineEntity({
  name: 'DigitalNeed',
  tableName: 'digital_need',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    answerId: p.uuid(),
    surveyId: p.uuid(),
    /** The program whose survey it is. */
    programId: p.uuid(),
    /** Whose answer: one of the two. */
    residentId: p.uuid().nullable(),
    householdId: p.uuid().nullable(),
    /** Where they lived. */
    placeId: p.uuid(),
    needsHelp: p.boolean(),
    mode: p.string().$type<AnswerMode>(),
    answeredAt: p.datetime(),
    dataOrigin: p.string().$type<DataOrigin>(),
  }),
});

/** 数字需求. That somebody said whether they need help with what is done online: a valid answer to the survey of a program. Insert-only. */
export class DigitalNeed extends DigitalNeedSchema.class {
  static readonly schema = DigitalNeedSchema;
}
DigitalNeedSchema.setClass(DigitalNeed);
