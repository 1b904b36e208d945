import type { PointOwner } from '@linli/domain/points/points-award.entity';
import type { GoodKind } from '@linli/domain/points/points-good.entity';
import type { Identification, RedemptionState } from '@linli/domain/points/redemption.entity';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { GoodKindEnum, IdentificationEnum, PointOwnerEnum, RedemptionStateEnum } from './points.enums.ts';
import { GoodType, RedemptionType } from './redemption.type.ts';

@InputType({ description: '筛选 Which redemptions to list; whatever is absent filters nothing.' })
export class RedemptionFilter {
  @Field(() => ID, { nullable: true, description: '地点 Of people who lived at this place or under it.' })
  placeId?: string | null;

  @Field(() => ID, { nullable: true, description: '居民 For this resident.' })
  residentId?: string | null;

  @Field(() => ID, { nullable: true, description: '兑换物品 Of this good.' })
  goodId?: string | null;

  @Field(() => [RedemptionStateEnum], { nullable: true, description: '状态 In one of these states.' })
  states?: RedemptionState[] | null;
}

@InputType({ description: '上架 Something for the catalogue.' })
export class PointsGoodCreateInput extends CommandInput {
  @Field(() => ID, { description: '地点 For whoever lives there or under it.' })
  placeId!: string;

  @Field(() => ID, { nullable: true, description: '提供单位 Who hands it over and is settled with.' })
  organisationId?: string | null;

  @Field(() => String, { description: '名称 Up to 100 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: '说明 Up to 1,000 characters.' })
  description?: string | null;

  @Field(() => GoodKindEnum, { description: '兑换类别' })
  kind!: GoodKind;

  @Field(() => Int, { description: '所需积分 Points each, 1 to 1,000,000.' })
  price!: number;

  @Field(() => Int, { description: '库存' })
  stock!: number;
}

@InputType({ description: '兑换物品 A command on something of the catalogue.' })
export class PointsGoodInput extends CommandInput {
  @Field(() => ID, { description: '兑换物品' })
  goodId!: string;
}

@InputType({ description: '修改物品 What something is called and costs from now on.' })
export class PointsGoodChangeInput extends PointsGoodInput {
  @Field(() => String, { description: '名称 Up to 100 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: '说明 Up to 1,000 characters; absent for none.' })
  description?: string | null;

  @Field(() => Int, { description: '所需积分 Points each; redemptions that were quoted keep their price.' })
  price!: number;
}

@InputType({ description: '调整库存 A change of the stock.' })
export class PointsGoodRestockInput extends PointsGoodInput {
  @Field(() => Int, { description: '变化 How many come in, or go out when negative.' })
  change!: number;
}

@InputType({ description: '上下架 Whether something is offered.' })
export class PointsGoodOfferInput extends PointsGoodInput {
  @Field(() => Boolean, { description: '是否上架 What is reserved can be fetched either way.' })
  offered!: boolean;
}

@InputType({ description: '报价 What somebody wants.' })
export class RedemptionQuoteInput extends CommandInput {
  @Field(() => ID, { description: '兑换物品' })
  goodId!: string;

  @Field(() => ID, { description: '居民 For whom.' })
  residentId!: string;

  @Field(() => Int, { defaultValue: 1, description: '数量 1 to 100.' })
  quantity!: number;

  @Field(() => PointOwnerEnum, { defaultValue: 'RESIDENT', description: '账户类型 Whose points.' })
  ownerKind!: PointOwner;
}

@InputType({ description: '柜台兑换 What somebody wants at the counter, without a phone.' })
export class RedemptionAtCounterInput extends RedemptionQuoteInput {
  @Field(() => IdentificationEnum, { description: '身份核验 How the worker knows who it is.' })
  identifiedBy!: Identification;
}

@InputType({ description: '兑换 A command on a redemption.' })
export class RedemptionInput extends CommandInput {
  @Field(() => ID, { description: '兑换' })
  redemptionId!: string;
}

@InputType({ description: '凭码领取 A redemption that is fetched with its code.' })
export class RedemptionFulfilInput extends RedemptionInput {
  @Field(() => String, { description: '兑换码 Eight digits.' })
  code!: string;
}

@InputType({ description: '当面领取 A redemption that is fetched without a code.' })
export class RedemptionFulfilInPersonInput extends RedemptionInput {
  @Field(() => IdentificationEnum, { description: '身份核验 How the worker knows who it is.' })
  identifiedBy!: Identification;
}

@ObjectType('PointsGoodPayload', { simpleResolvers: true, description: 'Answer to the commands on the catalogue.' })
export class GoodPayload extends Payload {
  @Field(() => GoodType, { nullable: true, description: 'The good as it is now; null when refused.' })
  good?: GoodType | null;
}

@ObjectType('RedemptionPayload', { simpleResolvers: true, description: 'Answer to the commands on a redemption.' })
export class RedemptionPayload extends Payload {
  @Field(() => RedemptionType, { nullable: true, description: 'The redemption as it is now; null when refused.' })
  redemption?: RedemptionType | null;
}

@ObjectType('RedemptionCodePayload', { simpleResolvers: true, description: 'Answer to the commands that give a code.' })
export class RedemptionCodePayload extends RedemptionPayload {
  @Field(() => String, { nullable: true, description: '兑换码 Shown here and never again; null when the same command is answered once more.' })
  code?: string | null;
}
