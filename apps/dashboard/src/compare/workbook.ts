import writeXlsxFile from 'write-excel-file/browser';
import type { Cell } from './rows.ts';

/** Rows as a workbook, the head in bold. @param stamp stands above everything */
export function workbook(rows: readonly (readonly Cell[])[], stamp: string | null): Promise<Blob> {
  const [head = [], ...body] = rows;
  const sheet = [...(stamp === null ? [] : [[stamp]]), head.map(value => ({ value: String(value), fontWeight: 'bold' as const })), ...body.map(row => [...row])];
  return writeXlsxFile(sheet).toBlob();
}
