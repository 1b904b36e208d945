import { open } from 'node:fs/promises';
import type { FileRow } from '../cell.ts';
import { csvRows, encodingOf, type Encoding } from './csv-read.ts';
import { xlsxRows } from './xlsx-read.ts';
import { Unreadable } from './unreadable.ts';

/** What a file turned out to be. */
export type FileFormat = 'xlsx' | Encoding;

/**
 * Rows of a spreadsheet, by what the file is and not by its name, as they stream by.
 * @param onFormat told once, before the first row
 * @throws Unreadable
 */
export async function* rowsOfFile(path: string, onFormat: (format: FileFormat) => void): AsyncGenerator<FileRow> {
  const file = await open(path);
  try {
    const { buffer: head } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (head.readUInt32BE() === 0xd0cf11e0) {
      throw new Unreadable('OLD_OR_LOCKED', '这是旧版 .xls 或加了密码的文件：请去掉密码，另存为 .xlsx。', 'An old .xls, or locked with a password: save it as .xlsx without one.');
    }
    if (head.readUInt16BE() === 0x504b) {
      onFormat('xlsx');
      yield* xlsxRows(path, file);
      return;
    }
    const encoding = await encodingOf(path, file);
    onFormat(encoding);
    yield* csvRows(path, encoding);
  } finally {
    await file.close();
  }
}
