import type { FundingKind, FundingSource } from '@linli/domain/programs/program-funding.entity';
import type { PlaybookPart } from '@linli/domain/programs/parts.rule';
import type { Outcome } from '@linli/domain/programs/programs.service';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { Amount, CalendarDay, DateTime, Json } from '../graphql/scalars.ts';
import { FundingKindEnum, FundingSourceEnum } from './program.enums.ts';
import { PlaybookVersionType, ProgramFundingType, ProgramSpendingType, ProgramStaffType, ProgramStepType, ProgramType } from './program.type.ts';

@InputType({ description: '手册组成部分 One piece of a program.' })
class PlaybookPartInput implements PlaybookPart {
  @Field(() => String, { description: '种类 As in `playbookPartKinds`.' })
  kind!: string;

  @Field(() => String, { description: '键 Small letters and digits, with - _ or . between them.' })
  key!: string;

  @Field(() => Json, { description: '内容 As its kind wants it.' })
  content!: unknown;
}

@InputType({ description: '成效 What a program is measured by.' })
class ProgramOutcomeInput implements Outcome {
  @Field(() => String, { description: '指标 Key of an indicator.' })
  indicator!: string;

  @Field(() => Float, { description: '基线 The value before, as the indicator shows it: a rate from 0 to 1.' })
  baseline!: number;

  @Field(() => Float, { description: '目标值 The value aimed at.' })
  target!: number;
}

@InputType()
abstract class ProgramDaysInput extends CommandInput {
  @Field(() => String, { description: '名称 Up to 100 characters.' })
  title!: string;

  @Field(() => CalendarDay, { description: '开始日' })
  beginsOn!: CalendarDate;

  @Field(() => CalendarDay, { description: '结束日 Included.' })
  endsOn!: CalendarDate;

  @Field(() => Amount, { description: '预算 What may be spent in all, in fen.' })
  budget!: number;
}

@InputType()
abstract class ProgramTermsInput extends ProgramDaysInput {
  @Field(() => ProgramOutcomeInput, { nullable: true, description: '成效 Null for a program that is not measured.' })
  outcome?: ProgramOutcomeInput | null;
}

@InputType({ description: '新建项目 A program, with parts of its own or those of a playbook.' })
export class ProgramCreateInput extends ProgramTermsInput {
  @Field(() => ID, { description: '地点 A community or above.' })
  placeId!: string;

  @Field(() => ID, { nullable: true, description: '手册版本 Whose parts it takes.' })
  playbookVersionId?: string | null;

  @Field(() => [PlaybookPartInput], { nullable: true, description: '组成部分 Its own, where it is made from no playbook.' })
  parts?: PlaybookPartInput[] | null;
}

@InputType({ description: '修改项目 What a program is to be from now on.' })
export class ProgramReviseInput extends ProgramTermsInput {
  @Field(() => ID, { description: '项目' })
  programId!: string;

  @Field(() => [PlaybookPartInput], { nullable: true, description: '组成部分 All of them; as they are when left out.' })
  parts?: PlaybookPartInput[] | null;
}

@InputType({ description: '复制项目 What another program does, somewhere else.' })
export class ProgramCloneInput extends ProgramDaysInput {
  @Field(() => ID, { description: '原项目' })
  programId!: string;

  @Field(() => ID, { description: '地点 Where it is to run.' })
  placeId!: string;

  @Field(() => Float, { nullable: true, description: '基线 The value before, there; needed where the original is measured.' })
  baseline?: number | null;
}

@InputType({ description: '项目 A command on a program.' })
export class ProgramInput extends CommandInput {
  @Field(() => ID, { description: '项目' })
  programId!: string;
}

@InputType({ description: '加入项目 Who does what in it.' })
export class ProgramJoinInput extends ProgramInput {
  @Field(() => ID, { description: '账号 With a role at the program\'s place, above or under it.' })
  accountId!: string;

  @Field(() => String, { description: '角色 Key of a part of kind ROLE.' })
  roleKey!: string;
}

@InputType({ description: '退出项目 Who does it no more.' })
export class ProgramLeaveInput extends CommandInput {
  @Field(() => ID, { description: '项目人员' })
  staffId!: string;
}

@InputType({ description: '步骤进展 A step that was done.' })
export class ProgramMarkInput extends ProgramInput {
  @Field(() => String, { description: '步骤 Key of a part of kind STEP.' })
  stepKey!: string;

  @Field(() => CalendarDay, { nullable: true, description: '完成日 Not to come; null when it turned out not to be done.' })
  doneOn?: CalendarDate | null;

  @Field(() => String, { nullable: true, description: '说明 Up to 1,000 characters.' })
  note?: string | null;
}

@InputType({ description: '收到资助 What a sponsor gave.' })
export class ProgramReceiveInput extends ProgramInput {
  @Field(() => FundingKindEnum, { description: '形式' })
  kind!: FundingKind;

  @Field(() => FundingSourceEnum, { description: '来源' })
  source!: FundingSource;

  @Field(() => Amount, { description: '金额 In fen; of what came in kind, its worth.' })
  amount!: number;

  @Field(() => ID, { nullable: true, description: '资助单位 An organisation of the district.' })
  organisationId?: string | null;

  @Field(() => String, { nullable: true, description: '资助方 Whoever else gave it, up to 100 characters.' })
  sponsor?: string | null;

  @Field(() => String, { nullable: true, description: '说明 What it was, or what for; up to 1,000 characters.' })
  note?: string | null;

  @Field(() => DateTime, { nullable: true, description: '收到时间 Now when left out.' })
  receivedAt?: Date | null;
}

@InputType({ description: '项目支出 Money that a program pays.' })
export class ProgramSpendInput extends ProgramInput {
  @Field(() => Amount, { description: '金额 In fen.' })
  amount!: number;

  @Field(() => String, { description: '用途 Up to 1,000 characters.' })
  purpose!: string;

  @Field(() => String, { description: '收款方 Up to 100 characters.' })
  payee!: string;

  @Field(() => DateTime, { nullable: true, description: '支出时间 Now when left out.' })
  spentAt?: Date | null;
}

@InputType({ description: '冲销资助 A funding that was recorded by mistake.' })
export class ProgramReverseFundingInput extends CommandInput {
  @Field(() => ID, { description: '资助' })
  fundingId!: string;
}

@InputType({ description: '冲销支出 A payment that was recorded by mistake.' })
export class ProgramReverseSpendingInput extends CommandInput {
  @Field(() => ID, { description: '支出' })
  spendingId!: string;
}

@InputType({ description: '发布手册 Writes down what a program does.' })
export class PlaybookPublishInput extends ProgramInput {
  @Field(() => String, { description: '键 Of the playbook of which this is the next version, or of a new one.' })
  key!: string;

  @Field(() => String, { description: '名称 Of a new playbook, up to 100 characters; one that there is keeps its own.' })
  title!: string;
}

@InputType({ description: '导入手册 A playbook as another district wrote it.' })
export class PlaybookImportInput extends CommandInput {
  @Field(() => String, { description: '文件 The text of the file, up to 40,000 bytes.' })
  file!: string;
}

@ObjectType('ProgramPayload', { simpleResolvers: true, description: 'Answer to the commands on a program.' })
export class ProgramPayload extends Payload {
  @Field(() => ProgramType, { nullable: true, description: 'The program as it is now; null when refused.' })
  program?: ProgramType | null;
}

@ObjectType('ProgramStaffPayload', { simpleResolvers: true, description: 'Answer to the commands on a program\'s people.' })
export class ProgramStaffPayload extends Payload {
  @Field(() => ProgramStaffType, { nullable: true, description: 'Who does what; null when refused.' })
  staff?: ProgramStaffType | null;
}

@ObjectType('ProgramStepPayload', { simpleResolvers: true, description: 'Answer to the commands on a program\'s steps.' })
export class ProgramStepPayload extends Payload {
  @Field(() => ProgramStepType, { nullable: true, description: 'The step as it is now; null when refused.' })
  step?: ProgramStepType | null;
}

@ObjectType('ProgramFundingPayload', { simpleResolvers: true, description: 'Answer to the commands on what a program received.' })
export class ProgramFundingPayload extends Payload {
  @Field(() => ProgramFundingType, { nullable: true, description: 'The entry as it is now; null when refused.' })
  funding?: ProgramFundingType | null;
}

@ObjectType('ProgramSpendingPayload', { simpleResolvers: true, description: 'Answer to the commands on what a program paid.' })
export class ProgramSpendingPayload extends Payload {
  @Field(() => ProgramSpendingType, { nullable: true, description: 'The entry as it is now; null when refused.' })
  spending?: ProgramSpendingType | null;
}

@ObjectType('PlaybookVersionPayload', { simpleResolvers: true, description: 'Answer to the commands on playbooks.' })
export class PlaybookVersionPayload extends Payload {
  @Field(() => PlaybookVersionType, { nullable: true, description: 'The version; null when refused.' })
  version?: PlaybookVersionType | null;
}
