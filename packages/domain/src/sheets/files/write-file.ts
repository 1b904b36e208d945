import { stringify } from 'csv-stringify';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/** Formats that files are written in. CSV is UTF-8 with a mark, so that spreadsheet programs in China read it right. */
export const WRITTEN_FORMATS = ['XLSX', 'CSV'] as const;
export type WrittenFormat = (typeof WRITTEN_FORMATS)[number];

/** A column of a file to be written. */
export interface WrittenColumn {
  readonly header: string;
  /** Width in characters. */
  readonly width: number;
  /** What may be chosen from, in a spreadsheet program. */
  readonly choices?: readonly string[] | undefined;
}

/** A file to be written: one sheet of rows, and one with notes for people (left out of CSV). */
export interface WrittenSheet {
  readonly title: string;
  readonly columns: readonly WrittenColumn[];
  readonly notes: readonly (readonly string[])[];
}

/** Values of one row, in the columns' order. */
export type WrittenRow = readonly (string | number | null)[];

/** A list of choices is written into the sheet as one text of at most so many characters. */
const LONGEST_CHOICES = 255;

/**
 * Writes a file page by page; only one page is in memory. Nothing in it is computed by whoever opens it: texts are
 * typed as texts, and in CSV an apostrophe stands before what would be taken for a formula.
 */
export async function writeSheet(path: string, format: WrittenFormat, sheet: WrittenSheet, pages: AsyncIterable<readonly WrittenRow[]>): Promise<void> {
  await (format === 'XLSX' ? writeXlsx : writeCsv)(path, sheet, pages);
}

async function writeXlsx(path: string, { title, columns, notes }: WrittenSheet, pages: AsyncIterable<readonly WrittenRow[]>): Promise<void> {
  const { default: ExcelJS } = await import('exceljs'); // big, and seldom needed
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true });
  const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] });
  // Texts stay texts: an ID number typed into the column keeps its digits.
  sheet.columns = columns.map(({ width }) => ({ width, style: { numFmt: '@' } }));
  const head = sheet.addRow(columns.map(({ header }) => header));
  head.font = { bold: true };
  head.commit();
  for (const [n, { choices }] of columns.entries()) {
    const list = choices?.join(',') ?? '';
    if (list === '' || list.length > LONGEST_CHOICES) continue;
    const letter = sheet.getColumn(n + 1).letter;
    (sheet as unknown as { dataValidations: { add(range: string, rule: object): void } }).dataValidations // not in the streaming type, but in the class
      .add(`${letter}2:${letter}1000`, { type: 'list', allowBlank: true, formulae: [`"${list}"`] });
  }
  for await (const page of pages) {
    for (const row of page) sheet.addRow([...row]).commit();
    await setImmediate(); // lets the archive write what it has
  }
  sheet.commit();
  if (notes.length > 0) {
    const beside = book.addWorksheet('说明 Notes');
    beside.columns = Array.from({ length: Math.max(...notes.map(line => line.length)) }, () => ({ width: 28 }));
    for (const line of notes) beside.addRow([...line]).commit();
    beside.commit();
  }
  await book.commit();
}

async function writeCsv(path: string, { columns }: WrittenSheet, pages: AsyncIterable<readonly WrittenRow[]>): Promise<void> {
  const lines = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
  const file = createWriteStream(path);
  lines.pipe(file);
  lines.write(columns.map(({ header }) => header));
  for await (const page of pages) for (const row of page) if (!lines.write(row)) await once(lines, 'drain');
  lines.end();
  await once(file, 'close');
}
