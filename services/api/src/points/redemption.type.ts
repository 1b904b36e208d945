import type { GoodRow, RedemptionRow } from '@linli/domain/points/shown.read';
import { Field, Int, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';
import { GoodKindEnum, IdentificationEnum, PointOwnerEnum, RedemptionStateEnum } from './points.enums.ts';
import { LevelType } from './rule.type.ts';

/** 兑换物品. */
@ObjectType('PointsGood', { implements: NodeType, simpleResolvers: true, description: '兑换物品 Something that points are redeemed for.' })
export class GoodType extends NodeType implements Pick<GoodRow, 'name' | 'description' | 'kind' | 'price' | 'stock' | 'closedAt' | 'dataOrigin'> {
  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => String, { nullable: true, description: '说明' })
  description!: string | null;

  @Field(() => GoodKindEnum, { description: '兑换类别' })
  kind!: GoodRow['kind'];

  @Field(() => Int, { description: '所需积分 Points, each.' })
  price!: number;

  @Field(() => Int, { description: '库存 How many can still be reserved.' })
  stock!: number;

  @Field(() => DateTime, { nullable: true, description: '下架时间 Since when it is not offered any more.' })
  closedAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: GoodRow['dataOrigin'];
}

export const GoodConnection = connectionOf('PointsGood', () => GoodType);

/** 兑换. */
@ObjectType('Redemption', { implements: NodeType, simpleResolvers: true, description: '兑换 Points for something, from the quote to the settlement.' })
export class RedemptionType extends NodeType implements Pick<
  RedemptionRow, 'quantity' | 'price' | 'points' | 'ownerKind' | 'state' | 'quotedAt' | 'quotedUntil' | 'reservedAt' | 'expiresAt' | 'triesLeft' | 'fulfilledAt'
  | 'identifiedBy' | 'settledAt' | 'endedAt' | 'dataOrigin'
> {
  @Field(() => Int, { description: '数量' })
  quantity!: number;

  @Field(() => Int, { description: '单价 Points each, as quoted; a later price changes nothing.' })
  price!: number;

  @Field(() => Int, { description: '积分合计' })
  points!: number;

  @Field(() => PointOwnerEnum, { description: '账户类型 Whose points.' })
  ownerKind!: RedemptionRow['ownerKind'];

  @Field(() => RedemptionStateEnum, { description: '状态' })
  state!: RedemptionRow['state'];

  @Field(() => DateTime, { description: '报价时间' })
  quotedAt!: Date;

  @Field(() => DateTime, { description: '报价有效期 The quote can be taken up until then.' })
  quotedUntil!: Date;

  @Field(() => DateTime, { nullable: true, description: '预留时间' })
  reservedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '领取期限 To be fetched before; then everything is given back.' })
  expiresAt!: Date | null;

  @Field(() => Int, { description: '剩余次数 Wrong codes until another one has to be asked for.' })
  triesLeft!: number;

  @Field(() => DateTime, { nullable: true, description: '领取时间' })
  fulfilledAt!: Date | null;

  @Field(() => IdentificationEnum, { nullable: true, description: '身份核验 How the worker knew who it was, when there was no code.' })
  identifiedBy!: RedemptionRow['identifiedBy'];

  @Field(() => DateTime, { nullable: true, description: '结算时间' })
  settledAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '取消或过期时间' })
  endedAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: RedemptionRow['dataOrigin'];
}

export const RedemptionConnection = connectionOf('Redemption', () => RedemptionType);
export const RedemptionChanges = changesOf('Redemption', () => RedemptionType);

/** 积分账户. */
@ObjectType('PointsAccount', { simpleResolvers: true, description: '积分账户 What somebody has earned, and what of it they can spend.' })
export class PointsAccountType {
  @Field(() => Int, { description: '可用积分 What can be spent now.' })
  available!: number;

  @Field(() => Int, { description: '预留积分 Reserved for redemptions that are to be fetched.' })
  reserved!: number;

  @Field(() => Int, { description: '累计积分 Earned in all, spent or not; the level follows from it.' })
  earned!: number;

  @Field(() => Boolean, { description: '参加排行 Whether they wish to stand on leaderboards.' })
  onLeaderboard!: boolean;

  @Field(() => LevelType, { nullable: true, description: '等级 Null below the first.' })
  level!: LevelType | null;
}
