import type { Content } from '@linli/domain/surveys/content.rule';
import type { AnswerMode, Respondents } from '@linli/domain/surveys/survey.entity';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { CalendarDay, Json } from '../graphql/scalars.ts';
import { QuestionnaireType } from './questionnaire.type.ts';
import { AnswerModeEnum, RespondentsEnum } from './survey.enums.ts';
import { SurveyType } from './survey.type.ts';

@InputType({ description: '新建问卷 A questionnaire with its first version.' })
export class QuestionnaireCreateInput extends CommandInput {
  @Field(() => ID, { description: '地点 It may be asked there and under it.' })
  placeId!: string;

  @Field(() => String, { description: '名称 Up to 100 characters.' })
  title!: string;

  @Field(() => Json, { description: '内容 In the JSON format of SurveyJS; what is not supported is refused by its path.' })
  content!: Content;
}

@InputType({ description: '修订问卷 Another version.' })
export class QuestionnaireReviseInput extends CommandInput {
  @Field(() => ID, { description: '问卷' })
  questionnaireId!: string;

  @Field(() => Json, { description: '内容 In the JSON format of SurveyJS.' })
  content!: Content;
}

@InputType()
abstract class AskingInput extends CommandInput {
  @Field(() => ID, { description: '地点 Whoever lives there or under it is asked.' })
  placeId!: string;

  @Field(() => ID, { nullable: true, description: '所属项目 The program that it is part of; it runs, there or above.' })
  programId?: string | null;

  @Field(() => RespondentsEnum, { description: '答题对象' })
  respondents!: Respondents;

  @Field(() => Boolean, { description: '是否匿名 Of a vote: whether it is secret.' })
  anonymous!: boolean;

  @Field(() => [AnswerModeEnum], { description: '答题方式 At least one.' })
  modes!: AnswerMode[];

  @Field(() => CalendarDay, { nullable: true, description: '开始日 Today when absent.' })
  opensOn?: CalendarDate | null;

  @Field(() => CalendarDay, { description: '截止日 First day on which it can no longer be answered; within a year.' })
  closesOn!: CalendarDate;

  @Field(() => Int, { nullable: true, description: '最低年龄 On the day it opens; when absent everybody is asked, and by a vote whoever is 18.' })
  minAge?: number | null;
}

@InputType({ description: '发起调查 A survey that asks the latest version of a questionnaire.' })
export class SurveyOpenInput extends AskingInput {
  @Field(() => ID, { description: '问卷' })
  questionnaireId!: string;

  @Field(() => String, { nullable: true, description: '名称 The questionnaire\'s when absent.' })
  title?: string | null;
}

@InputType({ description: '发起投票 A vote on options.' })
export class VoteOpenInput extends AskingInput {
  @Field(() => String, { description: '议题 Up to 100 characters.' })
  title!: string;

  @Field(() => [String], { description: '选项 2 to 20; they are answered by their numbers, from 1 on.' })
  options!: string[];

  @Field(() => Int, { description: '最多可选 How many options one may choose.' })
  most!: number;

  @Field(() => Int, { description: '法定比例 Share of those asked that has to take part, in percent.' })
  quorumPercent!: number;
}

@InputType({ description: '调查 A command on a survey or vote.' })
export class SurveyInput extends CommandInput {
  @Field(() => ID, { description: '调查' })
  surveyId!: string;
}

@InputType({ description: '发放调查码 Codes for residents or households.' })
export class SurveyIssueCodesInput extends SurveyInput {
  @Field(() => [ID], { description: '对象 Up to 200 residents or households, as the survey asks them.' })
  respondentIds!: string[];
}

@ObjectType('QuestionnairePayload', { simpleResolvers: true, description: 'Answer to the commands on a questionnaire.' })
export class QuestionnairePayload extends Payload {
  @Field(() => QuestionnaireType, { nullable: true, description: 'The questionnaire as it is now; null when refused.' })
  questionnaire?: QuestionnaireType | null;
}

@ObjectType('SurveyPayload', { simpleResolvers: true, description: 'Answer to the commands on a survey.' })
export class SurveyPayload extends Payload {
  @Field(() => SurveyType, { nullable: true, description: 'The survey as it is now; null when refused.' })
  survey?: SurveyType | null;
}

/** 调查码. */
@ObjectType('SurveyCode', { simpleResolvers: true, description: '调查码 Lets whoever holds it answer once for whom it was issued to.' })
export class SurveyCodeType {
  @Field(() => ID, { description: '对象 The resident or household.' })
  respondentId!: string;

  @Field(() => String, { description: '码 Shown here and never again.' })
  code!: string;
}

@ObjectType('SurveyCodesPayload', { simpleResolvers: true, description: 'Answer to issuing codes.' })
export class SurveyCodesPayload extends SurveyPayload {
  @Field(() => [SurveyCodeType], { nullable: true, description: '调查码 Empty when the same command is answered once more; null when refused.' })
  codes?: SurveyCodeType[] | null;
}
