import { defineEntity } from '@mikro-orm/core';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import type { CalendarDate } from '../shared/clock.ts';

const PointsRuleSchema = defineEntity({
  name: 'PointsRule',
  tableName: 'points_rule',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** Where it holds, with everything under it. */
    placeId: p.uuid(),
    name: p.string(),
    /** What it gives points for; a registered type of event, and always the same. */
    eventType: p.string(),
    /** First day on which it holds no more. */
    endsOn: p.date().$type<CalendarDate>().nullable(),
    createdAt: p.datetime(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 积分规则. For which events points are given somewhere; what they are worth is said by its versions. */
export class PointsRule extends PointsRuleSchema.class {
  static readonly schema = PointsRuleSchema;
}
PointsRuleSchema.setClass(PointsRule);
