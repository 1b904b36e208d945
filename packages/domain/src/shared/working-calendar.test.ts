import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, calendarDate, dayOf } from './clock.ts';
import { addWorkingMinutes, isWorkingDay, OFFICE_HOURS, workingMinutesBetween } from './working-calendar.ts';

const at = (text: string) => new Date(`${text}+08:00`);
const days = (from: string, to: string): string[] => {
  const all: string[] = [];
  for (let day = calendarDate(from); day <= to; day = addDays(day, 1)) all.push(day);
  return all;
};
const worked = (day: string) => isWorkingDay(calendarDate(day));

test.each([
  ['New Year 2025', days('2025-01-01', '2025-01-01')],
  ['Spring Festival 2025', days('2025-01-28', '2025-02-04')],
  ['Qingming 2025', days('2025-04-04', '2025-04-06')],
  ['Labour Day 2025', days('2025-05-01', '2025-05-05')],
  ['Dragon Boat Festival 2025', days('2025-05-31', '2025-06-02')],
  ['National Day and Mid-Autumn Festival 2025', days('2025-10-01', '2025-10-08')],
  ['National Day 2024', days('2024-10-01', '2024-10-07')],
  ['the ordinary weekend', ['2025-03-15', '2025-03-16']],
])('nobody works on %s', (_, off) => {
  expect(off.filter(worked)).toEqual([]);
});

test.each([
  ['before Spring Festival 2025, a Sunday', '2025-01-26'],
  ['after Spring Festival 2025, a Saturday', '2025-02-08'],
  ['before Labour Day 2025, a Sunday', '2025-04-27'],
  ['before National Day 2025, a Sunday', '2025-09-28'],
  ['after National Day 2025, a Saturday', '2025-10-11'],
  ['before National Day 2024, a Sunday', '2024-09-29'],
  ['after National Day 2024, a Saturday', '2024-10-12'],
])('a make-up day is worked: %s', (_, day) => {
  expect(worked(day)).toBe(true);
});

test('a year without a published notice has its Mondays to Fridays', () => {
  expect(days('2099-03-16', '2099-03-22').map(worked)).toEqual([true, true, true, true, true, false, false]);
});

test('working time stands still at noon, at night, on weekends and holidays', () => {
  expect(addWorkingMinutes(at('2025-03-12T11:30:00'), 60)).toEqual(at('2025-03-12T14:00:00'));
  expect(addWorkingMinutes(at('2025-03-12T17:30:00'), 60)).toEqual(at('2025-03-13T09:00:00'));
  expect(addWorkingMinutes(at('2025-03-14T17:30:00'), 60)).toEqual(at('2025-03-17T09:00:00'));
  expect(addWorkingMinutes(at('2025-09-30T17:00:00'), 120)).toEqual(at('2025-10-09T09:30:00'));
  expect(addWorkingMinutes(at('2025-09-27T12:00:00'), 480)).toEqual(at('2025-09-28T18:00:00'));
  expect(addWorkingMinutes(at('2025-03-12T23:59:59'), 1)).toEqual(at('2025-03-13T08:31:00'));
});

test('a working day is eight hours, and a case promised in a day is due when as much has been worked', () => {
  expect(workingMinutesBetween(at('2025-03-12T00:00:00'), at('2025-03-13T00:00:00'))).toBe(480);
  expect(workingMinutesBetween(at('2025-10-01T00:00:00'), at('2025-10-09T00:00:00'))).toBe(0);
  expect(addWorkingMinutes(at('2025-03-12T10:00:00'), 480)).toEqual(at('2025-03-13T10:00:00'));
});

const instants = fc.date({ min: new Date('2023-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true });
const minutes = fc.integer({ min: 0, max: 20 * 480 });

test('what was added lies between', () => fc.assert(fc.property(instants, minutes, (from, some) => {
  expect(workingMinutesBetween(from, addWorkingMinutes(from, some))).toBeCloseTo(some, 6);
})));

test('what lies between leads to the same working minute', () => fc.assert(fc.property(instants, minutes, (from, some) => {
  const to = addWorkingMinutes(from, some);
  const again = addWorkingMinutes(from, workingMinutesBetween(from, to));
  expect(workingMinutesBetween(from, again)).toBeCloseTo(workingMinutesBetween(from, to), 6);
})));

test('time added in two parts is time added at once', () => fc.assert(fc.property(instants, minutes, minutes, (from, a, b) => {
  const [once, twice] = [addWorkingMinutes(from, a + b), addWorkingMinutes(addWorkingMinutes(from, a), b)];
  expect(Math.abs(workingMinutesBetween(from, once) - workingMinutesBetween(from, twice))).toBeLessThan(1e-6);
})));

test('working time is never more than time, never negative, and the end of it is worked', () => fc.assert(fc.property(instants, minutes, (from, some) => {
  const to = addWorkingMinutes(from, some);
  expect(to.getTime() - from.getTime()).toBeGreaterThanOrEqual(some * 60_000 - 1);
  expect(workingMinutesBetween(to, from)).toBe(0);
  expect(isWorkingDay(dayOf(to))).toBe(true);
  const minute = (to.getTime() + 8 * 3_600_000) % 86_400_000 / 60_000;
  expect(OFFICE_HOURS.some(([open, close]) => open <= minute && minute <= close)).toBe(true);
})));

test('no time at all moves on to the next office hour; other than a number of minutes is an error, not a search for ever', () => {
  expect(addWorkingMinutes(at('2025-03-12T09:00:00'), 0)).toEqual(at('2025-03-12T09:00:00'));
  expect(addWorkingMinutes(at('2025-03-15T09:00:00'), 0)).toEqual(at('2025-03-17T08:30:00'));
  for (const wrong of [NaN, -1, Infinity, undefined as unknown as number]) {
    expect(() => addWorkingMinutes(at('2025-03-12T09:00:00'), wrong)).toThrow(RangeError);
  }
});
