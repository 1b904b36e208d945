import type { AnswerMode } from '@linli/domain/surveys/survey.entity';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { DateTime, Json } from '../graphql/scalars.ts';
import { AnswerModeEnum } from './survey.enums.ts';
import { SurveyAnswerType } from './survey.type.ts';

@InputType({ description: '匿名答题 Answers to an anonymous survey.' })
export class SurveyAnswerAnonymouslyInput extends CommandInput {
  @Field(() => ID, { description: '调查' })
  surveyId!: string;

  @Field(() => ID, { nullable: true, description: '居民 Who answers, where residents are asked.' })
  residentId?: string | null;

  @Field(() => ID, { nullable: true, description: '户 Which household answers, where households are asked.' })
  householdId?: string | null;

  @Field(() => Json, { description: '答案 An object: by the names of questions, as SurveyJS gives it. Answers to questions that were not shown are left out.' })
  answers!: unknown;

  @Field(() => AnswerModeEnum, { nullable: true, description: '答题方式 Needed of staff: TELEPHONE, DOORSTEP or PAPER. What people enter themselves is APP.' })
  mode?: AnswerMode | null;
}

@InputType({ description: '答题 Answers to a survey that is not anonymous.' })
export class SurveyAnswerInput extends SurveyAnswerAnonymouslyInput {
  @Field(() => DateTime, { nullable: true, description: '答题时间 Where it is entered later; now when absent.' })
  occurredAt?: Date | null;
}

@InputType({ description: '纸质答卷 One sheet of paper: of a resident, of a household, or with a code printed on it.' })
export class SurveySheetInput {
  @Field(() => ID, { nullable: true, description: '居民' })
  residentId?: string | null;

  @Field(() => ID, { nullable: true, description: '户' })
  householdId?: string | null;

  @Field(() => String, { nullable: true, description: '调查码 Instead of who it is.' })
  code?: string | null;

  @Field(() => Json, { description: '答案 An object: by the names of questions.' })
  answers!: unknown;

  @Field(() => DateTime, { nullable: true, description: '答题时间 Of surveys that are not anonymous; now when absent.' })
  occurredAt?: Date | null;
}

@InputType({ description: '录入纸质答卷 Sheets of paper that are typed in at once.' })
export class SurveyEnterInput extends CommandInput {
  @Field(() => ID, { description: '调查' })
  surveyId!: string;

  @Field(() => [SurveySheetInput], { description: '答卷 1 to 200; all of them are entered, or none and every one that is wrong is told.' })
  sheets!: SurveySheetInput[];
}

@InputType({ description: '凭码答题 Answers by a code, without signing in. It is had once by itself, and takes no idempotency key.' })
export class SurveyAnswerByCodeInput {
  @Field(() => String, { description: '调查码' })
  code!: string;

  @Field(() => Json, { description: '答案 An object: by the names of questions.' })
  answers!: unknown;
}

@ObjectType('SurveyAnswerPayload', { simpleResolvers: true, description: 'Answer to answering a survey.' })
export class SurveyAnswerPayload extends Payload {
  @Field(() => SurveyAnswerType, { nullable: true, description: 'What was answered; null when refused.' })
  answer?: SurveyAnswerType | null;
}

@ObjectType('SurveyAnsweredPayload', { simpleResolvers: true, description: 'Answer to answering anonymously, or by a code: nothing to show.' })
export class SurveyAnsweredPayload extends Payload {}
