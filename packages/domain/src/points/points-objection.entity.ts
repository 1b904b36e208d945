import { defineEntity } from '@mikro-orm/core';

/** STANDS: the points are not given. WITHDRAWN: it does not hold, and they are. */
export const OBJECTION_DECISIONS = ['STANDS', 'WITHDRAWN'] as const;
export type ObjectionDecision = (typeof OBJECTION_DECISIONS)[number];

const PointsObjectionSchema = defineEntity({
  name: 'PointsObjection',
  tableName: 'points_objection',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    awardId: p.uuid(),
    raisedById: p.uuid(),
    reason: p.text(),
    raisedAt: p.datetime(),
    /** Null until an admin has decided. */
    decision: p.string().$type<ObjectionDecision>().nullable(),
    answer: p.text().nullable(),
    decidedById: p.uuid().nullable(),
    decidedAt: p.datetime().nullable(),
  }),
});

/** 异议. That somebody holds points on public notice to be wrong; while it is undecided they are not given. */
export class PointsObjection extends PointsObjectionSchema.class {
  static readonly schema = PointsObjectionSchema;
}
PointsObjectionSchema.setClass(PointsObjection);
