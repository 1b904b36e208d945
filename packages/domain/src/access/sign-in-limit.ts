import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../shared/refusal.ts';

/** Failures allowed in a quarter of an hour, per account and per network address. */
const PER_ACCOUNT = 10;
const PER_ADDRESS = 60;
const WINDOW_SECONDS = 15 * 60;

/** Limits sign-ins per account and per address, counted in the database so that all API processes share the count. */
export class SignInLimit {
  readonly #account: RateLimiterPostgres;
  readonly #address: RateLimiterPostgres;
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
    const limiter = (keyPrefix: string, points: number) => new RateLimiterPostgres({
      storeClient: pool, tableName: 'sign_in_limit', tableCreated: true, clearExpiredByTimeout: false,
      keyPrefix, points, duration: WINDOW_SECONDS,
    });
    this.#account = limiter('account', PER_ACCOUNT);
    this.#address = limiter('address', PER_ADDRESS);
  }

  /**
   * Counts one attempt before it is tried, so that attempts sent together are all counted.
   * @throws Refusal TOO_MANY_ATTEMPTS
   */
  async attempt(districtId: number, login: string, address: string | null): Promise<void> {
    try {
      // The address first: one that guesses logins must not leave a row for each.
      if (address) await this.#address.consume(address);
      await this.#account.consume(`${districtId}:${login}`);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const minutes = Math.ceil(error.msBeforeNext / 60_000);
      throw new Refusal('TOO_MANY_ATTEMPTS', `Too many attempts; try again in ${minutes} min.`, []);
    }
  }

  /** Lets go of counts whose time is over. */
  async forget(now: Date): Promise<void> {
    await this.#pool.query('/* sign_in_forget */ delete from sign_in_limit where expire < $1', [now.getTime()]);
  }

  /** A right password clears the account's count, not the address's. */
  async succeeded(districtId: number, login: string): Promise<void> {
    await this.#account.delete(`${districtId}:${login}`);
  }
}
