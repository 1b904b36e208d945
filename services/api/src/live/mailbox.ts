/**
 * What waits for one subscriber: posts are merged while nobody takes them, so a slow reader gets fewer and larger
 * messages, never a growing queue. Taking ends when the mailbox is closed.
 */
export class Mailbox<T> {
  readonly #merge: (waiting: T, next: T) => T;
  readonly #onClose: () => void;
  #waiting: T | undefined;
  #taker: ((value: T | undefined) => void) | undefined;
  #closed = false;

  constructor(merge: (waiting: T, next: T) => T, onClose: () => void) {
    this.#merge = merge;
    this.#onClose = onClose;
  }

  post(value: T): void {
    if (this.#closed) return;
    const taker = this.#taker;
    if (taker) {
      this.#taker = undefined;
      taker(value);
    } else {
      this.#waiting = this.#waiting === undefined ? value : this.#merge(this.#waiting, value);
    }
  }

  /** Gives back a value that was taken in vain. */
  putBack(value: T): void {
    if (!this.#closed) this.#waiting = this.#waiting === undefined ? value : this.#merge(value, this.#waiting);
  }

  /** The next value, or undefined once closed. Only one taker at a time. */
  take(): Promise<T | undefined> {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined || this.#closed) return Promise.resolve(waiting);
    return new Promise(resolve => (this.#taker = resolve));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#taker?.(undefined);
    this.#onClose();
  }
}
