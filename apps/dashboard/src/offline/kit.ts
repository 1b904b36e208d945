import { Store } from '../api/store.ts';

/** A place or a category. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** With which a case can be recorded where the page was opened without a network. It holds nothing about anybody. */
export interface Kit {
  readonly accountId: string;
  /** Whether they take matters in for others. */
  readonly onBehalf: boolean;
  /** Where it may be; a resident's is their own grid. */
  readonly places: readonly Choice[];
  readonly categories: readonly Choice[];
}

const KEPT = 'linli.kit';

/** Of whoever was signed in on this machine when the API was last reached; null after they signed out. */
export const kit = new Store<Kit | null>(JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Kit | null);

export function pack(next: Kit): void {
  localStorage.setItem(KEPT, JSON.stringify(next));
  kit.set(next);
}

export function unpack(): void {
  localStorage.removeItem(KEPT);
  kit.set(null);
}
