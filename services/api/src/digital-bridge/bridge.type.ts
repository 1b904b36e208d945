import type {
  BridgeItemRow, BuddyContactRow, BuddyPairRow, SeniorSkillRow, ServiceTransactionRow, SkillObservationRow,
} from '@linli/domain/digital-bridge/shown.read';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';
import { BridgeItemKindEnum, ContactChannelEnum, ServiceChannelEnum, ServiceWayEnum, SkillLevelEnum } from './bridge.enums.ts';

/** 清单项. */
@ObjectType('BridgeItem', { simpleResolvers: true, description: '清单项 A line of the district\'s list of skills, or of services.' })
export class BridgeItemType implements Pick<BridgeItemRow, 'kind' | 'code' | 'name'> {
  @Field(() => ID, { description: 'Opaque and unique in the whole API.' })
  id!: string;

  @Field(() => BridgeItemKindEnum, { description: '清单' })
  kind!: BridgeItemRow['kind'];

  @Field(() => String, { description: '代码 Names it among those of its kind.' })
  code!: string;

  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => DateTime, { nullable: true, description: '停用时间 Since when nothing new is recorded of it.' })
  closedAt!: Date | null;
}

/** 数字技能. */
@ObjectType('SeniorSkill', { simpleResolvers: true, description: '数字技能 How well somebody does one thing, as it was seen last.' })
export class SeniorSkillType implements Pick<SeniorSkillRow, 'dataOrigin'> {
  @Field(() => ID, { description: 'Opaque and unique in the whole API.' })
  id!: string;

  @Field(() => SkillLevelEnum, { nullable: true, description: '掌握程度 Null when all that was seen was voided.' })
  level!: SeniorSkillRow['level'];

  @Field(() => DateTime, { nullable: true, description: '观察时间' })
  observedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '学会时间 When they were first seen to do it alone after they had been seen not to.' })
  gainedAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: SeniorSkillRow['dataOrigin'];
}

export const SeniorSkillChanges = changesOf('SeniorSkill', () => SeniorSkillType);

/** 技能观察. */
@ObjectType('SkillObservation', { simpleResolvers: true, description: '技能观察 What somebody saw a senior do, or not do.' })
export class SkillObservationType implements Pick<SkillObservationRow, 'level' | 'observedAt' | 'recordedAt'> {
  @Field(() => ID, { description: 'Opaque and unique in the whole API.' })
  id!: string;

  @Field(() => SkillLevelEnum, { description: '掌握程度' })
  level!: SkillObservationRow['level'];

  @Field(() => DateTime, { description: '观察时间' })
  observedAt!: Date;

  @Field(() => DateTime, { description: '录入时间' })
  recordedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '作废时间 Since when it counts no more.' })
  voidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: '作废理由' })
  reason!: string | null;
}

/** 结对. */
@ObjectType('BuddyPair', { implements: NodeType, simpleResolvers: true, description: '结对 A volunteer who stands by a senior in a program.' })
export class BuddyPairType extends NodeType implements Pick<BuddyPairRow, 'beganAt' | 'dataOrigin'> {
  @Field(() => DateTime, { description: '结对时间' })
  beganAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '结束时间' })
  endedAt!: Date | null;

  @Field(() => String, { nullable: true, description: '结束原因' })
  reason!: string | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: BuddyPairRow['dataOrigin'];
}

export const BuddyPairConnection = connectionOf('BuddyPair', () => BuddyPairType);
export const BuddyPairChanges = changesOf('BuddyPair', () => BuddyPairType);

/** 联系记录. */
@ObjectType('BuddyContact', { simpleResolvers: true, description: '联系记录 A line of the log of a pair.' })
export class BuddyContactType implements Pick<BuddyContactRow, 'channel' | 'minutes' | 'occurredAt' | 'recordedAt'> {
  @Field(() => ContactChannelEnum, { description: '联系方式' })
  channel!: BuddyContactRow['channel'];

  @Field(() => Int, { description: '时长 Minutes.' })
  minutes!: number;

  @Field(() => DateTime, { description: '联系时间' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: '录入时间' })
  recordedAt!: Date;
}

/** 办事记录. */
@ObjectType('ServiceTransaction', { implements: NodeType, simpleResolvers: true, description: '办事记录 One public service that somebody got, and how.' })
export class ServiceTransactionType extends NodeType implements Pick<ServiceTransactionRow, 'way' | 'channel' | 'senior' | 'occurredAt' | 'recordedAt' | 'dataOrigin'> {
  @Field(() => ServiceWayEnum, { description: '办理方式' })
  way!: ServiceTransactionRow['way'];

  @Field(() => ServiceChannelEnum, { description: '办理渠道' })
  channel!: ServiceTransactionRow['channel'];

  @Field(() => Boolean, { description: '老年人 Whether they were 60 or older on that day.' })
  senior!: boolean;

  @Field(() => DateTime, { description: '办理时间' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: '录入时间' })
  recordedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '作废时间 Since when it counts no more.' })
  voidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: '作废理由' })
  reason!: string | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: ServiceTransactionRow['dataOrigin'];
}

export const ServiceTransactionConnection = connectionOf('ServiceTransaction', () => ServiceTransactionType);
export const ServiceTransactionChanges = changesOf('ServiceTransaction', () => ServiceTransactionType);
