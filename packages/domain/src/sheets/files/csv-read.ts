import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { parse, type Info } from 'csv-parse';
import type { FileRow } from '../cell.ts';
import { broken, MOST_COLUMNS, tooManyColumns, Unreadable } from './unreadable.ts';

/** How the characters of a text file are written. Without a mark it is UTF-8 if all of it is, else GB 18030 if all of it is. */
export type Encoding = 'utf-8' | 'utf-16le' | 'gb18030';

/** No record is longer: cells hold up to 32,767 characters, and a stray quotation mark would take in the rest of the file. */
const LONGEST_RECORD = 1 << 20;

/** @throws Unreadable NOT_A_SHEET when it is text in neither encoding */
export async function encodingOf(path: string, file: FileHandle): Promise<Encoding> {
  const { buffer: mark } = await file.read(Buffer.alloc(3), 0, 3, 0);
  if (mark[0] === 0xff && mark[1] === 0xfe) return 'utf-16le';
  for (const encoding of ['utf-8', 'gb18030'] as const) if (await isAll(path, encoding)) return encoding;
  throw new Unreadable('NOT_A_SHEET', '这不是表格文件：请上传 .xlsx，或 UTF-8、GB18030 编码的 .csv。', 'Not a spreadsheet: bring .xlsx, or .csv in UTF-8 or GB 18030.');
}

/** Rows of a text file whose cells stand between commas, or tabs, as they stream by. @throws Unreadable */
export async function* csvRows(path: string, encoding: Encoding): AsyncGenerator<FileRow> {
  const parser = parse({
    delimiter: await delimiterOf(path, encoding), info: true, relax_column_count: true, relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'], max_record_size: LONGEST_RECORD,
  });
  const source = createReadStream(path);
  source.once('error', error => parser.destroy(error));
  const decoder = new TextDecoder(encoding, { fatal: true });
  void (async () => {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      if (!parser.write(decoder.decode(chunk, { stream: true }))) await new Promise(resume => parser.once('drain', resume));
    }
    parser.end(decoder.decode());
  })().catch((error: unknown) => parser.destroy(error as Error));
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: Info; record: string[] }>) {
      if (record.length > MOST_COLUMNS && record.slice(MOST_COLUMNS).some(cell => cell !== '')) throw tooManyColumns();
      yield { number: info.records, cells: record.map(unescaped) };
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : broken(error);
  } finally {
    source.destroy();
    parser.destroy();
  }
}

/** Exports put an apostrophe before what a spreadsheet would compute; coming back it is none of the value. */
function unescaped(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

async function isAll(path: string, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) if (decoder.decode(chunk, { stream: true }).includes('\0')) return false;
    decoder.decode();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}

async function delimiterOf(path: string, encoding: Encoding): Promise<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const [first = ''] = decoder.decode(chunk).split(/\r?\n/);
    return first.includes('\t') && !first.includes(',') ? '\t' : ',';
  }
  return ',';
}
