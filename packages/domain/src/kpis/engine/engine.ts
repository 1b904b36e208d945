import type { Pool, PoolClient } from 'pg';
import { enterDistrict } from '../../shared/roles.ts';
import { sqlState } from '../../shared/unit-of-work.ts';
import { drainBatch, type Drained } from './drain.ts';
import { fill } from './fill.ts';
import type { Counting } from './measures.ts';
import { verify, type Difference } from './verify.ts';

/** Session settings of the counting connections: generic plans made one step twenty times slower here. */
export const COUNTING_SESSION = { options: '-c plan_cache_mode=force_custom_plan -c jit=off' };

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
   * @returns BUSY when another worker held the clock, else NOTHING
   */
  async drain(districtId: number, each: (drained: Drained & { state: 'COUNTED' }) => void = () => undefined): Promise<'BUSY' | 'NOTHING'> {
    for (let behind = false; ;) {
      const drained = await this.drainBatch(districtId, behind);
      if (drained.state !== 'COUNTED') return drained.state;
      behind = drained.changes >= 200;
      each(drained);
    }
  }

  /** Counts a district from its records anew. @returns the revision it now stands at */
  fill(districtId: number): Promise<number> {
    return this.#transaction(districtId, client => fill(client, districtId, this.counting));
  }

  /** Fills unless the cells were counted by exactly these definitions. @returns the new revision, or null */
  async fillWhereStale(districtId: number): Promise<number | null> {
    const current = await this.#transaction(districtId, async client => {
      const { rows } = await client.query<{ definitions: string }>('select definitions from kpi_clock where district_id = $1', [districtId]);
      return rows[0]?.definitions;
    });
    return current === this.counting.definitions ? null : this.fill(districtId);
  }

  /** Recounts a district and lists what is stored differently. Writes nothing. */
  verify(districtId: number): Promise<Difference[]> {
    return this.#transaction(districtId, client => verify(client, districtId, this.counting));
  }

  async #transaction<T>(districtId: number, work: (client: PoolClient) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const client = await this.#pool.connect();
      try {
        await client.query('begin isolation level repeatable read');
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
