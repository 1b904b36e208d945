import { createContext, useContext } from 'react';
import { useSearch } from 'wouter';
import type { PersonFieldsFragment, ViewerFieldsFragment } from '../generated/documents.ts';

/** Whose matters are looked after, and by whom. */
export interface Mine {
  readonly viewer: ViewerFieldsFragment;
  /** Oneself first, then whom one acts for. Empty for an account that is nobody of the register. */
  readonly people: readonly PersonFieldsFragment[];
  /** The one that the address names, else the first. */
  readonly person: PersonFieldsFragment | null;
  /** Whether that is oneself. */
  readonly self: boolean;
}

const Context = createContext<Mine | null>(null);
export const MineProvider = Context.Provider;

export function useMine(): Mine {
  const mine = useContext(Context);
  if (!mine) throw new Error('A page of the resident stands within their own frame.');
  return mine;
}

/** Where a link leads, for the same person. */
export function useWithPerson(): (path: string) => string {
  const person = new URLSearchParams(useSearch()).get('for');
  return path => (person === null ? path : `${path}?${new URLSearchParams({ for: person }).toString()}`);
}
