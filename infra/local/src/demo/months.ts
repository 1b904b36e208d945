import { periodOf, previous, type Period } from '@linli/domain/kpis/engine/period.rule';
import { addDays, dayOf, startOf, type CalendarDate } from '@linli/domain/shared/clock';

/** How many whole months the demo tells of: M1 to M24. */
export const DEMO_MONTHS = 24;

/** One month of the demo, as far as it has come. */
export interface DemoMonth {
  /** 1 to 24; 25 for the running month. */
  readonly number: number;
  readonly from: Date;
  /** The next month's beginning, or now. */
  readonly to: Date;
  /** The next month's beginning. */
  readonly end: Date;
  /** How much of the month has passed: 1, or less for the running month. */
  readonly part: number;
}

/** The demo's time: 24 whole months, the last of which is the last full month, and the running month up to now. */
export interface DemoTime {
  readonly now: Date;
  /** Where M1 begins. */
  readonly start: Date;
  /** The first day of M1. */
  readonly firstDay: CalendarDate;
  /** The last day of M24. */
  readonly lastDay: CalendarDate;
  readonly months: readonly DemoMonth[];
}

export function demoTime(now: Date): DemoTime {
  const running = periodOf('MONTH', dayOf(now));
  const periods: Period[] = [running];
  while (periods.length <= DEMO_MONTHS) periods.unshift(previous(periods[0] as Period) as Period);
  const months = periods.map((period, n): DemoMonth => {
    const [from, end] = [startOf(period.from), startOf(period.to)];
    const to = end < now ? end : now;
    return { number: n + 1, from, to, end, part: (to.getTime() - from.getTime()) / (end.getTime() - from.getTime()) };
  });
  const firstDay = (periods[0] as Period).from;
  return { now, start: startOf(firstDay), firstDay, lastDay: addDays(running.from, -1), months };
}

/** Months since the beginning of M1, with their fraction: 0 to a little over 24. */
export function monthsSince(time: DemoTime, at: Date): number {
  const month = time.months.findLast(({ from }) => from <= at) ?? time.months[0];
  if (!month) return 0;
  return month.number - 1 + (at.getTime() - month.from.getTime()) / (month.end.getTime() - month.from.getTime());
}

/** The day of the week, 1 to 7 for Monday to Sunday, of an instant that begins a day in Shanghai. */
export function weekdayOf(day: Date): number {
  return new Date(day.getTime() + 12 * 3_600_000).getUTCDay() || 7;
}
