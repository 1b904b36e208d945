import type { CaseRow } from '@linli/domain/cases/cases.read';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime } from '../graphql/scalars.ts';
import { OrganisationType } from '../organisations/organisation.type.ts';
import { DataOriginEnum, WorkerType } from '../places/place.type.ts';
import {
  CaseChannelEnum, CaseKindEnum, CaseMoveEnum, CaseOutcomeEnum, CaseStatusEnum, CaseUrgencyEnum, FollowUpSourceEnum,
} from './case.enums.ts';

/** 诉求. A resident's matter and where it stands. */
@ObjectType('Case', { implements: NodeType, simpleResolvers: true, description: '诉求 A resident\'s matter and where it stands.' })
export class CaseType extends NodeType implements Pick<CaseRow, 'trackingNumber' | 'kind' | 'title' | 'description' | 'status' | 'cycle' | 'receivedAt' | 'dueAt'> {
  @Field(() => String, { description: '受理编号 What the resident quotes when asking about it.' })
  trackingNumber!: string;

  @Field(() => CaseKindEnum, { description: '诉求类型 What kind of matter it is.' })
  kind!: CaseRow['kind'];

  @Field(() => CaseUrgencyEnum, { description: '紧急程度 How soon it has to be handled.' })
  urgency!: CaseRow['urgency'];

  @Field(() => CaseChannelEnum, { description: '来源渠道 How it came in.' })
  channel!: CaseRow['channel'];

  @Field(() => String, { description: '标题 In a few words.' })
  title!: string;

  @Field(() => String, { description: '内容 In full.' })
  description!: string;

  @Field(() => CaseStatusEnum, { description: '状态 Where it stands.' })
  status!: CaseRow['status'];

  @Field(() => CaseOutcomeEnum, { nullable: true, description: '办理结果 How it ended; null until handled.' })
  outcome!: CaseRow['outcome'];

  @Field(() => Int, { description: '办理轮次 1, and one more at each reopening.' })
  cycle!: number;

  @Field(() => DateTime, { description: '接收时间 When it came in; the clock runs from here.' })
  receivedAt!: Date;

  @Field(() => DateTime, { description: '登记时间 When it was entered, apart from when it came in.' })
  recordedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '首次响应时间 First substantive response: contact made or work begun.' })
  firstResponseAt!: Date | null;

  @Field(() => DateTime, { description: '当前期限 Current deadline; extensions and suspensions move it.' })
  dueAt!: Date;

  @Field(() => DateTime, { description: '原定期限 The deadline as first promised in this cycle.' })
  originalDueAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '超期时间 When the deadline passed with the case open.' })
  overdueAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '挂起时间 Since when it is suspended.' })
  suspendedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '办结时间 When it was handled.' })
  handledAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '结案时间 When it was closed.' })
  closedAt!: Date | null;

  @Field(() => Boolean, { description: '未确认 Closed without the resident\'s answer.' })
  unconfirmed!: boolean;

  @Field(() => DateTime, { nullable: true, description: '回访时间 Latest follow-up that reached somebody.' })
  followedUpAt!: Date | null;

  @Field(() => FollowUpSourceEnum, { nullable: true, description: '回访方式 Whose word it rests on.' })
  followUpSource!: CaseRow['followUpSource'];

  @Field(() => Boolean, { nullable: true, description: '是否解决 What the resident confirmed; null while nobody said.' })
  confirmedResolved!: boolean | null;

  @Field(() => Int, { nullable: true, description: '评价 1 very dissatisfied … 5 very satisfied.' })
  rating!: number | null;

  @Field(() => DateTime, { nullable: true, description: '评价时间' })
  ratedAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: CaseRow['dataOrigin'];
}

export const CaseChanges = changesOf('Case', () => CaseType);
export const CaseConnection = connectionOf('Case', () => CaseType);

/** 事项类别. */
@ObjectType('CaseCategory', { simpleResolvers: true, description: '事项类别 A class of matters, from the district\'s own tree.' })
export class CaseCategoryType {
  @Field(() => ID, { description: 'Global id.' })
  id!: string;

  @Field(() => String, { description: '代码' })
  code!: string;

  @Field(() => String, { description: '名称' })
  name!: string;
}

/** 办理记录. */
@ObjectType('CaseStep', { simpleResolvers: true, description: '办理记录 One step of a case\'s history; earlier cycles included.' })
export class CaseStepType {
  @Field(() => ID, { description: 'Global id.' })
  id!: string;

  @Field(() => CaseMoveEnum, { description: '操作 What was done.' })
  move!: string;

  @Field(() => CaseStatusEnum, { description: '状态 Where the case stood afterwards.' })
  status!: CaseRow['status'];

  @Field(() => Int, { description: '办理轮次 In which cycle.' })
  cycle!: number;

  @Field(() => DateTime, { description: '发生时间 When it happened.' })
  at!: Date;

  @Field(() => DateTime, { description: '登记时间 When it was recorded.' })
  recordedAt!: Date;

  @Field(() => String, { nullable: true, description: '说明 Reason or note; null to those who do not work on it.' })
  note!: string | null;
}

/** 协办. */
@ObjectType('CoHandler', { simpleResolvers: true, description: '协办 Who assists with a case: a worker, or everybody of an organisation.' })
export class CoHandlerType {
  @Field(() => WorkerType, { nullable: true, description: '协办人 The worker; null when it is an organisation.' })
  account!: WorkerType | null;

  @Field(() => OrganisationType, { nullable: true, description: '协办单位 The organisation; null when it is a worker.' })
  organisation!: OrganisationType | null;

  @Field(() => DateTime, { description: '开始时间 Since when.' })
  addedAt!: Date;
}
