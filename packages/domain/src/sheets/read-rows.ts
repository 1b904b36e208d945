import { CellRefusal, contentOf, ErrorCell, type FileRow } from './cell.ts';
import { MOST_ROWS, tooManyRows, Unreadable } from './files/unreadable.ts';
import { readHeader, type Header } from './header.rule.ts';
import type { Columns, Once, RowFault, Sheet } from './sheet.ts';

/** Rows above the headers, such as a title, at most. */
const HEADER_WITHIN = 10;

/** A row of a file as its cells were read. */
export interface ReadRow {
  readonly number: number;
  /** Values by column, without those of cells that cannot be read. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly once: readonly Once[];
  readonly faults: readonly RowFault[];
}

/**
 * Reads the rows of a file as a kind of sheet says. Empty rows are passed over.
 * @param onHeader told once, before the first row
 * @throws Unreadable NO_HEADER when required columns are missing or columns stand there twice; TOO_MANY_ROWS
 */
export async function* readRows(sheet: Sheet, rows: AsyncIterable<FileRow>, onHeader: (header: Header) => void): AsyncGenerator<ReadRow> {
  let [header, closest]: (Header | undefined)[] = [];
  let [looked, count] = [0, 0];
  for await (const row of rows) {
    if (row.cells.every(cell => contentOf(cell) === null)) continue;
    if (header) {
      if ((count += 1) > MOST_ROWS) throw tooManyRows();
      yield readRow(sheet, header, row);
      continue;
    }
    const found = readHeader(sheet.columns, row.cells);
    if (!closest || found.missing.length < closest.missing.length) closest = found;
    if (found.missing.length === 0 && found.repeated.length === 0) onHeader((header = found));
    else if ((looked += 1) >= HEADER_WITHIN) break;
  }
  if (!header) throw noHeader(sheet.columns, closest);
}

function readRow({ columns, intake }: Sheet, header: Header, { number, cells }: FileRow): ReadRow {
  const values: Record<string, unknown> = {};
  const faults: RowFault[] = [];
  for (const [key, column] of Object.entries(columns)) {
    const content = contentOf(cells[header.keys.indexOf(key)]);
    const value = content === null ? (column.required ? REQUIRED : null) : content instanceof ErrorCell ? FAILED : column.read(content);
    if (value instanceof CellRefusal) faults.push({ column: key, why: value });
    else values[key] = value;
  }
  return { number, values, faults, once: intake?.once?.(values) ?? [] };
}

const REQUIRED = new CellRefusal('REQUIRED', '必填。', 'Required.');
const FAILED = new CellRefusal('FAILED_FORMULA', '单元格里的公式出错。', 'The formula in this cell failed.');

function noHeader(columns: Columns, closest: Header | undefined): Unreadable {
  const names = (keys: readonly string[], of: 'zh' | 'en') => keys.map(key => columns[key]?.[of] ?? key);
  const { missing = Object.keys(columns).filter(key => columns[key]?.required), repeated = [] } = closest ?? {};
  const zh = [missing.length > 0 ? `缺少列：${names(missing, 'zh').join('、')}。` : '', repeated.length > 0 ? `列重复：${names(repeated, 'zh').join('、')}。` : ''];
  const en = [missing.length > 0 ? `Columns are missing: ${names(missing, 'en').join(', ')}.` : '', repeated.length > 0 ? `Columns stand there twice: ${names(repeated, 'en').join(', ')}.` : ''];
  return new Unreadable('NO_HEADER', zh.join(''), en.join(' ').trim());
}
