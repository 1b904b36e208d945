import { useCallback, useEffect, useRef, useState } from 'react';
import { ask } from '../api/ask.ts';
import { asFault, type Fault } from '../api/faults.ts';
import { connection, follow } from '../api/live.ts';
import { CaseChangedDocument, StreetCasesDocument } from '../generated/documents.ts';
import { LISTED, withChanges, withMatter, type Cases, type Matter } from './list.ts';

const PAGE = 10;
const MOST = 100;
/** After a connection is made, for the subscription to be there: what came before is then in the list read anew. */
const SETTLE = 1_000;

interface FollowedCases {
  /** Null until they are there. */
  readonly cases: Cases | null;
  readonly fault: Fault | null;
  /** Reads more of them; null when these are all, or as many as it shows. */
  readonly more: (() => void) | null;
  /** Takes in a case that this page changed itself. */
  readonly put: (matter: Matter) => void;
}

/** The street's open cases, followed as they move. Pushes of cases are not repeated, so each new connection reads them again. */
export function useCases(street: string): FollowedCases {
  const [cases, setCases] = useState<Cases | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const first = useRef(PAGE);
  const current = useRef(street);
  current.current = street;

  const read = useCallback(async () => {
    try {
      const { cases: page } = await ask(StreetCasesDocument, { street, statuses: LISTED, first: first.current });
      if (current.current !== street) return;
      setCases(before => ({ matters: page.nodes, total: page.totalCount, news: before?.news ?? [] }));
      setFault(null);
    } catch (thrown) {
      if (current.current === street) setFault(asFault(thrown));
    }
  }, [street]);

  useEffect(() => {
    first.current = PAGE;
    setCases(null);
    void read();
    let settling: ReturnType<typeof setTimeout> | undefined;
    const unlisten = connection.listen(() => {
      clearTimeout(settling);
      if (connection.get() === 'CONNECTED') settling = setTimeout(() => void read(), SETTLE);
    });
    const stop = follow(CaseChangedDocument, () => ({ street }), {
      next: ({ caseChanged }) => setCases(before => before && withChanges(before, caseChanged, Date.now())),
      fault: setFault,
    });
    return () => {
      clearTimeout(settling);
      unlisten();
      stop();
    };
  }, [street, read]);

  const put = useCallback((matter: Matter) => setCases(before => before && withMatter(before, matter)), []);
  const more = cases && cases.total > cases.matters.length && first.current < MOST
    ? () => {
        first.current = Math.min(first.current + PAGE, MOST);
        void read();
      }
    : null;
  return { cases, fault, more, put };
}
