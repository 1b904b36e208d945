import { addDays, addYears, calendarDate, dayOf, type CalendarDate } from '../../shared/clock.ts';
import { isOfCalendar, type PeriodKind } from '../language/indicator.ts';

/** A period `[from, to)` of calendar days. ROLLING_12 is a year long, CUMULATIVE runs from the beginning of time. */
export interface Period {
  readonly kind: PeriodKind;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** A run of stored cells of one grain that begin in `[from, to)`. */
export interface CoverPiece {
  readonly grain: 'D' | 'M' | 'Y';
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** Before every record. */
export const BEGINNING = calendarDate('0001-01-01');

/** The period of a kind that a day falls in; ROLLING_12 and CUMULATIVE are up to and including the day. */
export function periodOf(kind: PeriodKind, day: CalendarDate): Period {
  switch (kind) {
    case 'DAY':
      return { kind, from: day, to: addDays(day, 1) };
    case 'WEEK': {
      const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
      const from = addDays(day, -sinceMonday);
      return { kind, from, to: addDays(from, 7) };
    }
    case 'MONTH':
      return months(kind, firstOfMonth(day), 1);
    case 'QUARTER':
      return months(kind, calendarDate(`${day.slice(0, 5)}${String(Math.floor((monthOf(day) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`), 3);
    case 'YEAR':
      return months(kind, firstOfYear(day), 12);
    case 'ROLLING_12':
      return { kind, from: addYears(addDays(day, 1), -1), to: addDays(day, 1) };
    case 'CUMULATIVE':
      return { kind, from: BEGINNING, to: addDays(day, 1) };
  }
}

/** The period before; null for CUMULATIVE, which has none. */
export function previous(period: Period): Period | null {
  return period.kind === 'CUMULATIVE' ? null : periodOf(period.kind, addDays(period.from, -1));
}

/** The same period a year before, by weeks the one of 52 weeks before; null for CUMULATIVE, which has none. */
export function yearBefore(period: Period): Period | null {
  const { kind, from } = period;
  if (!isOfCalendar(kind)) return previous(period);
  return periodOf(kind, kind === 'WEEK' ? addDays(from, -52 * 7) : addYears(from, -1));
}

/**
 * The stored cells whose sum is the flow within a period up to and including today: what lies ahead, such as a
 * deadline that has not passed, is not counted yet.
 */
export function coverOf(period: Period, now: Date): CoverPiece[] {
  const { kind, from } = period;
  const to = countedUntil(period, now);
  if (to <= from) return [];
  switch (kind) {
    case 'DAY':
    case 'WEEK':
      return [{ grain: 'D', from, to }];
    case 'MONTH':
    case 'QUARTER':
    case 'YEAR':
      if (to === period.to) return [{ grain: kind === 'YEAR' ? 'Y' : 'M', from, to }];
      return parts({ grain: 'M', from, to: firstOfMonth(to) }, { grain: 'D', from: firstOfMonth(to), to });
    case 'ROLLING_12': {
      const first = from === firstOfMonth(from) ? from : nextMonth(from);
      if (to < first) return [{ grain: 'D', from, to }];
      return parts({ grain: 'D', from, to: first }, { grain: 'M', from: first, to: firstOfMonth(to) }, { grain: 'D', from: firstOfMonth(to), to });
    }
    case 'CUMULATIVE':
      return runningCover(to);
  }
}

/** The stored cells whose sum is everything before `to`: whole years, then whole months, then days. */
export function runningCover(to: CalendarDate): CoverPiece[] {
  return parts(
    { grain: 'Y', from: BEGINNING, to: firstOfYear(to) },
    { grain: 'M', from: firstOfYear(to), to: firstOfMonth(to) },
    { grain: 'D', from: firstOfMonth(to), to },
  );
}

function parts(...pieces: CoverPiece[]): CoverPiece[] {
  return pieces.filter(piece => piece.from < piece.to);
}

/** Up to when a period is counted: the end of the period, or of today while the period still runs. */
export function countedUntil(period: Period, now: Date): CalendarDate {
  const tomorrow = addDays(dayOf(now), 1);
  return period.to < tomorrow ? period.to : tomorrow;
}

function months(kind: PeriodKind, from: CalendarDate, count: number): Period {
  const index = Number(from.slice(0, 4)) * 12 + monthOf(from) - 1 + count;
  const year = String(Math.floor(index / 12)).padStart(4, '0');
  return { kind, from, to: calendarDate(`${year}-${String((index % 12) + 1).padStart(2, '0')}-01`) };
}

const monthOf = (day: CalendarDate): number => Number(day.slice(5, 7));
const firstOfMonth = (day: CalendarDate): CalendarDate => calendarDate(`${day.slice(0, 7)}-01`);
const nextMonth = (day: CalendarDate): CalendarDate => months('MONTH', firstOfMonth(day), 1).to;
const firstOfYear = (day: CalendarDate): CalendarDate => calendarDate(`${day.slice(0, 4)}-01-01`);
