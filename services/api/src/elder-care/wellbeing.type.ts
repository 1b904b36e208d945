import type { IncidentRow, PairRow, PlanRow, StayRow, VisitRow } from '@linli/domain/elder-care/shown-visits.read';
import type { IncidentKind } from '@linli/domain/elder-care/care-incident.entity';
import type { WellbeingLevel, WellbeingOutcome, WellbeingState } from '@linli/domain/elder-care/wellbeing.rule';
import { Field, ID, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { enumOf } from '../graphql/enums.ts';
import { NodeType } from '../graphql/node.type.ts';
import { CalendarDay, DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';

export const WellbeingLevelEnum = enumOf<WellbeingLevel>('WellbeingLevel', '探访频次 How often an elder is visited, by their risk.', {
  EVERY_TWO_DAYS: '每两天', WEEKLY: '每周', MONTHLY: '每月', QUARTERLY: '每季度',
});
export const WellbeingStateEnum = enumOf<WellbeingState>('WellbeingState', '探访状态 Where a visit stands.', {
  DUE: '待探访', DONE: '已探访', MISSED: '逾期未访', EXCUSED: '免访 They were away, or need none any more.',
});
export const WellbeingOutcomeEnum = enumOf<WellbeingOutcome>('WellbeingOutcome', '探访结果', { WELL: '平安', NEEDS_HELP: '需要帮助', UNWELL: '身体不适' });
export const CareIncidentKindEnum = enumOf<IncidentKind>('CareIncidentKind', '意外类别', { FALL: '跌倒', ILLNESS: '突发疾病', LOST: '走失', DISPUTE: '纠纷', OTHER: '其他' });

/** 探访计划. */
@ObjectType('WellbeingPlan', { simpleResolvers: true, description: '探访计划 An elder\'s risk as it was assessed last, and when they are away.' })
export class WellbeingPlanType implements Pick<PlanRow, 'assessedAt'> {
  @Field(() => WellbeingLevelEnum, { nullable: true, description: '探访频次 Null when they are not visited any more.' })
  level!: WellbeingLevel | null;

  @Field(() => String, { nullable: true, description: '评估说明' })
  reason!: string | null;

  @Field(() => DateTime, { description: '评估时间' })
  assessedAt!: Date;

  @Field(() => CalendarDay, { nullable: true, description: '外出起 The first day on which they are away.' })
  awayFrom!: PlanRow['awayFrom'] | null;

  @Field(() => CalendarDay, { nullable: true, description: '外出止 The first day on which they are back; null: until further notice.' })
  awayTo!: PlanRow['awayTo'] | null;
}

/** 探访. */
@ObjectType('WellbeingVisit', { implements: NodeType, simpleResolvers: true, description: '探访 A visit that was due to an elder, whatever became of it.' })
export class WellbeingVisitType extends NodeType implements Pick<VisitRow, 'level' | 'state' | 'dataOrigin'> {
  @Field(() => WellbeingLevelEnum, { description: '探访频次' })
  level!: WellbeingLevel;

  @Field(() => WellbeingStateEnum, { description: '状态' })
  state!: WellbeingState;

  @Field(() => WellbeingOutcomeEnum, { nullable: true, description: '探访结果' })
  outcome!: WellbeingOutcome | null;

  @Field(() => DateTime, { nullable: true, description: '探访时间' })
  doneAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '未遇时间 When nobody was at home last.' })
  triedAt!: Date | null;

  @Field(() => String, { nullable: true, description: '说明' })
  note!: string | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: VisitRow['dataOrigin'];
}

export const WellbeingVisitConnection = connectionOf('WellbeingVisit', () => WellbeingVisitType);
export const WellbeingVisitChanges = changesOf('WellbeingVisit', () => WellbeingVisitType);

/** 在中心. */
@ObjectType('CareStay', { simpleResolvers: true, description: '到离中心 From when to when somebody was at a centre.' })
export class CareStayType implements Pick<StayRow, 'cameAt'> {
  @Field(() => ID, { description: 'Opaque and unique in the whole API.' })
  id!: string;

  @Field(() => DateTime, { description: '到达时间' })
  cameAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '离开时间 Null while they are there.' })
  leftAt!: Date | null;
}

export const CareStayConnection = connectionOf('CareStay', () => CareStayType);

/** 意外事件. */
@ObjectType('CareIncident', { simpleResolvers: true, description: '意外事件 An entry of a centre\'s incident log.' })
export class CareIncidentType implements Pick<IncidentRow, 'kind' | 'occurredAt' | 'recordedAt'> {
  @Field(() => ID, { description: 'Opaque and unique in the whole API.' })
  id!: string;

  @Field(() => CareIncidentKindEnum, { description: '意外类别' })
  kind!: IncidentKind;

  @Field(() => DateTime, { description: '发生时间' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: '登记时间' })
  recordedAt!: Date;
}

export const CareIncidentConnection = connectionOf('CareIncident', () => CareIncidentType);

/** 互助结对. */
@ObjectType('MutualAidPair', { simpleResolvers: true, description: '互助结对 Who of a centre\'s silver mutual-aid team visits whom; by masked names.' })
export class MutualAidPairType implements Pick<PairRow, 'beganAt'> {
  @Field(() => ID, { description: 'Opaque and unique in the whole API.' })
  id!: string;

  @Field(() => DateTime, { description: '结对时间' })
  beganAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '结束时间' })
  endedAt!: Date | null;
}
