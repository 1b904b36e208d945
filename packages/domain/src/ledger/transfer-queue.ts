import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { system, type Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import { sqlState, type UnitOfWork } from '../shared/unit-of-work.ts';
import { transfers, type AskedTransfer } from './book.ts';
import type { LedgerTransfer } from './ledger-transfer.entity.ts';

/** Transfers in one unit: enough to share what a unit costs, few enough that nobody waits long. */
const AT_A_TIME = 100;
/** SQLSTATE classes of errors that lie in something that was asked: bad values, broken constraints, transactions in each other's way. */
const OF_ONE = new Set(['22', '23', '40']);

interface Asking extends AskedTransfer {
  readonly performer: Performer;
  readonly resolve: (made: LedgerTransfer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Transfers that stand alone, in the order in which they were asked for. What waits together in a district is posted in one
 * unit: a hot account is locked, written and committed once for all of it, and each is answered or refused on its own.
 */
export class TransferQueue {
  readonly #unit: UnitOfWork;
  /** By district, while somebody works at it. */
  readonly #waiting = new Map<number, Asking[]>();
  /** What is posted for many is done in nobody's context. */
  readonly #apart = AsyncLocalStorage.snapshot();

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** @see LedgerService.transfer */
  async ask(performer: Performer, asked: AskedTransfer): Promise<LedgerTransfer> {
    this.#unit.mustBeOutside('ledger.transfer');
    if (performer.idempotency) throw new Error('ledger.transfer: a transfer is known by its own name, not by the key of a command.');
    return new Promise((resolve, reject) => {
      const asking = { ...asked, performer, resolve, reject };
      const waiting = this.#waiting.get(performer.districtId);
      if (waiting) return void waiting.push(asking);
      const queue = [asking];
      this.#waiting.set(performer.districtId, queue);
      this.#apart(() => void this.#work(performer.districtId, queue));
    });
  }

  async #work(districtId: number, queue: Asking[]): Promise<void> {
    while (queue.length > 0) {
      await turnOfTheLoop(); // whoever asks in the same one comes along
      await this.#post(districtId, queue.splice(0, AT_A_TIME));
    }
    this.#waiting.delete(districtId);
  }

  /** Answers everybody; never rejects. What fails all is tried one by one where one may be to blame. */
  async #post(districtId: number, batch: readonly Asking[]): Promise<void> {
    try {
      const done = await this.#unit.of(system(districtId), 'ledger.transfer', tx => transfers(tx, batch));
      for (const [n, { resolve, reject }] of batch.entries()) {
        const answer = done[n];
        if (answer && !(answer instanceof Refusal)) resolve(answer);
        else reject(answer);
      }
    } catch (error) {
      if (batch.length > 1 && mayBeOfOne(error)) for (const one of batch) await this.#post(districtId, [one]);
      else for (const { reject } of batch) reject(error);
    }
  }
}

function mayBeOfOne(error: unknown): boolean {
  const state = sqlState(error);
  return state === undefined || OF_ONE.has(state.slice(0, 2));
}
