import { contentOf, ErrorCell, plain, type Cell } from './cell.ts';
import type { Columns } from './sheet.ts';

/** Says of exported rows whether they were generated; means nothing when it comes back. */
export const ORIGIN = { zh: '数据性质', en: 'Data origin', generated: '演示数据' } as const;

/** Which cell of a row belongs to which column. */
export interface Header {
  /** The key of the column at each position; undefined where none of ours stands. */
  readonly keys: readonly (string | undefined)[];
  /** Columns that must be there and are not, by key. */
  readonly missing: readonly string[];
  /** Headers that belong to no column, as they are written. */
  readonly unknown: readonly string[];
  /** Columns that stand there twice, by key. */
  readonly repeated: readonly string[];
}

/** Finds the columns in a row of headers: by Chinese or English name or by key, in any order; `*` marks what is required. */
export function readHeader(columns: Columns, cells: readonly Cell[]): Header {
  const named = new Map(Object.entries(columns).flatMap(([key, { zh, en }]) => [key, zh, en, `${zh}${en}`].map(name => [folded(name), key])));
  const ours = new Set([ORIGIN.zh, ORIGIN.en].map(folded));
  const [unknown, repeated] = [[] as string[], [] as string[]];
  const seen = new Set<string>();
  const keys = cells.map(cell => {
    const content = contentOf(cell);
    if (content === null || content instanceof ErrorCell) return undefined;
    const name = folded(String(content));
    const key = named.get(name);
    if (key === undefined) {
      if (!ours.has(name)) unknown.push(String(content).slice(0, 100));
      return undefined;
    }
    if (seen.has(key)) repeated.push(key);
    seen.add(key);
    return key;
  });
  const missing = Object.entries(columns).filter(([key, { required }]) => required && !seen.has(key)).map(([key]) => key);
  return { keys, missing, unknown, repeated };
}

/** The header as people see it. */
export function headerOf({ zh, required }: Columns[string]): string {
  return required ? `${zh}*` : zh;
}

function folded(name: string): string {
  return plain(name).toLowerCase().replaceAll(/[*＊_\-/·:：]/g, '');
}
