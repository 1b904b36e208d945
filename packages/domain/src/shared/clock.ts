/** Where time comes from. Everything that needs the time is given a clock, so tests can set it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The zone in which days, weeks and months begin. Times are stored and sent in UTC. */
export const ZONE = 'Asia/Shanghai';

/** A day of the calendar, written `YYYY-MM-DD`, without a zone. */
export type CalendarDate = string & { readonly __calendarDate: never };

const zoned = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day that an instant falls on in {@link ZONE}. */
export function dayOf(at: Date): CalendarDate {
  return zoned.format(at) as CalendarDate;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads `YYYY-MM-DD`.
 * @throws RangeError when the text is not a day that exists.
 */
export function calendarDate(text: string): CalendarDate {
  const parsed = DATE.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(NaN);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== text) {
    throw new RangeError(`Expected a date as YYYY-MM-DD, got "${text}".`);
  }
  return text as CalendarDate;
}

/** The day `days` later (earlier when negative). */
export function addDays(day: CalendarDate, days: number): CalendarDate {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10) as CalendarDate;
}

/** The first instant of a calendar day in {@link ZONE} (which has kept UTC+8 without summer time since 1991). */
export function startOf(day: CalendarDate): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

/** The same day `years` later; of 29 February, in a common year, 28 February. */
export function addYears(day: CalendarDate, years: number): CalendarDate {
  const moved = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
  const at = new Date(`${moved}T00:00:00Z`);
  return (at.toISOString().slice(5, 10) === day.slice(5) ? moved : `${moved.slice(0, 8)}28`) as CalendarDate;
}
