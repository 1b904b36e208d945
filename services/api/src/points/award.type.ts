import type { AwardRow, ObjectionRow } from '@linli/domain/points/points.read';
import type { DropRow, NoticeRow } from '@linli/domain/points/shown.read';
import { Field, Int, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';
import { AwardStateEnum, ObjectionDecisionEnum, PointOwnerEnum, WasteKindEnum, WithdrawalEnum } from './points.enums.ts';

/** 积分发放. */
@ObjectType('PointsAward', { implements: NodeType, simpleResolvers: true, description: '积分发放 Points for one event by one rule.' })
export class AwardType extends NodeType implements Pick<
  AwardRow, 'points' | 'state' | 'ownerKind' | 'note' | 'occurredAt' | 'proposedAt' | 'noticeEndsAt' | 'activatedAt' | 'withdrawnAt' | 'withdrawal' | 'dataOrigin'
> {
  @Field(() => Int, { description: '分值' })
  points!: number;

  @Field(() => AwardStateEnum, { description: '状态' })
  state!: AwardRow['state'];

  @Field(() => PointOwnerEnum, { description: '账户类型 Whose account the points go to.' })
  ownerKind!: AwardRow['ownerKind'];

  @Field(() => String, { nullable: true, description: '凭证说明 What shows it, in words.' })
  note!: string | null;

  @Field(() => DateTime, { description: '发生时间' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: '公示开始' })
  proposedAt!: Date;

  @Field(() => DateTime, { description: '公示结束 Objections are heard until then.' })
  noticeEndsAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '生效时间 When the points came into the account.' })
  activatedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '撤回时间' })
  withdrawnAt!: Date | null;

  @Field(() => WithdrawalEnum, { nullable: true, description: '撤回原因' })
  withdrawal!: AwardRow['withdrawal'];

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: AwardRow['dataOrigin'];
}

export const AwardConnection = connectionOf('PointsAward', () => AwardType);
export const AwardChanges = changesOf('PointsAward', () => AwardType);

/** 异议. */
@ObjectType('PointsObjection', { simpleResolvers: true, description: '异议 That somebody holds points on public notice to be wrong.' })
export class ObjectionType implements Pick<ObjectionRow, 'reason' | 'raisedAt' | 'decision' | 'answer' | 'decidedAt'> {
  @Field(() => String, { description: '理由' })
  reason!: string;

  @Field(() => DateTime, { description: '提出时间' })
  raisedAt!: Date;

  @Field(() => ObjectionDecisionEnum, { nullable: true, description: '处理结果 Null until an admin has decided.' })
  decision!: ObjectionRow['decision'];

  @Field(() => String, { nullable: true, description: '答复' })
  answer!: string | null;

  @Field(() => DateTime, { nullable: true, description: '处理时间' })
  decidedAt!: Date | null;
}

/** 公示. */
@ObjectType('PointsNotice', { simpleResolvers: true, description: '公示 Points on public notice, for everybody to read; its id is that of the award.' })
export class PointsNoticeType implements Pick<NoticeRow, 'rule' | 'points' | 'occurredAt' | 'noticeEndsAt' | 'dataOrigin'> {
  @Field(() => String, { description: '规则 By which rule.' })
  rule!: string;

  @Field(() => Int, { description: '分值' })
  points!: number;

  @Field(() => DateTime, { description: '发生时间' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: '公示结束 Objections are heard until then.' })
  noticeEndsAt!: Date;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: NoticeRow['dataOrigin'];
}

export const PointsNoticeConnection = connectionOf('PointsNotice', () => PointsNoticeType);

/** 垃圾分类投放. */
@ObjectType('WasteDrop', { implements: NodeType, simpleResolvers: true, description: '垃圾分类投放 What somebody brought to the sorting station once.' })
export class DropType extends NodeType implements Pick<DropRow, 'kind' | 'correct' | 'occurredAt' | 'recordedAt' | 'voidedAt' | 'dataOrigin'> {
  @Field(() => WasteKindEnum, { description: '垃圾类别' })
  kind!: DropRow['kind'];

  @Field(() => Boolean, { description: '分类正确 Whether it was sorted as it should be.' })
  correct!: boolean;

  @Field(() => DateTime, { description: '投放时间' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: '登记时间' })
  recordedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '作废时间 Since when it counts no more, because it was recorded wrongly.' })
  voidedAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: DropRow['dataOrigin'];
}

export const DropConnection = connectionOf('WasteDrop', () => DropType);
