import { useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import type { TypedDocumentString } from '../generated/documents.ts';
import { faultOf } from './faults.ts';
import { chain, type Chain, type Connection, type Known } from './pages.ts';

export type Pages<R, N> = Known<R, N> & Pick<Chain, 'more' | 'again'>;

const NOTHING = { data: null, rows: [], total: null, hasMore: false, fault: null };

/**
 * A list page by page, each page kept up by whatever else is read of its rows.
 * @param variables without `after`; null: not yet
 * @param connectionIn finds the list in an answer, the same at every call
 * @param all shows page after page until the end, unasked
 */
export function usePages<R, V extends { readonly after?: string | null | undefined }, N>(
  document: TypedDocumentString<R, V>, variables: NoInfer<Omit<V, 'after'>> | null, connectionIn: (data: R) => Connection<N>, all = false,
): Pages<R, N> {
  const client = useClient();
  const text = JSON.stringify(variables);
  const [shown, setShown] = useState<{ of: string; known: Known<R, N> }>({ of: text, known: NOTHING });
  const begun = useRef<Chain | null>(null);
  const find = useRef(connectionIn);
  useEffect(() => {
    if (text === 'null') return undefined;
    const read = (after: string | null, requestPolicy: 'cache-and-network' | 'network-only') =>
      client.query<R>(document.toString(), { ...(JSON.parse(text) as object), after }, { requestPolicy });
    begun.current = chain<R, N>({
      follow: (after, take) => {
        const following = read(after, 'cache-and-network').subscribe(({ data, error }) => {
          if (error) take({ data: null, fault: faultOf(error) });
          else if (data) take({ data, fault: null });
        });
        return () => following.unsubscribe();
      },
      reread: after => void read(after, 'network-only').toPromise(),
    }, data => find.current(data), all, known => setShown({ of: text, known }));
    return begun.current.end;
  }, [client, document, text, all]);
  const ways = useMemo(() => ({ more: () => begun.current?.more(), again: () => begun.current?.again() }), []);
  return { ...(shown.of === text ? shown.known : NOTHING), ...ways };
}
