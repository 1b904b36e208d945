import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import type { CalendarDate } from '../shared/clock.ts';
import type { WellbeingLevel } from './wellbeing.rule.ts';

const WellbeingPlanSchema = defineEntity({
  name: 'WellbeingPlan',
  tableName: 'wellbeing_plan',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    residentId: p.uuid(),
    /** Where they live. */
    placeId: p.uuid(),
    /** How often they are visited; null when not any more. */
    level: p.string().$type<WellbeingLevel>().nullable(),
    /** Why, as the assessment says. */
    reason: p.text().nullable(),
    assessedAt: p.datetime(),
    assessedById: p.uuid().nullable(),
    /** Away in `[awayFrom, awayTo)`, or until further notice; see `wellbeing.rule.ts`. */
    awayFrom: p.date().$type<CalendarDate>().nullable(),
    awayTo: p.date().$type<CalendarDate>().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
  }),
});

/** 探访计划. One elder's risk as it was assessed last, and when they are away; what it was before is kept as history. */
export class WellbeingPlan extends WellbeingPlanSchema.class {
  static readonly schema = WellbeingPlanSchema;
}
WellbeingPlanSchema.setClass(WellbeingPlan);
