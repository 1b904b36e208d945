import { expect, test } from '@jest/globals';
import { addDays, calendarDate } from '../../shared/clock.ts';
import { complaintRate, onTimeRate } from '../catalogue/cases.kpi.ts';
import { seniorShare } from '../catalogue/population.kpi.ts';
import type { IndicatorValue } from '../engine/values.ts';
import { valueOf, type Indicator } from '../language/indicator.ts';
import { beyondThreshold, closedPeriods, eventsOf, missedTarget, silence, unusualChange } from './finding.rule.ts';

const NOW = new Date('2026-03-10T02:00:00Z');
const MONTHS = closedPeriods('MONTH', NOW, 24);
const figure = (indicator: Indicator, numerator: number, denominator: number, back = 0): IndicatorValue =>
  ({ indicator, placeId: 'p', period: MONTHS[back]!, numerator, denominator, squares: null, value: valueOf(indicator, numerator, denominator), counted: true });

test('the last whole period is looked at, and those before it', () => {
  expect(MONTHS).toHaveLength(25);
  expect(MONTHS[0]).toEqual({ kind: 'MONTH', from: '2026-02-01', to: '2026-03-01' });
  expect(MONTHS[24]?.from).toBe('2024-02-01');
});

test('a threshold is passed, not reached; and nobody is judged by fewer than the minimum', () => {
  expect(beyondThreshold(figure(onTimeRate, 8, 10), 'BELOW', 0.8)).toBeNull();
  expect(beyondThreshold(figure(onTimeRate, 7, 10), 'BELOW', 0.8)).toMatchObject({ value: 0.7, low: 0.8, high: null, numerator: 7, denominator: 10, fromDay: '2026-02-01', toDay: '2026-03-01' });
  expect(beyondThreshold(figure(onTimeRate, 6, 9), 'BELOW', 0.8)).toBeNull();
  expect(beyondThreshold(figure(complaintRate, 3, 200), 'ABOVE', 14)).toMatchObject({ value: 15, low: null, high: 14 });
  expect(beyondThreshold(figure(onTimeRate, 0, 0), 'BELOW', 0.8)).toBeNull();
});

test('a target is missed on the side that is worse', () => {
  expect(missedTarget(figure(onTimeRate, 80, 100), 0.9)).toMatchObject({ low: 0.9, high: null });
  expect(missedTarget(figure(onTimeRate, 95, 100), 0.9)).toBeNull();
  expect(missedTarget(figure({ ...complaintRate, better: 'LOWER' }, 3, 200), 14)).toMatchObject({ low: null, high: 14 });
});

test('a change is unusual beyond the limits of its own size, in the unit that people read', () => {
  const before = MONTHS.slice(1, 14).map((_, at) => figure(complaintRate, 40 + (at % 2), 10_000, at + 1));
  const centre = (1000 * before.reduce((sum, { numerator }) => sum + numerator, 0)) / (10_000 * before.length);
  expect(unusualChange(figure(complaintRate, 59, 10_000), before)).toBeNull();
  const found = unusualChange(figure(complaintRate, 61, 10_000), before);
  expect(found).toMatchObject({ value: 6.1, centre: expect.closeTo(centre, 9), high: expect.closeTo(centre + 3 * Math.sqrt((centre * 1000) / 10_000), 9) });
  expect(found?.basis.map(({ from }) => from)).toEqual(MONTHS.slice(1, 14).map(({ from }) => from).toReversed());
  expect(unusualChange(figure(complaintRate, 610, 10_000), before.slice(2))).toBeNull(); // too few periods to know what is usual
});

test('silence counts whole days since the last record, or since the place began', () => {
  const [today, since] = [calendarDate('2026-03-10'), calendarDate('2026-01-01')];
  expect(silence(addDays(today, -7), since, today, 7)).toBeNull();
  expect(silence(addDays(today, -8), since, today, 7)).toMatchObject({ fromDay: '2026-03-03', toDay: '2026-03-10' });
  expect(silence(null, since, today, 7)).toMatchObject({ fromDay: '2026-01-01' });
  expect(silence(calendarDate('2025-06-01'), since, calendarDate('2026-01-03'), 7)).toBeNull();
});

test('what is only a stock has no events to miss', () => {
  expect(eventsOf(seniorShare)).toEqual({ cells: [], seen: [] });
  expect(eventsOf(complaintRate)).toEqual({ cells: ['case.complaints'], seen: [] });
});
