import type { Pool } from 'pg';
import { AttemptLimit } from './attempt-limit.ts';

/** Failures allowed in a quarter of an hour, per account and per network address. */
const PER_ACCOUNT = 10;
const PER_ADDRESS = 60;

/** Limits sign-ins per account and per address. */
export class SignInLimit {
  readonly #account: AttemptLimit;
  readonly #address: AttemptLimit;
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
    this.#account = new AttemptLimit(pool, 'account', PER_ACCOUNT);
    this.#address = new AttemptLimit(pool, 'address', PER_ADDRESS);
  }

  /**
   * Counts one attempt before it is tried.
   * @throws Refusal TOO_MANY_ATTEMPTS
   */
  async attempt(districtId: number, login: string, address: string | null): Promise<void> {
    // The address first: one that guesses logins must not leave a row for each.
    if (address) await this.#address.attempt(address);
    await this.#account.attempt(`${districtId}:${login}`);
  }

  /** Lets go of counts whose time is over, of sign-ins and of whatever else is limited. */
  async forget(now: Date): Promise<void> {
    await this.#pool.query('/* sign_in_forget */ delete from sign_in_limit where expire < $1', [now.getTime()]);
  }

  /** A right password clears the account's count, not the address's. */
  async succeeded(districtId: number, login: string): Promise<void> {
    await this.#account.succeeded(`${districtId}:${login}`);
  }
}
