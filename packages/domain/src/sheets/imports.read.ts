import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { Export } from './export.entity.ts';
import { Import } from './import.entity.ts';

export type ImportRow = RowOf<Import>;
export type ExportRow = RowOf<Export>;

/** Imports by id. */
export const importsById = read<ImportRow, [string[]]>('imports_by_id',
  `select ${columnsOf(Import.schema, 'i')} from import i where i.district_id = $1 and i.id = any($2::uuid[])`);

/** Those of one's own, and those at places that one administers: `$2` the viewer's account, `$3` these places. */
const VISIBLE = (alias: string) => `${alias}.district_id = $1 and (${alias}.created_by = $2 or exists (select from place_ancestor v
  where v.district_id = $1 and v.place_id = ${alias}.place_id and v.ancestor_id = any($3::uuid[])))`;

/** Imports by id, those that the viewer may see. */
export const importsSeen = read<ImportRow, [string, string[], string[]]>('imports_seen',
  `select ${columnsOf(Import.schema, 'i')} from import i where ${VISIBLE('i')} and i.id = any($4::uuid[])`);

/** A page of imports, the latest first, before one. */
export const importPage = read<ImportRow, [string, string[], string | null, number]>('import_page',
  `select ${columnsOf(Import.schema, 'i')} from import i where ${VISIBLE('i')} and ($4::uuid is null or i.id < $4) order by i.id desc limit $5`);

export const importCount = read<{ n: number }, [string, string[]]>('import_count', `select count(*)::int as n from import i where ${VISIBLE('i')}`);

/** Exports by id. */
export const exportsById = read<ExportRow, [string[]]>('exports_by_id',
  `select ${columnsOf(Export.schema, 'e')} from export e where e.district_id = $1 and e.id = any($2::uuid[])`);

/** A page of exports, the latest first, before one. */
export const exportPage = read<ExportRow, [string, string[], string | null, number]>('export_page',
  `select ${columnsOf(Export.schema, 'e')} from export e where ${VISIBLE('e')} and ($4::uuid is null or e.id < $4) order by e.id desc limit $5`);

export const exportCount = read<{ n: number }, [string, string[]]>('export_count', `select count(*)::int as n from export e where ${VISIBLE('e')}`);

/** What is wrong with one cell, or one row, of a file. */
export interface ImportErrorRow {
  readonly row: number;
  /** Key of the column; empty for the row as a whole. */
  readonly column: string;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** A page of what is wrong with an import, by row and column, after a position. */
export const importErrors = read<ImportErrorRow, [string, number, string, string, number]>('import_errors',
  `select row_number as row, column_key as column, code, zh, en from import_error
   where district_id = $1 and import_id = $2 and (row_number, column_key, code) > ($3, $4, $5) order by row_number, column_key, code limit $6`);

export const importErrorCount = read<{ n: number }, [string]>('import_error_count',
  'select count(*)::int as n from import_error where district_id = $1 and import_id = $2');
