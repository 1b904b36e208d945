import { expect, test } from '@jest/globals';
import { atTime, counts, dayAndTime, dayOf, days, daysLater, figure, inShanghai, localTime, scaleEnd, startOfDay, tick, timeOfDay } from './format.ts';

test('values are written in their unit', () => {
  expect([figure(0.7823, 'RATIO'), figure(21.59, 'HOURS'), figure(5.612, 'PER_1000'), figure(1234.5, 'YUAN'), figure(1200, 'COUNT')])
    .toEqual(['78.2%', '21.6 h', '5.61‰', '¥1,234.50', '1,200']);
});

test('what a value was made from is written in units that people read', () => {
  expect(counts({ numerator: 31, denominator: 40 }, 'RATIO')).toBe('31 / 40');
  expect(counts({ numerator: 41_451, denominator: 32 }, 'HOURS')).toBe('691 h / 32');
  expect(counts({ numerator: 50_050, denominator: null }, 'YUAN')).toBe('¥500.50');
});

test('a scale ends at 100 % or at a round number above the greatest value', () => {
  expect([scaleEnd([0.2], 'RATIO'), scaleEnd([5.6, 8.9], 'PER_1000'), scaleEnd([21, 38.9], 'HOURS'), scaleEnd([0], 'COUNT'), scaleEnd([], 'COUNT')])
    .toEqual([1, 10, 50, 1, 1]);
  expect([tick(1, 'RATIO'), tick(2.5, 'PER_1000'), tick(50, 'HOURS')]).toEqual(['100%', '2.5‰', '50 h']);
});

test('times are those of Shanghai, whatever this machine\'s are', () => {
  expect(timeOfDay(Date.UTC(2026, 10, 21, 16, 4, 5))).toBe('00:04:05');
  expect(dayAndTime('2026-11-21T16:04:05.000Z')).toBe('11/22 00:04');
  expect([dayOf('2026-11-21T16:04:05.000Z'), startOfDay('2026-11-22'), atTime('2026-11-22', '14:00'), daysLater('2026-12-29', 7)])
    .toEqual(['2026-11-22', '2026-11-21T16:00:00.000Z', '2026-11-22T06:00:00.000Z', '2027-01-05']);
  expect(localTime(inShanghai('2026-11-22T00:30'))).toBe('2026-11-22T00:30');
});

test('a period is shown by its first and last day', () => {
  expect(days({ from: '2026-11-01', to: '2026-12-01' })).toBe('2026-11-01 – 2026-11-30');
  expect(days({ from: '2026-11-21', to: '2026-11-22' })).toBe('2026-11-21');
  expect(days({ from: '0001-01-01', to: '2026-11-22' })).toBe('… – 2026-11-21');
});
