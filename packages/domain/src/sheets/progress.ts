import type { Performer } from '../shared/performer.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { ImportState } from './import.entity.ts';

const EVERY = 500;

/**
 * Tells how far an import has come, beside the unit of work that does it and is not seen until it commits. Notices
 * as well when the import was cancelled meanwhile.
 */
export class Progress {
  /** Rows done so far. */
  done = 0;
  #told = 0;
  #cancelled = false;
  #telling: Promise<void> = Promise.resolve();
  readonly #timer: NodeJS.Timeout;
  readonly #tell: () => Promise<boolean>;

  /** @param state the import is in this state for as long as it is not cancelled */
  constructor(unit: UnitOfWork, performer: Performer, importId: string, state: ImportState, onProgress?: (done: number) => void) {
    this.#tell = async () => {
      onProgress?.(this.done);
      const [still] = await unit.of(performer, 'import.progress', tx => tx.execute(
        `/* import_progress */ update import set done_count = $3 where district_id = $1 and id = $2 and state = $4 returning id`,
        tx.districtId, importId, this.done, state));
      return still !== undefined;
    };
    this.#timer = setInterval(() => { this.#telling = this.#telling.then(() => this.#next()); }, EVERY);
  }

  /** @throws Cancelled */
  look(): void {
    if (this.#cancelled) throw new Cancelled();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#telling;
  }

  async #next(): Promise<void> {
    if (this.#told === this.done || this.#cancelled) return;
    this.#told = this.done;
    this.#cancelled = !(await this.#tell().catch(() => true)); // the next time tells again
  }
}

/** The import was cancelled while it was under way: nothing of it stays. */
export class Cancelled extends Error {
  constructor() {
    super('The import was cancelled.');
    this.name = 'Cancelled';
  }
}
