import type { Pool, PoolClient } from 'pg';
import type { Read, Rows } from './read.ts';
import { enterDistrict } from './roles.ts';

/**
 * One consistent view of one district: a read-only REPEATABLE READ transaction on the reader role, begun at
 * the first read and ended by {@link Snapshot.close}. All reads of an operation go through one snapshot, so
 * all fields of an answer agree with each other. Statements are pipelined: opening costs no round trip.
 */
export class Snapshot implements Rows {
  readonly districtId: number;
  readonly #pool: Pool;
  #client: Promise<PoolClient> | undefined;
  #running = new Set<Promise<unknown>>();
  #failure: Error | undefined;

  constructor(pool: Pool, districtId: number) {
    this.#pool = pool;
    this.districtId = districtId;
  }

  async rows<Row, Values extends readonly unknown[]>(statement: Read<Row, Values>, ...values: Values): Promise<Row[]> {
    this.#client ??= this.#open();
    const client = await this.#client;
    const answer = client.query({ name: statement.name, text: statement.text, values: [this.districtId, ...values] });
    this.#running.add(answer);
    try {
      return (await answer).rows as Row[];
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      this.#running.delete(answer);
    }
  }

  /** Ends the transaction; a later read begins a new one, on newer data. A connection that failed is destroyed. */
  async close(): Promise<void> {
    const opened = this.#client;
    if (!opened) return;
    this.#client = undefined;
    await Promise.allSettled(this.#running);
    const client = await opened.catch(() => undefined);
    if (!client) return;
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) return client.release(failure);
    try {
      await client.query('commit');
      client.release();
    } catch (error) {
      client.release(error instanceof Error ? error : true);
    }
  }

  async #open(): Promise<PoolClient> {
    const enter = enterDistrict(this.districtId);
    const client = await this.#pool.connect();
    const begun = Promise.all([client.query('begin isolation level repeatable read read only'), client.query(enter)]);
    begun.catch((error: unknown) => client.release(error instanceof Error ? error : true));
    await begun;
    return client;
  }
}
