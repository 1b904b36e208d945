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
/** How often a list is read again because cases moved meanwhile. */
const TRIES = 3;

interface Shown {
  readonly street: string;
  /** Null until they are there. */
  readonly cases: Cases | null;
  readonly fault: Fault | null;
}

interface FollowedCases extends Pick<Shown, 'cases' | 'fault'> {
  /** Reads more of them; null when these are all, or as many as it shows. */
  readonly more: (() => void) | null;
  /** Takes in a case that this page changed itself. */
  readonly put: (matter: Matter) => void;
}

/** The street's open cases, followed as they move. Pushes of cases are not repeated, so each new connection reads them again. */
export function useCases(street: string): FollowedCases {
  const [shown, setShown] = useState<Shown>({ street, cases: null, fault: null });
  const [asked, setAsked] = useState({ street, rows: PAGE });
  const rows = asked.street === street ? asked.rows : PAGE;
  const pushes = useRef(0);

  const change = useCallback((to: (before: Cases | null) => Cases | null) => setShown(before => (
    { street, cases: to(before.street === street ? before.cases : null), fault: null }
  )), [street]);
  const fail = useCallback((fault: Fault) => setShown(before => (
    { street, cases: before.street === street ? before.cases : null, fault }
  )), [street]);

  useEffect(() => {
    let ended = false;
    const read = async (tries: number): Promise<void> => {
      const before = pushes.current;
      try {
        const { cases: page } = await ask(StreetCasesDocument, { street, statuses: LISTED, first: rows });
        if (ended) return;
        if (pushes.current !== before && tries > 1) return await read(tries - 1);
        change(known => ({ matters: page.nodes, total: page.totalCount, news: known?.news ?? [] }));
      } catch (thrown) {
        if (!ended) fail(asFault(thrown));
      }
    };
    let settling: ReturnType<typeof setTimeout> | undefined;
    const unlisten = connection.listen(() => {
      clearTimeout(settling);
      if (connection.get() === 'CONNECTED') settling = setTimeout(() => void read(TRIES), SETTLE);
    });
    void read(TRIES);
    return () => {
      ended = true;
      clearTimeout(settling);
      unlisten();
    };
  }, [street, rows, change, fail]);

  useEffect(() => follow(CaseChangedDocument, () => ({ street }), {
    next: ({ caseChanged }) => {
      pushes.current += 1;
      change(before => before && withChanges(before, caseChanged, Date.now()));
    },
    fault: fail,
  }), [street, change, fail]);

  const put = useCallback((matter: Matter) => change(before => before && withMatter(before, matter)), [change]);
  const { cases, fault } = shown.street === street ? shown : { cases: null, fault: null };
  const more = cases && cases.total > cases.matters.length && rows < MOST ? () => setAsked({ street, rows: Math.min(rows + PAGE, MOST) }) : null;
  return { cases, fault, more, put };
}
