import { isGiven } from '../graphql/given.ts';
import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import {
  SurveyAnswerAnonymouslyInput, SurveyAnswerByCodeInput, SurveyAnswerInput, SurveyAnswerPayload, SurveyAnsweredPayload, SurveyEnterInput,
} from './answer.input.ts';
import { SurveyPayload } from './survey.input.ts';

/** Answering surveys and votes. */
@Resolver()
export class SurveyAnswerCommandsResolver {
  @Command(() => SurveyAnswerPayload, '答题 By oneself, who acts for somebody, or staff over where they live; once for each resident or household.')
  async surveyAnswer(@Input(() => SurveyAnswerInput) input: SurveyAnswerInput, @Ctx() { operation }: Context) {
    return { answer: await operation.domain.surveys.answers.answer(operation.by(input), rowId('Survey', input.surveyId), givenIn(input)) };
  }

  @Command(() => SurveyAnsweredPayload, '匿名答题 That somebody has answered is noted; what, is kept apart, and cannot be shown again.')
  async surveyAnswerAnonymously(@Input(() => SurveyAnswerAnonymouslyInput) input: SurveyAnswerAnonymouslyInput, @Ctx() { operation }: Context) {
    const { answers: _answers, mode: _mode, ...whose } = input; // a digest of what was answered would be kept with the account
    await operation.domain.surveys.answers.answerAnonymously(operation.by(whose), rowId('Survey', input.surveyId), givenIn(input));
    return {};
  }

  @Command(() => SurveyPayload, '录入纸质答卷 Types in many sheets at once, by staff; all of them, or none.')
  async surveyEnter(@Input(() => SurveyEnterInput) input: SurveyEnterInput, @Ctx() { operation }: Context) {
    return { survey: await operation.domain.surveys.answers.enter(operation.by(input), rowId('Survey', input.surveyId), input.sheets.map(sheet => ({
      ...givenIn(sheet), ...(isGiven(sheet.code) && { code: sheet.code }),
    }))) };
  }

  @Command(() => SurveyAnsweredPayload, '凭码答题 Without signing in, once, for whom the code was issued to.')
  async surveyAnswerByCode(@Input(() => SurveyAnswerByCodeInput) input: SurveyAnswerByCodeInput, @Ctx() { operation }: Context) {
    await operation.domain.surveys.answers.answerByCode(input.code, input.answers, operation.origin.address);
    return {};
  }
}

function givenIn(input: Pick<SurveyAnswerInput, 'residentId' | 'householdId' | 'answers' | 'mode' | 'occurredAt'>) {
  return {
    residentId: rowIdOrNull('Resident', input.residentId), householdId: rowIdOrNull('Household', input.householdId),
    answers: input.answers, mode: input.mode ?? undefined, occurredAt: input.occurredAt ?? undefined,
  };
}
