import type { ActivitySession } from '@linli/domain/activities/activity-session.entity';
import type { ActivitySignUp, SignUpChannel } from '@linli/domain/activities/activity-sign-up.entity';
import type { Activity, ActivityKind } from '@linli/domain/activities/activity.entity';
import { dayOf, startOf } from '@linli/domain/shared/clock';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import type { DemoTime } from '../months.ts';
import type { Crowd } from '../neighbours.ts';
import { Weighted, type Random } from '../random.ts';
import { gathering } from './sessions.ts';

/** Something to sign up for, and who has. */
export interface Coming {
  readonly activity: NewRow<Activity>;
  readonly sessions: readonly NewRow<ActivitySession>[];
  readonly signUps: readonly NewRow<ActivitySignUp>[];
}

/** On which day from today, at which clock (in minutes), what, where, for how many. */
const AGENDA: readonly (readonly [inDays: number, from: number, kind: ActivityKind, title: string, venue: string, capacity: number])[] = [
  [0, 1_170, 'EVENT', '露天电影', '社区广场', 80], [1, 570, 'COURSE', '智能手机课：挂号和缴费', '社区活动室', 20], [3, 870, 'LECTURE', '冬季健康讲座', '社区活动室', 40],
  [6, 540, 'VOLUNTEERING', '楼院清洁日', '社区广场', 30], [9, 900, 'EVENT', '包饺子', '社区食堂', 24],
];
const MINUTES = 90;
const CHANNELS = new Weighted<SignUpChannel>([['APP', 6], ['WINDOW', 2], ['TELEPHONE', 1]]);
/** Of the places, how many are taken. */
const TAKEN = 0.45;
const [MINUTE, DAY] = [60_000, 86_400_000];

/** What is announced in a community for the days to come. What would have begun today already is left out. */
export function coming(random: Random, { community: { id: placeId }, people }: Crowd, { now }: DemoTime): Coming[] {
  const midnight = startOf(dayOf(now)).getTime();
  const announced = AGENDA.map(each => ({ each, startsAt: new Date(midnight + each[0] * DAY + each[1] * MINUTE) })).filter(({ startsAt }) => startsAt > now);
  return announced.map(({ each: [, , kind, title, venue, capacity], startsAt }) => {
    const { activity, sessions } = gathering(random, { placeId, programId: null, outcomeIndicator: null, kind, title, venue, minutes: MINUTES }, [{ startsAt, people: [] }]);
    const recordedAt = new Date(now.getTime() - 3 * DAY);
    const signUps = people.filter(() => random.chance((capacity * TAKEN) / people.length)).slice(0, capacity).map(({ id: residentId }, n): NewRow<ActivitySignUp> => {
      const signedUpAt = new Date(recordedAt.getTime() + (n + 1) * MINUTE);
      return {
        id: newId(), activityId: activity.id, placeId, residentId, status: 'SIGNED_UP', number: n + 1, channel: CHANNELS.pick(random), signedUpAt, signedUpById: null,
        placedAt: signedUpAt, cancelledAt: null, dataOrigin: 'GENERATED',
      };
    });
    const count = signUps.length;
    return { activity: { ...activity, capacity, signUpFrom: recordedAt, signUpUntil: startsAt, recordedAt, signedUp: count, lastNumber: count }, sessions, signUps };
  });
}
