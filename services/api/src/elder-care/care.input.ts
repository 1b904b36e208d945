import type { CareKind } from '@linli/domain/elder-care/moves';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { CalendarDay } from '../graphql/scalars.ts';
import { LedgerAccountType } from '../ledger/ledger-account.type.ts';
import { CareKindEnum } from './care.enums.ts';
import { CareCentreType, CareServiceType, CareSlotType } from './centre.type.ts';

@InputType({ description: '设立中心 A care centre.' })
export class CareCentreCreateInput extends CommandInput {
  @Field(() => ID, { description: '地点 For whoever lives there or under it.' })
  placeId!: string;

  @Field(() => String, { description: '名称 Up to 100 characters.' })
  name!: string;

  @Field(() => Int, { description: '容量 People it can look after at one time.' })
  capacity!: number;
}

@InputType({ description: '设立项目 What a centre offers.' })
export class CareServiceCreateInput extends CommandInput {
  @Field(() => ID, { description: '养老服务中心' })
  centreId!: string;

  @Field(() => ID, { nullable: true, description: '地点 For whoever lives there or under it; the centre\'s own place when absent.' })
  placeId?: string | null;

  @Field(() => ID, { nullable: true, description: '所属项目 The program that it is part of; it runs, there or above.' })
  programId?: string | null;

  @Field(() => String, { description: '名称 Up to 100 characters.' })
  name!: string;

  @Field(() => CareKindEnum, { description: '类别' })
  kind!: CareKind;

  @Field(() => Boolean, { defaultValue: false, description: '上门 Given at the elder\'s home.' })
  atHome!: boolean;

  @Field(() => Int, { description: '价格 In hundredths of a yuan; the sponsor\'s share is part of it.' })
  price!: number;

  @Field(() => ID, { nullable: true, description: '资助单位 The organisation that pays the sponsor\'s share; absent when the program pays it.' })
  sponsorId?: string | null;

  @Field(() => Int, { defaultValue: 0, description: '资助额 In hundredths of a yuan.' })
  sponsorShare!: number;

  @Field(() => Int, { nullable: true, description: '折合时长 What the member\'s share costs in minutes of the time bank; absent when it is paid in yuan only.' })
  minutes?: number | null;

  @Field(() => Int, { nullable: true, description: '年龄下限' })
  minAge?: number | null;

  @Field(() => Boolean, { defaultValue: false, description: '仅限孤寡 Only for elders without kin.' })
  noKinOnly!: boolean;

  @Field(() => Int, { nullable: true, description: '残疾等级 Only for this degree and those more severe, 1 to 4.' })
  disabilityLevel?: number | null;

  @Field(() => String, { nullable: true, description: '截止时间 HH:MM of the day itself, such as 09:30 for meals; absent: until it begins.' })
  cutOff?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: '需审核 The back office approves each booking first.' })
  needsApproval!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: '未到收费 Who cancels late or does not come pays the member\'s share all the same.' })
  chargesMissed!: boolean;
}

@InputType({ description: '养老服务项目 A command on what a centre offers.' })
export class CareServiceInput extends CommandInput {
  @Field(() => ID, { description: '养老服务项目' })
  serviceId!: string;
}

@InputType({ description: '排班 Slots in a series, each at the same time of its day.' })
export class CareSlotsCreateInput extends CareServiceInput {
  @Field(() => CalendarDay, { description: '首日' })
  firstDay!: CalendarDate;

  @Field(() => CalendarDay, { description: '末日 Included.' })
  lastDay!: CalendarDate;

  @Field(() => [Int], { description: '星期 Days of the week, 1 (Monday) to 7.' })
  weekdays!: number[];

  @Field(() => String, { description: '开始 HH:MM.' })
  from!: string;

  @Field(() => Int, { description: '时长 Minutes.' })
  minutes!: number;

  @Field(() => Int, { description: '名额 Places in each.' })
  capacity!: number;
}

@InputType({ description: '场次 A command on a slot.' })
export class CareSlotInput extends CommandInput {
  @Field(() => ID, { description: '场次' })
  slotId!: string;
}

@InputType({ description: '充值 Money that was paid in at a centre for an elder.' })
export class CareTopUpInput extends CommandInput {
  @Field(() => ID, { description: '养老服务中心' })
  centreId!: string;

  @Field(() => ID, { description: '居民 Whose money it is.' })
  residentId!: string;

  @Field(() => Int, { description: '数额 In hundredths of a yuan.' })
  amount!: number;

  @Field(() => String, { description: '收据号 Entered twice it counts once.' })
  receipt!: string;
}

@InputType({ description: '资助 Money that an organisation gives to sponsor with.' })
export class CareSponsorFundInput extends CommandInput {
  @Field(() => ID, { description: '养老服务中心 Where it was received.' })
  centreId!: string;

  @Field(() => ID, { description: '资助单位' })
  organisationId!: string;

  @Field(() => Int, { description: '数额 In hundredths of a yuan.' })
  amount!: number;

  @Field(() => String, { description: '收据号 Entered twice it counts once.' })
  receipt!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a centre.' })
export class CareCentrePayload extends Payload {
  @Field(() => CareCentreType, { nullable: true, description: 'The centre as it is now; null when refused.' })
  centre?: CareCentreType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on what a centre offers.' })
export class CareServicePayload extends Payload {
  @Field(() => CareServiceType, { nullable: true, description: 'The service as it is now; null when refused.' })
  service?: CareServiceType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a slot.' })
export class CareSlotPayload extends Payload {
  @Field(() => CareSlotType, { nullable: true, description: 'The slot as it is now; null when refused.' })
  slot?: CareSlotType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the command on an elder\'s money.' })
export class CareTopUpPayload extends Payload {
  @Field(() => LedgerAccountType, { nullable: true, description: '账户 The elder\'s account as it is now; null when refused.' })
  account?: LedgerAccountType | null;
}
