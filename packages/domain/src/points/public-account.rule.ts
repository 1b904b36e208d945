import { addDays, type CalendarDate } from '../shared/clock.ts';

/** What the scheme did in one month, with how many accounts stand behind each figure. */
export interface MonthRow {
  /** Its first day. */
  readonly month: CalendarDate;
  readonly issued: number;
  readonly issuedTo: number;
  readonly redeemed: number;
  readonly redeemedBy: number;
  readonly expired: number;
  readonly expiredOf: number;
  /** What people hold when it ends. */
  readonly outstanding: number;
  readonly heldBy: number;
}

/** A month as it is published: nothing of it where few stand behind a figure. */
export interface PublicMonth {
  readonly month: CalendarDate;
  readonly issued: number | null;
  readonly redeemed: number | null;
  readonly expired: number | null;
  readonly outstanding: number | null;
  readonly suppressed: boolean;
}

/** Figures of fewer are not published; none is no secret. */
const FEWEST = 10;

/**
 * What is published of a month. Since what was issued less what was redeemed and expired is what people hold more than before, one
 * hidden figure would follow from the others: the month is hidden as a whole.
 */
export function published({ month, issued, issuedTo, redeemed, redeemedBy, expired, expiredOf, outstanding, heldBy }: MonthRow): PublicMonth {
  const suppressed = [issuedTo, redeemedBy, expiredOf, heldBy].some(people => people > 0 && people < FEWEST);
  return suppressed ? { month, issued: null, redeemed: null, expired: null, outstanding: null, suppressed } : { month, issued, redeemed, expired, outstanding, suppressed };
}

/** The first day of the month after. */
export function nextMonth(month: CalendarDate): CalendarDate {
  return `${addDays(`${month.slice(0, 7)}-01` as CalendarDate, 31).slice(0, 7)}-01` as CalendarDate;
}
