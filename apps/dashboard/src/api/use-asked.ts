import { useCallback, useMemo } from 'react';
import { useQuery } from 'urql';
import type { TypedDocumentString } from '../generated/documents.ts';
import { faultOf, type Fault } from './faults.ts';

export interface Asked<R> {
  /** Null until it is there. What the cache has is shown while the API is asked. */
  readonly data: R | null;
  readonly fault: Fault | null;
  readonly asking: boolean;
  /** Asks the API again. */
  readonly again: () => void;
}

/** What a question is answered with, kept up by whatever else the page reads of the same rows. @param variables null: not yet */
export function useAsked<R, V extends Record<string, unknown>>(document: TypedDocumentString<R, V>, variables: NoInfer<V> | null): Asked<R> {
  const [{ data, error, fetching }, execute] = useQuery<R, Record<string, unknown>>({
    query: document.toString(), variables: variables ?? {}, pause: variables === null,
  });
  const fault = useMemo(() => (error ? faultOf(error) : null), [error]);
  const again = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  return { data: variables === null ? null : (data ?? null), fault, asking: fetching, again };
}
