import type { Performer } from '../shared/performer.ts';
import type { Rows } from '../shared/read.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { CellRefusal, CellType, Wording } from './cell.ts';
import type { Filters, FilterValues } from './filters.ts';

/** A column of a kind of sheet. */
export interface Column<V = unknown, Required extends boolean = boolean> extends Wording {
  readonly required: Required;
  /** Stands in the notes beside the template. */
  readonly example: string;
  readonly note?: Wording | undefined;
  /** Holds what exports mask. Given the value, answers with what everybody may see. */
  mask?(value: V): string;
  readonly form: Wording;
  readonly choices?: readonly string[] | undefined;
  read(cell: string | number): V | CellRefusal;
  write(value: V): string | number;
}

export type Columns = Readonly<Record<string, Column>>;

/** The values of a row: what its cells were read as, null where a cell that may be empty is. */
export type ValuesOf<C extends Columns> = {
  readonly [K in keyof C]: C[K] extends Column<infer V, infer Required> ? (Required extends true ? V : V | null) : never;
};

/** Declares a column by the type of its cells. */
export function column<V, const Required extends boolean>(
  type: CellType<V>,
  said: Wording & { readonly required: Required; readonly example: string; readonly note?: Wording; readonly mask?: (value: V) => string },
): Column<V, Required> {
  return { ...said, form: type.form, choices: type.choices, read: cell => type.read(cell), write: value => type.write(value) };
}

/** What is wrong with a row, by the key of the column where it is to be mended; null for the row as a whole. */
export interface RowFault<Key extends string = string> {
  readonly column: Key | null;
  readonly why: CellRefusal;
}

/** A row whose cells can be read. */
export interface SheetRow<V> {
  readonly number: number;
  readonly values: V;
}

/** What would happen with a row. `todo` is the kind's own note of what to write. */
export type Planned<Todo, Key extends string = string> =
  | { readonly verdict: 'NEW' | 'CHANGED' | 'SAME'; readonly todo: Todo }
  | { readonly verdict: 'WRONG'; readonly faults: readonly RowFault<Key>[] };

/** A value that may stand in one row of a file only: of two rows with the same key the later one is wrong at `column`. */
export interface Once<Key extends string = string> {
  readonly column: Key;
  readonly key: string;
}

/** Where a sheet is brought in, or taken out of. */
export interface Scope {
  readonly placeId: string;
  readonly at: Date;
  /** The account that does; null for the operator. */
  readonly by: string | null;
}

/** What was made while rows were taken in and only the importer may learn, such as passwords for one sign-in; by column. */
export type Outcome = Readonly<Record<string, string>>;

/** How rows of a kind come in. `Known` is what every row is looked up in, read once. */
export interface Intake<C extends Columns = Columns, Known = unknown, Todo = unknown> {
  /** Registered by the rooms: who may, given the ids of the place and all above it. */
  may(performer: Performer, lineage: readonly string[]): boolean;
  /** Keys of what a file may name once. Values of unreadable cells are missing. */
  once?(values: Partial<ValuesOf<C>>): readonly Once<keyof C & string>[];
  begin(from: Rows, scope: Scope): Promise<Known>;
  /** What would happen with each of some rows, in their order; writes nothing. */
  plan(from: Rows, rows: readonly SheetRow<ValuesOf<C>>[], known: Known): Promise<readonly Planned<Todo, keyof C & string>[]>;
  /**
   * Locks the records that rows planned CHANGED are about.
   * @returns false where one is not any more what it was when the rows were planned: then they are planned again
   */
  hold?(tx: Transaction, rows: readonly Todo[]): Promise<boolean>;
  /** Writes rows that were planned NEW or CHANGED in this same unit of work. */
  apply(tx: Transaction, rows: readonly Todo[], known: Known): Promise<readonly Outcome[] | void>;
  /** Headers of what {@link Intake.apply} answers with. */
  readonly outcome?: Readonly<Record<string, Wording>>;
}

/** A row that goes out; marked when it was generated. */
export interface OutgoingRow<C extends Columns> {
  readonly values: Partial<ValuesOf<C>>;
  readonly generated: boolean;
  /** Whose personal values it holds, for the record of disclosures. */
  readonly subjectId?: string;
}

/** How rows of a kind go out. */
export interface Outlet<C extends Columns = Columns, F extends Filters = Filters> {
  may(performer: Performer, lineage: readonly string[]): boolean;
  /** Who may have the values that are masked otherwise, for a purpose. */
  mayUnmasked(performer: Performer, lineage: readonly string[]): boolean;
  /** By what its rows may be narrowed. */
  readonly filters?: F;
  /** The rows, page by page; `from` answers for as long as it takes. */
  rows(from: Rows, scope: Scope, narrowed: FilterValues<F>): AsyncIterable<readonly OutgoingRow<C>[]>;
}

/** A kind of sheet: what its columns are, and what a row of it means. */
export interface Sheet<C extends Columns = Columns, Known = unknown, Todo = unknown, F extends Filters = Filters> {
  readonly kind: string;
  readonly title: Wording;
  readonly columns: C;
  readonly intake?: Intake<C, Known, Todo> | undefined;
  readonly outlet?: Outlet<C, F> | undefined;
}

/** Declares a kind of sheet. */
export function defineSheet<C extends Columns, Known, Todo, F extends Filters = Filters>(kind: string, sheet: Omit<Sheet<C, Known, Todo, F>, 'kind'>): Sheet {
  return { kind, ...sheet };
}
