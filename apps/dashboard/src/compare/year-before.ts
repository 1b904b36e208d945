import type { PeriodKind } from '../generated/documents.ts';

const DAY = 86_400_000;

/** A day of the same period a year before; of a week, of the one 52 weeks before, which has the same days. */
export function yearBefore(kind: PeriodKind, day: string): string {
  if (kind === 'WEEK') return new Date(Date.parse(`${day}T00:00:00Z`) - 364 * DAY).toISOString().slice(0, 10);
  const then = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return then.endsWith('-02-29') ? then.replace(/29$/, '28') : then;
}
