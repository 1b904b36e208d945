import type { QuestionKind } from '@linli/domain/surveys/question.rule';
import type { ChoiceResult, ModeResult, Results } from '@linli/domain/surveys/results.rule';
import type { AnswerMode, Respondents } from '@linli/domain/surveys/survey.entity';
import type { AskedByCode, SurveyAnswerRow, SurveyRow } from '@linli/domain/surveys/surveys.read';
import type { VoteOutcome } from '@linli/domain/surveys/vote.rule';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { CalendarDay, DateTime, Json } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';
import { AnswerModeEnum, QuestionKindEnum, RespondentsEnum } from './survey.enums.ts';

/** 选项结果. */
@ObjectType('SurveyChoiceResult', { simpleResolvers: true, description: '选项结果 How many gave one answer.' })
export class ChoiceResultType implements ChoiceResult {
  @Field(() => String, { description: '值 As it is given in answers.' })
  value!: string;

  @Field(() => String, { description: '选项' })
  title!: string;

  @Field(() => Int, { nullable: true, description: '人数 Null where it is withheld.' })
  n!: number | null;
}

/** 方式结果. */
@ObjectType('SurveyModeResult', { simpleResolvers: true, description: '方式统计 How many answers came in one way.' })
class ModeResultType implements ModeResult {
  @Field(() => AnswerModeEnum, { description: '答题方式' })
  mode!: AnswerMode;

  @Field(() => Int, { nullable: true, description: '份数 Null where it is withheld.' })
  n!: number | null;
}

/** 题目结果. */
@ObjectType('SurveyQuestionResult', { simpleResolvers: true, description: '题目结果 What was answered to one question.' })
export class QuestionResultType {
  @Field(() => String, { description: '题目代号 Names it in answers.' })
  name!: string;

  @Field(() => String, { description: '题目' })
  title!: string;

  @Field(() => QuestionKindEnum, { description: '题型' })
  kind!: QuestionKind;

  @Field(() => Int, { nullable: true, description: '答题份数 Null where it is withheld.' })
  answered!: number | null;

  @Field(() => [ChoiceResultType], { description: '各选项 Of choices, ratings, and yes or no.' })
  choices!: readonly ChoiceResultType[];

  @Field(() => Float, { nullable: true, description: '平均值 Of ratings and numbers, to two decimals; null where there is none, or it is withheld.' })
  mean!: number | null;

  @Field(() => Boolean, { description: '小样本抑制 Whether something is withheld: fewer than ten stand behind it, or it would tell of them by subtraction.' })
  withheld!: boolean;
}

/** 调查结果. */
@ObjectType('SurveyResults', { simpleResolvers: true, description: '调查结果 What was answered up to now: in full for the staff over the place, else without what fewer than ten stand behind.' })
export class ResultsType implements Omit<Results, 'questions'> {
  @Field(() => Int, { nullable: true, description: '有效份数 Of an anonymous survey it rises by ten at a time; null where it is withheld.' })
  total!: number | null;

  @Field(() => Float, { nullable: true, description: '答复率 Of those asked, 0 to 1; null where nobody was asked, or it is withheld.' })
  rate!: number | null;

  @Field(() => [ModeResultType], { description: '按方式' })
  byMode!: readonly ModeResultType[];

  @Field(() => [QuestionResultType], { description: '各题' })
  questions!: readonly QuestionResultType[];
}

/** 投票结果. */
@ObjectType('VoteOutcome', { simpleResolvers: true, description: '投票结果 What a vote came to. An open vote is public as a whole; of a secret one with fewer than ten ballots it is withheld who got how many.' })
export class VoteOutcomeType implements VoteOutcome {
  @Field(() => Int, { description: '票数' })
  ballots!: number;

  @Field(() => Int, { description: '应投票数 Residents or households that were asked when it ended.' })
  asked!: number;

  @Field(() => Boolean, { description: '是否达到法定比例' })
  quorumReached!: boolean;

  @Field(() => [ChoiceResultType], { description: '各选项得票 Null where they are withheld.' })
  options!: readonly ChoiceResultType[];

  @Field(() => Boolean, { description: '是否隐去得票 Of a secret vote of fewer than ten, so that nobody can tell how somebody voted.' })
  withheld!: boolean;

  @Field(() => [String], { description: '得票最多 Values of the options chosen most often, several when they are equal; empty without the quorum, and of a secret vote with one or two ballots.' })
  chosen!: readonly string[];
}

/** 调查, 投票. */
@ObjectType('Survey', { implements: NodeType, simpleResolvers: true, description: '调查、投票 A questionnaire asked at a place in a period. Seen by the staff there, by who lives there, and once published by everybody.' })
export class SurveyType extends NodeType
  implements Pick<SurveyRow, 'title' | 'respondents' | 'anonymous' | 'minAge' | 'modes' | 'quorumPercent' | 'opensOn' | 'closesOn' | 'closedAt' | 'publishedAt' | 'dataOrigin'> {
  @Field(() => String, { description: '名称' })
  title!: string;

  @Field(() => RespondentsEnum, { description: '答题对象' })
  respondents!: Respondents;

  @Field(() => Boolean, { description: '是否匿名 Whether nobody can tell whose answer is whose; of a vote, whether it is secret.' })
  anonymous!: boolean;

  @Field(() => Int, { description: '最低年龄 On the day it opens; 0 for everybody.' })
  minAge!: number;

  @Field(() => [AnswerModeEnum], { description: '答题方式 How it may be answered.' })
  modes!: AnswerMode[];

  @Field(() => Int, { nullable: true, description: '法定比例 Of a vote: the share of those asked, in percent, that has to take part. Null for a survey.' })
  quorumPercent!: number | null;

  @Field(() => CalendarDay, { description: '开始日' })
  opensOn!: CalendarDate;

  @Field(() => CalendarDay, { description: '截止日 First day on which it can no longer be answered.' })
  closesOn!: CalendarDate;

  @Field(() => DateTime, { nullable: true, description: '结束时间' })
  closedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '公布时间 Since when everybody may read the results.' })
  publishedAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: SurveyRow['dataOrigin'];
}

export const SurveyConnection = connectionOf('Survey', () => SurveyType);
export const SurveyChanges = changesOf('Survey', () => SurveyType);

/** 答卷. */
@ObjectType('SurveyAnswer', { implements: NodeType, simpleResolvers: true, description: '答卷 What one resident or household answered; for them, and the staff over where they lived. Anonymous answers are none.' })
export class SurveyAnswerType extends NodeType implements Pick<SurveyAnswerRow, 'mode' | 'occurredAt' | 'recordedAt' | 'dataOrigin'> {
  @Field(() => AnswerModeEnum, { description: '答题方式' })
  mode!: AnswerMode;

  @Field(() => DateTime, { description: '答题时间' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: '录入时间' })
  recordedAt!: Date;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: SurveyAnswerRow['dataOrigin'];
}

export const SurveyAnswerConnection = connectionOf('SurveyAnswer', () => SurveyAnswerType);
export const SurveyAnswerChanges = changesOf('SurveyAnswer', () => SurveyAnswerType);

/** 凭码答题. */
@ObjectType('SurveyByCode', { simpleResolvers: true, description: '凭码答题 What whoever holds a code is asked.' })
export class SurveyByCodeType implements AskedByCode {
  @Field(() => String, { description: '名称' })
  title!: string;

  @Field(() => Boolean, { description: '是否匿名' })
  anonymous!: boolean;

  @Field(() => CalendarDay, { description: '开始日' })
  opensOn!: CalendarDate;

  @Field(() => CalendarDay, { description: '截止日 First day on which it can no longer be answered.' })
  closesOn!: CalendarDate;

  @Field(() => DateTime, { nullable: true, description: '结束时间' })
  closedAt!: Date | null;

  @Field(() => Json, { description: '问卷 In the JSON format of SurveyJS.' })
  content!: AskedByCode['content'];
}
