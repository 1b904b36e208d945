import { addDays, type CalendarDate } from '../shared/clock.ts';

/** How often an elder is to be visited, by their risk: 每两天, 每周, 每月, 每季度. */
export const WELLBEING_LEVELS = ['EVERY_TWO_DAYS', 'WEEKLY', 'MONTHLY', 'QUARTERLY'] as const;
export type WellbeingLevel = (typeof WELLBEING_LEVELS)[number];

const DAYS: Readonly<Record<WellbeingLevel, number>> = { EVERY_TWO_DAYS: 2, WEEKLY: 7, MONTHLY: 30, QUARTERLY: 90 };

/** Where a visit stands: 待探访, 已探访, 逾期未访, 免访 (they were away, or need none any more). */
export const WELLBEING_STATES = ['DUE', 'DONE', 'MISSED', 'EXCUSED'] as const;
export type WellbeingState = (typeof WELLBEING_STATES)[number];

/** What was found: 平安, 需要帮助, 身体不适. */
export const WELLBEING_OUTCOMES = ['WELL', 'NEEDS_HELP', 'UNWELL'] as const;
export type WellbeingOutcome = (typeof WELLBEING_OUTCOMES)[number];

/** Days on which somebody is away, `[awayFrom, awayTo)`; until further notice while `awayTo` is null. */
export interface Away {
  readonly awayFrom?: CalendarDate | null | undefined;
  readonly awayTo?: CalendarDate | null | undefined;
}

/** The day of the next visit after one, or after an assessment. */
export function nextVisit(level: WellbeingLevel, after: CalendarDate): CalendarDate {
  return addDays(after, DAYS[level]);
}

/** Whether somebody is away on a day. */
export function isAway({ awayFrom, awayTo }: Away, day: CalendarDate): boolean {
  return Boolean(awayFrom && awayFrom <= day && (!awayTo || day < awayTo));
}

/** The day on which a visit that falls on a day is due: put off until they are back; null while nobody knows when. */
export function presentOn(away: Away, day: CalendarDate): CalendarDate | null {
  return isAway(away, day) ? (away.awayTo ?? null) : day;
}

/** Whether admins are told of it. */
export function isAlarming(outcome: WellbeingOutcome): boolean {
  return outcome !== 'WELL';
}
