import { defineEntity } from '@mikro-orm/core';
import type { Level } from './levels.rule.ts';

const PointsSchemeSchema = defineEntity({
  name: 'PointsScheme',
  tableName: 'points_scheme',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    name: p.string(),
    /** 公示期. Days for which points stand on public notice before they are given; none when 0. */
    noticeDays: p.integer(),
    /** 有效期. Days for which points are good; for ever when null. */
    expiryDays: p.integer().nullable(),
    /** For how long points and stock stay reserved for a redemption. */
    holdHours: p.integer(),
    /** By rising points; may be empty. */
    levels: p.json<readonly Level[]>(),
    /** 排行榜. Whether leaderboards are kept: only where a district asks for them, of those who wish to stand on them. */
    leaderboards: p.boolean(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  }),
});

/** 积分制. How a district gives points; at most one a district. */
export class PointsScheme extends PointsSchemeSchema.class {
  static readonly schema = PointsSchemeSchema;
}
PointsSchemeSchema.setClass(PointsScheme);
