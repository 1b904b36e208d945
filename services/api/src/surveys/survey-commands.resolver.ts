import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { given } from '../graphql/given.ts';
import { globalId, parseGlobalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import {
  QuestionnaireCreateInput, QuestionnairePayload, QuestionnaireReviseInput, SurveyCodesPayload, SurveyInput, SurveyIssueCodesInput, SurveyOpenInput, SurveyPayload, VoteOpenInput,
} from './survey.input.ts';

/** Commands on questionnaires, surveys and votes. */
@Resolver()
export class SurveyCommandsResolver {
  @Command(() => QuestionnairePayload, '新建问卷 By admins and centre staff over the place.')
  async questionnaireCreate(@Input(() => QuestionnaireCreateInput) input: QuestionnaireCreateInput, @Ctx() { operation }: Context) {
    const { title, content } = input;
    return { questionnaire: await operation.domain.surveys.questionnaires.create(operation.by(input), { placeId: rowId('Place', input.placeId), title, content }) };
  }

  @Command(() => QuestionnairePayload, '修订问卷 Adds a version; surveys go on asking the one they were opened with.')
  async questionnaireRevise(@Input(() => QuestionnaireReviseInput) input: QuestionnaireReviseInput, @Ctx() { operation }: Context) {
    return { questionnaire: await operation.domain.surveys.questionnaires.revise(operation.by(input), rowId('Questionnaire', input.questionnaireId), input.content) };
  }

  @Command(() => SurveyPayload, '发起调查 Asks a questionnaire, and tells whoever is asked.')
  async surveyOpen(@Input(() => SurveyOpenInput) input: SurveyOpenInput, @Ctx() { operation }: Context) {
    return { survey: await operation.domain.surveys.surveys.open(operation.by(input), {
      ...given(input), placeId: rowId('Place', input.placeId), programId: rowIdOrNull('Program', input.programId) ?? undefined, questionnaireId: rowId('Questionnaire', input.questionnaireId),
    }) };
  }

  @Command(() => SurveyPayload, '发起投票 By admins over the place; tells whoever is asked, and is decided when it ends.')
  async voteOpen(@Input(() => VoteOpenInput) input: VoteOpenInput, @Ctx() { operation }: Context) {
    return { survey: await operation.domain.surveys.surveys.openVote(operation.by(input), {
      ...given(input), placeId: rowId('Place', input.placeId), programId: rowIdOrNull('Program', input.programId) ?? undefined,
    }) };
  }

  @Command(() => SurveyPayload, '提前结束 Ends a survey or vote before its time.')
  async surveyClose(@Input(() => SurveyInput) input: SurveyInput, @Ctx() { operation }: Context) {
    return { survey: await operation.domain.surveys.surveys.close(operation.by(input), rowId('Survey', input.surveyId)) };
  }

  @Command(() => SurveyPayload, '公布结果 Lets everybody read the results of a survey that has ended, for good.')
  async surveyPublish(@Input(() => SurveyInput) input: SurveyInput, @Ctx() { operation }: Context) {
    return { survey: await operation.domain.surveys.surveys.publish(operation.by(input), rowId('Survey', input.surveyId)) };
  }

  @Command(() => SurveyCodesPayload, '发放调查码 One-time codes, for letters, messages and printed forms.')
  async surveyIssueCodes(@Input(() => SurveyIssueCodesInput) input: SurveyIssueCodesInput, @Ctx() { operation }: Context) {
    const { survey, codes } = await operation.domain.surveys.codes.issue(operation.by(input), rowId('Survey', input.surveyId), input.respondentIds.map(respondentRow));
    const kind = survey.respondents === 'RESIDENTS' ? 'Resident' : 'Household';
    return { survey, codes: codes.map(({ respondentId, code }) => ({ respondentId: globalId(kind, respondentId), code })) };
  }
}

/** Which of the two it is the survey knows. */
function respondentRow(id: string): string {
  return rowId(parseGlobalId(id)?.kind === 'Household' ? 'Household' : 'Resident', id);
}
