import type { Verdict } from '@linli/domain/kpis/comparison/fair.rule';
import type { ReviewState } from '@linli/domain/kpis/reviews/indicator-review.entity';
import type { ReviewItemKind } from '@linli/domain/kpis/reviews/review-item.entity';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { connectionOf } from '../graphql/connection.ts';
import { enumOf } from '../graphql/enums.ts';
import { NodeType } from '../graphql/node.type.ts';
import { CalendarDay, DateTime } from '../graphql/scalars.ts';
import { PlaceType } from '../places/place.type.ts';
import { VerdictEnum } from './indicator.type.ts';

export const ReviewStateEnum = enumOf<ReviewState>('IndicatorReviewState', '评审状态', { DRAFT: '草稿', SIGNED: '已签署 It stays as it is.' });
export const ReviewItemKindEnum = enumOf<ReviewItemKind>('ReviewItemKind', '意见类型', { COMMENT: '意见', DECISION: '决定' });

@ObjectType('ReviewItem', { implements: NodeType, simpleResolvers: true, description: '评审意见 A comment or a decision of a review.' })
export class ReviewItemType extends NodeType {
  @Field(() => ReviewItemKindEnum, { description: '类型' })
  kind!: ReviewItemKind;

  @Field(() => String, { nullable: true, description: '指标 Key of what it is about; null where it is about all.' })
  indicator!: string | null;

  @Field(() => String, { description: '内容' })
  text!: string;

  @Field(() => CalendarDay, { nullable: true, description: '期限 By when a decision is to be carried out.' })
  dueOn!: CalendarDate | null;

  @Field(() => DateTime, { description: '填写时间' })
  writtenAt!: Date;
}

@ObjectType('ReviewedFigure', { simpleResolvers: true, description: '评审指标 A sealed figure, and what it means among places of its level.' })
export class ReviewedFigureType {
  @Field(() => String, { description: '指标 Its key.' })
  key!: string;

  @Field(() => PlaceType, { nullable: true, description: '地点' })
  place!: PlaceType | null;

  @Field(() => Float, { description: '分子' })
  numerator!: number;

  @Field(() => Float, { nullable: true, description: '分母' })
  denominator!: number | null;

  @Field(() => Float, { nullable: true, description: '值 In the indicator\'s unit.' })
  value!: number | null;

  @Field(() => VerdictEnum, { nullable: true, description: '结论 From what was sealed alone; null where places are not judged by the indicator, there is nobody to compare with, or its meaning has changed since.' })
  verdict!: Verdict | null;
}

/** 季度评审. */
@ObjectType('IndicatorReview', { implements: NodeType, simpleResolvers: true, description: '季度评审 What was said and decided about the figures of a sealed quarter.' })
export class ReviewType extends NodeType {
  @Field(() => ReviewStateEnum, { description: '状态' })
  state!: ReviewState;

  @Field(() => DateTime, { description: '开始时间' })
  begunAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '签署时间 Null while it is a draft.' })
  signedAt!: Date | null;
}

export const ReviewConnection = connectionOf('IndicatorReview', () => ReviewType);

@InputType({ description: '开始评审' })
export class IndicatorReviewBeginInput extends CommandInput {
  @Field(() => ID, { description: '封存 Of a quarter.' })
  sealId!: string;
}

@InputType({ description: '填写意见' })
export class IndicatorReviewAddInput extends CommandInput {
  @Field(() => ID, { description: '评审' })
  reviewId!: string;

  @Field(() => ReviewItemKindEnum, { description: '类型' })
  kind!: ReviewItemKind;

  @Field(() => String, { description: '内容 1 to 2,000 characters.' })
  note!: string;

  @Field(() => String, { nullable: true, description: '指标 Key of what it is about.' })
  indicator?: string | null;

  @Field(() => ID, { nullable: true, description: '地点 That it is about.' })
  placeId?: string | null;

  @Field(() => CalendarDay, { nullable: true, description: '期限 For a decision.' })
  dueOn?: CalendarDate | null;
}

@InputType({ description: '删除意见' })
export class IndicatorReviewRemoveInput extends CommandInput {
  @Field(() => ID, { description: '意见 Of a draft.' })
  itemId!: string;
}

@InputType({ description: '签署评审' })
export class IndicatorReviewSignInput extends CommandInput {
  @Field(() => ID, { description: '评审' })
  reviewId!: string;
}

@ObjectType({ simpleResolvers: true, description: '评审结果' })
export class IndicatorReviewPayload extends Payload {
  @Field(() => ReviewType, { nullable: true, description: '评审 As it stands; null when refused.' })
  review?: ReviewType;
}

@ObjectType({ simpleResolvers: true, description: '意见结果' })
export class ReviewItemPayload extends Payload {
  @Field(() => ReviewItemType, { nullable: true, description: '意见 Null when refused.' })
  item?: ReviewItemType;
}

@ObjectType({ simpleResolvers: true, description: '意见删除结果' })
export class IndicatorReviewRemovePayload extends Payload {}
