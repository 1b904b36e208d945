import { Refusal } from '../shared/refusal.ts';
import { CellRefusal } from './cell.ts';
import type { RowFault } from './sheet.ts';

/** Rows that were right when they were checked, and cannot be written: the unit of work as a whole is rolled back, and they are listed. */
export class BecameWrong extends Error {
  readonly rows: readonly { readonly number: number; readonly faults: readonly RowFault[] }[];

  constructor(rows: BecameWrong['rows'], options?: ErrorOptions) {
    super(`${rows.length} rows have become wrong since the check.`, options);
    this.rows = rows;
  }
}

/** Writes one row where rules may say no that were not asked when it was planned. @throws BecameWrong instead of a Refusal, at the column of the same name if there is one */
export async function writingRow(number: number, columns: object, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const column = error.field.find(name => Object.hasOwn(columns, name)) ?? null;
    throw new BecameWrong([{ number, faults: [{ column, why: new CellRefusal(error.code, '系统不接受这一行。', error.message) }] }], { cause: error });
  }
}
