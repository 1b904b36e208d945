import { expect, test } from '@jest/globals';
import { Fault } from './faults.ts';
import { chain, type Answer, type Connection, type Known } from './pages.ts';

type Page = Connection<number>;

/** A list of numbers in pages of two, and who follows which of them. */
function list(numbers: number[], all = false) {
  const followed = new Map<string | null, (answer: Answer<Page>) => void>();
  const answer = (after: string | null) => {
    const rest = numbers.filter(each => after === null || each > Number(after));
    const nodes = rest.slice(0, 2);
    followed.get(after)?.({ data: { nodes, totalCount: numbers.length, pageInfo: { hasNextPage: rest.length > 2, endCursor: String(nodes.at(-1)) } }, fault: null });
  };
  let shown: Known<Page, number> = { data: null, rows: [], total: null, hasMore: false, fault: null };
  const pages = chain<Page, number>({
    follow: (after, take) => {
      followed.set(after, take);
      answer(after);
      return () => void followed.delete(after);
    },
    reread: answer,
  }, page => page, all, known => {
    shown = known;
  });
  return { pages, followed, shown: () => shown, change: (next: number[]) => numbers.splice(0, Infinity, ...next) };
}

test('a list is shown page by page to its end, with how many there are in all', () => {
  const { pages, shown } = list([1, 2, 3, 4, 5]);
  expect(shown()).toMatchObject({ rows: [1, 2], total: 5, hasMore: true });
  pages.more();
  expect(shown()).toMatchObject({ rows: [1, 2, 3, 4], hasMore: true });
  pages.more();
  expect(shown()).toMatchObject({ rows: [1, 2, 3, 4, 5], hasMore: false });
  pages.more();
  expect(shown().rows).toHaveLength(5);
});

test('where all are wanted none is waited for', () => {
  expect(list([1, 2, 3, 4, 5], true).shown()).toMatchObject({ rows: [1, 2, 3, 4, 5], hasMore: false });
});

test('rows that come or go between pages are neither shown twice nor passed over', () => {
  const { pages, shown, change, followed } = list([1, 2, 3, 4, 5, 6]);
  pages.more();
  change([0, 1, 2, 3, 4, 5, 6]);
  pages.again();
  expect(shown()).toMatchObject({ rows: [0, 1, 2, 3], total: 7, hasMore: true });
  change([3]);
  pages.again();
  expect(shown()).toMatchObject({ rows: [3], hasMore: false });
  expect([...followed.keys()]).toEqual([null]);
  pages.end();
  expect(followed.size).toBe(0);
});

test('a page that cannot be read leaves what is shown, and says so', () => {
  const { shown, followed } = list([1, 2, 3]);
  const fault = new Fault('UNREACHABLE', 'no');
  followed.get(null)?.({ data: null, fault });
  expect(shown()).toMatchObject({ rows: [1, 2], fault });
});
