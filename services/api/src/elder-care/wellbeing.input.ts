import type { IncidentKind } from '@linli/domain/elder-care/care-incident.entity';
import type { WellbeingLevel, WellbeingOutcome, WellbeingState } from '@linli/domain/elder-care/wellbeing.rule';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { CalendarDay, DateTime } from '../graphql/scalars.ts';
import {
  CareIncidentKindEnum, CareIncidentType, CareStayType, MutualAidPairType, WellbeingLevelEnum, WellbeingOutcomeEnum, WellbeingPlanType, WellbeingStateEnum, WellbeingVisitType,
} from './wellbeing.type.ts';

@InputType({ description: '筛选 Which visits to list; whatever is absent filters nothing.' })
export class WellbeingVisitFilter {
  @Field(() => ID, { nullable: true, description: '地点 Of people who live at this place or under it.' })
  placeId?: string | null;

  @Field(() => ID, { nullable: true, description: '居民 To this elder.' })
  residentId?: string | null;

  @Field(() => [WellbeingStateEnum], { nullable: true, description: '状态 In one of these states; DUE alone makes today\'s list.' })
  states?: WellbeingState[] | null;

  @Field(() => [WellbeingLevelEnum], { nullable: true, description: '探访频次' })
  levels?: WellbeingLevel[] | null;

  @Field(() => CalendarDay, { nullable: true, description: '截止日 Due on this day at the latest.' })
  dueBy?: CalendarDate | null;
}

@InputType({ description: '风险评估 How often an elder is to be visited.' })
export class WellbeingAssessInput extends CommandInput {
  @Field(() => ID, { description: '居民' })
  residentId!: string;

  @Field(() => WellbeingLevelEnum, { nullable: true, description: '探访频次 Absent: not any more.' })
  level?: WellbeingLevel | null;

  @Field(() => String, { description: '评估说明 Up to 1,000 characters.' })
  reason!: string;
}

@InputType({ description: '外出登记 When an elder is away; without `from` they are back.' })
export class WellbeingSetAwayInput extends CommandInput {
  @Field(() => ID, { description: '居民' })
  residentId!: string;

  @Field(() => CalendarDay, { nullable: true, description: '外出起 The first day on which they are away.' })
  fromDay?: CalendarDate | null;

  @Field(() => CalendarDay, { nullable: true, description: '外出止 The first day on which they are back; absent: until further notice.' })
  toDay?: CalendarDate | null;
}

@InputType({ description: '登记探访' })
export class WellbeingVisitRecordInput extends CommandInput {
  @Field(() => ID, { description: '探访' })
  visitId!: string;

  @Field(() => WellbeingOutcomeEnum, { nullable: true, description: '探访结果 Absent when nobody was at home: the visit stays due.' })
  outcome?: WellbeingOutcome | null;

  @Field(() => String, { nullable: true, description: '说明 Up to 1,000 characters.' })
  note?: string | null;

  @Field(() => DateTime, { nullable: true, description: '探访时间 Now when absent; within the last week.' })
  occurredAt?: Date | null;
}

@InputType({ description: '到中心 Somebody has come to a centre.' })
export class CareStayBeginInput extends CommandInput {
  @Field(() => ID, { description: '养老服务中心' })
  centreId!: string;

  @Field(() => ID, { description: '居民' })
  residentId!: string;
}

@InputType({ description: '离开中心' })
export class CareStayEndInput extends CommandInput {
  @Field(() => ID, { description: '到离中心 The stay.' })
  stayId!: string;
}

@InputType({ description: '意外事件 What is entered in the incident log.' })
export class CareIncidentReportInput extends CommandInput {
  @Field(() => ID, { description: '养老服务中心' })
  centreId!: string;

  @Field(() => ID, { nullable: true, description: '居民 Whom it happened to.' })
  residentId?: string | null;

  @Field(() => CareIncidentKindEnum, { description: '意外类别' })
  kind!: IncidentKind;

  @Field(() => String, { description: '经过 What happened, up to 4,000 characters; kept encrypted.' })
  description!: string;

  @Field(() => DateTime, { nullable: true, description: '发生时间 Now when absent.' })
  occurredAt?: Date | null;
}

@InputType({ description: '互助结对' })
export class MutualAidPairBeginInput extends CommandInput {
  @Field(() => ID, { description: '养老服务中心' })
  centreId!: string;

  @Field(() => ID, { description: '探访人 The member of the team who visits.' })
  visitorId!: string;

  @Field(() => ID, { description: '居民 Whom they visit.' })
  residentId!: string;
}

@InputType({ description: '结束结对' })
export class MutualAidPairEndInput extends CommandInput {
  @Field(() => ID, { description: '互助结对' })
  pairId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on an elder\'s plan.' })
export class WellbeingPlanPayload extends Payload {
  @Field(() => WellbeingPlanType, { nullable: true, description: 'The plan as it is now; null when refused.' })
  plan?: WellbeingPlanType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the command on a visit.' })
export class WellbeingVisitPayload extends Payload {
  @Field(() => WellbeingVisitType, { nullable: true, description: 'The visit as it is now; null when refused.' })
  visit?: WellbeingVisitType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a stay.' })
export class CareStayPayload extends Payload {
  @Field(() => CareStayType, { nullable: true, description: 'The stay as it is now; null when refused.' })
  stay?: CareStayType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the command on the incident log.' })
export class CareIncidentPayload extends Payload {
  @Field(() => CareIncidentType, { nullable: true, description: 'The entry; null when refused.' })
  incident?: CareIncidentType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a pair.' })
export class MutualAidPairPayload extends Payload {
  @Field(() => MutualAidPairType, { nullable: true, description: 'The pair as it is now; null when refused.' })
  pair?: MutualAidPairType | null;
}
