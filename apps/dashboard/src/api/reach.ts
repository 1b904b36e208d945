import { Store } from './store.ts';

let lastHeard = Date.now();

/** While the API cannot be reached: when it was heard of last, and so how old what the page shows may be. Null while it can. */
export const unreachedSince = new Store<number | null>(null);

export function heard(): void {
  lastHeard = Date.now();
  unreachedSince.set(null);
}

export function notHeard(): void {
  if (unreachedSince.get() === null) unreachedSince.set(lastHeard);
}

addEventListener('offline', notHeard);
