import writeXlsxFile from 'write-excel-file/browser';
import type { Cell } from './rows.ts';

/** Rows as a workbook, the head in bold. @param above lines that stand above the head */
export function workbook(rows: readonly (readonly Cell[])[], above: readonly string[]): Promise<Blob> {
  const [head = [], ...body] = rows;
  const sheet = [...above.map(line => [line]), head.map(value => ({ value: String(value), fontWeight: 'bold' as const })), ...body.map(row => [...row])];
  return writeXlsxFile(sheet).toBlob();
}
