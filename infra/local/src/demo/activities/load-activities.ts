import { ActivityAttendance } from '@linli/domain/activities/activity-attendance.entity';
import { ActivitySession } from '@linli/domain/activities/activity-session.entity';
import { ActivitySignUp } from '@linli/domain/activities/activity-sign-up.entity';
import { Activity, type ActivityKind } from '@linli/domain/activities/activity.entity';
import type { Domain } from '@linli/domain/domain';
import { addYears } from '@linli/domain/shared/clock';
import { system } from '@linli/domain/shared/performer';
import { monthsSince, weekdayOf, type DemoMonth, type DemoTime } from '../months.ts';
import type { Crowd } from '../neighbours.ts';
import type { Analyse } from '../past.ts';
import { Pipeline } from '../pipeline.ts';
import type { Random } from '../random.ts';
import { coming } from './coming.ts';
import { gathering, type Gathering, type Meeting } from './sessions.ts';

/** What is on every week, for half a year, and what is on once a month. */
const CLUBS = ['合唱队排练', '太极拳晨练', '书法小组', '广场舞队', '手工编织小组'] as const;
const EVENTS: readonly (readonly [ActivityKind, string])[] = [
  ['EVENT', '邻里节'], ['LECTURE', '防诈骗讲座'], ['VOLUNTEERING', '楼院清洁日'], ['EVENT', '亲子运动会'], ['LECTURE', '健康知识讲座'], ['VOLUNTEERING', '爱心理发'],
  ['EVENT', '观影会'], ['LECTURE', '消防安全课'],
];
/** Of a thousand residents: who is in the club, and who comes to what is on once a month. */
const [REGULARS, GUESTS] = [27, 48] as const;
/** Of a club's regulars, who come each time. */
const COMES = 0.8;
/** How many come in the first month and in the last, to what comes on average. */
const FEWER_OR_MORE = [0.85, 1.15] as const;
const NO_PROGRAM = { programId: null, outcomeIndicator: null } as const;
const HALF_A_YEAR = 6;
const CLUB_AGE = 50;
const GROWING = ['activity', 'activity_session', 'activity_attendance'];
const [MINUTE, DAY] = [60_000, 86_400_000];
/** The clock at which they begin, in minutes, and how long they take. */
const [CLUB, EVENT] = [{ from: 540, minutes: 90 }, { from: 870, minutes: 120 }] as const;

/** What people of each community come together for over the 24 months: a club each week, something each month; and what is announced for the days to come. @returns how often somebody came */
export async function loadActivities(domain: Domain, random: Random, districtId: number, crowds: readonly Crowd[], time: DemoTime, analyse: Analyse): Promise<number> {
  const pipeline = new Pipeline();
  let came = 0;
  for (const crowd of crowds) {
    const all = [...clubs(random, crowd, time), ...events(random, crowd, time)];
    const attendances = all.flatMap(each => each.attendances);
    const announced = coming(random.fork(`coming ${crowd.community.plan.code}`), crowd, time);
    came += attendances.length;
    await pipeline.push(() => domain.unit.of(system(districtId), 'demo.load', async tx => {
      await tx.bulkInsert(Activity, [...all, ...announced].map(({ activity }) => activity));
      await tx.bulkInsert(ActivitySession, [...all, ...announced].flatMap(({ sessions }) => sessions));
      await tx.bulkInsert(ActivitySignUp, announced.flatMap(({ signUps }) => signUps));
      await tx.bulkInsert(ActivityAttendance, attendances);
    }));
    if (crowd === crowds[0]) await pipeline.settled().then(() => analyse(GROWING));
  }
  await pipeline.settled();
  return came;
}

function clubs(random: Random, { community: { id: placeId, plan }, people }: Crowd, time: DemoTime): Gathering[] {
  const old = people.filter(({ birthDate }) => birthDate < addYears(time.firstDay, -CLUB_AGE)).slice(0, Math.round((plan.residents * REGULARS) / 1000));
  const weekday = 1 + random.below(5);
  const begins = time.months.filter(({ number }) => number % HALF_A_YEAR === 1);
  return begins.map(month => {
    const meetings: Meeting[] = [];
    for (const { from, to } of time.months.slice(month.number - 1, month.number - 1 + HALF_A_YEAR)) {
      for (let day = from; day < to; day = new Date(day.getTime() + DAY)) {
        const startsAt = new Date(day.getTime() + CLUB.from * MINUTE);
        if (weekdayOf(day) !== weekday || !isOver(startsAt, CLUB.minutes, time)) continue;
        const share = COMES * trend(time, day);
        meetings.push({ startsAt, people: old.filter(() => random.chance(share)) });
      }
    }
    return gathering(random, { placeId, ...NO_PROGRAM, kind: 'EVENT', title: random.pick(CLUBS), venue: '社区活动室', minutes: CLUB.minutes }, meetings);
  }).filter(({ sessions }) => sessions.length > 0);
}

/** On a Saturday. */
function events(random: Random, { community: { id: placeId, plan }, people }: Crowd, time: DemoTime): Gathering[] {
  return time.months.flatMap(month => {
    const startsAt = new Date(saturday(random, month).getTime() + EVENT.from * MINUTE);
    if (!isOver(startsAt, EVENT.minutes, time)) return [];
    const share = (plan.residents * GUESTS * trend(time, startsAt)) / 1000 / people.length;
    const [kind, title] = random.pick(EVENTS);
    return [gathering(random, { placeId, ...NO_PROGRAM, kind, title, venue: '社区广场', minutes: EVENT.minutes }, [{ startsAt, people: people.filter(() => random.chance(share)) }])];
  });
}

function saturday(random: Random, { from }: DemoMonth): Date {
  const first = (13 - weekdayOf(from)) % 7;
  return new Date(from.getTime() + (first + 7 * random.below(4)) * DAY);
}

function isOver(startsAt: Date, minutes: number, { now }: DemoTime): boolean {
  return startsAt.getTime() + minutes * MINUTE < now.getTime();
}

function trend(time: DemoTime, at: Date): number {
  const [first, last] = FEWER_OR_MORE;
  return first + ((last - first) * monthsSince(time, at)) / time.months.length;
}
