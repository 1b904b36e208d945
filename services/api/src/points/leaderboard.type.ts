import type { LeaderRow } from '@linli/domain/points/leaderboard.read';
import type { PointOwner } from '@linli/domain/points/points-award.entity';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { PointOwnerEnum } from './points.enums.ts';
import { PointsAccountType } from './redemption.type.ts';

/** 排行. */
@ObjectType('PointsLeader', { simpleResolvers: true, description: '积分排行 Somebody on a leaderboard, because they wish to stand there.' })
export class PointsLeaderType implements Omit<LeaderRow, 'name'> {
  @Field(() => Int, { description: '名次 Equal for equal points.' })
  rank!: number;

  @Field(() => String, { description: '姓名 Masked: theirs, or that of the household\'s head; — for a household without one.' })
  name!: string;

  @Field(() => Int, { description: '积分 Earned in the period, spent or not.' })
  points!: number;

  @Field(() => Boolean, { description: '本人 It is who asks, or somebody they act for.' })
  own!: boolean;
}

@InputType({ description: '参加排行 Whether somebody, or their household, stands on leaderboards.' })
export class PointsLeaderboardStandInput extends CommandInput {
  @Field(() => ID, { description: '居民 Oneself, or whom one acts for.' })
  residentId!: string;

  @Field(() => PointOwnerEnum, { defaultValue: 'RESIDENT', description: '账户类型 They themselves, or their household.' })
  ownerKind!: PointOwner;

  @Field(() => Boolean, { description: '是否参加 Off again at any time.' })
  joins!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to pointsLeaderboardStand.' })
export class PointsLeaderboardStandPayload extends Payload {
  @Field(() => PointsAccountType, { nullable: true, description: 'The account as it is now; null when refused.' })
  account?: PointsAccountType | null;
}
