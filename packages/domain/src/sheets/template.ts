import type { Columns, Sheet } from './sheet.ts';
import { headerOf, ORIGIN } from './header.rule.ts';
import { writeSheet, type WrittenFormat, type WrittenRow, type WrittenSheet } from './files/write-file.ts';

/** Writes an empty file of a kind, to be filled in. */
export async function writeTemplate(path: string, format: WrittenFormat, sheet: Sheet): Promise<void> {
  await writeSheet(path, format, { title: sheet.title.zh, columns: columnsToWrite(sheet.columns), notes: notesOf(sheet) }, nothing());
}

/** A kind's columns as they are written, in templates and exports alike. */
export function columnsToWrite(columns: Columns): WrittenSheet['columns'] {
  return Object.values(columns).map(column => ({
    header: headerOf(column),
    width: Math.min(40, Math.max(12, column.example.length * 1.5, column.zh.length * 2 + 2)),
    choices: column.choices,
  }));
}

/** What a kind's columns mean, as lines of a sheet beside the rows. */
export function notesOf({ title, columns }: Pick<Sheet, 'title' | 'columns'>): string[][] {
  return [
    [title.zh, title.en],
    ['带 * 的列必填；列的次序不限，不用的列可以删去。', 'Columns with * are required; they may stand in any order, and those not used may be left out.'],
    [`“${ORIGIN.zh}”一列由系统导出时填写，导入时不看。`, `The column "${ORIGIN.zh}" is written by exports and not read by imports.`],
    ['列', 'column', '写法', 'form', '示例 example', '说明', 'note'],
    ...Object.values(columns).map(column => [
      headerOf(column), column.en, column.form.zh, column.form.en, column.example, column.note?.zh ?? '', column.note?.en ?? '',
    ]),
  ];
}

async function* nothing(): AsyncGenerator<WrittenRow[]> {
  yield* [];
}
