import { closing, type Operation } from '../graphql/operation.ts';

/**
 * Keeps a subscription as allowed as it was: when the subscriber's rights change, `stillAllowed` is asked with the
 * new ones, and the connection ends unless it says yes. A session that is over ends it always.
 */
export function guarded<M>(
  operation: Operation, stream: AsyncIterableIterator<M>, stillAllowed: (now: Operation) => Promise<boolean>,
): AsyncIterableIterator<M> {
  const { accessWatch } = operation.services;
  const end = (reason: string) => {
    unwatch();
    void stream.return?.();
    operation.transport.close?.(reason);
  };
  const unwatch = accessWatch.watch(operation.actor, actor => {
    if (!actor) return end('The session is over');
    operation.become(actor);
    closing(operation.fresh(), stillAllowed).then(
      allowed => { if (!allowed) end('Your rights have changed'); },
      () => end('Your rights could not be checked'),
    );
  });
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => stream.next(),
    return: () => {
      unwatch();
      return stream.return?.() ?? Promise.resolve({ done: true, value: undefined });
    },
    throw: (error: unknown) => {
      unwatch();
      return stream.throw?.(error) ?? Promise.reject(error instanceof Error ? error : new Error(String(error)));
    },
  };
}
