import { calendarDate, type CalendarDate } from '../shared/clock.ts';
import { CellRefusal, plain, tidy, type CellType, type Wording } from './cell.ts';

/** Above this a spreadsheet has rounded a whole number: it keeps fifteen digits. */
const EXACT = 999_999_999_999_999;

const LOST_DIGITS = new CellRefusal('LOST_DIGITS',
  '表格软件把它当成了数字，后几位已经丢失：请把整列设为“文本”格式，再重新填写。',
  'The spreadsheet took this for a number and lost its last digits: format the column as text and enter it again.');
const SCIENTIFIC = /^[+-]?\d+(\.\d+)?[Ee]\+?\d+$/;

/** A number cell where digits count, as in codes, as the digits it showed. @returns a refusal when digits were lost */
export function digitsOf(cell: string | number): string | CellRefusal {
  if (typeof cell === 'string') return SCIENTIFIC.test(plain(cell)) ? LOST_DIGITS : cell;
  return Number.isInteger(cell) && Math.abs(cell) <= EXACT ? String(cell) : LOST_DIGITS;
}

/** What PostgreSQL or a workbook cannot hold. */
const UNSTORABLE = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/u;

/** A text of up to so many characters. */
export function text(longest: number): CellType<string> {
  const tooLong = new CellRefusal('TOO_LONG', `最多 ${longest} 个字。`, `At most ${longest} characters.`);
  const unfit = new CellRefusal('UNFIT_CHARACTERS', '含有不能保存的字符。', 'Holds characters that cannot be stored.');
  return {
    form: { zh: `文字，最多 ${longest} 个字`, en: `text, up to ${longest} characters` },
    read(cell) {
      const digits = digitsOf(cell);
      if (digits instanceof CellRefusal) return digits;
      const value = tidy(digits);
      if (value.length > longest) return tooLong;
      return UNSTORABLE.test(value) || !value.isWellFormed() ? unfit : value;
    },
    write: value => value,
  };
}

/** A code, a number that is not counted with, or a login: text without blanks, of a pattern. */
export function code(pattern: RegExp, form: Wording, refused: CellRefusal): CellType<string> {
  return {
    form,
    read(cell) {
      const digits = digitsOf(cell);
      if (digits instanceof CellRefusal) return digits;
      const value = plain(digits);
      return pattern.test(value) ? value : refused;
    },
    write: value => value,
  };
}

/** One of some words; English identifiers are understood as well. */
export function word<const W extends string>(words: Readonly<Record<W, string | readonly [string, ...string[]]>>): CellType<W> {
  const said = Object.entries<string | readonly [string, ...string[]]>(words) as [W, string | readonly [string, ...string[]]][];
  const first = (labels: string | readonly [string, ...string[]]) => (typeof labels === 'string' ? labels : labels[0]);
  const meant = new Map(said.flatMap(([key, labels]) => [key as string, ...(typeof labels === 'string' ? [labels] : labels)].map(label => [label.toLowerCase(), key])));
  const [zh, en] = [said.map(([, labels]) => first(labels)).join('、'), said.map(([key]) => key).join(', ')];
  const unknown = new CellRefusal('UNKNOWN_WORD', `应为：${zh}。`, `Expected one of: ${en}.`);
  return {
    form: { zh, en },
    choices: said.map(([, labels]) => first(labels)),
    read: cell => meant.get(plain(String(cell)).toLowerCase()) ?? unknown,
    write: value => first(words[value]),
  };
}

const NO_DAY = new CellRefusal('NOT_A_DAY', '不是日期，请写成 2024-01-05。', 'Not a day; write it as 2024-01-05.');
const DAY = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))(?:T?\d{1,2}:\d{2}.*)?$/;
/** Spreadsheets count days from here; 1900 is a leap year to them, which from March 1900 on comes out even. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
/** 1900-03-01 to 2199-12-31. */
const SERIALS = { first: 61, last: 109_574 };

/** A day of the calendar: a date cell, its serial number, or 2024-01-05, 2024/1/5, 2024.1.5, 20240105, 2024年1月5日. */
export function day(): CellType<CalendarDate> {
  return {
    form: { zh: '日期，如 2024-01-05', en: 'a day, such as 2024-01-05' },
    read(cell) {
      const written = plain(String(cell));
      if (/^\d{1,6}(\.\d+)?$/.test(written)) return daySerial(Number(written));
      const [, year = '', ...parts] = DAY.exec(written) ?? [];
      const [month = '', date = ''] = parts.filter(part => part !== undefined);
      try {
        const read = calendarDate(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
        return read >= '1900-01-01' && read <= '2199-12-31' ? read : NO_DAY;
      } catch {
        return NO_DAY;
      }
    },
    write: value => value,
  };
}

function daySerial(serial: number): CalendarDate | CellRefusal {
  return serial >= SERIALS.first && serial < SERIALS.last + 1 ? (dayOfSerial(serial).slice(0, 10) as CalendarDate) : NO_DAY;
}

/** A spreadsheet's count of days as `YYYY-MM-DD`, with ` hh:mm:ss` when it holds a time. */
export function dayOfSerial(serial: number): string {
  const at = new Date(SERIAL_ZERO + Math.round(serial * 86_400) * 1_000).toISOString();
  return Number.isInteger(serial) ? at.slice(0, 10) : at.slice(0, 19).replace('T', ' ');
}

/** A number between two bounds, both included. */
export function number(from: number, to: number, whole = false): CellType<number> {
  const what = whole ? { zh: '整数', en: 'a whole number' } : { zh: '数字', en: 'a number' };
  const refused = new CellRefusal('NOT_A_NUMBER', `应为 ${from} 到 ${to} 的${what.zh}。`, `Expected ${what.en} from ${from} to ${to}.`);
  return {
    form: { zh: `${what.zh}，${from} 到 ${to}`, en: `${what.en}, ${from} to ${to}` },
    read(cell) {
      const value = typeof cell === 'number' ? cell : /^[+-]?\d+(\.\d+)?$/.test(plain(cell)) ? Number(plain(cell)) : NaN;
      return value >= from && value <= to && (!whole || Number.isInteger(value)) ? value : refused;
    },
    write: value => value,
  };
}
