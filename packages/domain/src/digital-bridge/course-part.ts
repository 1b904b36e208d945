import { enterActivity } from '../activities/activities.service.ts';
import { timesOf } from '../activities/series.rule.ts';
import type { PlaybookPartKind } from '../programs/part-kind.ts';
import { checkedFields, number, optional, text, type FieldRule } from '../programs/parts.rule.ts';
import { addDays, dayOf } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';

/** A course as a playbook has it. */
interface Course {
  readonly title: string;
  readonly description?: string | null;
  /** 1 Monday … 7 Sunday. */
  readonly weekdays: readonly number[];
  /** HH:MM. */
  readonly from: string;
  readonly minutes: number;
  readonly weeks: number;
  readonly capacity?: number | null;
  readonly waitlist?: number | null;
  readonly ageFrom?: number | null;
}

const MINUTES_A_DAY = 1_440;

const weekdays: FieldRule = (value, field) => {
  const days = Array.isArray(value) ? new Set(value as unknown[]) : new Set();
  if (days.size === 0 || [...days].some(day => ![1, 2, 3, 4, 5, 6, 7].includes(day as number))) throw new Refusal('INVALID', 'Weekdays are 1 (Monday) to 7.', [field]);
};
const hour: FieldRule = (value, field) => {
  if (typeof value !== 'string' || !/^([01]\d|2[0-3]):[0-5]\d$/.test(value)) throw new Refusal('INVALID', 'Expected an hour as HH:MM.', [field]);
};
const whole = (least: number, most: number): FieldRule => (value, field) => {
  number(least, most)(value, field);
  if (!Number.isInteger(value)) throw new Refusal('INVALID', 'Expected a whole number.', [field]);
};

/**
 * 课程: a course with its sessions, such as two hours twice a week. When the program starts it is planned at the program's place, from its first day that is left,
 * without the State Council's holidays; trainers are named afterwards. Of a program whose days are over nothing is planned.
 */
export const coursePart: PlaybookPartKind = {
  key: 'COURSE', title: { ZH: '课程', EN: 'course' },
  check: content => {
    checkedFields(content, {
      title: text(100), description: optional(text(4_000)), weekdays, from: hour, minutes: whole(1, MINUTES_A_DAY), weeks: whole(1, 26), capacity: optional(whole(1, 100_000)),
      waitlist: optional(whole(0, 100_000)), ageFrom: optional(whole(0, 150)),
    });
    const { from, minutes } = content as Course;
    if (minuteOf(from) + minutes > MINUTES_A_DAY) throw new Refusal('INVALID', 'A session ends on its day.', ['minutes']);
  },
  async apply(tx, program, content) {
    const { title, description, from, minutes, weeks, capacity, waitlist, ageFrom, ...course } = content as Course;
    const today = dayOf(tx.at);
    const firstDay = program.beginsOn < today ? today : program.beginsOn;
    const last = addDays(firstDay, weeks * 7 - 1);
    const lastDay = last < program.endsOn ? last : program.endsOn;
    if (lastDay < firstDay) return;
    await enterActivity(tx, {
      placeId: program.placeId, programId: program.id, kind: 'COURSE', title, description, capacity, waitlist: waitlist ?? undefined, ageFrom,
      sessions: timesOf({ weekdays: course.weekdays, from: minuteOf(from), to: minuteOf(from) + minutes, firstDay, lastDay, skipHolidays: true }),
    });
  },
};

function minuteOf(hourAndMinute: string): number {
  const [hours = 0, minutes = 0] = hourAndMinute.split(':').map(Number);
  return hours * 60 + minutes;
}
