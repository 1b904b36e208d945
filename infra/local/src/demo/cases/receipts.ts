import type { CaseChannel } from '@linli/domain/cases/moves';
import { addDays, dayOf, startOf } from '@linli/domain/shared/clock';
import { isWorkingDay } from '@linli/domain/shared/working-calendar';
import type { DemoMonth, DemoTime } from '../months.ts';
import type { CommunityPlan } from '../plan.ts';
import { apportion, Weighted, type Random } from '../random.ts';
import { HOUR } from './hours.ts';

/** How busy each month of the year is beside the others: quiet around Spring Festival, loud in summer. */
const SEASON = [0.95, 0.8, 0.95, 0.96, 1, 1.1, 1.2, 1.14, 1, 0.94, 1.02, 1.04];
/** Cases at the end of M24 for each at the beginning of M1: people get used to bringing them. */
const GROWTH = 1.2;
/** Monday to Sunday. */
const WEEKDAYS = [1.2, 1.08, 1.04, 1, 1.02, 0.72, 0.6];
const HOLIDAY = 0.5;

const CHANNELS = new Weighted<CaseChannel>([
  ['HOTLINE', 27], ['APP', 26], ['TELEPHONE', 17], ['WINDOW', 13], ['PATROL', 10], ['VISIT', 7],
]);

/** Hours of the day in which each channel is used, from midnight to midnight. */
const OFFICE = hourly({ 8: 6, 9: 12, 10: 12, 11: 7, 12: 1, 13: 4, 14: 10, 15: 11, 16: 9, 17: 5 });
const LONG_DAY = hourly({ 7: 3, 8: 8, 9: 11, 10: 11, 11: 8, 12: 5, 13: 5, 14: 8, 15: 9, 16: 8, 17: 7, 18: 6, 19: 6, 20: 5, 21: 3, 22: 2 });
const AT_HOME = hourly({ 0: 1, 6: 1, 7: 5, 8: 7, 9: 7, 10: 7, 11: 6, 12: 7, 13: 6, 14: 5, 15: 5, 16: 5, 17: 6, 18: 8, 19: 10, 20: 10, 21: 8, 22: 5, 23: 2 });
const HOURS: Readonly<Record<CaseChannel, Weighted<number>>> = {
  WINDOW: OFFICE, PATROL: OFFICE, VISIT: OFFICE, TELEPHONE: LONG_DAY, HOTLINE: LONG_DAY, APP: AT_HOME,
};

/** When and how a case comes in. */
export interface Receipt {
  readonly at: Date;
  readonly channel: CaseChannel;
}

/** How many cases a community receives in each month, and how many of them are complaints where that is fixed. */
export function casesByMonth(random: Random, plan: CommunityPlan, time: DemoTime): { cases: number; complaints: number | null }[] {
  const weights = time.months.map(({ number, from, part }) => {
    const month = Number(dayOf(from).slice(5, 7));
    return part * (SEASON[month - 1] ?? 1) * (1 + ((GROWTH - 1) * number) / 24) * Math.exp(0.06 * random.normal());
  });
  const whole = weights.slice(0, 24);
  const cases = apportion(plan.cases, whole);
  const running = (plan.cases * (weights[24] ?? 0)) / whole.reduce((a, b) => a + b, 0);
  cases.push(Math.floor(running + random.next()));
  const complaints = plan.complaints?.flatMap((total, year) => apportion(total, whole.slice(12 * year, 12 * year + 12)));
  return cases.map((count, n) => ({ cases: Math.max(count, complaints?.[n] ?? 0), complaints: complaints ? (complaints[n] ?? 0) : null }));
}

/** Draws the receipts of one month. */
export class Receipts {
  readonly #month: DemoMonth;
  readonly #days: Weighted<Date>;

  constructor(month: DemoMonth) {
    this.#month = month;
    const days: [Date, number][] = [];
    for (let day = dayOf(month.from); startOf(day) < month.to; day = addDays(day, 1)) {
      const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
      const atWork = isWorkingDay(day);
      const festive = !atWork && weekday < 5;
      days.push([startOf(day), festive ? HOLIDAY : atWork ? Math.max(1, WEEKDAYS[weekday] ?? 1) : (WEEKDAYS[weekday] ?? 1)]);
    }
    this.#days = new Weighted(days);
  }

  /** @param complaint if it will be one: nobody complains by patrol */
  next(random: Random, complaint: boolean | null): Receipt {
    const drawn = CHANNELS.pick(random);
    const channel = complaint && drawn === 'PATROL' ? 'HOTLINE' : drawn;
    for (let attempt = 0; attempt < 20; attempt++) {
      const at = new Date(this.#days.pick(random).getTime() + HOURS[channel].pick(random) * HOUR + random.below(3_600) * 1_000);
      if (at < this.#month.to) return { at, channel };
    }
    return { at: this.#month.from, channel };
  }
}

function hourly(weights: Readonly<Record<number, number>>): Weighted<number> {
  return new Weighted(Object.entries(weights).map(([hour, weight]) => [Number(hour), weight]));
}
