import pg from 'pg';
import { preparedName } from './prepared.ts';

/** How every transaction begins. Nobody waits for the answer: if it failed, what is sent after it fails too, for want of a district. */
const BEGINNING = /^(?:begin|set local app\.district_id = '\d+')$/;
const NOTHING = { command: '', rowCount: null, rows: [] };

/**
 * The ORM's `pg` client: it gives its place in the pool back whatever happens to its transaction. Kysely keeps a connection
 * for ever when BEGIN or ROLLBACK fails (kysely#1990), as they do when the server goes away. A connection on which
 * any statement failed is not used again: it closes after its rollback. A transaction begins without a way to the server and
 * back of its own, and statements that were declared as {@link prepared} are planned once a connection.
 */
export class PooledClient extends pg.Client {
  #failed = false;

  // The signature has eleven overloads; only the promise that most of them answer with matters here.
  override query(...args: [never, ...never[]]): never {
    const [text, values] = args as readonly unknown[];
    const name = typeof text === 'string' ? preparedName(text) : undefined;
    const sent: unknown = name ? super.query({ name, text, values } as never) : super.query(...args);
    if (!(sent instanceof Promise)) return sent as never;
    const answer = sent.catch((error: unknown) => {
      this.#failed = true;
      throw error;
    });
    if (text === 'rollback') return this.#rolledBack(answer) as never;
    if (typeof text !== 'string' || !BEGINNING.test(text)) return answer as never;
    answer.catch(() => undefined);
    return Promise.resolve(NOTHING) as never;
  }

  /** A rollback that cannot be sent has happened all the same: the transaction ends with its connection. */
  async #rolledBack(answer: Promise<unknown>): Promise<unknown> {
    const done = await answer.catch(() => NOTHING);
    if (this.#failed) void this.end(); // the pool drops what is ending
    return done;
  }
}
