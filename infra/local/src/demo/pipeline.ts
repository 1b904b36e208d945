/** How many units are written at once while the next one is being made. */
const AT_ONCE = 2;

/** Lets the making of records and their writing overlap, without letting unwritten ones pile up. */
export class Pipeline {
  readonly #running = new Set<Promise<void>>();
  readonly #failures: unknown[] = [];

  /** Starts the work as soon as there is room, and returns then. @throws what earlier work failed with */
  async push(work: () => Promise<void>): Promise<void> {
    while (this.#running.size >= AT_ONCE) await Promise.race(this.#running);
    this.#refuseFailed();
    const running: Promise<void> = work().catch((error: unknown) => void this.#failures.push(error)).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** When everything has been written. @throws what any work failed with */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
    this.#refuseFailed();
  }

  #refuseFailed(): void {
    if (this.#failures.length > 0) throw this.#failures[0];
  }
}
