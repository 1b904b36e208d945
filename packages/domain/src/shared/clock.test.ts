import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addYears, calendarDate, dayOf, startOf } from './clock.ts';

test('a day begins and ends at midnight in Shanghai, whatever the process thinks', () => {
  expect(dayOf(new Date('2024-02-28T15:59:59.999Z'))).toBe('2024-02-28');
  expect(dayOf(new Date('2024-02-28T16:00:00.000Z'))).toBe('2024-02-29');
  expect(dayOf(new Date('2024-12-31T15:59:59.999Z'))).toBe('2024-12-31');
  expect(dayOf(new Date('2024-12-31T16:00:00.000Z'))).toBe('2025-01-01');
});

test('every instant of a day lies between its start and the start of the next day', () => fc.assert(fc.property(
  fc.date({ min: new Date('1992-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true }), at => {
    const day = dayOf(at);
    expect(startOf(day) <= at && at < startOf(addDays(day, 1))).toBe(true);
    expect(dayOf(startOf(day))).toBe(day);
    expect(dayOf(new Date(startOf(day).getTime() - 1))).toBe(addDays(day, -1));
  })));

test('days are added over months, leap days and years', () => {
  expect(addDays(calendarDate('2024-02-28'), 1)).toBe('2024-02-29');
  expect(addDays(calendarDate('2023-02-28'), 1)).toBe('2023-03-01');
  expect(addDays(calendarDate('2024-01-01'), -1)).toBe('2023-12-31');
  expect(addDays(calendarDate('1900-02-28'), 1)).toBe('1900-03-01');
});

test('a birthday on 29 February is kept on 28 February in common years', () => {
  const born = calendarDate('1964-02-29');
  expect(addYears(born, 60)).toBe('2024-02-29');
  expect(addYears(born, 61)).toBe('2025-02-28');
  expect(addYears(calendarDate('1964-02-28'), 61)).toBe('2025-02-28');
  expect(addYears(calendarDate('1840-02-29'), 60)).toBe('1900-02-28');
});

test('only days that exist are dates', () => {
  for (const wrong of ['2023-02-29', '2024-13-01', '2024-00-10', '2024-1-1', '24-01-01', '', '2024-01-01T00:00:00Z']) {
    expect(() => calendarDate(wrong)).toThrow(RangeError);
  }
});
