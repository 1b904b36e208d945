import { addDays, type CalendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';

/** When slots lie: on these days of the week (1 is Monday, 7 Sunday), at the same time each day. */
export interface Series {
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly weekdays: readonly number[];
  /** `HH:MM` in Shanghai. */
  readonly from: string;
  readonly minutes: number;
}

/** The times of one slot. */
export interface SlotTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly closesAt: Date;
}

const MOST_SLOTS = 366;
const LONGEST = 1_440;

/** @throws Refusal INVALID at `path` for what is no time of a day */
export function timeOfDay(text: string, path: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) throw new Refusal('INVALID', 'A time of the day is written HH:MM.', [path]);
  return text;
}

/**
 * The slots of a series, each closing at the day's cut-off, or as it begins where there is none before.
 * @throws Refusal INVALID at the field that cannot be
 */
export function slotsOf({ firstDay, lastDay, weekdays, from, minutes }: Series, cutOff: string | null): SlotTimes[] {
  if (lastDay < firstDay) throw new Refusal('INVALID', 'It ends before it begins.', ['lastDay']);
  if (weekdays.length === 0 || weekdays.some(day => !Number.isInteger(day) || day < 1 || day > 7)) throw new Refusal('INVALID', 'Days of the week are 1 to 7.', ['weekdays']);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST) throw new Refusal('INVALID', `A slot takes 1 to ${LONGEST} minutes.`, ['minutes']);
  const slots: SlotTimes[] = [];
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
    if (!weekdays.includes(new Date(`${day}T00:00:00Z`).getUTCDay() || 7)) continue;
    if (slots.length === MOST_SLOTS) throw new Refusal('INVALID', `At most ${MOST_SLOTS} slots at a time.`, ['lastDay']);
    const startsAt = on(day, timeOfDay(from, 'from'));
    const closes = cutOff === null ? startsAt : on(day, cutOff);
    slots.push({ startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000), closesAt: closes < startsAt ? closes : startsAt });
  }
  if (slots.length === 0) throw new Refusal('INVALID', 'No such day of the week lies in between.', ['weekdays']);
  return slots;
}

function on(day: CalendarDate, time: string): Date {
  return new Date(`${day}T${time}:00+08:00`);
}
