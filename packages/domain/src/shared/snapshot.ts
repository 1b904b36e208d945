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
  readonly #running = new Set<Promise<unknown>>();
  #failure: Error | undefined;

  constructor(pool: Pool, districtId: number) {
    this.#pool = pool;
    this.districtId = districtId;
  }

  rows<Row, Values extends readonly unknown[]>(statement: Read<Row, Values>, ...values: Values): Promise<Row[]> {
    return this.#watched(this.#query<Row>(statement.name, statement.text, values));
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

  async #query<Row>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    this.#client ??= this.#open();
    const client = await this.#client;
    return (await client.query({ name, text, values: [this.districtId, ...values] })).rows as Row[];
  }

  /** Nothing is waited for: when the transaction cannot begin, the reads sent after it fail, for want of a district. */
  async #open(): Promise<PoolClient> {
    const enter = enterDistrict(this.districtId);
    const client = await this.#pool.connect();
    const begun = Promise.all([client.query('begin isolation level repeatable read read only'), client.query(enter)]);
    this.#watched(begun).catch(() => undefined); // the reads after it report it
    return client;
  }

  /** Keeps the connection until an answer is there, and remembers when it was an error. */
  async #watched<T>(answer: Promise<T>): Promise<T> {
    this.#running.add(answer);
    try {
      return await answer;
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      this.#running.delete(answer);
    }
  }
}
