import { ZONE } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';

/** Hours of a weekday, in minutes from midnight in Shanghai, half-open. */
export interface Hours {
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly from: number;
  readonly to: number;
}

const DAY = 1_440;
const MOST = 28;

/** @throws Refusal INVALID at `availability` for no or too many hours, no such weekday or time, or hours that overlap */
export function checkedAvailability(availability: readonly Hours[]): Hours[] {
  const sorted = availability.toSorted((a, b) => a.weekday - b.weekday || a.from - b.from);
  const wrong = sorted.length === 0 || sorted.length > MOST || sorted.some(({ weekday, from, to }, n) => {
    const before = sorted[n - 1];
    return ![weekday, from, to].every(Number.isInteger) || weekday < 1 || weekday > 7 || from < 0 || to > DAY || from >= to
      || (before?.weekday === weekday && before.to > from);
  });
  if (wrong) throw new Refusal('INVALID', `Give 1 to ${MOST} spans of hours that do not overlap: weekday 1 to 7, from and to in minutes of the day.`, ['availability']);
  return sorted;
}

/** What somebody could serve in a week. */
export function weeklyMinutes(availability: readonly Hours[]): number {
  return availability.reduce((sum, { from, to }) => sum + to - from, 0);
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Whether the hours hold a span of time that begins at an instant. */
export function isAvailable(availability: readonly Hours[], at: Date, minutes: number): boolean {
  const parts = new Map(CLOCK.formatToParts(at).map(({ type, value }) => [type, value]));
  const weekday = WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1;
  const begins = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  return availability.some(hours => hours.weekday === weekday && hours.from <= begins && begins + minutes <= hours.to);
}
