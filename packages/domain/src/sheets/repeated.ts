import { CellRefusal } from './cell.ts';
import type { RowFault } from './sheet.ts';

/**
 * Of rows of a file that are about the same thing, however each of them names it, all but the first are wrong.
 * @param rows what the file has been about so far, by row
 * @param column where the row names it
 */
export function repeated<Key extends string>(rows: Map<string, number>, key: string, number: number, column: Key): RowFault<Key>[] {
  const first = rows.get(key) ?? number;
  rows.set(key, first);
  return first === number ? [] : [{ column, why: new CellRefusal('REPEATED', `与第 ${first} 行重复。`, `Repeats row ${first}.`) }];
}
