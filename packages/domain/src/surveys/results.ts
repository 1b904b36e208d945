import type { Sealer } from '../people/sealed.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { one, type Rows } from '../shared/read.ts';
import { questionsOf } from './content.rule.ts';
import { FEWEST, fullResults, published, type Results } from './results.rule.ts';
import { bornBy } from './survey.entity.ts';
import { householdsAsked, questionnaireVersionsById, residentsAsked, tallies, wordsGiven, type SurveyRow } from './surveys.read.ts';
import { outcomeOf, type VoteOutcome } from './vote.rule.ts';

/** How many residents or households a survey asks on a day. */
export async function askedNow(from: Rows, survey: Pick<SurveyRow, 'respondents' | 'placeId' | 'opensOn' | 'minAge'>, today: CalendarDate): Promise<number> {
  return (await one(from, survey.respondents === 'RESIDENTS' ? residentsAsked : householdsAsked, survey.placeId, bornBy(survey), today))?.n ?? 0;
}

/**
 * What was answered up to now: in full for the staff over the place, and for everybody else once it is published, without
 * what few stand behind. Of an anonymous survey the staff, too, see nothing of fewer than ten. Null for who may not see any.
 */
export async function resultsOf(from: Rows, survey: SurveyRow, staff: boolean, today: CalendarDate): Promise<Results | null> {
  if (survey.quorumPercent !== null || (!staff && !survey.publishedAt)) return null;
  const { full, asked } = await counted(from, survey, today);
  return staff && (!survey.anonymous || full.total >= FEWEST) ? full : published(full, asked);
}

/** What a vote came to; null until it has ended, for everybody: what is not yet decided sways nobody. */
export async function voteOutcome(from: Rows, survey: SurveyRow, today: CalendarDate): Promise<VoteOutcome | null> {
  if (survey.quorumPercent === null || !survey.closedAt) return null;
  const { full, asked } = await counted(from, survey, today);
  return outcomeOf(full, asked, survey.quorumPercent, survey.anonymous);
}

async function counted(from: Rows, survey: SurveyRow, today: CalendarDate) {
  const version = await one(from, questionnaireVersionsById, [survey.versionId]);
  const asked = survey.asked ?? (await askedNow(from, survey, today));
  return { asked, full: fullResults(version ? questionsOf(version.content) : [], await from.rows(tallies, survey.id), asked) };
}

/** At most this many texts are shown of one question. */
const MOST_WORDS = 500;

/** What was written in answer to a question, for the staff over the place; of an anonymous survey only with the results. */
export async function wordsOf(from: Rows, sealer: Sealer, survey: SurveyRow, question: string): Promise<string[]> {
  const given = await from.rows(wordsGiven, survey.id, question, MOST_WORDS);
  if (survey.anonymous && given.length < FEWEST) return [];
  return given.flatMap(({ sealed }) => (JSON.parse(sealer.open(sealed)) as Readonly<Record<string, string>>)[question] ?? []);
}
