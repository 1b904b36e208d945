import type { Domain } from '@linli/domain/domain';
import type { Log } from '@linli/process/log';

/** Districts counted at the same time. */
const AT_ONCE = 2;
/** Pause between two passes over all districts, which find what a lost wake-up left, in milliseconds. */
const POLL = 1_000;
/** Before looking again at a district whose clock another worker holds, in milliseconds. */
const BUSY_PAUSE = 25;

/**
 * Counts the districts it is woken for, and passes over all of them now and then. What other definitions counted it counts anew
 * when it first comes to a district, one district at a time, so that others are counted meanwhile; several workers share them.
 */
export class CountingLoop {
  readonly #domain: Domain;
  readonly #log: Log;
  readonly #woken = new Set<number>();
  readonly #stale = new Set<number>();
  /** Districts that were found to be, or have been, counted by these definitions. */
  readonly #begun = new Set<number>();
  #beginning = false;
  readonly #counting = new Map<number, Promise<void>>();
  #poll: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(domain: Domain, log: Log) {
    this.#domain = domain;
    this.#log = log;
  }

  start(): void {
    this.#poll = setTimeout(() => void this.#passOverAll(), POLL);
  }

  /** Has a district counted soon; 0 means all. A wake-up during its counting makes it count again. */
  wake(districtId: number): void {
    if (districtId === 0) return void this.#wakeAll();
    this.#woken.add(districtId);
    this.#next();
  }

  /** Finishes the batches under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#poll);
    await Promise.all(this.#counting.values());
  }

  #next(): void {
    for (const districtId of this.#woken) {
      if (this.#stopped || this.#counting.size >= AT_ONCE) return;
      if (this.#hasToWait(districtId)) continue;
      this.#woken.delete(districtId);
      const counting = this.#count(districtId).finally(() => {
        this.#counting.delete(districtId);
        this.#next();
      });
      this.#counting.set(districtId, counting);
    }
  }

  /** Each is counted once at a time, and one is begun at a time. */
  #hasToWait(districtId: number): boolean {
    return this.#counting.has(districtId) || (this.#beginning && !this.#begun.has(districtId));
  }

  async #count(districtId: number): Promise<void> {
    try {
      if (!this.#begun.has(districtId) && !(await this.#begin(districtId))) return;
      const left = await this.#domain.engine.drain(districtId, () => this.#domain.wake.send('revision', districtId));
      if (left === 'STALE') this.#tellStale(districtId);
      if (left === 'BUSY') setTimeout(() => this.wake(districtId), BUSY_PAUSE).unref();
    } catch (error) {
      this.#log.warn({ err: error, districtId }, 'could not count; the next pass tries again');
    }
  }

  /** @returns whether it can be counted; not while another worker counts there, which the next pass looks at again */
  async #begin(districtId: number): Promise<boolean> {
    this.#beginning = true;
    try {
      const revision = await this.#domain.engine.fillWhereStale(districtId, ({ done, of }) =>
        this.#log.info({ districtId, done, of }, 'counting anew: the definitions have changed'));
      if (revision === 'BUSY') return false;
      this.#begun.add(districtId);
      if (revision === 'FRESH') return true;
      this.#log.info({ districtId, revision }, 'counted anew');
      this.#domain.wake.send('revision', districtId);
      return true;
    } finally {
      this.#beginning = false;
    }
  }

  /** Said once: it stays so until a worker of the other definitions counts here, or this one starts again. */
  #tellStale(districtId: number): void {
    if (this.#stale.has(districtId)) return;
    this.#stale.add(districtId);
    this.#log.warn({ districtId }, 'not counted: its cells are of other definitions; run one version at a time, and start the workers last');
  }

  async #wakeAll(): Promise<void> {
    try {
      for (const districtId of await this.#domain.districtIds()) this.wake(districtId);
    } catch (error) {
      this.#log.warn({ err: error }, 'could not list the districts; the next pass tries again');
    }
  }

  async #passOverAll(): Promise<void> {
    await this.#wakeAll();
    // A district that is long in counting does not keep the others from their next pass.
    while (!this.#stopped && this.#counting.size > 0 && [...this.#woken].some(districtId => !this.#hasToWait(districtId))) await Promise.race(this.#counting.values());
    if (!this.#stopped) this.start();
  }
}
