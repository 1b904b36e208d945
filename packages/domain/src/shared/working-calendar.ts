import chineseDays from 'chinese-days';
import { addDays, dayOf, startOf, type CalendarDate } from './clock.ts';

/** When an office works on a working day, in minutes after midnight Shanghai time, half-open and in order. */
export type OfficeHours = readonly (readonly [from: number, to: number])[];

/** 08:30–12:00 and 13:30–18:00: eight hours. */
export const OFFICE_HOURS: OfficeHours = [[510, 720], [810, 1080]];

const workdays = new Map<CalendarDate, boolean>();

/** Whether a day is worked under the State Council's yearly holiday notices (make-up workdays included). */
export function isWorkingDay(day: CalendarDate): boolean {
  const known = workdays.get(day);
  if (known !== undefined) return known;
  const working = chineseDays.isWorkday(day);
  workdays.set(day, working);
  return working;
}

/** Whether a day is one of the State Council's holidays; a usual weekend is none. */
export function isHoliday(day: CalendarDate): boolean {
  return chineseDays.getHolidaysInRange(day, day, false).length > 0;
}

/**
 * The instant at which `minutes` of working time have passed since `from`.
 * @throws RangeError when that is no number of minutes
 */
export function addWorkingMinutes(from: Date, minutes: number, hours: OfficeHours = OFFICE_HOURS): Date {
  if (!(minutes >= 0 && Number.isFinite(minutes))) throw new RangeError(`Expected minutes, got ${minutes}.`);
  let left = minutes;
  for (const [start, end] of spansFrom(from, hours)) {
    const length = (end - start) / 60_000;
    if (left <= length) return new Date(start + left * 60_000);
    left -= length;
  }
  throw new Error('unreachable: spans never end');
}

/** Working minutes between two instants; 0 when `to` is not after `from`. */
export function workingMinutesBetween(from: Date, to: Date, hours: OfficeHours = OFFICE_HOURS): number {
  let sum = 0;
  for (const [start, end] of spansFrom(from, hours)) {
    if (start >= to.getTime()) return sum;
    sum += (Math.min(end, to.getTime()) - start) / 60_000;
  }
  return sum;
}

/** The office's spans from an instant on, as milliseconds; the first one is cut to begin no earlier. */
function* spansFrom(from: Date, hours: OfficeHours): Generator<readonly [number, number]> {
  for (let day = dayOf(from); ; day = addDays(day, 1)) {
    if (!isWorkingDay(day)) continue;
    const midnight = startOf(day).getTime();
    for (const [open, close] of hours) {
      const start = Math.max(midnight + open * 60_000, from.getTime());
      const end = midnight + close * 60_000;
      if (start < end) yield [start, end];
    }
  }
}
