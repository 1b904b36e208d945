import { useEffect, useRef, useState } from 'react';
import { useSubscription } from 'urql';
import { connection } from '../api/live.ts';
import { usePages, type Pages } from '../api/use-pages.ts';
import {
  CaseChangedDocument, CasesDocument, type CaseChangedSubscription, type CaseFieldsFragment, type CaseFilter, type CaseMove, type CasesQuery, type CaseStatus,
} from '../generated/documents.ts';

export type Matter = CaseFieldsFragment;

/** Still to do something about: to be handled, or to be closed. */
export const LISTED = ['RECEIVED', 'ACCEPTED', 'ASSIGNED', 'IN_PROGRESS', 'SUSPENDED', 'HANDLED'] as const satisfies readonly CaseStatus[];

/** After a connection is made, for the subscription to be there: what came before is then in the list read anew. */
const SETTLE = 1_000;
/** So many pushes at once are one reading. */
const GATHER = 400;

/**
 * Cases that fit a filter, as they move. A case that a push tells of is changed where it stands; one that is not listed
 * has the list read anew, and so has every new connection.
 * @param stays one that is done stays where it was, so that one sees what became of it
 */
export function useCases(filter: CaseFilter & { readonly placeId: string; readonly statuses: readonly CaseStatus[] }, first: number, stays = true): Pages<CasesQuery, Matter> {
  const pages = usePages(CasesDocument, { filter, first }, data => data.cases);
  const { rows, again } = pages;
  const gathering = useRef<ReturnType<typeof setTimeout>>(undefined);
  useSubscription<CaseChangedSubscription, null>({ query: CaseChangedDocument.toString(), variables: { place: filter.placeId } }, (_, { caseChanged }) => {
    const isListed = (id: string) => rows.some(each => each.id === id);
    const isOther = caseChanged.some(({ case: { id, status } }) => (filter.statuses.includes(status) ? !isListed(id) : !stays && isListed(id)));
    if (isOther) {
      clearTimeout(gathering.current);
      gathering.current = setTimeout(again, GATHER);
    }
    return null;
  });
  useEffect(() => () => clearTimeout(gathering.current), []);
  useEffect(() => {
    let settling: ReturnType<typeof setTimeout> | undefined;
    const unlisten = connection.listen(() => {
      clearTimeout(settling);
      if (connection.get() === 'CONNECTED') settling = setTimeout(again, SETTLE);
    });
    return () => {
      clearTimeout(settling);
      unlisten();
    };
  }, [again]);
  return pages;
}

/** Something that a case was seen to do. */
export interface News {
  readonly key: string;
  readonly at: number;
  readonly matter: Matter;
  readonly moves: readonly CaseMove[];
}

const MOST_NEWS = 6;

/** What cases under a place have done since one looks, the latest first. */
export function useNews(place: string): readonly News[] {
  const [news, setNews] = useState<{ of: string; list: readonly News[] }>({ of: place, list: [] });
  useSubscription<CaseChangedSubscription, null>({ query: CaseChangedDocument.toString(), variables: { place } }, (_, { caseChanged }) => {
    const at = Date.now();
    const latest = caseChanged.map(({ case: matter, moves }): News => ({ key: `${matter.id} ${at} ${moves.join()}`, at, matter, moves })).toReversed();
    setNews(before => ({ of: place, list: [...latest, ...(before.of === place ? before.list : [])].slice(0, MOST_NEWS) }));
    return null;
  });
  return news.of === place ? news.list : [];
}
