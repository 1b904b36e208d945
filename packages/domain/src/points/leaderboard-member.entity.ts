import { defineEntity } from '@mikro-orm/core';
import type { PointOwner } from './points-award.entity.ts';

const LeaderboardMemberSchema = defineEntity({
  name: 'LeaderboardMember',
  tableName: 'leaderboard_member',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    ownerKind: p.string().$type<PointOwner>(),
    ownerId: p.uuid(),
    joinedAt: p.datetime(),
    /** Null while they wish to stand on them. */
    leftAt: p.datetime().nullable(),
  }),
});

/** That somebody, or a household, wishes to stand on leaderboards: nobody does who has not said so. */
export class LeaderboardMember extends LeaderboardMemberSchema.class {
  static readonly schema = LeaderboardMemberSchema;
}
LeaderboardMemberSchema.setClass(LeaderboardMember);
