/** Something said to people in both languages. */
export interface Wording {
  readonly zh: string;
  readonly en: string;
}

/** What a cell shows instead of a value when its formula failed, such as `#N/A`. */
export class ErrorCell {
  readonly shown: string;

  constructor(shown: string) {
    this.shown = shown;
  }
}

/**
 * A cell as a file holds it: text (date cells are read as `YYYY-MM-DD`, with a time as `YYYY-MM-DD hh:mm:ss`), a number,
 * a failed formula, or nothing. Formulas are never computed: their last result stands for them.
 */
export type Cell = string | number | ErrorCell | null;

/** A row of a file; `number` is what a spreadsheet program shows beside it. */
export interface FileRow {
  readonly number: number;
  readonly cells: readonly Cell[];
}

/** Why a cell or a row cannot be taken in. Never carries the value, which may be personal. */
export class CellRefusal implements Wording {
  readonly code: string;
  readonly zh: string;
  readonly en: string;

  constructor(code: string, zh: string, en: string) {
    this.code = code;
    this.zh = zh;
    this.en = en;
  }
}

/** How values of one type stand in cells. */
export interface CellType<V> {
  /** How such a value is written, for the notes beside a template. */
  readonly form: Wording;
  /** What may be written, where it is one of some words. */
  readonly choices?: readonly string[];
  read(cell: string | number): V | CellRefusal;
  write(value: V): string | number;
}

/** Characters around a value that nobody sees: blanks of all widths, marks of order and of byte order. */
const UNSEEN = /^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/gu;
/** Digits and letters as they come out of a Chinese input method in full width. */
const WIDE = /[０-９Ａ-Ｚａ-ｚ]/g;

/** A text as somebody meant it: without unseen characters around it, digits and letters in their usual width. */
export function tidy(text: string): string {
  return text.replaceAll(UNSEEN, '').replaceAll(WIDE, wide => String.fromCodePoint((wide.codePointAt(0) ?? 0) - 0xfee0));
}

/** The same for what is read by machines, such as codes and dates: punctuation in its usual width too, no blanks inside. */
export function plain(text: string): string {
  return tidy(text.normalize('NFKC')).replaceAll(/\s+/g, '');
}

/** A cell's value, null when it is empty. */
export function contentOf(cell: Cell | undefined): string | number | ErrorCell | null {
  if (cell === undefined || cell === null || (typeof cell === 'string' && tidy(cell) === '')) return null;
  return cell;
}
