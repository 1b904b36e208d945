import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { skeleton } from './sql-skeleton.ts';

const recording = new AsyncLocalStorage<true>();

/** Runs a step of a unit of work whose writes are being recorded. Only the unit itself calls this. */
export function whileRecording<T>(step: () => Promise<T>): Promise<T> {
  return recording.run(true, step);
}

/** A write to a tracked table that no unit of work recorded: a programming error, so it is loud. */
export class UnrecordedWrite extends Error {
  constructor(table: string) {
    super(`A write to "${table}" went around the unit of work; its indicators would no longer be exact.`);
    this.name = 'UnrecordedWrite';
  }
}

const MAY_WRITE = /insert|update|delete|merge|truncate|copy|\bdo\b|function|procedure/i;
/** Code whose statements cannot be seen from here. */
const UNSEEN = /(?:^|;)\s*(do)\b|\bcreate\s+(?:or\s+replace\s+)?(function|procedure)\b/i;

/** Finds which of `tables` a statement writes to, if any. */
export function writtenTable(tables: readonly string[]): (text: string) => string | undefined {
  if (tables.length === 0) return () => undefined;
  // `u&` begins a name spelt in escapes, which could be any.
  const write = new RegExp(
    String.raw`\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?|copy)\s+(?:only\b\s*)?\(?\s*(?:[\w$]+\s*\.\s*)*(${tables.join('|')}|u&)(?![\w$])`,
    'i',
  );
  return text => {
    if (!MAY_WRITE.test(text)) return undefined;
    const bare = skeleton(text);
    const [, table] = write.exec(bare) ?? [];
    if (table) return table;
    const [, block, routine] = UNSEEN.exec(bare) ?? [];
    return block ?? routine;
  };
}

/**
 * A `pg` client class that refuses any statement writing to `tables` unless a unit of work is recording it:
 * query builder, native update, upsert, raw SQL and stray flushes all pass through here.
 */
export function guardedClient(tables: readonly string[], base: typeof pg.Client = pg.Client): typeof pg.Client {
  const refused = writtenTable(tables);

  return class GuardedClient extends base {
    // The signature has eleven overloads; only the text, in the first argument, matters here.
    override query(...args: [never, ...never[]]): never {
      const first = args[0] as string | { text?: string; cursor?: { text?: string } };
      const text = typeof first === 'string' ? first : (first.text ?? first.cursor?.text ?? '');
      const table = recording.getStore() ? undefined : refused(text);
      if (table) throw new UnrecordedWrite(table);
      return super.query(...args) as never;
    }
  };
}
