import { AsyncLocalStorage } from 'node:async_hooks';
import { system, type Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import { sqlState, type UnitOfWork } from '../shared/unit-of-work.ts';
import { batchesOf, type Wanting } from './batches.rule.ts';
import { transfers, type AskedTransfer } from './book.ts';
import type { LedgerTransfer } from './ledger-transfer.entity.ts';

/** Batches of one district that are posted at the same time, and how much of what waits is looked at to make them. */
const AT_ONCE = 4;
const LOOKED_AT = 400;
/** SQLSTATE classes of errors that lie in something that was asked: bad values, broken constraints, transactions in each other's way. */
const OF_ONE = new Set(['22', '23', '40']);

interface Asking extends AskedTransfer, Wanting {
  readonly performer: Performer;
  readonly resolve: (made: LedgerTransfer) => void;
  readonly reject: (error: unknown) => void;
}

/** What waits in a district, and what batches that run want. */
interface District {
  waiting: Asking[];
  readonly taken: Set<string>;
  running: number;
}

/**
 * Transfers that stand alone; of each account in the order in which they were asked for. What waits together in a district is
 * posted in one unit: a hot account is locked, written and committed once for all of it, and each is answered or refused on its
 * own. What has no account in common is posted beside it.
 */
export class TransferQueue {
  readonly #unit: UnitOfWork;
  /** While something waits or runs in them. */
  readonly #districts = new Map<number, District>();
  /** What is posted for many is done in nobody's context. */
  readonly #apart = AsyncLocalStorage.snapshot();

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** @see LedgerService.transfer */
  async ask(performer: Performer, asked: AskedTransfer): Promise<LedgerTransfer> {
    this.#unit.mustBeOutside('ledger.transfer');
    if (performer.idempotency) throw new Error('ledger.transfer: a transfer is known by its own name, not by the key of a command.');
    const { districtId } = performer;
    return new Promise((resolve, reject) => {
      const wants = [`${asked.client} ${asked.key}`, ...asked.postings.flatMap(({ source, destination }) => [source, destination])];
      const district = this.#districts.get(districtId) ?? { waiting: [], taken: new Set(), running: 0 };
      this.#districts.set(districtId, district);
      district.waiting.push({ ...asked, performer, wants, resolve, reject });
      // Whoever asks in the same turn of the loop comes along.
      if (district.waiting.length === 1) this.#apart(() => void setImmediate(() => this.#begin(districtId, district)));
    });
  }

  #begin(districtId: number, district: District): void {
    const { waiting, taken, running } = district;
    const batches = batchesOf(waiting.slice(0, LOOKED_AT), taken, AT_ONCE - running);
    const going = new Set(batches.flat());
    district.waiting = waiting.filter(asking => !going.has(asking));
    for (const batch of batches) {
      const wants = new Set(batch.flatMap(asking => asking.wants));
      for (const want of wants) taken.add(want);
      district.running += 1;
      void this.#post(districtId, batch).then(() => {
        for (const want of wants) taken.delete(want);
        district.running -= 1;
        setImmediate(() => this.#begin(districtId, district)); // those who were answered may ask again
      });
    }
    if (district.running === 0 && district.waiting.length === 0 && this.#districts.get(districtId) === district) this.#districts.delete(districtId);
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
