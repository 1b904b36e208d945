import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, startOf, calendarDate, dayOf, type CalendarDate } from '../../shared/clock.ts';
import { CALENDAR_KINDS, PERIOD_KINDS } from '../language/indicator.ts';
import { BEGINNING, coverOf, periodOf, previous, runningCover, countedUntil, yearBefore, type CoverPiece } from './period.rule.ts';

const on = (day: string) => calendarDate(day);
const anyDay = fc.integer({ min: 0, max: 60_000 }).map(days => addDays(on('1950-01-01'), days));

test.each([
  ['DAY', '2024-02-29', '2024-02-29', '2024-03-01'],
  ['WEEK', '2024-12-31', '2024-12-30', '2025-01-06'], // Tuesday; the week belongs to two years
  ['WEEK', '2025-01-05', '2024-12-30', '2025-01-06'], // Sunday ends it
  ['WEEK', '2025-01-06', '2025-01-06', '2025-01-13'], // Monday begins the next
  ['WEEK', '2024-02-29', '2024-02-26', '2024-03-04'],
  ['MONTH', '2024-02-29', '2024-02-01', '2024-03-01'],
  ['MONTH', '2023-12-31', '2023-12-01', '2024-01-01'],
  ['QUARTER', '2024-03-31', '2024-01-01', '2024-04-01'],
  ['QUARTER', '2024-04-01', '2024-04-01', '2024-07-01'],
  ['QUARTER', '2024-12-31', '2024-10-01', '2025-01-01'],
  ['YEAR', '2024-12-31', '2024-01-01', '2025-01-01'],
  ['ROLLING_12', '2024-02-29', '2023-03-01', '2024-03-01'],
  ['ROLLING_12', '2024-02-28', '2023-02-28', '2024-02-29'],
  ['ROLLING_12', '2024-06-14', '2023-06-15', '2024-06-15'],
  ['CUMULATIVE', '2024-02-28', BEGINNING, '2024-02-29'],
] as const)('the %s of %s is from %s to %s', (kind, day, from, to) => {
  expect(periodOf(kind, on(day))).toEqual({ kind, from, to });
});

test('the periods of a kind follow each other without gap or overlap', () => fc.assert(fc.property(
  fc.constantFrom(...CALENDAR_KINDS), anyDay, (kind, day) => {
    const period = periodOf(kind, day);
    const before = previous(period);
    expect(period.from <= day && day < period.to).toBe(true);
    expect(before?.to).toBe(period.from);
    expect(periodOf(kind, addDays(period.to, -1))).toEqual(period);
    expect(periodOf(kind, period.to).from).toBe(period.to);
  })));

test('before twelve months come the twelve months before them, and the same of a year ago is the same', () => {
  const period = periodOf('ROLLING_12', on('2024-06-14'));
  expect(previous(period)).toEqual({ kind: 'ROLLING_12', from: '2022-06-15', to: '2023-06-15' });
  expect(yearBefore(period)).toEqual(previous(period));
});

test('what is counted since the beginning has no period before it', () => {
  expect(previous(periodOf('CUMULATIVE', on('2024-02-28')))).toBeNull();
});

test('the pieces of a cover are whole, disjoint, and together the period', () => fc.assert(fc.property(
  fc.constantFrom(...PERIOD_KINDS), anyDay, fc.integer({ min: -400, max: 800 }), (kind, day, ahead) => {
    const period = periodOf(kind, day);
    const today = addDays(day, ahead);
    const until = addDays(today, 1) < period.to ? addDays(today, 1) : period.to;
    const cover = coverOf(period, startOf(today));
    if (until <= period.from) return expect(cover).toEqual([]);
    expect(cover[0]?.from).toBe(period.from);
    expect(cover.at(-1)?.to).toBe(until);
    for (const [n, piece] of cover.entries()) {
      expect(piece.from < piece.to).toBe(true);
      if (n > 0) expect(piece.from).toBe(cover[n - 1]?.to);
      for (const edge of [piece.from, piece.to]) expect(beginOf(piece.grain, edge)).toBe(edge);
    }
  })));

test('over any daily series, the sum over a cover is the sum over the days up to today', () => fc.assert(fc.property(
  fc.constantFrom(...PERIOD_KINDS), anyDay, fc.integer({ min: -400, max: 800 }),
  fc.array(fc.record({ offset: fc.oneof(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -1_500, max: 1_500 })), value: fc.integer() })),
  (kind, day, ahead, series) => {
    const today = addDays(day, ahead);
    const period = periodOf(kind, day);
    const days = series.map(({ offset, value }) => ({ day: addDays(day, offset), value: BigInt(value) }));
    const within = days.filter(each => each.day >= period.from && each.day < period.to);
    expect(sumOver(coverOf(period, startOf(today)), days)).toBe(total(within.filter(each => each.day <= today)));
    expect(sumOver(runningCover(period.to), days)).toBe(total(days.filter(each => each.day < period.to)));
  })));

test('a period is counted to the end of a past period, and to the end of today in a running or future one', () => {
  const now = new Date('2024-02-28T16:30:00Z'); // 29 February in Shanghai
  const until = (kind: (typeof PERIOD_KINDS)[number], day: string) => countedUntil(periodOf(kind, on(day)), now);
  expect(until('MONTH', '2024-01-15')).toBe('2024-02-01');
  expect(until('MONTH', '2024-02-01')).toBe('2024-03-01');
  expect(until('MONTH', '2024-03-15')).toBe('2024-03-01');
  expect(until('YEAR', '2024-01-01')).toBe('2024-03-01');
  expect(until('YEAR', '2023-06-01')).toBe('2024-01-01');
  expect(until('CUMULATIVE', dayOf(now))).toBe('2024-03-01');
  expect(until('CUMULATIVE', '2024-02-10')).toBe('2024-02-11');
});

interface Daily {
  day: CalendarDate;
  value: bigint;
}

/** The first day of the stored cell that a day falls in, by spelling alone. */
function beginOf(grain: CoverPiece['grain'], day: CalendarDate): string {
  return grain === 'Y' ? `${day.slice(0, 4)}-01-01` : grain === 'M' ? `${day.slice(0, 7)}-01` : day;
}

/** Sums the stored cells of a cover: each holds the whole of its day, month or year. */
function sumOver(cover: readonly CoverPiece[], days: readonly Daily[]): bigint {
  return total(cover.flatMap(({ grain, from, to }) => days.filter(({ day }) => {
    const start = beginOf(grain, day);
    return start >= from && start < to;
  })));
}

function total(days: readonly Daily[]): bigint {
  return days.reduce((sum, { value }) => sum + value, 0n);
}
