import type { Operation } from '../graphql/operation.ts';

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

/** Before a message that could not be made is tried again, in milliseconds, and how often in a row. */
const AGAIN = 500;
const ATTEMPTS = 20;

/**
 * The messages of one subscription: everything taken from a mailbox, turned into a message or passed over. What could
 * not be read, as while the database starts again, is put back and tried again with what has come since. An own
 * iterator, because an async generator cannot be ended while it waits.
 */
export function messages<T, M>(operation: Operation, mailbox: Mailbox<T>, message: (value: T) => Promise<M | undefined>): AsyncIterableIterator<M> {
  const { log } = operation.services;
  let failures = 0;
  const attempt = async (value: T): Promise<M | undefined> => {
    try {
      const made = await message(value);
      failures = 0;
      return made;
    } catch (error) {
      failures += 1;
      if (failures >= ATTEMPTS) throw error;
      log.warn({ err: error, failures }, 'a message of a subscription could not be made; tried again soon');
      mailbox.putBack(value);
      await new Promise(resolve => setTimeout(resolve, AGAIN));
      return undefined;
    }
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      for (;;) {
        const value = await mailbox.take();
        if (value === undefined) return { done: true, value: undefined };
        const made = await attempt(value);
        if (made !== undefined) return { done: false, value: made };
        await operation.release();
      }
    },
    return() {
      mailbox.close();
      return Promise.resolve({ done: true, value: undefined });
    },
    throw(error) {
      mailbox.close();
      return Promise.reject(error as Error);
    },
  };
}
