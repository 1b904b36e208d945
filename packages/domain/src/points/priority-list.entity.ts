import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import type { CalendarDate } from '../shared/clock.ts';
import type { Weight } from './priority.rule.ts';

const PriorityListSchema = defineEntity({
  name: 'PriorityList',
  tableName: 'priority_list',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** For whoever lives there or under it. */
    placeId: p.uuid(),
    name: p.string(),
    /** How many can be admitted. */
    places: p.integer(),
    /** First day on which nobody can apply any more. */
    closesOn: p.date().$type<CalendarDate>(),
    /** Known before anybody applies, and never changed. */
    criteria: p.json<readonly Weight[]>(),
    decidedAt: p.datetime().nullable(),
    decidedById: p.uuid().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    createdAt: p.datetime(),
  }),
});

/** 优先名单. Ranks applicants for places of which there are too few; for what nobody has a right to anyway. */
export class PriorityList extends PriorityListSchema.class {
  static readonly schema = PriorityListSchema;
}
PriorityListSchema.setClass(PriorityList);
