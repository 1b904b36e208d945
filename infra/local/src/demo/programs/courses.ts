import type { ActivitySignUp, SignUpChannel } from '@linli/domain/activities/activity-sign-up.entity';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import { gathering, type Gathering, type Meeting } from '../activities/sessions.ts';
import { COMMUNITY_A } from '../layout.ts';
import { weekdayOf, type DemoTime } from '../months.ts';
import type { Neighbour } from '../neighbours.ts';
import { Weighted, type Random } from '../random.ts';
import { OUTCOME, type Bridge } from './digital-bridge.ts';
import { PLAYBOOK } from './playbook.ts';

/** A gathering with those who had signed up for it. */
export interface SignedUp extends Gathering {
  readonly signUps: readonly NewRow<ActivitySignUp>[];
}

/** Tuesdays and Thursdays, from nine to eleven. */
const [WEEKDAYS, NINE, TWO_HOURS] = [[2, 4], 540, 120] as const;
/** Of those who learn, who come each time. */
const COMES = 0.85;
/** The pilot's one event: after so many days; who signed up before it was told around, in all, and who came. */
const EVENT = { month: 17, hour: 14, early: 20, signedUp: 168, came: 150 } as const;
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const CHANNELS = new Weighted<SignUpChannel>([['APP', 6], ['TELEPHONE', 2], ['WINDOW', 2]]);

/** The courses of a bridge, two lessons of two hours a week, as far as they have come. */
export function coursesOf(random: Random, { community, courses, programId, seniors }: Bridge, time: DemoTime): SignedUp[] {
  return courses.months.flatMap((month, n) => {
    const first = time.months[month - 1]?.from;
    if (!first) return [];
    const begin = new Date(first.getTime() + ((8 - weekdayOf(first)) % 7) * DAY); // a Monday
    const learning = seniors.slice(n * courses.people, (n + 1) * courses.people);
    const meetings: Meeting[] = [];
    for (let day = 0; day < courses.weeks * 7; day++) {
      const at = new Date(begin.getTime() + day * DAY);
      const startsAt = new Date(at.getTime() + NINE * MINUTE);
      if (!WEEKDAYS.some(weekday => weekday === weekdayOf(at)) || startsAt.getTime() + TWO_HOURS * MINUTE > time.now.getTime()) continue;
      meetings.push({ startsAt, people: learning.filter(() => random.chance(COMES)) });
    }
    const about = { placeId: community.id, programId, outcomeIndicator: OUTCOME.indicator, kind: 'COURSE', title: `${PLAYBOOK.title}手机课（第${n + 1}期）`, venue: '社区活动室', minutes: TWO_HOURS } as const;
    return meetings.length > 0 ? [signedUp(random, gathering(random, about, meetings), learning, learning.length, meetings[0]?.startsAt ?? begin)] : [];
  });
}

/** The pilot's one event: few had signed up until everybody was told in the app. */
export function eventOf(random: Random, { community, programId, isPilot }: Bridge, people: readonly Neighbour[], { months }: DemoTime): SignedUp[] {
  const begin = months[EVENT.month - 1]?.from;
  if (!isPilot || !begin || community.plan.code !== COMMUNITY_A.code) return [];
  const sunday = new Date(begin.getTime() + (21 - weekdayOf(begin)) * DAY);
  const startsAt = new Date(sunday.getTime() + EVENT.hour * HOUR);
  const about = { placeId: community.id, programId, outcomeIndicator: OUTCOME.indicator, kind: 'EVENT', title: '数字生活体验日', venue: '社区广场', minutes: 180 } as const;
  const told = people.slice(0, EVENT.signedUp);
  return [signedUp(random, gathering(random, about, [{ startsAt, people: told.slice(0, EVENT.came) }]), told, EVENT.early, startsAt)];
}

/** Who comes to a gathering has signed up: the first in three days, the others in the days before it begins. */
function signedUp(random: Random, { activity, ...rest }: Gathering, people: readonly Neighbour[], early: number, begins: Date): SignedUp {
  const { id: activityId, placeId } = activity;
  const opened = new Date(begins.getTime() - 14 * DAY);
  const times = people.map((_, n) => (n < early ? random.below(3 * DAY) : 7 * DAY + random.below(6 * DAY))).toSorted((a, b) => a - b);
  const shuffled = [...people].toSorted((a, b) => a.id.localeCompare(b.id));
  return {
    ...rest,
    activity: { ...activity, signUpFrom: opened, recordedAt: opened, capacity: Math.max(people.length, 1) + 20, waitlist: 10, signedUp: people.length, lastNumber: people.length },
    signUps: shuffled.map(({ id: residentId }, n) => {
      const signedUpAt = new Date(opened.getTime() + (times[n] ?? 0));
      return {
        id: newId(), activityId, placeId, residentId, status: 'SIGNED_UP', number: n + 1, channel: CHANNELS.pick(random), signedUpAt, signedUpById: null, placedAt: signedUpAt,
        cancelledAt: null, dataOrigin: 'GENERATED',
      };
    }),
  };
}
