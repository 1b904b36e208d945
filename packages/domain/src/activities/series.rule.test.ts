import { expect, test } from '@jest/globals';
import { calendarDate, dayOf } from '../shared/clock.ts';
import { refusedNow } from '../testing/refused.ts';
import { timesOf, type Series } from './series.rule.ts';

const series = (values: Partial<Series> = {}): Series => ({
  weekdays: [2, 4], from: 840, to: 960, firstDay: calendarDate('2025-09-29'), lastDay: calendarDate('2025-10-10'), skipHolidays: false, ...values,
});
const days = (values: Partial<Series> = {}) => timesOf(series(values)).map(({ startsAt }) => dayOf(startsAt));

test('every Tuesday and Thursday from two to four, between two days', () => {
  expect(days()).toEqual(['2025-09-30', '2025-10-02', '2025-10-07', '2025-10-09']);
  expect(timesOf(series())[0]).toEqual({ startsAt: new Date('2025-09-30T14:00:00+08:00'), endsAt: new Date('2025-09-30T16:00:00+08:00') });
});

test('holidays are left out where that is wished, usual weekends are not', () => {
  expect(days({ skipHolidays: true })).toEqual(['2025-09-30', '2025-10-09']);
  expect(days({ weekdays: [6], skipHolidays: true, lastDay: calendarDate('2025-10-18') })).toEqual(['2025-10-11', '2025-10-18']);
});

test('a series that is none is refused', () => {
  expect(refusedNow(() => days({ weekdays: [] }))).toBe('INVALID at weekdays');
  expect(refusedNow(() => days({ weekdays: [0] }))).toBe('INVALID at weekdays');
  expect(refusedNow(() => days({ to: 840 }))).toBe('INVALID at to');
  expect(refusedNow(() => days({ lastDay: calendarDate('2025-09-28') }))).toBe('INVALID at lastDay');
  expect(refusedNow(() => days({ lastDay: calendarDate('2027-09-28') }))).toBe('INVALID at lastDay');
  expect(refusedNow(() => days({ weekdays: [7], lastDay: calendarDate('2025-09-30') }))).toBe('INVALID at firstDay');
});
