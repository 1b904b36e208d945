import type { BookingState, CareChannel, CareUnit } from '@linli/domain/elder-care/moves';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { CalendarDay, DateTime } from '../graphql/scalars.ts';
import { CareBookingType } from './booking.type.ts';
import { CareBookingStateEnum, CareChannelEnum, CareUnitEnum } from './care.enums.ts';

@InputType({ description: '筛选 Which bookings to list; whatever is absent filters nothing.' })
export class CareBookingFilter {
  @Field(() => ID, { nullable: true, description: '地点 Of people who lived at this place or under it.' })
  placeId?: string | null;

  @Field(() => ID, { nullable: true, description: '居民 Of this resident.' })
  residentId?: string | null;

  @Field(() => ID, { nullable: true, description: '养老服务中心' })
  centreId?: string | null;

  @Field(() => ID, { nullable: true, description: '场次' })
  slotId?: string | null;

  @Field(() => [CareBookingStateEnum], { nullable: true, description: '状态 In one of these states.' })
  states?: BookingState[] | null;

  @Field(() => CalendarDay, { nullable: true, description: '日期 Of slots that begin on this day.' })
  day?: CalendarDate | null;
}

@InputType({ description: '预约 What somebody wants.' })
export class CareBookingCreateInput extends CommandInput {
  @Field(() => ID, { description: '场次' })
  slotId!: string;

  @Field(() => ID, { description: '居民 For whom.' })
  residentId!: string;

  @Field(() => CareUnitEnum, { defaultValue: 'FEN', description: '支付方式 In what the member\'s share is paid.' })
  pays!: CareUnit;

  @Field(() => CareChannelEnum, { nullable: true, description: '预约渠道 Of what a worker takes down: TELEPHONE, WINDOW or VISIT.' })
  channel?: CareChannel | null;
}

@InputType({ description: '服务预约 A command on a booking.' })
export class CareBookingInput extends CommandInput {
  @Field(() => ID, { description: '服务预约' })
  bookingId!: string;
}

@InputType({ description: '审核不通过' })
export class CareBookingRejectInput extends CareBookingInput {
  @Field(() => String, { description: '审核意见 Up to 500 characters; who booked is told.' })
  reason!: string;
}

@InputType({ description: '完成服务' })
export class CareBookingFulfilInput extends CareBookingInput {
  @Field(() => DateTime, { nullable: true, description: '完成时间 When it was given, on its day; now when absent.' })
  occurredAt?: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a booking.' })
export class CareBookingPayload extends Payload {
  @Field(() => CareBookingType, { nullable: true, description: 'The booking as it is now; null when refused.' })
  booking?: CareBookingType | null;
}
