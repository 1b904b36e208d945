import { STAFF, holds } from '@linli/domain/access/actor';
import { askedNow, resultsOf, voteOutcome, wordsOf } from '@linli/domain/surveys/results';
import {
  answerCount, answerPage, answersChanged, surveyCount, surveyPage, surveysChanged, turnoutOf, type SurveyAnswerRow, type SurveyFilter, type SurveyRow,
} from '@linli/domain/surveys/surveys.read';
import type { ProgramRow } from '@linli/domain/programs/programs.read';
import { dayOf } from '@linli/domain/shared/clock';
import { one } from '@linli/domain/shared/read';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { ChangesArgs, changesSince } from '../graphql/changes.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { Json } from '../graphql/scalars.ts';
import { PlaceType, WorkerType } from '../places/place.type.ts';
import { ProgramType } from '../programs/program.type.ts';
import { HouseholdType } from '../register/household.type.ts';
import { ResidentType } from '../register/resident.type.ts';
import { lineageOf, shownAccount } from '../register/shown.ts';
import { surveySeer } from './survey.loaders.ts';
import { QuestionnaireVersionType } from './questionnaire.type.ts';
import {
  ResultsType, SurveyAnswerChanges, SurveyAnswerConnection, SurveyAnswerType, SurveyByCodeType, SurveyChanges, SurveyConnection, SurveyType, VoteOutcomeType,
} from './survey.type.ts';

const today = ({ domain }: Operation) => dayOf(domain.clock.now());
const isStaff = async (operation: Operation, { placeId }: SurveyRow) => holds(operation.actor, STAFF, await lineageOf(operation, placeId));

/** Reading surveys and votes: the staff at their place, above and under it, who is asked, and once published everybody. */
@Resolver(() => SurveyType)
export class SurveyResolver {
  @Query(() => SurveyConnection, { description: '调查、投票 Surveys and votes that one may see, the latest first.' })
  async surveys(
    @Arg('placeId', () => ID, { nullable: true, description: '地点 Only those that ask people there, or under it.' }) placeId: string | undefined,
    @Arg('open', () => Boolean, { defaultValue: false, description: '进行中 Only those that can be answered today.' }) open: boolean,
    @Arg('votes', () => Boolean, { nullable: true, description: '投票 Only votes, or only surveys.' }) votes: boolean | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: SurveyFilter = [...(await surveySeer(operation)), rowIdOrNull('Place', placeId), open ? today(operation) : null, votes ?? null, null];
    return pageById(first, after, (position, limit) => operation.rows(surveyPage, ...values, position, limit), () => one(operation, surveyCount, ...values));
  }

  @Query(() => SurveyType, { nullable: true, description: '调查、投票 By id; null when there is none that one may see.' })
  survey(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.surveys.survey.load(rowId('Survey', id));
  }

  @Query(() => SurveyByCodeType, { nullable: true, description: '凭码答题 What the holder of a code is asked, without signing in; null for a code that was never issued.' })
  surveyByCode(@Arg('code', () => String, { description: '调查码' }) code: string, @Ctx() { operation }: Context) {
    return operation.domain.surveys.codes.asked(code);
  }

  @Query(() => SurveyChanges, { description: '增量 Surveys that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async surveysChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [...(await surveySeer(operation)), rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(surveysChanged, ...seen, xid, id, limit));
  }

  @Query(() => SurveyAnswerChanges, { description: '增量 Answers that have come in since one last asked; everything when asked for the first time. Anonymous ones are none of them.' })
  async surveyAnswersChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [await operation.loaders.own(), worksAt(operation), rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(answersChanged, ...seen, xid, id, limit));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() survey: SurveyRow): string {
    return globalId('Survey', survey.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 Whoever lives there or under it is asked.' })
  place(@Root() survey: SurveyRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(survey.placeId);
  }

  @FieldResolver(() => ProgramType, { nullable: true, description: '所属项目 The program that it is part of; null where one may not see it.' })
  program(@Root() { programId }: SurveyRow, @Ctx() { operation }: Context) {
    return isGiven(programId) ? operation.loaders.program.load(programId) : null;
  }

  @FieldResolver(() => QuestionnaireVersionType, { nullable: true, description: '问卷版本 What is asked.' })
  version(@Root() survey: SurveyRow, @Ctx() { operation }: Context) {
    return operation.loaders.surveys.version.load(survey.versionId);
  }

  @FieldResolver(() => Int, { nullable: true, description: '应答数 How many residents or households are asked, or were when it ended; for the staff over the place.' })
  async asked(@Root() survey: SurveyRow, @Ctx() { operation }: Context): Promise<number | null> {
    if (!(await isStaff(operation, survey))) return null;
    return survey.asked ?? askedNow(operation, survey, today(operation));
  }

  @FieldResolver(() => Int, { nullable: true, description: '已答数 How many have answered up to now, by name or anonymously; for the staff over the place.' })
  async answered(@Root() survey: SurveyRow, @Ctx() { operation }: Context): Promise<number | null> {
    return (await isStaff(operation, survey)) ? ((await one(operation, turnoutOf, survey.id))?.n ?? 0) : null;
  }

  @FieldResolver(() => ResultsType, { nullable: true, description: '结果 As of now. In full for the staff over the place; for others null until it is published. Null for a vote.' })
  async results(@Root() survey: SurveyRow, @Ctx() { operation }: Context) {
    const results = await resultsOf(operation, survey, await isStaff(operation, survey), today(operation));
    return results && { ...results, questions: results.questions.map(({ question: { name, title, kind }, ...rest }) => ({ name, title, kind, ...rest })) };
  }

  @FieldResolver(() => VoteOutcomeType, { nullable: true, description: '投票结果 Null until the vote has ended, for everybody; null for a survey.' })
  vote(@Root() survey: SurveyRow, @Ctx() { operation }: Context) {
    return voteOutcome(operation, survey, today(operation));
  }

  @FieldResolver(() => [String], { nullable: true, description: '文字答案 What was written in answer to a question, at most 500, in no order that tells anything; for the staff over the place.' })
  async words(@Arg('question', () => String, { description: '题目代号' }) question: string, @Root() survey: SurveyRow, @Ctx() { operation }: Context) {
    return (await isStaff(operation, survey)) ? wordsOf(operation, operation.domain.sealer, survey, question) : null;
  }

  @FieldResolver(() => SurveyAnswerConnection, { description: '答卷 Those that one may see: one\'s own, and as staff of who lived where one works; the latest first. An anonymous survey has none.' })
  async answers(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Root() survey: SurveyRow, @Ctx() { operation }: Context,
  ) {
    const values = [await operation.loaders.own(), worksAt(operation), survey.id] as const;
    return pageById(first, after, (position, limit) => operation.rows(answerPage, ...values, position, limit), () => one(operation, answerCount, ...values));
  }
}

/** What is asked within a program. */
@Resolver(() => ProgramType)
export class ProgramSurveysResolver {
  @FieldResolver(() => SurveyConnection, { description: '调查、投票 Its surveys and votes that one may see, the latest first.' })
  async surveys(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Root() { id }: ProgramRow, @Ctx() { operation }: Context,
  ) {
    const values: SurveyFilter = [...(await surveySeer(operation)), null, null, null, id];
    return pageById(first, after, (position, limit) => operation.rows(surveyPage, ...values, position, limit), () => one(operation, surveyCount, ...values));
  }
}

/** Reading what was answered by name. */
@Resolver(() => SurveyAnswerType)
export class SurveyAnswerResolver {
  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() answer: SurveyAnswerRow): string {
    return globalId('SurveyAnswer', answer.id);
  }

  @FieldResolver(() => SurveyType, { nullable: true, description: '调查' })
  survey(@Root() answer: SurveyAnswerRow, @Ctx() { operation }: Context) {
    return operation.loaders.surveys.survey.load(answer.surveyId);
  }

  @FieldResolver(() => ResidentType, { nullable: true, description: '居民 Whose; null for a household, or who may not be seen.' })
  resident(@Root() { residentId }: SurveyAnswerRow, @Ctx() { operation }: Context) {
    return isGiven(residentId) ? operation.loaders.resident.load(residentId) : null;
  }

  @FieldResolver(() => HouseholdType, { nullable: true, description: '户 Whose; null for a resident, or one that may not be seen.' })
  household(@Root() { householdId }: SurveyAnswerRow, @Ctx() { operation }: Context) {
    return isGiven(householdId) ? operation.loaders.household.load(householdId) : null;
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 Where they lived.' })
  place(@Root() answer: SurveyAnswerRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(answer.placeId);
  }

  @FieldResolver(() => Json, { description: '答案 By the names of questions; `true` where words have been erased.' })
  answers(@Root() { answers, wordsSealed }: SurveyAnswerRow, @Ctx() { operation }: Context) {
    return { ...answers, ...(wordsSealed ? (JSON.parse(operation.domain.sealer.open(wordsSealed)) as object) : {}) };
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '录入人 Whose account entered it; null by a code.' })
  recordedBy(@Root() { recordedById }: SurveyAnswerRow, @Ctx() { operation }: Context) {
    return shownAccount(operation, recordedById);
  }
}
