import { afterAll, beforeAll, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { ErrorCell, type Cell } from '../cell.ts';
import { rowsOfFile, type FileFormat } from './read-file.ts';
import { Unreadable } from './unreadable.ts';
import { writeSheet, type WrittenFormat, type WrittenRow } from './write-file.ts';

let folder: string;
let files = 0;

beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'linli-files-')); });
afterAll(() => rm(folder, { recursive: true }));

const newPath = () => join(folder, String(files += 1));

async function read(path: string): Promise<{ format: FileFormat | undefined; rows: (readonly [number, ...Cell[]])[] }> {
  let format: FileFormat | undefined;
  const rows: [number, ...Cell[]][] = [];
  for await (const { number, cells } of rowsOfFile(path, found => { format = found; })) rows.push([number, ...cells]);
  return { format, rows };
}

async function readBytes(bytes: Buffer) {
  const path = newPath();
  await writeFile(path, bytes);
  return read(path);
}

const unreadable = (bytes: Buffer) => readBytes(bytes).then(() => 'readable', (error: unknown) => (error instanceof Unreadable ? error.code : Promise.reject(error as Error)));

async function* paged(rows: readonly WrittenRow[]) { yield rows; }

async function written(format: WrittenFormat, headers: readonly string[], rows: readonly WrittenRow[]): Promise<string> {
  const path = newPath();
  await writeSheet(path, format, { title: '居民', columns: headers.map(header => ({ header, width: 12, choices: ['男', '女'] })), notes: [['a', 'b']] }, paged(rows));
  return path;
}

test.each(['XLSX', 'CSV'] as const)('%s: what is written is read again, whatever characters it holds', async format => {
  const rows = [['张三', '110105194912310021', 3], ['𠮷野，"家"\n二行', ' 前后 ', 0.5], ['=1+1', '+86', 1], ['-', '@x', -2]];
  const back = await read(await written(format, ['姓名*', '身份证号', '数'], rows));
  expect(back.format).toBe(format === 'XLSX' ? 'xlsx' : 'utf-8');
  expect(back.rows.map(([n, ...cells]) => [n, ...cells.map(String)])).toEqual([['姓名*', '身份证号', '数'], ...rows].map((row, n) => [n + 1, ...row.map(String)]));
});

test('characters that lie across two pieces of a part stay whole', async () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => [`${'x'.repeat(n % 3)}居民姓名街道社区网格`, `第${n}行`]);
  const back = await read(await written('XLSX', ['甲', '乙'], rows));
  expect(back.rows.slice(1).map(([, ...cells]) => cells)).toEqual(rows);
});

test('of a formula the last result is read, of an error that it is one, of a day its day, of rich text its text', async () => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('隐藏', { state: 'hidden' }).addRow(['no']);
  const sheet = book.addWorksheet('数据');
  const row = sheet.addRow([{ formula: 'A9&"x"', result: '算出' }, { formula: '1/0', result: { error: '#DIV/0!' } }, new Date('2024-01-05'), new Date('2024-01-05T06:30:00Z'),
    { richText: [{ text: '富' }, { text: '文本' }] }, true, { text: '链接', hyperlink: 'https://example.com' }, 45_296]);
  row.getCell(4).numFmt = 'yyyy"年"m"月"d"日" hh:mm';
  row.getCell(8).numFmt = '0.00"元"[Red]';
  sheet.getRow(4).getCell(3).value = '空行之后';
  const path = newPath();
  await book.xlsx.writeFile(path);
  const { rows } = await read(path);
  expect(rows).toEqual([
    [1, '算出', new ErrorCell('#DIV/0!'), '2024-01-05', '2024-01-05 06:30:00', '富文本', 'TRUE', '链接', 45_296],
    [4, null, null, '空行之后'],
  ]);
});

const GB = Buffer.from('D0D5C3FB2CB5D8D6B70D0AD5C5C8FD2C22D0D2B8A3C2B7A3ACD2BB220D0A', 'hex');

test('a text file is UTF-8 if all of it is, else GB 18030 as Chinese spreadsheet programs write it; tabs do as well', async () => {
  const rows = [[1, '姓名', '地址'], [2, '张三', '幸福路，一']];
  expect(await readBytes(GB)).toEqual({ format: 'gb18030', rows });
  expect(await readBytes(Buffer.from('姓名,地址\n张三,幸福路，一\n'))).toEqual({ format: 'utf-8', rows });
  expect(await readBytes(Buffer.from('\ufeff姓名,地址\r\n张三,"幸福路，一"'))).toEqual({ format: 'utf-8', rows });
  expect(await readBytes(Buffer.from('\ufeff姓名\t地址\r\n张三\t幸福路，一', 'utf16le'))).toEqual({ format: 'utf-16le', rows });
  const late = Buffer.concat([Buffer.from('a,b\n'.repeat(50_000)), GB]);
  expect((await readBytes(late)).rows.at(-1)).toEqual([50_002, '张三', '幸福路，一']);
});

/** An archive of parts; unlike a writer's it may say what is not so. */
function zipOf(parts: Record<string, Buffer | string>): Buffer {
  const [local, central]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const packed = deflateRawSync(content);
    const [head, entry] = [Buffer.alloc(30), Buffer.alloc(46)];
    head.writeUInt32LE(0x04034b50);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(name.length, 26);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    local.push(head, Buffer.from(name), packed);
    central.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, list, end]);
}

const BOOK = '<workbook><sheets><sheet name="a" r:id="r1" xmlns:r="x"/></sheets></workbook>';
const sheet = (rows: string) => ({ 'xl/workbook.xml': BOOK, 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>` });

test('a workbook of another program is read: prefixes, inline texts, cells without references', async () => {
  const parts = { 'xl/workbook.xml': BOOK, 'xl/worksheets/sheet1.xml': '<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>' };
  expect(await readBytes(zipOf(parts))).toEqual({ format: 'xlsx', rows: [[1, '甲', 2]] });
});

test('archives that unpack to too much, or to one endless text, are refused while they unpack', async () => {
  expect(await unreadable(zipOf({ ...sheet(''), 'xl/styles.xml': `<styleSheet>${'<a/>                            '.repeat(600_000)}</styleSheet>` }))).toBe('TOO_LARGE');
  expect(await unreadable(zipOf(sheet(`<row><c t="str"><v>${'a'.repeat(3 << 20)}</v></c></row>`)))).toBe('TOO_LARGE');
  expect(await unreadable(zipOf(sheet(`<row><c r="ZZ1"><v>1</v></c></row>`)))).toBe('TOO_MANY_COLUMNS');
});

test('entities are not expanded', async () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`;
  expect(await unreadable(zipOf({ 'xl/workbook.xml': BOOK, 'xl/worksheets/sheet1.xml': bomb }))).toBe('BROKEN');
});

test('what is no spreadsheet, or a damaged, locked or old one, is told apart', async () => {
  const good = zipOf(sheet('<row><c><v>1</v></c></row>'));
  expect(await unreadable(good)).toBe('readable');
  for (let cut = 4; cut < good.length; cut += 7) expect(['BROKEN', 'NOT_A_SHEET']).toContain(await unreadable(good.subarray(0, cut)));
  expect(await unreadable(zipOf({ 'word/document.xml': 'x' }))).toBe('NOT_A_SHEET');
  expect(await unreadable(zipOf({ ...sheet(''), 'xl/workbook.xml': '<workbook' }))).not.toBe('BROKEN');
  expect(await unreadable(zipOf(sheet('<row><c></row>')))).toBe('BROKEN');
  expect(await unreadable(Buffer.from('D0CF11E0A1B11AE1', 'hex'))).toBe('OLD_OR_LOCKED');
  expect(await unreadable(Buffer.from('89504e470d0a1a0a0000', 'hex'))).toBe('NOT_A_SHEET');
  expect(await unreadable(Buffer.from(`a,"${'b\n'.repeat(600_000)}`))).toBe('BROKEN');
});
