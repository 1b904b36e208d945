import type { Random } from '../random.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const SHANGHAI = 8 * HOUR;
/** Between these hours people are at work or can be reached. */
const [MORNING, EVENING] = [8 * HOUR, 20 * HOUR];
const [SATURDAY, SUNDAY] = [6, 0];

/**
 * A time close to `at`, after `after`, at which somebody would do such a thing: not at night, less often at weekends. As
 * many are moved back as forward, so that means over many cases stay where they are.
 */
export function seemly(random: Random, at: Date, after: Date): Date {
  let time = at.getTime();
  const sinceMidnight = (time + SHANGHAI) % DAY;
  if (sinceMidnight < 2 * HOUR || sinceMidnight >= EVENING) {
    const late = sinceMidnight < 2 * HOUR ? sinceMidnight + DAY - EVENING : sinceMidnight - EVENING;
    time -= 2 * late;
    if (time <= after.getTime()) time += 2 * late + (DAY - EVENING - late) + MORNING + random.between(0, HOUR);
  } else if (sinceMidnight < MORNING) {
    time += 2 * (MORNING - sinceMidnight);
  }
  const weekday = new Date(time + SHANGHAI).getUTCDay();
  if (weekday === SATURDAY && random.chance(0.5) && time - DAY > after.getTime()) time -= DAY;
  else if (weekday === SUNDAY && random.chance(0.5)) time += DAY;
  return new Date(Math.max(Math.floor(time / 1_000) * 1_000, after.getTime() + 60_000));
}

/** A time so many hours later. */
export function hoursAfter(at: Date, hours: number): Date {
  return new Date(at.getTime() + hours * HOUR);
}
