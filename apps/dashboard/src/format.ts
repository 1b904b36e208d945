import type { FigureFieldsFragment, IndicatorUnit } from './generated/documents.ts';
import type { Words } from './words.ts';

type Counted = Pick<FigureFieldsFragment, 'numerator' | 'denominator'>;

const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });
const decimal = (digits: number) => new Intl.NumberFormat('zh-CN', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const [one, two] = [decimal(1), decimal(2)];

/** A value as people write it: `78.2%`, `21.6 h`, `5.61‰`. */
export function figure(value: number, unit: IndicatorUnit): string {
  switch (unit) {
    case 'RATIO': return `${one.format(value * 100)}%`;
    case 'HOURS': return `${one.format(value)} h`;
    case 'PER_1000': return `${two.format(value)}‰`;
    case 'YUAN': return `¥${two.format(value)}`;
    case 'COUNT': return whole.format(value);
  }
}

/** `¥1,234.50`. @param fen whole */
export const yuan = (fen: number): string => figure(fen / 100, 'YUAN');

/** A difference with its sign: `+2.0 h`; of shares in percentage points. */
export function difference(by: number, unit: IndicatorUnit): Words {
  const sign = by < 0 ? '−' : '+';
  if (unit !== 'RATIO') return { zh: sign + figure(Math.abs(by), unit), en: sign + figure(Math.abs(by), unit) };
  const points = sign + one.format(Math.abs(by) * 100);
  return { zh: `${points} 个百分点`, en: `${points} points` };
}

/** A round value, as on a scale: `100%`. */
export function tick(value: number, unit: IndicatorUnit): string {
  return figure(value, unit).replace(/(\.\d*?)0+(?=\D|$)/, '$1').replace(/\.(?=\D|$)/, '');
}

/** What a value was made from: `31/40`; sums of minutes are written in hours, of fen in yuan. */
export function counts({ numerator, denominator }: Counted, unit: IndicatorUnit): string {
  const above = unit === 'HOURS' ? `${whole.format(numerator / 60)} h` : unit === 'YUAN' ? figure(numerator / 100, unit) : whole.format(numerator);
  return denominator === null ? above : `${above} / ${whole.format(denominator)}`;
}

/** The value at the right end of the bars: 100 % for ratios, else the next round number above the greatest. */
export function scaleEnd(values: readonly number[], unit: IndicatorUnit): number {
  if (unit === 'RATIO') return 1;
  const greatest = Math.max(0, ...values);
  if (greatest === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(greatest));
  return ([1, 2, 2.5, 5, 10].find(step => step * power >= greatest) ?? 10) * power;
}

const SHANGHAI = { timeZone: 'Asia/Shanghai', hourCycle: 'h23' } as const;
const clock = new Intl.DateTimeFormat('zh-CN', { ...SHANGHAI, hour: '2-digit', minute: '2-digit', second: '2-digit' });
const moment = new Intl.DateTimeFormat('zh-CN', { ...SHANGHAI, month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });

/** `21:04:05` in Asia/Shanghai. */
export const timeOfDay = (at: Date | number): string => clock.format(at);

const minute = new Intl.DateTimeFormat('zh-CN', { ...SHANGHAI, hour: '2-digit', minute: '2-digit' });

/** `09:30` in Asia/Shanghai. */
export const clockTime = (instant: string): string => minute.format(new Date(instant));

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** `2026-11-21` in Asia/Shanghai. */
export const today = (): string => day.format(Date.now());

/** The day of an instant, in Asia/Shanghai. */
export const dayOf = (instant: string): string => day.format(new Date(instant));

/** A day so many days later, `2026-11-21`. */
export const daysLater = (from: string, by: number): string => new Date(Date.parse(`${from}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

/** A day's time of `14:00` in Asia/Shanghai, as ISO 8601. */
export const atTime = (on: string, time: string): string => new Date(`${on}T${time}:00+08:00`).toISOString();

/** What a field for a date and time holds, `2026-11-22T14:00` in Asia/Shanghai, as ISO 8601. */
export const inShanghai = (local: string): string => new Date(`${local}:00+08:00`).toISOString();

/** An instant as such a field holds it. */
export const localTime = (instant: string): string => `${dayOf(instant)}T${clockTime(instant)}`;

/** When a day begins in Asia/Shanghai, as ISO 8601. */
export const startOfDay = (on: string): string => atTime(on, '00:00');

/** `11/21 21:04` in Asia/Shanghai. */
export const dayAndTime = (instant: string): string => moment.format(new Date(instant));

/** `2026-11-01 – 2026-11-30`: first and last day, of the half-open period that the API gives. */
export function days({ from, to }: { readonly from: string; readonly to: string }): string {
  const last = daysLater(to, -1);
  if (from === last) return from;
  return from.startsWith('0001') ? `… – ${last}` : `${from} – ${last}`;
}
