import { expect, test } from '@jest/globals';
import { yearBefore } from './year-before.ts';

test('a month is compared with that of the year before, also from 29 February', () => {
  expect(yearBefore('MONTH', '2026-11-01')).toBe('2025-11-01');
  expect(yearBefore('DAY', '2028-02-29')).toBe('2027-02-28');
});

test('a week is compared with the one of 52 weeks before: it begins on a Monday, too', () => {
  expect(yearBefore('WEEK', '2026-11-16')).toBe('2025-11-17');
});
