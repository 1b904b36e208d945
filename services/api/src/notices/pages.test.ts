import { expect, test } from '@jest/globals';
import { Domain } from '@linli/domain/domain';
import { noticeKinds } from '@linli/domain/notices/notice-kind';
import { PAGES } from './pages.ts';

test('whatever a notice is about has a page of its own', () => {
  expect(Domain).toBeDefined(); // with it come the notices of all rooms
  const subjects = new Set(noticeKinds().flatMap(({ about }) => about ?? []));
  expect(subjects.size).toBeGreaterThan(5);
  expect([...subjects].filter(about => !(about in PAGES))).toEqual([]);
  expect(new Set(Object.values(PAGES)).size).toBe(Object.keys(PAGES).length);
});
