import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../shared/refusal.ts';

const WINDOW_SECONDS = 15 * 60;

/** How many attempts at something are allowed in a quarter of an hour, counted in the database so that all processes share the count. */
export class AttemptLimit {
  readonly #limiter: RateLimiterPostgres;

  /** @param what is tried; stored with every count */
  constructor(pool: Pool, what: string, most: number) {
    this.#limiter = new RateLimiterPostgres({
      storeClient: pool, tableName: 'sign_in_limit', tableCreated: true, clearExpiredByTimeout: false, keyPrefix: what, points: most, duration: WINDOW_SECONDS,
    });
  }

  /**
   * Counts one attempt before it is tried, so that attempts sent together are all counted.
   * @param by whom, or from where
   * @throws Refusal TOO_MANY_ATTEMPTS at `field`
   */
  async attempt(by: string, field: readonly string[] = []): Promise<void> {
    try {
      await this.#limiter.consume(by);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new Refusal('TOO_MANY_ATTEMPTS', `Too many attempts; try again in ${Math.ceil(error.msBeforeNext / 60_000)} min.`, [...field]);
    }
  }

  /** Begins to count anew. */
  async succeeded(by: string): Promise<void> {
    await this.#limiter.delete(by);
  }
}
