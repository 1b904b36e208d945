import type { Hours } from '@linli/domain/time-bank/availability.rule';
import type { ListingChannel, ListingKind, ListingStatus } from '@linli/domain/time-bank/moves';
import type { Exclusion, GiftsTo, Payer } from '@linli/domain/time-bank/policy.rule';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandInput } from '../graphql/command.ts';
import { CalendarDay, DateTime } from '../graphql/scalars.ts';
import { ExclusionEnum, GiftsToEnum, ListingChannelEnum, ListingKindEnum, ListingStatusEnum, PayerEnum } from './time-bank.enums.ts';

@InputType({ description: '时间银行规则 What is given is changed; a limit is lifted by null.' })
export class TimeBankSetPolicyInput extends CommandInput {
  @Field(() => Int, { nullable: true, description: '余额上限 Minutes.' })
  capMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: '每日上限 Minutes.' })
  dailyMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: '计时单位 Minutes.' })
  roundTo?: number | null;

  @Field(() => Int, { nullable: true, description: '兑换年龄' })
  redeemAge?: number | null;

  @Field(() => GiftsToEnum, { nullable: true, description: '转赠范围' })
  giftsTo?: GiftsTo | null;

  @Field(() => ExclusionEnum, { nullable: true, description: '回避范围' })
  excluded?: Exclusion | null;

  @Field(() => Boolean, { nullable: true, description: '集体服务计入个人' })
  groupEarns?: boolean | null;

  @Field(() => [PayerEnum], { nullable: true, description: '支付顺序' })
  payers?: Payer[] | null;

  @Field(() => Int, { nullable: true, description: '初始时长 Minutes.' })
  openingMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: '初始时长年龄' })
  openingAge?: number | null;

  @Field(() => Int, { nullable: true, description: '核实期限 Days.' })
  reviewDays?: number | null;

  @Field(() => Int, { nullable: true, description: '抽查比例 Of a hundred.' })
  auditPercent?: number | null;
}

@InputType({ description: '新增服务项目 A service that volunteers can do.' })
export class ServiceTypeCreateInput extends CommandInput {
  @Field(() => String, { description: '代码 Up to 50 characters.' })
  code!: string;

  @Field(() => String, { description: '名称 Up to 50 characters.' })
  name!: string;
}

@InputType({ description: '停用服务项目' })
export class ServiceTypeCloseInput extends CommandInput {
  @Field(() => ID, { description: '服务项目 The service.' })
  serviceTypeId!: string;
}

@InputType({ description: '可服务时段 Hours of a weekday, half-open, in Asia/Shanghai.' })
export class ServiceHoursInput implements Hours {
  @Field(() => Int, { description: '星期 1 Monday to 7 Sunday.' })
  weekday!: number;

  @Field(() => Int, { description: '起 Minutes from midnight.' })
  from!: number;

  @Field(() => Int, { description: '止 Minutes from midnight, up to 1,440.' })
  to!: number;
}

@InputType({ description: '志愿者登记' })
export class VolunteerEnrolInput extends CommandInput {
  @Field(() => ID, { description: '居民 Who serves.' })
  residentId!: string;

  @Field(() => [ID], { description: '技能 Services that they can do.' })
  skillIds!: string[];

  @Field(() => [ServiceHoursInput], { description: '可服务时段' })
  availability!: ServiceHoursInput[];

  @Field(() => CalendarDay, { nullable: true, description: '开始日期 Today when absent.' })
  activeFrom?: CalendarDate | null;
}

@InputType({ description: '志愿者信息变更 What is given is changed.' })
export class VolunteerChangeInput extends CommandInput {
  @Field(() => ID, { description: '志愿者 The volunteer.' })
  volunteerId!: string;

  @Field(() => [ID], { nullable: true, description: '技能 Services that they can do.' })
  skillIds?: string[] | null;

  @Field(() => [ServiceHoursInput], { nullable: true, description: '可服务时段' })
  availability?: ServiceHoursInput[] | null;
}

@InputType({ description: '志愿者退出' })
export class VolunteerEndInput extends CommandInput {
  @Field(() => ID, { description: '志愿者 The volunteer.' })
  volunteerId!: string;

  @Field(() => CalendarDay, { nullable: true, description: '最后一天 Today when absent.' })
  lastDay?: CalendarDate | null;
}

@InputType({ description: '发放确认卡 In place of the one before. Sent again it is another card.' })
export class ConfirmationCardIssueInput extends CommandInput {
  @Field(() => ID, { description: '居民 Whose services it confirms.' })
  residentId!: string;

  @Field(() => String, { description: '密码 Six digits, not all the same, chosen by the resident.' })
  pin!: string;
}

@InputType({ description: '供需登记 A service that somebody offers, or asks for.' })
export class ServiceListingEnterInput extends CommandInput {
  @Field(() => ListingKindEnum, { description: '供需' })
  kind!: ListingKind;

  @Field(() => ID, { description: '居民 Who offers it, or asks for it.' })
  residentId!: string;

  @Field(() => ID, { description: '服务项目' })
  serviceTypeId!: string;

  @Field(() => Int, { description: '预计时长 Minutes, 1 to 720.' })
  minutes!: number;

  @Field(() => DateTime, { nullable: true, description: '期望时间' })
  wishedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '说明 Up to 1,000 characters.' })
  note?: string | null;

  @Field(() => ListingChannelEnum, { nullable: true, description: '登记渠道 For staff: TELEPHONE, WINDOW or VISIT.' })
  channel?: ListingChannel | null;
}

@InputType({ description: '撤回登记' })
export class ServiceListingWithdrawInput extends CommandInput {
  @Field(() => ID, { description: '登记 The listing.' })
  listingId!: string;
}

@InputType({ description: '转赠时长' })
export class MinutesGiveInput extends CommandInput {
  @Field(() => ID, { description: '居民 Whose minutes.' })
  residentId!: string;

  @Field(() => ID, { description: '受赠人 Who gets them.' })
  toResidentId!: string;

  @Field(() => Int, { description: '时长 Minutes.' })
  minutes!: number;
}

@InputType({ description: '捐赠时长 To the community\'s fund.' })
export class MinutesDonateInput extends CommandInput {
  @Field(() => ID, { description: '居民 Whose minutes.' })
  residentId!: string;

  @Field(() => Int, { description: '时长 Minutes.' })
  minutes!: number;
}

@InputType({ description: '开具服务证明' })
export class ServiceCertificateIssueInput extends CommandInput {
  @Field(() => ID, { description: '居民 Who has served.' })
  residentId!: string;

  @Field(() => CalendarDay, { description: '起始日期 The first day, included.' })
  firstDay!: CalendarDate;

  @Field(() => CalendarDay, { description: '截止日期 The last day, included; not one to come.' })
  lastDay!: CalendarDate;
}

@InputType({ description: '发放初始时长' })
export class MinutesGrantOpeningInput extends CommandInput {
  @Field(() => ID, { description: '居民 Who gets them.' })
  residentId!: string;
}

@InputType({ description: '筛选 Which offers and requests to list.' })
export class ServiceListingFilter {
  @Field(() => ID, { nullable: true, description: '地点 Under this place.' })
  placeId?: string | null;

  @Field(() => [ListingKindEnum], { nullable: true, description: '供需' })
  kinds?: ListingKind[] | null;

  @Field(() => [ListingStatusEnum], { nullable: true, description: '状态' })
  statuses?: ListingStatus[] | null;

  @Field(() => ID, { nullable: true, description: '居民 Who offers it, or asks for it.' })
  residentId?: string | null;
}

@InputType({ description: '筛选 Which volunteers to list.' })
export class VolunteerFilter {
  @Field(() => ID, { nullable: true, description: '地点 Under this place.' })
  placeId?: string | null;

  @Field(() => ID, { nullable: true, description: '技能 Who can do this service.' })
  serviceTypeId?: string | null;

  @Field(() => CalendarDay, { nullable: true, description: '在岗日期 Who serves on this day.' })
  activeOn?: CalendarDate | null;
}
