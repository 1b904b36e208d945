import { dayOf, startOf } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';

/** When somebody is not to be disturbed: minutes after midnight in Shanghai, half-open; `to` before `from` is the next morning. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** 22:00–07:00, for whoever has chosen nothing else. */
export const DEFAULT_QUIET_HOURS: QuietHours = { from: 22 * 60, to: 7 * 60 };

/** The quiet hours of an account by what it chose: the default for nothing, null when switched off. */
export function hoursOf(chosen: { readonly fromMinute: number | null; readonly toMinute: number | null } | undefined): QuietHours | null {
  if (!chosen) return DEFAULT_QUIET_HOURS;
  const { fromMinute: from, toMinute: to } = chosen;
  return from === null || to === null ? null : { from, to };
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/**
 * When a notice made at a moment is delivered: at once, or when the quiet hours end in which it was made.
 * @param quiet null when they are switched off
 */
export function deliveredAt(at: Date, quiet: QuietHours | null, urgent: boolean): Date {
  if (!quiet || urgent) return at;
  const midnight = startOf(dayOf(at)).getTime();
  const [from, to] = [midnight + quiet.from * MINUTE, midnight + quiet.to * MINUTE];
  const now = at.getTime();
  const end = from <= to ? (now >= from && now < to ? to : now) : now < to ? to : now >= from ? to + DAY : now;
  return new Date(end);
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Reads `22:00`. @throws Refusal INVALID at `field` */
export function minuteOfDay(time: string, field: string): number {
  const [, hours, minutes] = TIME.exec(time) ?? [];
  if (hours === undefined) throw new Refusal('INVALID', 'Expected a time of day such as 22:00.', [field]);
  return Number(hours) * 60 + Number(minutes);
}

/** Writes `22:00`. */
export function timeOfDay(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
