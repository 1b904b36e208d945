import type { PlaybookPart } from '@linli/domain/programs/parts.rule';
import type { Origin } from '@linli/domain/programs/playbook-file';
import type { EntryState, FundingKind, FundingSource } from '@linli/domain/programs/program-funding.entity';
import type {
  AncestorRow, PlaybookRow, PlaybookVersionRow, ProgramFundingRow, ProgramMoneyRow, ProgramRow, ProgramSpendingRow, ProgramStaffRow, ProgramStepRow,
} from '@linli/domain/programs/programs.read';
import type { Outcome } from '@linli/domain/programs/programs.service';
import type { ProgramStatus } from '@linli/domain/programs/program.entity';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { Amount, CalendarDay, DateTime, Json } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';
import { EntryStateEnum, FundingKindEnum, FundingSourceEnum, ProgramStatusEnum } from './program.enums.ts';

/** 手册组成. */
@ObjectType('PlaybookPart', { simpleResolvers: true, description: '手册组成部分 One piece of a playbook; what its content means, its kind says.' })
export class PlaybookPartType implements PlaybookPart {
  @Field(() => String, { description: '种类 As in `playbookPartKinds`.' })
  kind!: string;

  @Field(() => String, { description: '键 Names it among the parts of its kind.' })
  key!: string;

  @Field(() => Json, { description: '内容' })
  content!: unknown;
}

/** 手册组成种类. */
@ObjectType('PlaybookPartKind', { simpleResolvers: true, description: '手册组成种类 A kind of part that this installation understands.' })
export class PlaybookPartKindType {
  @Field(() => String, { description: '键 As it stands in parts and files.' })
  key!: string;

  @Field(() => String, { description: '名称 In Chinese.' })
  zh!: string;

  @Field(() => String, { description: 'Name in English.' })
  en!: string;
}

/** 来源. */
@ObjectType('PlaybookOrigin', { simpleResolvers: true, description: '来源 Where a version of a playbook was written.' })
export class PlaybookOriginType implements Omit<Origin, 'sha256'> {
  @Field(() => String, { description: '区县 The district\'s name.' })
  district!: string;

  @Field(() => String, { description: '地点 The place\'s name.' })
  place!: string;

  @Field(() => String, { description: '项目 The program\'s title.' })
  program!: string;

  @Field(() => Int, { description: '版本 Its number there.' })
  number!: number;

  @Field(() => String, { nullable: true, description: '文件摘要 SHA-256 of the file by which it came to the next district; null for the district one is in.' })
  sha256?: string | null;
}

/** 手册版本. */
@ObjectType('PlaybookVersion', { implements: NodeType, simpleResolvers: true, description: '手册版本 One wording of a playbook; it never changes.' })
export class PlaybookVersionType extends NodeType implements Pick<PlaybookVersionRow, 'number' | 'sha256' | 'publishedAt'> {
  @Field(() => Int, { description: '版本号 1, 2, …' })
  number!: number;

  @Field(() => [PlaybookPartType], { description: '组成部分' })
  parts!: PlaybookPartType[];

  @Field(() => [PlaybookOriginType], { description: '来源 Where it was written, and what was written down before it, the oldest first; other districts included.' })
  lineage!: PlaybookOriginType[];

  @Field(() => String, { description: '文件摘要 SHA-256 that its file carries.' })
  sha256!: string;

  @Field(() => DateTime, { description: '发布时间' })
  publishedAt!: Date;
}

/** 方案手册. */
@ObjectType('Playbook', { implements: NodeType, simpleResolvers: true, description: '方案手册 What worked once, written down so that others can do it; for the staff.' })
export class PlaybookType extends NodeType implements Pick<PlaybookRow, 'key' | 'title' | 'dataOrigin'> {
  @Field(() => String, { description: '键 The same in every district that it came to.' })
  key!: string;

  @Field(() => String, { description: '名称' })
  title!: string;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: PlaybookRow['dataOrigin'];
}

/** 前身. */
@ObjectType('ProgramAncestor', { simpleResolvers: true, description: '前身 A program that this one was made from.' })
export class ProgramAncestorType implements Pick<AncestorRow, 'title' | 'place'> {
  @Field(() => String, { description: '项目名称' })
  title!: string;

  @Field(() => String, { description: '地点 The place\'s name.' })
  place!: string;
}

/** 成效. */
@ObjectType('ProgramOutcome', { simpleResolvers: true, description: '成效 What a program is measured by. Values are as the indicator shows them: a rate from 0 to 1.' })
export class ProgramOutcomeType implements Outcome {
  @Field(() => String, { description: '指标 Its key.' })
  indicator!: string;

  @Field(() => Float, { description: '基线 The value before, as it was declared.' })
  baseline!: number;

  @Field(() => Float, { description: '目标值' })
  target!: number;
}

/** 项目资金. */
@ObjectType('ProgramMoney', { simpleResolvers: true, description: '项目资金 In fen; what came in kind is apart.' })
export class ProgramMoneyType implements Omit<ProgramMoneyRow, 'programId'> {
  @Field(() => Amount, { description: '收到资金' })
  received!: number;

  @Field(() => Amount, { description: '实物折价 What came in kind, at its worth.' })
  inKind!: number;

  @Field(() => Amount, { description: '已支出' })
  spent!: number;

  @Field(() => Amount, { description: '账户余额 What its account of the ledger holds.' })
  balance!: number;
}

/** 项目人员. */
@ObjectType('ProgramStaff', { simpleResolvers: true, description: '项目人员 Somebody who does something in a program.' })
export class ProgramStaffType implements Pick<ProgramStaffRow, 'roleKey' | 'since' | 'until'> {
  @Field(() => String, { description: '角色 Key of a part of kind ROLE.' })
  roleKey!: string;

  @Field(() => DateTime, { description: '自' })
  since!: Date;

  @Field(() => DateTime, { nullable: true, description: '至 Null while they do it.' })
  until!: Date | null;
}

/** 步骤进展. */
@ObjectType('ProgramStep', { simpleResolvers: true, description: '步骤进展 That a step was done.' })
export class ProgramStepType implements Pick<ProgramStepRow, 'stepKey' | 'doneOn' | 'note' | 'recordedAt'> {
  @Field(() => String, { description: '步骤 Key of a part of kind STEP.' })
  stepKey!: string;

  @Field(() => CalendarDay, { nullable: true, description: '完成日 Null when it turned out not to be done.' })
  doneOn!: CalendarDate | null;

  @Field(() => String, { nullable: true, description: '说明' })
  note!: string | null;

  @Field(() => DateTime, { description: '登记时间' })
  recordedAt!: Date;
}

/** 项目资助. */
@ObjectType('ProgramFunding', { simpleResolvers: true, description: '项目资助 What a sponsor gave.' })
export class ProgramFundingType implements Pick<ProgramFundingRow, 'kind' | 'source' | 'sponsor' | 'amount' | 'note' | 'receivedAt' | 'state'> {
  @Field(() => FundingKindEnum, { description: '形式' })
  kind!: FundingKind;

  @Field(() => FundingSourceEnum, { description: '来源' })
  source!: FundingSource;

  @Field(() => String, { description: '资助方' })
  sponsor!: string;

  @Field(() => Amount, { description: '金额 In fen; of what came in kind, its worth.' })
  amount!: number;

  @Field(() => String, { nullable: true, description: '说明 What it was, or what for.' })
  note!: string | null;

  @Field(() => DateTime, { description: '收到时间' })
  receivedAt!: Date;

  @Field(() => EntryStateEnum, { description: '状态' })
  state!: EntryState;
}

/** 项目支出. */
@ObjectType('ProgramSpending', { simpleResolvers: true, description: '项目支出 Money that a program paid; vouchers are its files.' })
export class ProgramSpendingType implements Pick<ProgramSpendingRow, 'amount' | 'purpose' | 'payee' | 'spentAt' | 'state'> {
  @Field(() => Amount, { description: '金额 In fen.' })
  amount!: number;

  @Field(() => String, { description: '用途' })
  purpose!: string;

  @Field(() => String, { description: '收款方' })
  payee!: string;

  @Field(() => DateTime, { description: '支出时间' })
  spentAt!: Date;

  @Field(() => EntryStateEnum, { description: '状态' })
  state!: EntryState;
}

/** 项目. */
@ObjectType('Program', { implements: NodeType, simpleResolvers: true, description: '项目 A playbook, or something new, carried out at a place for a time.' })
export class ProgramType extends NodeType implements Pick<ProgramRow, 'title' | 'status' | 'beginsOn' | 'endsOn' | 'startedAt' | 'endedAt' | 'adoptedOn' | 'dataOrigin'> {
  @Field(() => String, { description: '名称' })
  title!: string;

  @Field(() => ProgramStatusEnum, { description: '状态' })
  status!: ProgramStatus;

  @Field(() => CalendarDay, { description: '开始日' })
  beginsOn!: CalendarDate;

  @Field(() => CalendarDay, { description: '结束日 Included.' })
  endsOn!: CalendarDate;

  @Field(() => [PlaybookPartType], { description: '组成部分 What it consists of.' })
  parts!: PlaybookPartType[];

  @Field(() => DateTime, { nullable: true, description: '启动时间' })
  startedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '结束时间' })
  endedAt!: Date | null;

  @Field(() => CalendarDay, { nullable: true, description: '推广日 The day from which a community runs what others ran before it; null for a pilot.' })
  adoptedOn!: CalendarDate | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: ProgramRow['dataOrigin'];
}

export const ProgramConnection = connectionOf('Program', () => ProgramType);
export const ProgramChanges = changesOf('Program', () => ProgramType);
export const PlaybookConnection = connectionOf('Playbook', () => PlaybookType);
