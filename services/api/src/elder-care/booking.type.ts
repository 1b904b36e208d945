import type { BookingRow } from '@linli/domain/elder-care/shown.read';
import { Field, Int, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';
import { CareAwaitedEnum, CareBookingStateEnum, CareCancelCauseEnum, CareChannelEnum, CareUnitEnum } from './care.enums.ts';

/** 服务预约. */
@ObjectType('CareBooking', { implements: NodeType, simpleResolvers: true, description: '服务预约 A place of one elder in one slot, or on its waitlist.' })
export class CareBookingType extends NodeType
  implements Pick<BookingRow, 'startsAt' | 'endsAt' | 'state' | 'channel' | 'sponsorAmount' | 'memberUnit' | 'memberAmount' | 'atHome' | 'requestedAt' | 'dataOrigin'> {
  @Field(() => DateTime, { description: '开始时间' })
  startsAt!: Date;

  @Field(() => DateTime, { description: '结束时间' })
  endsAt!: Date;

  @Field(() => CareBookingStateEnum, { description: '状态' })
  state!: BookingRow['state'];

  @Field(() => CareAwaitedEnum, { nullable: true, description: '待谁确认 Set while it is pending.' })
  awaits!: BookingRow['awaits'] | null;

  @Field(() => DateTime, { nullable: true, description: '确认期限 Until when an offered place is kept.' })
  offeredUntil!: Date | null;

  @Field(() => CareChannelEnum, { description: '预约渠道' })
  channel!: BookingRow['channel'];

  @Field(() => Boolean, { description: '上门 Given at the elder\'s home.' })
  atHome!: boolean;

  @Field(() => Int, { description: '资助额 What the sponsor pays, in hundredths of a yuan, once it was given.' })
  sponsorAmount!: number;

  @Field(() => CareUnitEnum, { description: '支付方式' })
  memberUnit!: BookingRow['memberUnit'];

  @Field(() => Int, { description: '个人支付 What the member pays, in that unit.' })
  memberAmount!: number;

  @Field(() => DateTime, { description: '申请时间 The order of the waitlist.' })
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '预约时间' })
  bookedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '签到时间' })
  checkedInAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '完成时间 When the service was given.' })
  fulfilledAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '结束时间 When it ended without being given.' })
  endedAt!: Date | null;

  @Field(() => CareCancelCauseEnum, { nullable: true, description: '取消原因' })
  cause!: BookingRow['cause'] | null;

  @Field(() => String, { nullable: true, description: '审核意见 What the back office said.' })
  reason!: string | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: BookingRow['dataOrigin'];
}

export const CareBookingConnection = connectionOf('CareBooking', () => CareBookingType);
export const CareBookingChanges = changesOf('CareBooking', () => CareBookingType);
