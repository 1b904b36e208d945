import type { PriorityApplicationRow, PriorityListRow } from '@linli/domain/points/shown.read';
import type { Criterion, Reason, Weight } from '@linli/domain/points/priority.rule';
import type { PublicMonth } from '@linli/domain/points/public-account.rule';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/connection.ts';
import { enumOf } from '../graphql/enums.ts';
import { NodeType } from '../graphql/node.type.ts';
import { Amount, CalendarDay, DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';

export const CriterionEnum = enumOf<Criterion>('PriorityCriterion', '排序依据 What may count for a scarce place.', {
  EARNED: '累计积分 For each whole hundred of points earned, up to a limit.', AGE_60: '年满 60 岁', AGE_80: '年满 80 岁', LIVES_ALONE: '独居', NO_KIN: '孤寡', DISABILITY: '残疾',
});

/** 排序依据. */
@ObjectType('PriorityWeight', { simpleResolvers: true, description: '排序依据 How much a criterion adds.' })
export class WeightType implements Weight {
  @Field(() => CriterionEnum, { description: '依据' })
  criterion!: Criterion;

  @Field(() => Int, { description: '加分 Of earned points, for each whole hundred.' })
  weight!: number;

  @Field(() => Int, { nullable: true, description: '加分上限 Of earned points only.' })
  most!: number | null;
}

/** 排序理由. */
@ObjectType('PriorityReason', { simpleResolvers: true, description: '排序理由 A criterion that held, and what it added.' })
export class ReasonType implements Reason {
  @Field(() => CriterionEnum, { description: '依据' })
  criterion!: Criterion;

  @Field(() => Int, { description: '加分' })
  score!: number;
}

/** 申请. */
@ObjectType('PriorityApplication', { simpleResolvers: true, description: '申请 That somebody wants one of the places, and where they stand.' })
export class PriorityApplicationType implements Pick<PriorityApplicationRow, 'appliedAt' | 'withdrawnAt' | 'score' | 'rank' | 'admitted'> {
  @Field(() => DateTime, { description: '申请时间' })
  appliedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '撤回时间' })
  withdrawnAt!: Date | null;

  @Field(() => Int, { nullable: true, description: '得分 Null until the list is decided.' })
  score!: number | null;

  @Field(() => Int, { nullable: true, description: '名次 Null until the list is decided.' })
  rank!: number | null;

  @Field(() => [ReasonType], { nullable: true, description: '理由 Why they stand there; null until the list is decided.' })
  reasons!: ReasonType[] | null;

  @Field(() => Boolean, { nullable: true, description: '是否入选 Null until the list is decided.' })
  admitted!: boolean | null;
}

/** 优先名单. */
@ObjectType('PriorityList', { implements: NodeType, simpleResolvers: true, description: '优先名单 Ranks applicants for places of which there are too few; for what nobody has a right to anyway.' })
export class PriorityListType extends NodeType implements Pick<PriorityListRow, 'name' | 'places' | 'closesOn' | 'decidedAt' | 'dataOrigin'> {
  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => Int, { description: '名额 How many can be admitted.' })
  places!: number;

  @Field(() => CalendarDay, { description: '截止日 First day on which nobody can apply any more.' })
  closesOn!: CalendarDate;

  @Field(() => [WeightType], { description: '排序依据 Known before anybody applies, and never changed.' })
  criteria!: WeightType[];

  @Field(() => DateTime, { nullable: true, description: '确定时间 When the applicants were ranked.' })
  decidedAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: PriorityListRow['dataOrigin'];
}

export const PriorityListConnection = connectionOf('PriorityList', () => PriorityListType);

/** 积分月报. */
@ObjectType('PointsMonth', { simpleResolvers: true, description: '积分月报 What the scheme did in one month; null where few people stand behind a figure, and then throughout.' })
export class PointsMonthType implements PublicMonth {
  @Field(() => CalendarDay, { description: '月份 Its first day.' })
  month!: CalendarDate;

  @Field(() => Amount, { nullable: true, description: '发放 Points that came into accounts.' })
  issued!: number | null;

  @Field(() => Amount, { nullable: true, description: '兑换 Points that were redeemed.' })
  redeemed!: number | null;

  @Field(() => Amount, { nullable: true, description: '到期 Points that were good no longer.' })
  expired!: number | null;

  @Field(() => Amount, { nullable: true, description: '结存 Points that people held when it ended.' })
  outstanding!: number | null;

  @Field(() => Boolean, { description: '小样本抑制 Whether it is withheld, since fewer than ten accounts stand behind a figure.' })
  suppressed!: boolean;
}
