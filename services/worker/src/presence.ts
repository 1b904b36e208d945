import type { Log } from '@linli/process/log';
import type { Pool, PoolClient } from 'pg';

const LOOK_AFTER_OTHERS = 15_000;
const AGAIN = 1_000;

/** The same number in every process for one pool's id. */
const LOCK_OF = "hashtextextended('linli worker ' || $1, 0)";

/**
 * Keeps an advisory lock while this worker lives, and unlocks the jobs of workers that do not hold theirs any more:
 * they died, and nobody else would take over what they had begun for four hours.
 */
export class Presence {
  readonly #pool: Pool;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #id: string | undefined;
  #holder: PoolClient | undefined;
  #looking = false;

  constructor(pool: Pool, log: Log) {
    this.#pool = pool;
    this.#log = log;
    this.#timer = setInterval(() => void this.#look(), LOOK_AFTER_OTHERS);
  }

  /** @param id under which this worker locks jobs */
  announce(id: string): void {
    this.#id = id;
    void this.#look();
  }

  leave(): void {
    clearInterval(this.#timer);
    this.#let(this.#holder, true);
  }

  async #look(): Promise<void> {
    if (this.#id === undefined || this.#looking) return;
    this.#looking = true;
    try {
      this.#holder ??= await this.#hold(this.#id);
      const { rows } = await this.#pool.query<{ id: string }>(
        `select distinct locked_by as id from graphile_worker._private_jobs where locked_by is not null and locked_by <> $1`, [this.#id]);
      for (const { id } of rows) await this.#unlockIfDead(id);
    } catch (error) {
      this.#log.warn({ err: error }, 'could not look after dead workers; tried again soon');
      setTimeout(() => void this.#look(), AGAIN).unref();
    } finally {
      this.#looking = false;
    }
  }

  async #hold(id: string): Promise<PoolClient> {
    const client = await this.#pool.connect();
    try {
      await client.query(`select pg_advisory_lock(${LOCK_OF})`, [id]);
    } catch (error) {
      client.release(true);
      throw error;
    }
    client.once('error', (error: Error) => {
      this.#let(client, error); // the lock went with the connection: it is taken again before others think that we died
      void this.#look();
    });
    return client;
  }

  /** Lets go of the connection, and with it of the lock. */
  #let(client: PoolClient | undefined, why: Error | true): void {
    if (!client || client !== this.#holder) return;
    this.#holder = undefined;
    client.release(why);
  }

  async #unlockIfDead(id: string): Promise<void> {
    const client = await this.#pool.connect();
    try {
      const { rows: [free] } = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(${LOCK_OF}) as free`, [id]);
      if (!free?.free) return;
      await client.query('select graphile_worker.force_unlock_workers($1::text[])', [[id]]);
      this.#log.warn({ worker: id }, 'took over the jobs of a worker that died');
    } finally {
      client.release(true); // the lock goes with the connection, whatever happened
    }
  }
}
