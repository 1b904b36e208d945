import type { Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import { CellRefusal, type CellType, type Wording } from './cell.ts';

/** Something by which an export is narrowed: rows stay to which one of some values applies. Read as a cell is. */
export interface Filter<V = unknown> extends Wording {
  readonly form: Wording;
  /** Takes one value only, as a limit does. */
  readonly single: boolean;
  read(written: string): V | CellRefusal;
  write(value: V): string;
  /** Where only the district knows which values there are: whether one is. */
  isKnown?(from: Rows, value: V): Promise<boolean>;
}

export type Filters = Readonly<Record<string, Filter>>;

/** Values that rows are narrowed to, by filter; null where nothing is asked. */
export type FilterValues<F extends Filters> = { readonly [K in keyof F]: F[K] extends Filter<infer V> ? readonly V[] | null : never };

/** Declares a filter by the type of its values. */
export function filter<V>(type: CellType<V>, said: Wording & Pick<Filter<V>, 'single' | 'isKnown'>): Filter<V> {
  return { ...said, form: type.form, read: written => type.read(written), write: value => String(type.write(value)) };
}

/** A filter as somebody asks for it: by key, or by its Chinese or English name. */
export interface AskedFilter {
  readonly key: string;
  readonly values: readonly string[];
}

/** Filters as they are kept with an export: values as they are written, by key. */
export type KeptFilters = Readonly<Record<string, readonly string[]>>;

/** Values of one filter at most. */
const MOST = 100;

/**
 * What is kept of filters that somebody asks for.
 * @throws Refusal NOT_FOUND for a filter that there is not; INVALID for one that is asked twice, for none, too many or unreadable values, or such as the district does not know
 */
export async function readFilters(from: Rows, filters: Filters, asked: readonly AskedFilter[]): Promise<KeptFilters> {
  const kept: Record<string, readonly string[]> = {};
  for (const [n, { key: name, values }] of asked.entries()) {
    const [key, declared] = Object.entries(filters).find(([known, { zh, en }]) => [known, zh, en].includes(name)) ?? [];
    if (key === undefined || !declared) throw new Refusal('NOT_FOUND', 'Sheets of this kind have no such filter.', ['filters', String(n), 'key']);
    if (kept[key]) throw new Refusal('INVALID', 'This filter is asked for twice.', ['filters', String(n), 'key']);
    if (values.length === 0 || values.length > (declared.single ? 1 : MOST)) {
      throw new Refusal('INVALID', declared.single ? 'Give one value.' : `Give 1 to ${MOST} values.`, ['filters', String(n), 'values']);
    }
    kept[key] = await Promise.all(values.map((written, m) => readValue(from, declared, written, ['filters', String(n), 'values', String(m)])));
  }
  return kept;
}

async function readValue(from: Rows, { read, write, isKnown }: Filter, written: string, path: readonly string[]): Promise<string> {
  const value = read(written);
  if (value instanceof CellRefusal) throw new Refusal('INVALID', value.en, path);
  if (isKnown && !(await isKnown(from, value))) throw new Refusal('INVALID', 'There is none of this name or code.', path);
  return write(value);
}

/** The values of kept filters. */
export function filterValues<F extends Filters>(filters: F, kept: KeptFilters): FilterValues<F> {
  return Object.fromEntries(Object.entries(filters).map(([key, { read }]) => [key, kept[key]?.map(read) ?? null])) as FilterValues<F>;
}

/** The value of a filter that takes one. */
export function first<V>(values: readonly V[]): V {
  const [value] = values;
  if (value === undefined) throw new Error('A filter was kept without a value.');
  return value;
}
