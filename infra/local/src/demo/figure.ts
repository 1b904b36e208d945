import { dayOf, startOf, type CalendarDate } from '@linli/domain/shared/clock';

/** One line of the table that holds the demo against what the seeds tell. */
export interface DemoFigure {
  readonly indicator: string;
  readonly place: string;
  readonly period: string;
  readonly operator: '=' | '≥';
  readonly unit: 'RATIO' | 'HOURS' | 'COUNT' | 'YUAN';
  readonly says: number;
  /** From the records; null while the room that keeps them does not exist. */
  readonly computed: number | null;
  /** What it was divided by, or counted among. */
  readonly n: number | null;
  /** Within ±1 point for shares, ±5 % otherwise, or the operator; null while nothing is computed. */
  readonly within: boolean | null;
}

const POINT = 0.01;
const PART = 0.05;
/** Places as the table names them. */
export const NAMES = {
  jiyuan: '济源市（已接入）', jishui: '济水街道', a: '玉仙社区（A）', b: '沁园社区（B）', d: '绣湖社区（D）', e: '滨河社区（E）', f: '河清社区（F）',
} as const;

/** A figure that has been computed. */
export function figure(
  indicator: string, place: string, period: string, unit: DemoFigure['unit'], says: number, computed: number | null, n: number, operator: DemoFigure['operator'] = '=',
): DemoFigure {
  const allowed = unit === 'RATIO' ? POINT : PART * says;
  const near = computed !== null && Math.abs(computed - says) <= allowed + 1e-9;
  const within = operator === '=' ? near : computed !== null && computed >= says;
  return { indicator, place, period, operator, unit, says, computed, n, within };
}

/** A figure of a room that does not exist yet. */
export function toCome(
  indicator: string, place: string, period: string, unit: DemoFigure['unit'], says: number,
): DemoFigure {
  return { indicator, place, period, operator: '=', unit, says, computed: null, n: null, within: null };
}

/** A part of a whole; null of nothing. */
export function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

/** The first instant of the month so many months after the one that begins at `since`. */
export function monthsOn(since: Date, months: number): Date {
  const [year = 0, month = 0] = dayOf(since).split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  return startOf(`${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01` as CalendarDate);
}
