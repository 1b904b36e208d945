import type { ExchangeRow, ServiceListingRow } from '@linli/domain/time-bank/exchanges.read';
import { Field, Int, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum, WorkerType } from '../places/place.type.ts';
import {
  ConfirmationEnum, ExchangeMoveEnum, ExchangeStatusEnum, ListingChannelEnum, ListingKindEnum, ListingStatusEnum, SideEnum,
} from './time-bank.enums.ts';

/** 供需登记. */
@ObjectType('ServiceListing', { implements: NodeType, simpleResolvers: true, description: '供需登记 A service that somebody offers, or asks for.' })
export class ServiceListingType extends NodeType implements Pick<ServiceListingRow, 'kind' | 'minutes' | 'channel' | 'status' | 'recordedAt' | 'dataOrigin'> {
  @Field(() => ListingKindEnum, { description: '供需 Offered or asked for.' })
  kind!: ServiceListingRow['kind'];

  @Field(() => String, { nullable: true, description: '说明' })
  note!: string | null;

  @Field(() => DateTime, { nullable: true, description: '期望时间 When it is wished for.' })
  wishedAt!: Date | null;

  @Field(() => Int, { description: '预计时长 Minutes.' })
  minutes!: number;

  @Field(() => ListingChannelEnum, { description: '登记渠道 How it was entered.' })
  channel!: ServiceListingRow['channel'];

  @Field(() => ListingStatusEnum, { description: '状态' })
  status!: ServiceListingRow['status'];

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: ServiceListingRow['dataOrigin'];

  @Field(() => DateTime, { description: '登记时间' })
  recordedAt!: Date;
}

export const ServiceListingConnection = connectionOf('ServiceListing', () => ServiceListingType);

/** 互助服务. */
@ObjectType('Exchange', { implements: NodeType, simpleResolvers: true, description: '互助服务 One service of one volunteer to one resident, or to several in a group.' })
export class ExchangeType extends NodeType implements Pick<ExchangeRow, 'status' | 'groupSession' | 'creditedMinutes' | 'donatedMinutes' | 'sampled' | 'recordedAt' | 'dataOrigin'> {
  @Field(() => ExchangeStatusEnum, { description: '状态' })
  status!: ExchangeRow['status'];

  @Field(() => Boolean, { description: '集体服务 Whether it serves several at once, or several serve together.' })
  groupSession!: boolean;

  @Field(() => DateTime, { nullable: true, description: '开始时间 As agreed on.' })
  startsAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '结束时间 As agreed on.' })
  endsAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '签到时间' })
  checkedInAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '提交时间' })
  submittedAt!: Date | null;

  @Field(() => Int, { nullable: true, description: '服务时长 Minutes as submitted, rounded as the policy says, or as adjusted.' })
  minutes!: number | null;

  @Field(() => DateTime, { nullable: true, description: '确认时间' })
  confirmedAt!: Date | null;

  @Field(() => ConfirmationEnum, { nullable: true, description: '确认方式' })
  confirmation!: ExchangeRow['confirmation'];

  @Field(() => DateTime, { nullable: true, description: '待核实起 Since when workers look after it, because nobody has confirmed it.' })
  reviewSince!: Date | null;

  @Field(() => SideEnum, { nullable: true, description: '未到场方 Who did not come.' })
  absent!: ExchangeRow['absent'];

  @Field(() => Int, { description: '计入时长 Minutes that the giver has earned.' })
  creditedMinutes!: number;

  @Field(() => Int, { description: '捐赠时长 Minutes that went to the fund.' })
  donatedMinutes!: number;

  @Field(() => Boolean, { description: '抽中核查 Drawn for an audit.' })
  sampled!: boolean;

  @Field(() => DateTime, { nullable: true, description: '核查时间' })
  auditedAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: ExchangeRow['dataOrigin'];

  @Field(() => DateTime, { description: '录入时间' })
  recordedAt!: Date;
}

export const ExchangeConnection = connectionOf('Exchange', () => ExchangeType);
export const ExchangeChanges = changesOf('Exchange', () => ExchangeType);

/** 服务过程. */
@ObjectType('ExchangeStep', { simpleResolvers: true, description: '服务过程 One step of a service\'s history.' })
export class ExchangeStepType {
  @Field(() => ExchangeMoveEnum, { description: '操作' })
  move!: string;

  @Field(() => ExchangeStatusEnum, { description: '之后状态 Where it stood afterwards.' })
  status!: ExchangeRow['status'];

  @Field(() => DateTime, { description: '时间' })
  at!: Date;

  @Field(() => WorkerType, { nullable: true, description: '操作人 Null when the system itself acted.' })
  by!: WorkerType | null;

  @Field(() => String, { nullable: true, description: '说明 Reason, or what was said.' })
  note!: string | null;
}
