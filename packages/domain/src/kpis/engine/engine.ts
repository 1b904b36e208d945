import type { Pool, PoolClient } from 'pg';
import { enterDistrict } from '../../shared/roles.ts';
import { sqlState } from '../../shared/unit-of-work.ts';
import { compactLog } from './compact-log.ts';
import { drainBatch, type Drained } from './drain.ts';
import { countedBy, fill, type Step } from './fill.ts';
import type { Counting, Digests } from './measures.ts';
import { tellRecount } from './tell-recount.ts';
import { verify, type Difference } from './verify.ts';

/**
 * Session settings of the counting connections: generic plans made one step twenty times slower here, and a worker
 * that hangs, or whose network is gone, must not hold a district's clock for longer than this.
 */
export const COUNTING_SESSION = { options: '-c plan_cache_mode=force_custom_plan -c jit=off', idle_in_transaction_session_timeout: 10_000 };

const SERIALIZATION_FAILURE = '40001';
const ATTEMPTS = 20;

/** Counts: turns change records into cells. Any number of engines may work at once, one at a time on each district. */
export class IndicatorEngine {
  readonly #pool: Pool;
  readonly counting: Counting;

  /** @param pool of `linli_writer` with {@link COUNTING_SESSION} */
  constructor(pool: Pool, counting: Counting) {
    this.#pool = pool;
    this.counting = counting;
  }

  /** Counts one batch. @param behind take a big batch, because many changes are waiting */
  drainBatch(districtId: number, behind = false): Promise<Drained> {
    return this.#transaction(districtId, client => drainBatch(client, districtId, this.counting, behind));
  }

  /**
   * Counts until nothing is waiting. @param each called after every batch that counted something
   * @returns why it stopped: NOTHING, when all was counted; BUSY, when another worker held the clock; STALE
   */
  async drain(districtId: number, each: (drained: Drained & { state: 'COUNTED' }) => void = () => undefined): Promise<'BUSY' | 'NOTHING' | 'STALE'> {
    for (let behind = false; ;) {
      const drained = await this.drainBatch(districtId, behind);
      if (drained.state !== 'COUNTED') return drained.state;
      behind = drained.changes >= 200;
      each(drained);
    }
  }

  /** Counts a district from its records anew. @param each called before every step @returns the revision it now stands at */
  fill(districtId: number, each?: (step: Step) => void): Promise<number> {
    return this.#filling(districtId, each, run => run({}));
  }

  /**
   * Counts what was counted by other definitions than these.
   * @returns the new revision; FRESH when there is nothing of the kind; BUSY while another worker counts here
   */
  fillWhereStale(districtId: number, each?: (step: Step) => void): Promise<number | 'FRESH' | 'BUSY'> {
    return this.#filling(districtId, each, async (run, client) => {
      const found = await countedBy(client, districtId);
      if (found === 'BUSY') return 'BUSY';
      if (found === 'NEVER') return run({});
      return found.definitions === this.counting.definitions ? 'FRESH' : run(found.measures);
    });
  }

  /** Thins a district's log of changes to what replay and as-of need. */
  compactLog(districtId: number, now: Date): Promise<void> {
    return this.#transaction(districtId, client => compactLog(client, districtId, now), 'read committed');
  }

  /** Recounts a district and lists what is stored differently. Writes nothing. */
  verify(districtId: number): Promise<Difference[]> {
    return this.#transaction(districtId, client => verify(client, districtId, this.counting));
  }

  /** Lets others read how far a fill has come. The fill never waits for that: it goes on when no connection is free, or nothing can be written. */
  async #filling<T>(districtId: number, each: (step: Step) => void = () => undefined, work: (run: (held: Digests) => Promise<number>, client: PoolClient) => Promise<T>): Promise<T> {
    const startedAt = new Date();
    let told = Promise.resolve();
    const tell = (step: Step) => {
      each(step);
      told = told.then(() => this.#transaction(districtId, client => tellRecount(client, districtId, { ...step, startedAt, definitions: this.counting.definitions }), 'read committed'))
        .catch(() => undefined);
    };
    try {
      return await this.#transaction(districtId, client => work(held => fill(client, districtId, this.counting, held, tell), client), 'read committed');
    } finally {
      await told;
    }
  }

  async #transaction<T>(
    districtId: number, work: (client: PoolClient) => Promise<T>, isolation: 'read committed' | 'repeatable read' = 'repeatable read',
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const client = await this.#pool.connect();
      try {
        await client.query(`begin isolation level ${isolation}`);
        await client.query(enterDistrict(districtId));
        const result = await work(client);
        await client.query('commit');
        client.release();
        return result;
      } catch (error) {
        client.release(error instanceof Error ? error : true);
        if (attempt >= ATTEMPTS || sqlState(error) !== SERIALIZATION_FAILURE) throw error;
        await new Promise(resolve => setTimeout(resolve, attempt * 5));
      }
    }
  }
}
