import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '../graphql/operation.ts';
import type { Mailbox } from './mailbox.ts';

/** Before a message that could not be made is tried again, in milliseconds, and how often in a row. */
const AGAIN = 500;
const ATTEMPTS = 20;

/** One message of a subscription. Its fields are read in the operation that made it, so that all of them agree. */
export interface Message<M> {
  readonly operation: Operation;
  readonly root: M;
}

/**
 * The messages of one subscription: everything taken from a mailbox, turned into a message or passed over. What could
 * not be read, as while the database starts again, is put back and tried again with what has come since. An own
 * iterator, because an async generator cannot be ended while it waits.
 */
export function messages<T, M>(
  subscriber: Operation, mailbox: Mailbox<T>, make: (value: T, operation: Operation) => Promise<M | undefined>,
): AsyncIterableIterator<Message<M>> {
  const { log } = subscriber.services;
  const done = { done: true, value: undefined } as const;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      for (let failures = 0; ;) {
        const value = await mailbox.take();
        if (value === undefined) return done;
        const operation = subscriber.fresh();
        try {
          const root = await make(value, operation);
          if (root !== undefined) return { done: false, value: { operation, root } };
          failures = 0;
          await operation.close();
        } catch (error) {
          await operation.close();
          failures += 1;
          if (failures >= ATTEMPTS) throw error;
          log.warn({ err: error, failures }, 'a message of a subscription could not be made; tried again soon');
          mailbox.putBack(value);
          await sleep(AGAIN);
        }
      }
    },
    return() {
      mailbox.close();
      return Promise.resolve(done);
    },
    throw(error) {
      mailbox.close();
      return Promise.reject(error as Error);
    },
  };
}
