import type { Fault } from './faults.ts';

/** A page of a list, as the API hands it out. */
export interface Connection<N> {
  readonly nodes: readonly N[];
  /** Where it is asked for. */
  readonly totalCount?: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** What is known of a list. */
export interface Known<R, N> {
  /** What the first page was answered with; null until it is there. */
  readonly data: R | null;
  readonly rows: readonly N[];
  /** How many there are in all; null where it is not known. */
  readonly total: number | null;
  readonly hasMore: boolean;
  readonly fault: Fault | null;
}

export interface Answer<R> {
  readonly data: R | null;
  readonly fault: Fault | null;
}

interface Source<R> {
  /** Answers at once or later, and whenever the page changes. @returns ends it */
  readonly follow: (after: string | null, take: (answer: Answer<R>) => void) => () => void;
  /** Has the API asked anew; whoever follows the page is answered. */
  readonly reread: (after: string | null) => void;
}

export interface Chain {
  /** Shows the page after those shown. */
  readonly more: () => void;
  /** Reads anew what is shown. */
  readonly again: () => void;
  readonly end: () => void;
}

interface Link<R> {
  readonly after: string | null;
  data: R | null;
  stop: () => void;
}

/**
 * Follows pages, each from the end of the one before: where that end moves, what comes after it is read from there,
 * and until it is there its old rows stay.
 * @param all page after page until the end, unasked
 */
export function chain<R, N>(source: Source<R>, connectionIn: (data: R) => Connection<N>, all: boolean, show: (known: Known<R, N>) => void): Chain {
  let wanted = all ? Infinity : 1;
  let fault: Fault | null = null;
  let links: Link<R>[] = [];

  const tell = () => {
    const known = links.flatMap(({ data }) => (data === null ? [] : [connectionIn(data)]));
    show({
      data: links[0]?.data ?? null, rows: known.flatMap(({ nodes }) => nodes), total: known[0]?.totalCount ?? null,
      hasMore: known.at(-1)?.pageInfo.hasNextPage ?? false, fault,
    });
  };
  const cut = (from: number) => {
    for (const { stop } of links.slice(from)) stop();
    links = links.slice(0, from);
  };
  const follow = (n: number, after: string | null) => {
    const before = links[n];
    before?.stop();
    const link: Link<R> = { after, data: before?.data ?? null, stop: () => {} };
    links[n] = link;
    link.stop = source.follow(after, answer => {
      if (links[n] !== link) return;
      fault = answer.fault;
      if (answer.data) {
        link.data = answer.data;
        goOn(n);
      }
      tell();
    });
  };
  const goOn = (n: number) => {
    const data = links[n]?.data;
    if (!data) return;
    const { hasNextPage, endCursor } = connectionIn(data).pageInfo;
    if (!hasNextPage || n + 1 >= wanted) cut(n + 1);
    else if (links[n + 1]?.after !== endCursor) follow(n + 1, endCursor);
  };

  follow(0, null);
  return {
    more: () => {
      wanted = Math.max(wanted, links.length + 1);
      goOn(links.length - 1);
    },
    again: () => {
      for (const { after } of links) source.reread(after);
    },
    end: () => cut(0),
  };
}
