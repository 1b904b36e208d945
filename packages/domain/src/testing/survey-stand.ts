import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import type { Content } from '../surveys/content.rule.ts';
import type { NewSurvey } from '../surveys/surveys.service.ts';
import type { SurveyAnswer } from '../surveys/survey-answer.entity.ts';
import type { Survey } from '../surveys/survey.entity.ts';
import { addDays, dayOf } from '../shared/clock.ts';
import { buildActor, buildResident, type BuiltDistrict } from './build.ts';

/** Asks who needs help, and them with what. */
export const NEEDS: Content = {
  title: '数字需求调查',
  elements: [
    { type: 'radiogroup', name: 'help', title: '需要帮助吗', choices: [{ value: 'yes', text: '需要' }, { value: 'no', text: '不需要' }], isRequired: true },
    { type: 'checkbox', name: 'with', title: '哪些方面', choices: ['pay', 'scan'], isRequired: true, visibleIf: "{help} = 'yes'" },
    { type: 'comment', name: 'words', title: '还想说什么' },
  ],
};

/** A survey that can be answered for a month in any way; whatever is not given is ordinary. */
export async function buildSurvey(domain: Domain, by: Actor, placeId: string, values: Partial<NewSurvey> = {}): Promise<Survey> {
  const { id: questionnaireId } = await domain.surveys.questionnaires.create(by, { placeId, title: '数字需求', content: NEEDS });
  return domain.surveys.surveys.open(by, {
    placeId, questionnaireId, respondents: 'RESIDENTS', anonymous: false, modes: ['APP', 'LINK', 'TELEPHONE', 'DOORSTEP', 'PAPER'],
    closesOn: addDays(dayOf(domain.clock.now()), 30), ...values,
  });
}

/** Surveys with something of everything. */
export interface BuiltSurveys {
  readonly questionnaireId: string;
  readonly residentId: string;
  /** Answered by somebody who answered the anonymous one too. */
  readonly survey: Survey;
  readonly anonymous: Survey;
  readonly answer: SurveyAnswer;
  readonly code: string;
}

/** Builds some of the whole district, with a mark in their texts. */
export async function buildSurveys(domain: Domain, at: BuiltDistrict, mark = '测试'): Promise<BuiltSurveys> {
  const admin = await buildActor(domain, at.districtId, 'DISTRICT_ADMIN', at.root);
  const { id: residentId } = await buildResident(domain, at, { name: `${mark}居民` });
  const survey = await buildSurvey(domain, admin, at.root, { title: `${mark}调查` });
  const anonymous = await buildSurvey(domain, admin, at.root, { title: `${mark}匿名`, anonymous: true });
  const given = { residentId, mode: 'DOORSTEP', answers: { help: 'yes', with: ['pay'], words: mark } } as const;
  const answer = await domain.surveys.answers.answer(admin, survey.id, given);
  await domain.surveys.answers.answerAnonymously(admin, anonymous.id, given);
  const { codes: [issued] } = await domain.surveys.codes.issue(admin, survey.id, [residentId]);
  const { id: questionnaireId } = await domain.surveys.questionnaires.create(admin, { placeId: at.root, title: mark, content: { ...NEEDS, title: mark } });
  return { questionnaireId, residentId, survey, anonymous, answer, code: issued?.code ?? '' };
}
