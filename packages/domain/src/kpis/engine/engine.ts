import type { Pool, PoolClient } from 'pg';
import { enterDistrict } from '../../shared/roles.ts';
import { sqlState } from '../../shared/unit-of-work.ts';
import { compactLog } from './compact-log.ts';
import { drainBatch, type Drained } from './drain.ts';
import { fill } from './fill.ts';
import type { Counting } from './measures.ts';
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

  /** Counts a district from its records anew. @returns the revision it now stands at */
  fill(districtId: number): Promise<number> {
    return this.#transaction(districtId, client => fill(client, districtId, this.counting), 'read committed');
  }

  /** Fills unless the cells were counted by exactly these definitions. @returns the new revision, or null */
  fillWhereStale(districtId: number): Promise<number | null> {
    return this.#transaction(districtId, async client => {
      const { rows: [clock] } = await client.query<{ definitions: string }>(
        '/* kpi_fill_needed */ select definitions from kpi_clock where district_id = $1 for update', [districtId]);
      return clock?.definitions === this.counting.definitions ? null : fill(client, districtId, this.counting);
    }, 'read committed');
  }

  /** Thins a district's log of changes to what replay and as-of need. */
  compactLog(districtId: number, now: Date): Promise<void> {
    return this.#transaction(districtId, client => compactLog(client, districtId, now), 'read committed');
  }

  /** Recounts a district and lists what is stored differently. Writes nothing. */
  verify(districtId: number): Promise<Difference[]> {
    return this.#transaction(districtId, client => verify(client, districtId, this.counting));
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
