import { defineEntity } from '@mikro-orm/core';
import type { PlaceLevel } from '../../places/place.entity.ts';
import type { PeriodKind } from '../language/indicator.ts';

/** What raises an alert: a figure beyond a limit, a target missed, a change that chance does not make, nothing recorded for days. */
export const ALERT_KINDS = ['THRESHOLD', 'TARGET_MISSED', 'UNUSUAL_CHANGE', 'STALE'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** On which side of a threshold a figure raises an alert. */
export const ALERT_SIDES = ['ABOVE', 'BELOW'] as const;
export type AlertSide = (typeof ALERT_SIDES)[number];

const AlertRuleSchema = defineEntity({
  name: 'AlertRule',
  tableName: 'alert_rule',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    placeId: p.uuid(),
    /** Of the places watched, at or under `placeId`. */
    level: p.string().$type<PlaceLevel>(),
    kind: p.string().$type<AlertKind>(),
    /** The indicator's key. */
    indicator: p.string(),
    /** Whose last whole period is looked at; null where days are counted. */
    periodKind: p.string().$type<PeriodKind>().nullable(),
    /** Of a THRESHOLD, in the indicator's unit. */
    side: p.string().$type<AlertSide>().nullable(),
    threshold: p.double().$type<number>().nullable(),
    /** Of STALE: whole days without a record. */
    days: p.integer().nullable(),
    createdAt: p.datetime(),
    createdById: p.uuid().nullable(),
    /** Since when it raises nothing any more. */
    endedAt: p.datetime().nullable(),
  }),
});

/** 预警规则. What is watched at the places of a level. Its terms never change, so that an alert can be held against them. */
export class AlertRule extends AlertRuleSchema.class {
  static readonly schema = AlertRuleSchema;
}
AlertRuleSchema.setClass(AlertRule);
