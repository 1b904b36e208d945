import type { Confirmation, ExchangeStatus, Side } from '@linli/domain/time-bank/moves';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandInput } from '../graphql/command.ts';
import { DateTime } from '../graphql/scalars.ts';
import { ConfirmationEnum, ExchangeStatusEnum, SideEnum } from './time-bank.enums.ts';

@InputType({ description: '匹配 Who is to serve whom; what a listing tells need not be told again.' })
export class ExchangeMatchInput extends CommandInput {
  @Field(() => ID, { nullable: true, description: '登记 The offer or request that it answers.' })
  listingId?: string | null;

  @Field(() => ID, { nullable: true, description: '服务方 The resident who serves.' })
  giverId?: string | null;

  @Field(() => [ID], { nullable: true, description: '同组服务方 Residents who serve together, in place of one: a group session, which goes its way and is confirmed as one.' })
  giverIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: '受益方 The residents who are served; several make it a group session.' })
  receiverIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: '服务项目' })
  serviceTypeId?: string | null;
}

@InputType({ description: '互助服务 A command on a service.' })
export class ExchangeInput extends CommandInput {
  @Field(() => ID, { description: '互助服务 The service.' })
  exchangeId!: string;
}

@InputType({ description: '约定时间' })
export class ExchangeScheduleInput extends ExchangeInput {
  @Field(() => DateTime, { description: '开始时间' })
  startsAt!: Date;

  @Field(() => Int, { description: '预计时长 Minutes, 1 to 720.' })
  minutes!: number;
}

@InputType({ description: '提交时长' })
export class ExchangeSubmitInput extends ExchangeInput {
  @Field(() => Int, { description: '服务时长 Minutes, 1 to 720; rounded down as the policy says.' })
  minutes!: number;
}

@InputType({ description: '确认服务' })
export class ExchangeConfirmInput extends ExchangeInput {
  @Field(() => ConfirmationEnum, { description: '确认方式' })
  by!: Confirmation;

  @Field(() => String, { nullable: true, description: '密码或卡码 The PIN, or what the card\'s code says.' })
  secret?: string | null;

  @Field(() => ID, { nullable: true, description: '受益人 Of a group session: whose PIN or card it is.' })
  receiverId?: string | null;

  @Field(() => String, { nullable: true, description: '说明 Required for a call-back: who was reached, and what they said.' })
  note?: string | null;
}

@InputType({ description: '说明理由 A command on a service, with its reason.' })
export class ExchangeReasonInput extends ExchangeInput {
  @Field(() => String, { description: '理由 Up to 4,000 characters.' })
  reason!: string;
}

@InputType({ description: '更正时长' })
export class ExchangeAdjustInput extends ExchangeReasonInput {
  @Field(() => Int, { description: '服务时长 Minutes, 1 to 720.' })
  minutes!: number;
}

@InputType({ description: '取消服务' })
export class ExchangeCancelInput extends ExchangeInput {
  @Field(() => String, { nullable: true, description: '理由 Up to 4,000 characters.' })
  reason?: string | null;
}

@InputType({ description: '未到场' })
export class ExchangeNoShowInput extends ExchangeInput {
  @Field(() => SideEnum, { description: '未到场方 Who did not come; never one\'s own side.' })
  absent!: Side;
}

@InputType({ description: '抽查结果' })
export class ExchangeAuditInput extends ExchangeInput {
  @Field(() => String, { description: '核查情况 Up to 4,000 characters.' })
  note!: string;
}

@InputType({ description: '筛选 Which services to list; whatever is absent filters nothing.' })
export class ExchangeFilter {
  @Field(() => ID, { nullable: true, description: '地点 Under this place.' })
  placeId?: string | null;

  @Field(() => [ExchangeStatusEnum], { nullable: true, description: '状态' })
  statuses?: ExchangeStatus[] | null;

  @Field(() => ID, { nullable: true, description: '居民 Who serves or is served.' })
  residentId?: string | null;

  @Field(() => Boolean, { nullable: true, description: '待核实 Only those on the review list, or none of them.' })
  toReview?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: '待抽查 Only those drawn and not audited yet, or none of them.' })
  toAudit?: boolean | null;
}
