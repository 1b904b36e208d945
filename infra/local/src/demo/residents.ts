import { residentValues } from '@linli/domain/people/register';
import type { Resident, Sex, Standing } from '@linli/domain/people/resident.entity';
import { addDays, addYears, calendarDate, dayOf, startOf, type CalendarDate } from '@linli/domain/shared/clock';
import type { NewRow } from '@linli/domain/shared/read';
import type { DemoTime } from './months.ts';
import { makeName } from './names.ts';
import type { CommunityPlan } from './plan.ts';
import { Weighted, type Random } from './random.ts';

/** Decades of age below 60, as people are spread over them. */
const AGES: Readonly<Record<Standing, Weighted<number>>> = {
  REGISTERED_HERE: new Weighted([[0, 10], [10, 13], [20, 13], [30, 21], [40, 20], [50, 23]]),
  REGISTERED_ELSEWHERE_IN_DISTRICT: new Weighted([[0, 14], [10, 10], [20, 14], [30, 30], [40, 20], [50, 12]]),
  FLOATING: new Weighted([[0, 7], [10, 7], [20, 30], [30, 29], [40, 17], [50, 10]]),
};
const GROWN_UP = new Weighted([[20, 4], [30, 4], [40, 2], [50, 1]]);

/** Mean years since arrival of those who were not born where they live. */
const TENURE: Readonly<Record<Standing, number>> = { REGISTERED_HERE: 14, REGISTERED_ELSEWHERE_IN_DISTRICT: 5, FLOATING: 3.5 };
const BORN_HERE = 0.55;
const ELSEWHERE_IN_DISTRICT = 0.11;
/** Of the seniors, the share that is floating: some, who came to mind their grandchildren. */
const FLOATING_SENIORS = 0.04;
/** Residents who left in M1–M24, and those who leave or come in a whole running month, for each who lives there. */
const LEFT = 0.06;
const MONTHLY_TURNOVER = 0.003;
const OLDEST = 98;
/** Ages above 60 thin out towards the oldest: about 2 of 100 seniors are over 90. */
const THINNING = 1 / 2.6;
const YEAR = 365.25;

/**
 * The people of a community. At the end of M24 exactly as many live there as the plan says, and of them as many seniors
 * and floating residents; beside them those who have left, and a few who came or left in the running month.
 */
export function makeResidents(random: Random, plan: CommunityPlan, gridIds: readonly string[], time: DemoTime): NewRow<Resident>[] {
  const { lastDay, firstDay } = time;
  const seniorsFloating = Math.min(plan.floating, Math.round(plan.seniors * FLOATING_SENIORS));
  const people = Array.from({ length: plan.residents }, (_, n) => {
    const senior = n < plan.seniors;
    const floating = senior ? n < seniorsFloating : n - plan.seniors < plan.floating - seniorsFloating;
    const standing = standingOf(random, floating);
    const birthDate = senior ? bornBefore(random, lastDay) : bornAfter(random, lastDay, AGES[standing].pick(random));
    const native = standing === 'REGISTERED_HERE' && random.chance(BORN_HERE);
    const arrival = remembered(addDays(lastDay, -Math.floor(random.exponential() * TENURE[standing] * YEAR)), firstDay);
    return { birthDate, standing, livesFrom: native || arrival < birthDate ? birthDate : arrival };
  });
  const made = people.map(person => resident(random, random.pick(gridIds), time, person));
  const today = dayOf(time.now);
  const turnover = Math.round(plan.residents * MONTHLY_TURNOVER * (time.months.at(-1)?.part ?? 0));
  for (let n = 0; n < turnover; n++) {
    const leaver = random.pick(made);
    leaver.livesTo ??= dayBetween(random, addDays(lastDay, 1), today);
    const livesFrom = dayBetween(random, addDays(lastDay, 1), today);
    const standing = standingOf(random, random.chance(0.4));
    made.push(resident(random, random.pick(gridIds), time, { birthDate: bornAfter(random, lastDay, GROWN_UP.pick(random)), standing, livesFrom }));
  }
  for (let n = 0; n < Math.round(plan.residents * LEFT); n++) {
    const leaves = dayBetween(random, addDays(firstDay, 1), lastDay);
    const livesFrom = addDays(leaves, -60 - Math.floor(Math.min(random.exponential() * 4, 15) * YEAR));
    const standing = standingOf(random, random.chance(0.6));
    const birthDate = random.chance(0.2) ? bornBefore(random, livesFrom) : bornAfter(random, livesFrom, GROWN_UP.pick(random));
    const left = resident(random, random.pick(gridIds), time, { birthDate, standing, livesFrom });
    made.push({ ...left, livesTo: leaves });
  }
  return shuffled(random, made);
}

/** Somebody of working age who lives there now, to hold an account; each grid has one. */
export function accountHolder(residents: readonly NewRow<Resident>[], gridId: string, time: DemoTime): NewRow<Resident> | undefined {
  const [from, to] = [addYears(time.lastDay, -58), addYears(time.lastDay, -25)];
  return residents.find(({ placeId, livesFrom, livesTo, birthDate }) =>
    placeId === gridId && livesTo === null && livesFrom <= time.firstDay && birthDate > from && birthDate < to);
}

function resident(
  random: Random, placeId: string, { start, firstDay }: DemoTime, person: Pick<Resident, 'birthDate' | 'standing' | 'livesFrom'>,
): NewRow<Resident> {
  const sex: Sex = random.chance(0.49) ? 'FEMALE' : 'MALE';
  return residentValues({
    placeId, name: makeName(random, sex, person.birthDate < '1976'), sex, ...person, dataOrigin: 'GENERATED',
    recordedAt: person.livesFrom < firstDay ? start : startOf(person.livesFrom),
  });
}

function standingOf(random: Random, floating: boolean): Standing {
  if (floating) return 'FLOATING';
  return random.chance(ELSEWHERE_IN_DISTRICT) ? 'REGISTERED_ELSEWHERE_IN_DISTRICT' : 'REGISTERED_HERE';
}

/** Of an arrival before the register was begun only the month is known. */
function remembered(arrival: CalendarDate, begun: CalendarDate): CalendarDate {
  return arrival < begun ? calendarDate(`${arrival.slice(0, 8)}01`) : arrival;
}

/** Sixty or older on `day`. */
function bornBefore(random: Random, day: CalendarDate): CalendarDate {
  return addDays(addYears(day, -60), -Math.floor((OLDEST - 60) * YEAR * (1 - random.next() ** THINNING)));
}

/** Younger than sixty on `day`, in a decade of age. */
function bornAfter(random: Random, day: CalendarDate, decade: number): CalendarDate {
  const born = addDays(day, -Math.floor((decade + 10 * random.next()) * YEAR));
  const sixtieth = addYears(day, -60);
  return born > sixtieth ? born : addDays(sixtieth, 1 + random.below(300));
}

/** Both days included. */
function dayBetween(random: Random, from: CalendarDate, to: CalendarDate): CalendarDate {
  const days = (startOf(to).getTime() - startOf(from).getTime()) / 86_400_000;
  return addDays(from, random.below(days + 1));
}

/** In no order (Fisher and Yates), or lists would begin with all the seniors. */
function shuffled<T>(random: Random, list: T[]): T[] {
  for (let n = list.length - 1; n > 0; n--) {
    const other = random.below(n + 1);
    [list[n], list[other]] = [list[other] as T, list[n] as T];
  }
  return list;
}
