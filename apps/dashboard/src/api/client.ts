import { Client, fetchExchange, mapExchange, subscriptionExchange } from '@urql/core';
import { cacheExchange, type KeyingConfig } from '@urql/exchange-graphcache';
import { fetchAndSetClock } from './clock.ts';
import { faultOf } from './faults.ts';
import { follow } from './live.ts';
import { sessionMayBeOver } from './session-over.ts';
import { Store } from './store.ts';

/** Whatever has an id is one row of the cache, wherever it is met; the rest is part of what it was read in. */
const keys = new Proxy<KeyingConfig>({}, { get: () => ({ id }: { readonly id?: unknown }) => (typeof id === 'string' ? id : null) });

/** The client of whoever is signed in. Nobody is shown what another one has read: each has a client of their own. */
export const client = new Store(newClient());

/** Forgets everything that was read. */
export function forget(): void {
  client.set(newClient());
}

function newClient(): Client {
  return new Client({
    url: '/graphql',
    fetch: fetchAndSetClock,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    exchanges: [
      mapExchange({
        onError: error => {
          if (faultOf(error).code === 'UNAUTHENTICATED') sessionMayBeOver();
        },
      }),
      cacheExchange({ keys }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: sink => ({
            unsubscribe: follow<Record<string, unknown>>(query ?? '', () => (variables ?? {}) as Record<string, unknown>, {
              next: data => sink.next({ data }),
              fault: fault => sink.error(fault),
            }),
          }),
        }),
      }),
    ],
  });
}
