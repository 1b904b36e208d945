import type { CalendarDate } from '../shared/clock.ts';
import { changedAfter } from '../shared/changed.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { Questionnaire } from './questionnaire.entity.ts';
import { QuestionnaireVersion } from './questionnaire-version.entity.ts';
import type { Tally } from './results.rule.ts';
import { SurveyAnswer } from './survey-answer.entity.ts';
import { Survey } from './survey.entity.ts';

export type QuestionnaireRow = RowOf<Questionnaire>;
export type QuestionnaireVersionRow = RowOf<QuestionnaireVersion>;
export type SurveyRow = RowOf<Survey>;
export type SurveyAnswerRow = RowOf<SurveyAnswer>;

/** Who looks: oneself and whom one acts for (`$2`), the places one works at (`$3`), and whether one has any role in the district (`$4`). */
export type SurveySeer = [own: string[], worksAt: string[], member: boolean];
const worked = (place: string) => `exists (select from place_ancestor v where v.district_id = $1 and v.place_id = ${place} and v.ancestor_id = any($3::uuid[]))`;
/** Whoever works under a place brings in the answers of the people there. */
const workedUnder = (place: string) => `exists (select from place_ancestor u where u.district_id = $1 and u.ancestor_id = ${place} and u.place_id = any($3::uuid[]))`;
const livesUnder = (place: string) => `exists (select from resident o join place_ancestor l on l.district_id = $1 and l.place_id = o.place_id and l.ancestor_id = ${place}
  where o.district_id = $1 and o.id = any($2::uuid[]) and o.erased_at is null and o.lives_to is null)`;

const under = (place: string, value: string) =>
  `(${value}::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = ${place} and f.ancestor_id = ${value}))`;

const SURVEY = columnsOf(Survey.schema, 's');
const SURVEY_SEEN = `(${worked('s.place_id')} or ${workedUnder('s.place_id')} or ${livesUnder('s.place_id')} or ($4 and s.published_at is not null))`;
export const surveysById = read<SurveyRow, [...SurveySeer, string[]]>('surveys_by_id',
  `select ${SURVEY} from survey s where s.district_id = $1 and s.id = any($5::uuid[]) and ${SURVEY_SEEN}`);

/** `placeId`: those that ask there, or above or under it; `openOn`: those that can be answered on that day. */
export type SurveyFilter = [...SurveySeer, placeId: string | null, openOn: CalendarDate | null, votes: boolean | null, programId: string | null];
const SURVEYS = `from survey s where s.district_id = $1 and ${SURVEY_SEEN}
  and ($5::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and (f.place_id = $5 and f.ancestor_id = s.place_id or f.ancestor_id = $5 and f.place_id = s.place_id)))
  and ($6::date is null or s.closed_at is null and s.opens_on <= $6 and s.closes_on > $6) and ($7::boolean is null or (s.quorum_percent is not null) = $7) and ($8::uuid is null or s.program_id = $8)`;
export const surveyPage = read<SurveyRow, [...SurveyFilter, string | null, number]>('survey_page',
  `select ${SURVEY} ${SURVEYS} and ($9::uuid is null or s.id < $9) order by s.id desc limit $10`);
export const surveyCount = read<{ n: number }, SurveyFilter>('survey_count', `select count(*)::int as n ${SURVEYS}`);
export const surveysChanged = read<SurveyRow, [...SurveySeer, placeId: string | null, string, string, number]>('surveys_changed',
  `select ${SURVEY} from survey s where s.district_id = $1 and ${SURVEY_SEEN} and ${under('s.place_id', '$5')} and ${changedAfter('s', '$6', '$7')} limit $8`);

const ANSWER = columnsOf(SurveyAnswer.schema, 'a');
const ANSWER_SEEN = `(${worked('a.place_id')} or a.resident_id = any($2::uuid[])
  or exists (select from resident m where m.district_id = $1 and m.household_id = a.household_id and m.id = any($2::uuid[])))`;
export const answersById = read<SurveyAnswerRow, [own: string[], worksAt: string[], string[]]>('survey_answers_by_id',
  `select ${ANSWER} from survey_answer a where a.district_id = $1 and a.id = any($4::uuid[]) and ${ANSWER_SEEN}`);
/** Of one survey (`$4`), those that one may see, the latest first. */
const ANSWERS = `from survey_answer a where a.district_id = $1 and ${ANSWER_SEEN} and a.survey_id = $4`;
export const answerPage = read<SurveyAnswerRow, [own: string[], worksAt: string[], string, string | null, number]>('survey_answer_page',
  `select ${ANSWER} ${ANSWERS} and ($5::uuid is null or a.id < $5) order by a.id desc limit $6`);
export const answerCount = read<{ n: number }, [own: string[], worksAt: string[], string]>('survey_answer_count', `select count(*)::int as n ${ANSWERS}`);
export const answersChanged = read<SurveyAnswerRow, [own: string[], worksAt: string[], placeId: string | null, string, string, number]>('survey_answers_changed',
  `select ${ANSWER} from survey_answer a where a.district_id = $1 and ${ANSWER_SEEN} and ${under('a.place_id', '$4')} and ${changedAfter('a', '$5', '$6')} limit $7`);

const VERSION = columnsOf(QuestionnaireVersion.schema, 'v');
/** What is asked is shown with the survey that asks it. */
export const questionnaireVersionsById = read<QuestionnaireVersionRow, [string[]]>('questionnaire_versions_by_id',
  `select ${VERSION} from questionnaire_version v where v.district_id = $1 and v.id = any($2::uuid[])`);
export const versionsOfQuestionnaires = read<QuestionnaireVersionRow, [string[]]>('versions_of_questionnaires',
  `select ${VERSION} from questionnaire_version v where v.district_id = $1 and v.questionnaire_id = any($2::uuid[]) order by v.number desc`);
/** For those who work at its place (`$3`), above it or under it. */
const QUESTIONNAIRE = `${columnsOf(Questionnaire.schema, 'q')} from questionnaire q where q.district_id = $1 and $2::uuid[] is not null and (${worked('q.place_id')} or ${workedUnder('q.place_id')})`;
export const questionnairesById = read<QuestionnaireRow, [own: string[], worksAt: string[], string[]]>('questionnaires_by_id', `select ${QUESTIONNAIRE} and q.id = any($4::uuid[])`);
export const questionnairePage = read<QuestionnaireRow, [own: string[], worksAt: string[], string | null, number]>('questionnaire_page',
  `select ${QUESTIONNAIRE} and ($4::uuid is null or q.id < $4) order by q.id desc limit $5`);

/** Surveys whose time is over and that have not been closed. */
export const surveysDue = read<{ id: string }, [CalendarDate, number]>('surveys_due',
  'select s.id from survey s where s.district_id = $1 and s.closed_at is null and s.closes_on <= $2 order by s.closes_on, s.id limit $3');

type Asked = [placeId: string, bornBy: CalendarDate, today: CalendarDate];
/** Who lives at a place or under it (`$2`) on a day (`$4`), and was born by another (`$3`). */
const LIVING = `r.district_id = $1 and r.erased_at is null and r.birth_date <= $3 and r.lives_from <= $4 and (r.lives_to is null or r.lives_to > $4)
  and exists (select from place_ancestor p where p.district_id = $1 and p.place_id = r.place_id and p.ancestor_id = $2)`;
export const residentsAsked = read<{ n: number }, Asked>('survey_residents_asked', `select count(*)::int as n from resident r where ${LIVING}`);
export const householdsAsked = read<{ n: number }, Asked>('survey_households_asked',
  `select count(distinct r.household_id)::int as n from resident r join household h on h.district_id = $1 and h.id = r.household_id and h.dissolved_at is null where ${LIVING}`);
/** Accounts of those who are asked, and of who acts for them at a moment. */
export const accountsAsked = read<{ id: string }, [...Asked, Date]>('survey_accounts_asked',
  `with asked as (select r.id from resident r where ${LIVING})
   select a.id from account a join asked on asked.id = a.resident_id where a.district_id = $1
   union select p.holder_id from proxy p join asked on asked.id = p.resident_id
     where p.district_id = $1 and p.valid_from <= $5 and (p.valid_to is null or p.valid_to > $5)`);

/** How many have answered, by name or without. */
export const turnoutOf = read<{ n: number }, [string]>('survey_turnout',
  `select ((select count(*) from survey_answer a where a.district_id = $1 and a.survey_id = $2) + (select count(*) from survey_ticket t where t.district_id = $1 and t.survey_id = $2))::int as n`);

const GIVEN = `select a.mode, a.answers, a.words_sealed from survey_answer a where a.district_id = $1 and a.survey_id = $2
  union all select p.mode, p.answers, p.words_sealed from survey_paper p where p.district_id = $1 and p.survey_id = $2 and p.counted`;
/** What counts of a survey's answers, by mode. */
export const tallies = read<Tally, [string]>('survey_tallies',
  `with given as (${GIVEN}), answered as (select g.mode, e.key, e.value from given g, jsonb_each(g.answers) e)
   select mode, null as question, null::jsonb as value, count(*)::int as n from given group by mode
   union all select mode, key, null, count(*)::int from answered group by mode, key
   union all select d.mode, d.key, v.value, count(*)::int
     from answered d, jsonb_array_elements(case jsonb_typeof(d.value) when 'array' then d.value else jsonb_build_array(d.value) end) v group by d.mode, d.key, v.value`);

/** What was written in answer to one question, sealed with the other words of its answer; in no order that tells anything. */
export const wordsGiven = read<{ sealed: string }, [string, question: string, limit: number]>('survey_words',
  `with given as (${GIVEN}) select words_sealed as sealed from given where words_sealed is not null and answers ? $3 order by md5(words_sealed) limit $4`);

/** What whoever holds a code is asked. */
export interface AskedByCode extends Pick<SurveyRow, 'title' | 'anonymous' | 'opensOn' | 'closesOn' | 'closedAt'> {
  readonly content: QuestionnaireVersionRow['content'];
}
export const askedByCode = read<AskedByCode, [digest: string]>('survey_asked_by_code',
  `select s.title, s.anonymous, s.opens_on as "opensOn", s.closes_on as "closesOn", s.closed_at as "closedAt", v.content
   from survey_code c join survey s on s.district_id = $1 and s.id = c.survey_id join questionnaire_version v on v.district_id = $1 and v.id = s.version_id
   where c.district_id = $1 and c.digest = $2`);

export const questionnaireCount = read<{ n: number }, [own: string[], worksAt: string[]]>('questionnaire_count', `select count(*)::int as n from (select ${QUESTIONNAIRE}) q`);
