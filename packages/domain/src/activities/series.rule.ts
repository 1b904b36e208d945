import { addDays, startOf, type CalendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';
import { isHoliday } from '../shared/working-calendar.ts';

/** Sessions that come again every week: on some weekdays, at the same hours, between two days. */
export interface Series {
  /** 1 Monday … 7 Sunday. */
  readonly weekdays: readonly number[];
  /** In minutes from midnight in Shanghai, half-open. */
  readonly from: number;
  readonly to: number;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  /** Leaves out the State Council's holidays. */
  readonly skipHolidays: boolean;
}

const DAY = 1_440;
const MOST_DAYS = 400;

/**
 * The times of a series, in order.
 * @throws Refusal INVALID at `weekdays`, `to` or `lastDay` for what is none, or longer than 400 days; at `firstDay` when no day is left
 */
export function timesOf({ weekdays, from, to, firstDay, lastDay, skipHolidays }: Series): { startsAt: Date; endsAt: Date }[] {
  if (weekdays.length === 0 || weekdays.some(weekday => ![1, 2, 3, 4, 5, 6, 7].includes(weekday))) throw new Refusal('INVALID', 'Weekdays are 1 (Monday) to 7.', ['weekdays']);
  if (![from, to].every(Number.isInteger) || from < 0 || to > DAY || from >= to) throw new Refusal('INVALID', 'Hours are minutes of the day, the end after the beginning.', ['to']);
  if (lastDay < firstDay || lastDay > addDays(firstDay, MOST_DAYS)) throw new Refusal('INVALID', `The last day is within ${MOST_DAYS} days of the first.`, ['lastDay']);
  const times: { startsAt: Date; endsAt: Date }[] = [];
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
    if (!weekdays.includes(weekdayOf(day)) || (skipHolidays && isHoliday(day))) continue;
    const midnight = startOf(day).getTime();
    times.push({ startsAt: new Date(midnight + from * 60_000), endsAt: new Date(midnight + to * 60_000) });
  }
  if (times.length === 0) throw new Refusal('INVALID', 'None of these days is left.', ['firstDay']);
  return times;
}

function weekdayOf(day: CalendarDate): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
