import type { FileHandle } from 'node:fs/promises';
import { SaxesParser } from 'saxes';
import { ErrorCell, type Cell, type FileRow } from '../cell.ts';
import { dayOfSerial } from '../cells.rule.ts';
import { broken, MOST_COLUMNS, tooManyColumns, Unreadable } from './unreadable.ts';
import { Zip } from './zip.ts';

/** Bytes that parts of a workbook may unpack to. Its texts are kept in memory; its rows pass by. */
const [SMALL, TEXTS, ROWS] = [16 << 20, 128 << 20, 1 << 30];
/** Formats of the standard that show days: 14 to 22, 45 to 47, and those of East Asia. */
const isDayFormat = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/**
 * Rows of a workbook's first visible sheet, as they stream by. The library that writes workbooks is not asked to read
 * them: it decodes each piece of a part by itself, and tears the characters that lie across two.
 * @throws Unreadable
 */
export async function* xlsxRows(path: string, file: FileHandle): AsyncGenerator<FileRow> {
  const zip = await Zip.open(path, file);
  if (!zip.has('xl/workbook.xml')) {
    throw new Unreadable('NOT_A_SHEET', '这不是表格文件：请上传 .xlsx 或 .csv。', 'Not a spreadsheet: bring .xlsx or .csv.');
  }
  const book = await bookOf(zip);
  const formats = await dayFormats(zip);
  const texts = await sharedTexts(zip);
  yield* sheetRows(zip, book, formats, texts);
}

type Attributes = Readonly<Record<string, string>>;

interface Seen {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Parses a part piece by piece; `taken` is asked after each for what is ready. Names lose their namespace's prefix. */
async function* parsed<T>(zip: Zip, path: string, most: number, seen: Seen, taken: () => T[]): AsyncGenerator<T> {
  const parser = new SaxesParser();
  let failed: Error | undefined;
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('error', error => { failed ??= error; });
  parser.on('opentag', ({ name, attributes }) => seen.open?.(local(name), attributes as Attributes));
  parser.on('text', text => seen.text?.(text));
  parser.on('closetag', ({ name }) => seen.close?.(local(name)));
  for await (const piece of zip.text(path, most)) {
    parser.write(piece);
    if (failed) throw broken(failed);
    yield* taken();
  }
}

async function parse(zip: Zip, path: string, most: number, seen: Seen): Promise<void> {
  for await (const _ of parsed(zip, path, most, seen, () => [])) throw new Error('unreachable: nothing is taken');
}

/** Where the first visible sheet stands, and whether its days count from 1904. */
async function bookOf(zip: Zip): Promise<{ path: string; from1904: boolean }> {
  let [wanted, from1904] = [undefined as string | undefined, false];
  await parse(zip, 'xl/workbook.xml', SMALL, {
    open(name, { date1904, state = 'visible', ...others }) {
      if (name === 'workbookPr') from1904 = date1904 === '1' || date1904 === 'true';
      if (name === 'sheet' && state === 'visible') wanted ??= Object.entries(others).find(([key]) => key.endsWith(':id'))?.[1];
    },
  });
  let target = 'worksheets/sheet1.xml';
  await parse(zip, 'xl/_rels/workbook.xml.rels', SMALL, {
    open(name, { Id, Target }) { if (name === 'Relationship' && Id === wanted && Target) target = Target; },
  });
  return { path: target.startsWith('/') ? target.slice(1) : `xl/${target}`, from1904 };
}

/** Whether cells of each style show days. */
async function dayFormats(zip: Zip): Promise<boolean[]> {
  const own = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  await parse(zip, 'xl/styles.xml', SMALL, {
    open(name, { numFmtId, formatCode = '' }) {
      if (name === 'numFmt') own.set(Number(numFmtId), /[ymdhs]/i.test(formatCode.replaceAll(/\[[^\]]*\]|"[^"]*"|\\./g, '')));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(own.get(Number(numFmtId)) ?? isDayFormat(Number(numFmtId)));
    },
    close(name) { if (name === 'cellXfs') inCells = false; },
  });
  return styles;
}

/** The texts that cells refer to by number. Readings above characters are no part of them. */
async function sharedTexts(zip: Zip): Promise<string[]> {
  const texts: string[] = [];
  let [text, inText, inReading] = ['', false, false];
  await parse(zip, 'xl/sharedStrings.xml', TEXTS, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = true;
      else if (name === 'rPh') inReading = true;
    },
    text(piece) { if (inText && !inReading) text += piece; },
    close(name) {
      if (name === 'si') texts.push(text);
      else if (name === 't') inText = false;
      else if (name === 'rPh') inReading = false;
    },
  });
  return texts;
}

async function* sheetRows(zip: Zip, { path, from1904 }: { path: string; from1904: boolean }, formats: readonly boolean[], texts: readonly string[]): AsyncGenerator<FileRow> {
  let ready: FileRow[] = [];
  let [number, cells, at, type, style, value, inValue] = [0, [] as Cell[], 0, 'n', 0, '', false];
  const content = (): Cell => {
    switch (type) {
      case 's': return texts[Number(value)] ?? null;
      case 'str': case 'inlineStr': case 'd': return value;
      case 'b': return value === '1' ? 'TRUE' : 'FALSE';
      case 'e': return new ErrorCell(value);
      default: return !formats[style] ? Number(value) : dayOfSerial(Number(value) + (from1904 ? 1_462 : 0));
    }
  };
  yield* parsed(zip, path, ROWS, {
    open(name, attributes) {
      if (name === 'row') [number, cells] = [Number(attributes['r'] ?? number + 1), []];
      else if (name === 'c') {
        at = attributes['r'] === undefined ? cells.length : columnOf(attributes['r']);
        [type, style, value] = [attributes['t'] ?? 'n', Number(attributes['s'] ?? 0), ''];
      } else if (name === 'v' || name === 't') inValue = true;
    },
    text(piece) { if (inValue) value += piece; },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'c' && value !== '') {
        if (at >= MOST_COLUMNS) throw tooManyColumns();
        while (cells.length < at) cells.push(null);
        cells[at] = content();
      } else if (name === 'row') ready.push({ number, cells });
    },
  }, () => {
    const taken = ready;
    ready = [];
    return taken;
  });
}

/** `AB12` → 27. */
function columnOf(reference: string): number {
  let n = 0;
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? 'A') n = n * 26 + (letter.codePointAt(0) ?? 0) - 64;
  return n - 1;
}
