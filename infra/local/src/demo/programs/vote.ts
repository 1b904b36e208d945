import { Household } from '@linli/domain/people/household.entity';
import { addDays, dayOf } from '@linli/domain/shared/clock';
import { newId } from '@linli/domain/shared/ids';
import { SurveyAnswer } from '@linli/domain/surveys/survey-answer.entity';
import { BALLOT } from '@linli/domain/surveys/vote.rule';
import type { Deed } from '../agenda.ts';
import { COMMUNITY_B } from '../layout.ts';
import type { DemoTime } from '../months.ts';
import type { Past } from '../past.ts';
import type { MadeDistrict } from '../places.ts';
import { Weighted, type Random } from '../random.ts';

const VOTE = { title: '垃圾投放点开放时间', options: ['早晚各两小时', '全天开放', '只开早上'], most: 1, quorumPercent: 15 } as const;
/** Which option is chosen, by its number. */
const CHOSEN = new Weighted([['1', 6], ['2', 3], ['3', 1]]);
/** Before more of the sorting is rewarded: the month, how long it lasts, and how many households take part. */
const [MONTH, DAYS, BALLOTS] = [20, 10, 196] as const;
const [DAY, HOUR] = [86_400_000, 3_600_000];

/** The households of community B decide when they may bring their waste. */
export function voteDeeds(past: Past, random: Random, { streets }: MadeDistrict, { months }: DemoTime): Deed[] {
  const community = streets.flatMap(({ communities }) => communities).find(({ plan }) => plan.code === COMMUNITY_B.code);
  const begin = months[MONTH - 1]?.from;
  if (!community || !begin) return [];
  const { domain: { surveys: { surveys } }, by } = past;
  let surveyId = '';
  const open = async () => {
    const opened = past.now;
    ({ id: surveyId } = await surveys.openVote(by, {
      placeId: community.id, ...VOTE, options: [...VOTE.options], respondents: 'HOUSEHOLDS', anonymous: false, modes: ['APP', 'DOORSTEP', 'PAPER'], closesOn: addDays(dayOf(opened), DAYS),
    }));
    await past.unit(async tx => {
      const households = await tx.find(Household, { placeId: { $in: [...community.gridIds] }, dissolvedAt: null }, { orderBy: { id: 'asc' }, limit: BALLOTS });
      await tx.bulkInsert(SurveyAnswer, households.map(({ id: householdId, placeId }) => {
        const occurredAt = new Date(opened.getTime() + HOUR + random.below((DAYS - 1) * DAY));
        return {
          id: newId(), surveyId, householdId, placeId, mode: random.chance(0.6) ? 'APP' as const : 'DOORSTEP' as const, answers: { [BALLOT]: CHOSEN.pick(random) }, occurredAt,
          recordedAt: occurredAt, dataOrigin: 'GENERATED' as const,
        };
      }));
    });
  };
  return [
    { at: new Date(begin.getTime() + 9 * HOUR), run: open },
    { at: new Date(begin.getTime() + DAYS * DAY), run: () => surveys.close(by, surveyId) },
  ];
}
