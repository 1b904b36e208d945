import pg from 'pg';
import { preparedName } from './prepared.ts';

/**
 * The ORM's `pg` client: it gives its place in the pool back whatever happens to its transaction. Kysely keeps a connection
 * for ever when BEGIN or ROLLBACK fails (kysely#1990), as they do when the server goes away. A connection on which
 * any statement failed is not used again: it closes after its rollback. Statements that were declared as {@link prepared} are
 * planned once a connection.
 */
export class PooledClient extends pg.Client {
  /** Put here by the pool that handed the client out. */
  declare readonly release?: (error: Error | boolean) => void;
  #failed = false;

  // The signature has eleven overloads; only the promise that most of them answer with matters here.
  override query(...args: [never, ...never[]]): never {
    const [text, values] = args as readonly unknown[];
    const name = typeof text === 'string' ? preparedName(text) : undefined;
    const answer: unknown = name ? super.query({ name, text, values } as never) : super.query(...args);
    if (!(answer instanceof Promise)) return answer as never;
    if (text === 'rollback') return this.#rolledBack(answer) as never;
    return answer.catch((error: unknown) => {
      this.#failed = true;
      if (text === 'begin') this.#leave(error);
      throw error;
    }) as never;
  }

  /** A rollback that cannot be sent has happened all the same: the transaction ends with its connection. */
  async #rolledBack(answer: Promise<unknown>): Promise<unknown> {
    const done = await answer.catch(() => {
      this.#failed = true;
      return { command: 'ROLLBACK', rowCount: null, rows: [] };
    });
    if (this.#failed) void this.end(); // the pool drops what is ending
    return done;
  }

  #leave(error: unknown): void {
    this.release?.(error instanceof Error ? error : true);
  }
}
