import type { Wording } from '../cell.ts';

/** Why a file as a whole cannot be read, in both languages. */
export class Unreadable extends Error implements Wording {
  readonly code: string;
  readonly zh: string;
  readonly en: string;

  constructor(code: 'NOT_A_SHEET' | 'OLD_OR_LOCKED' | 'TOO_LARGE' | 'TOO_MANY_ROWS' | 'TOO_MANY_COLUMNS' | 'BROKEN' | 'NO_HEADER', zh: string, en: string, options?: ErrorOptions) {
    super(en, options);
    this.name = 'Unreadable';
    [this.code, this.zh, this.en] = [code, zh, en];
  }
}

/** Rows of data in one file. */
export const MOST_ROWS = 100_000;
/** Cells in a row. */
export const MOST_COLUMNS = 100;

export const broken = (cause?: unknown) => new Unreadable('BROKEN', '文件已损坏，请用表格软件另存一份再上传。',
  'The file is damaged: save it anew in a spreadsheet program.', { cause });
export const tooLarge = () => new Unreadable('TOO_LARGE', '文件展开后过大。', 'The file is too large when it is unpacked.');
export const tooManyRows = () => new Unreadable('TOO_MANY_ROWS', `一个文件最多 ${MOST_ROWS} 行，请分成几个文件。`, `At most ${MOST_ROWS} rows in a file: split it.`);
export const tooManyColumns = () => new Unreadable('TOO_MANY_COLUMNS', `一行最多 ${MOST_COLUMNS} 列。`, `At most ${MOST_COLUMNS} columns.`);
