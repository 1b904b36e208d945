import { defineEntity } from '@mikro-orm/core';
import type { CalendarDate } from '../../shared/clock.ts';
import type { PeriodKind } from '../language/indicator.ts';

const IndicatorTargetSchema = defineEntity({
  name: 'IndicatorTarget',
  tableName: 'indicator_target',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    placeId: p.uuid(),
    /** The indicator's key. */
    indicator: p.string(),
    periodKind: p.string().$type<PeriodKind>(),
    fromDay: p.date().$type<CalendarDate>(),
    /** The first day after it. */
    toDay: p.date().$type<CalendarDate>(),
    /** In the indicator's unit. */
    value: p.double().$type<number>(),
    setAt: p.datetime(),
    setById: p.uuid().nullable(),
  }),
});

/** 目标值. What a place is to reach in a period; it holds for the places under it that have none of their own. */
export class IndicatorTarget extends IndicatorTargetSchema.class {
  static readonly schema = IndicatorTargetSchema;
}
IndicatorTargetSchema.setClass(IndicatorTarget);
