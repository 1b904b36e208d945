import type { CaseChannel, CaseKind, CaseOutcome, CaseStatus, CaseUrgency, FollowUpSource } from '@linli/domain/cases/moves';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { ExternalInput } from '../graphql/external.input.ts';
import { DateTime } from '../graphql/scalars.ts';
import { CaseChannelEnum, CaseKindEnum, CaseOutcomeEnum, CaseStatusEnum, CaseUrgencyEnum, FollowUpSourceEnum } from './case.enums.ts';
import { CaseType } from './case.type.ts';

@InputType({ description: '筛选 Which cases to list; whatever is absent filters nothing.' })
export class CaseFilter {
  @Field(() => ID, { nullable: true, description: '地点 Under this place.' })
  placeId?: string | null;

  @Field(() => [CaseStatusEnum], { nullable: true, description: '状态 Standing at one of these.' })
  statuses?: CaseStatus[] | null;

  @Field(() => [CaseKindEnum], { nullable: true, description: '诉求类型 Of one of these kinds.' })
  kinds?: CaseKind[] | null;

  @Field(() => ID, { nullable: true, description: '经办人 With this account.' })
  assigneeId?: string | null;

  @Field(() => ID, { nullable: true, description: '承办单位 With this organisation.' })
  assigneeOrganisationId?: string | null;

  @Field(() => ID, { nullable: true, description: '居民 Whose matter it is.' })
  residentId?: string | null;

  @Field(() => Boolean, { nullable: true, description: '超期 Past their deadline, or not.' })
  overdue?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'Received at or after.' })
  receivedFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Received before.' })
  receivedTo?: Date | null;
}

@InputType({ description: '提交诉求 A matter as it comes in.' })
export class CaseSubmitInput extends CommandInput {
  @Field(() => ID, { nullable: true, description: '地点 The deepest place known; not needed with an address.' })
  placeId?: string | null;

  @Field(() => ID, { nullable: true, description: '地址 Where it is, if that is an address; its place follows.' })
  addressId?: string | null;

  @Field(() => ID, { description: '事项类别' })
  categoryId!: string;

  @Field(() => CaseKindEnum, { description: '诉求类型' })
  kind!: CaseKind;

  @Field(() => CaseUrgencyEnum, { defaultValue: 'ORDINARY', description: '紧急程度' })
  urgency!: CaseUrgency;

  @Field(() => CaseChannelEnum, { defaultValue: 'APP', description: '来源渠道' })
  channel!: CaseChannel;

  @Field(() => String, { description: '标题 Up to 200 characters.' })
  title!: string;

  @Field(() => String, { nullable: true, description: '内容 Up to 4,000 characters; the title when absent.' })
  description?: string | null;

  @Field(() => DateTime, { nullable: true, description: '接收时间 When it came in, when that was not now.' })
  occurredAt?: Date | null;

  @Field(() => Boolean, { defaultValue: false, description: '代为登记 Taken in by staff for somebody else.' })
  onBehalf!: boolean;

  @Field(() => ID, { nullable: true, description: '居民 Whose matter it is: of somebody one acts for; or, taken in by staff, of one of their residents. They and who acts for them see it, and are told of it.' })
  residentId?: string | null;

  @Field(() => String, { nullable: true, description: '联系人' })
  contactName?: string | null;

  @Field(() => String, { nullable: true, description: '联系电话 A mobile number; stored encrypted.' })
  contactPhone?: string | null;

  @Field(() => ExternalInput, { nullable: true, description: '外部编号 Sent again with the same number it is the same case.' })
  external?: ExternalInput | null;
}

@InputType({ description: '操作 What every move of a case may carry.' })
export class CaseMoveInput extends CommandInput {
  @Field(() => ID, { description: '诉求 The case.' })
  caseId!: string;

  @Field(() => DateTime, { nullable: true, description: '发生时间 When it happened, when that was not now.' })
  occurredAt?: Date | null;

  @Field(() => String, { nullable: true, description: '说明 A note for the history.' })
  note?: string | null;
}

@InputType({ description: '操作 A move that needs a reason.' })
export class CaseReasonInput extends CaseMoveInput {
  @Field(() => String, { description: '理由 Why; the resident may be told.' })
  reason!: string;
}

@InputType({ description: '并案 Merging a case into another.' })
export class CaseMergeInput extends CaseMoveInput {
  @Field(() => ID, { description: '主诉求 The case that takes it in.' })
  intoCaseId!: string;
}

@InputType({ description: '协办 Who assists: either a worker or an organisation.' })
export class CoHandlerInput {
  @Field(() => ID, { nullable: true, description: '协办人 An account that works for the district.' })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: '协办单位 An organisation.' })
  organisationId?: string | null;
}

@InputType({ description: '派单 Giving a case to somebody: either a worker or an organisation.' })
export class CaseAssignInput extends CaseMoveInput {
  @Field(() => ID, { nullable: true, description: '经办人 An account that works over the case\'s place.' })
  assigneeId?: string | null;

  @Field(() => ID, { nullable: true, description: '承办单位 An organisation that serves the case\'s place or one above it.' })
  assigneeOrganisationId?: string | null;

  @Field(() => [CoHandlerInput], { nullable: true, description: '协办 Who assists, in place of those before; when absent they stay.' })
  coHandlers?: CoHandlerInput[] | null;
}

@InputType({ description: '补充说明 Adding words to a case.' })
export class CaseAddNoteInput extends CaseMoveInput {
  @Field(() => String, { description: '说明 Up to 4,000 characters, for the history.' })
  declare note: string;
}

@InputType({ description: '挂起 Suspending a case with approval.' })
export class CaseSuspendInput extends CaseReasonInput {
  @Field(() => ID, { description: '批准人 An admin over the place.' })
  approverId!: string;
}

@InputType({ description: '延期 Moving the deadline with approval.' })
export class CaseExtendInput extends CaseSuspendInput {
  @Field(() => DateTime, { description: '新期限 Later than the current deadline.' })
  dueAt!: Date;
}

@InputType({ description: '办结 Handling a case.' })
export class CaseHandleInput extends CaseMoveInput {
  @Field(() => CaseOutcomeEnum, { description: '办理结果' })
  outcome!: CaseOutcome;
}

@InputType({ description: '回访 Following a case up.' })
export class CaseFollowUpInput extends CaseMoveInput {
  @Field(() => Boolean, { description: '是否联系上 Whether somebody was reached.' })
  contacted!: boolean;

  @Field(() => Boolean, { nullable: true, description: '是否解决 What they said; null when they did not say.' })
  resolved?: boolean | null;

  @Field(() => FollowUpSourceEnum, { description: '回访方式' })
  source!: FollowUpSource;
}

@InputType({ description: '评价 Rating a handled case.' })
export class CaseRateInput extends CaseMoveInput {
  @Field(() => Int, { description: '1 very dissatisfied … 5 very satisfied.' })
  rating!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a case.' })
export class CasePayload extends Payload {
  @Field(() => CaseType, { nullable: true, description: 'The case as it is now; null when refused.' })
  case?: CaseType | null;
}
