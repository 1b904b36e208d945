import { DigitalNeed } from '@linli/domain/digital-bridge/digital-need.entity';
import { NEED_QUESTION } from '@linli/domain/digital-bridge/needs';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import { SurveyAnswer } from '@linli/domain/surveys/survey-answer.entity';
import type { AnswerMode } from '@linli/domain/surveys/survey.entity';
import type { Content } from '@linli/domain/surveys/content.rule';
import { addDays, dayOf } from '@linli/domain/shared/clock';
import type { Deed } from '../agenda.ts';
import type { Neighbour } from '../neighbours.ts';
import type { Past } from '../past.ts';
import { Weighted, type Random } from '../random.ts';
import type { Bridge } from './digital-bridge.ts';

const NEED_FORM = {
  title: '老年人数字需求摸底',
  elements: [
    { type: 'boolean', name: NEED_QUESTION, title: '用手机办事，您需要有人帮忙吗？', isRequired: true },
    {
      type: 'checkbox', name: 'with', title: '哪些事最想学？', visibleIf: `{${NEED_QUESTION}} = true`,
      choices: [{ value: 'pay', text: '微信付款' }, { value: 'insurance', text: '医保码' }, { value: 'pension', text: '养老资格认证' }, { value: 'hospital', text: '预约挂号' }],
    },
  ],
} as const satisfies Content;
/** Where they live: how many are asked, and of a hundred how many need help. */
const ASKED = { pilot: 300, elsewhere: 40, needHelp: 80 } as const;
const MODES = new Weighted<AnswerMode>([['DOORSTEP', 6], ['TELEPHONE', 2], ['PAPER', 2]]);
const TOPICS = ['pay', 'insurance', 'pension', 'hospital'] as const;
const [DAYS, DAY, HOUR] = [20, 86_400_000, 3_600_000];

/** Asks seniors whether they need help with what is done online, from house to house, and publishes what they said. */
export function needSurvey(past: Past, random: Random, bridge: Bridge, after: (days: number) => Date): Deed[] {
  const { domain: { surveys: { questionnaires, surveys } }, by } = past;
  const { community: { id: placeId }, isPilot, seniors } = bridge;
  let surveyId = '';
  const open = async () => {
    const { id: questionnaireId } = await questionnaires.create(by, { placeId, title: NEED_FORM.title, content: NEED_FORM });
    ({ id: surveyId } = await surveys.open(by, {
      placeId, programId: bridge.programId, questionnaireId, respondents: 'RESIDENTS', anonymous: false, minAge: 60, modes: ['DOORSTEP', 'TELEPHONE', 'PAPER'],
      closesOn: addDays(dayOf(past.now), DAYS),
    }));
    const asked = seniors.slice(0, isPilot ? ASKED.pilot : ASKED.elsewhere);
    const needing = Math.round((asked.length * ASKED.needHelp) / 100);
    const answers = asked.map((senior, n) => answerOf(random, surveyId, senior, n < needing, past.now));
    await past.unit(async tx => {
      await tx.bulkInsert(SurveyAnswer, answers);
      await tx.bulkInsert(DigitalNeed, answers.map(answer => needOf(answer, bridge.programId)));
    });
  };
  const end = async () => {
    await surveys.close(by, surveyId);
    await surveys.publish(by, surveyId);
  };
  return [{ at: after(1), run: open }, { at: after(1 + DAYS), run: end }];
}

function needOf({ id: answerId, surveyId, residentId, householdId, placeId, mode, occurredAt: answeredAt, answers }: NewRow<SurveyAnswer>, programId: string): NewRow<DigitalNeed> {
  return { id: newId(), answerId, surveyId, programId, residentId, householdId, placeId, needsHelp: answers[NEED_QUESTION] === true, mode, answeredAt, dataOrigin: 'GENERATED' };
}

function answerOf(random: Random, surveyId: string, { id: residentId, placeId }: Neighbour, needsHelp: boolean, opened: Date): NewRow<SurveyAnswer> {
  const occurredAt = new Date(opened.getTime() + HOUR + random.below((DAYS - 1) * DAY));
  const answers = needsHelp ? { [NEED_QUESTION]: true, with: [random.pick(TOPICS)] } : { [NEED_QUESTION]: false };
  return {
    id: newId(), surveyId, residentId, householdId: null, placeId, mode: MODES.pick(random), answers, wordsSealed: null, occurredAt, recordedAt: occurredAt, recordedById: null,
    dataOrigin: 'GENERATED',
  };
}
