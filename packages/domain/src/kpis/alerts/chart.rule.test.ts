import { expect, test } from '@jest/globals';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { chartOf, limitsOf, type ChartPoint } from './chart.rule.ts';

const point = (numerator: number, denominator: number | null = null): ChartPoint => ({ numerator, denominator, value: numerator / (denominator ?? 1) });

test('single values: the flow rates of the NIST/SEMATECH e-Handbook, 6.3.2.2', () => {
  const flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1].map(value => point(value));
  expect(limitsOf('INDIVIDUALS', flow, 1)).toEqual({ centre: expect.closeTo(50.81, 4), high: expect.closeTo(55.8041, 4), low: expect.closeTo(45.8159, 4) });
});

test('shares: the cans of orange juice in Montgomery, table 7.1', () => {
  const cans = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6].map(leaking => point(leaking, 50));
  expect(limitsOf('P', cans, 50)).toEqual({ centre: expect.closeTo(0.2313, 4), high: expect.closeTo(0.4102, 4), low: expect.closeTo(0.0524, 4) });
});

test('rates: the rolls of dyed cloth in Montgomery, example 7.5, each with limits by its own size', () => {
  const rolls = ([[14, 10], [12, 8], [20, 13], [11, 10], [7, 9.5], [10, 10], [21, 12], [16, 10.5], [19, 12], [23, 12.5]] as const).map(([faults, size]) => point(faults, size));
  for (const [size, low, high] of [[10, 0.29, 2.55], [8, 0.16, 2.68], [13, 0.43, 2.41]] as const) {
    const limits = limitsOf('U', rolls, size);
    expect(limits.centre).toBeCloseTo(1.42, 2);
    for (const [found, published] of [[limits.low, low], [limits.high, high]] as const) expect(Math.abs(found - published)).toBeLessThan(0.01); // the book rounds the centre first
  }
});

test('no share lies outside 0 and 1, and no rate below 0', () => {
  expect(limitsOf('P', [point(1, 10), point(0, 10)], 4)).toMatchObject({ low: 0 });
  expect(limitsOf('P', [point(9, 10), point(10, 10)], 4)).toMatchObject({ high: 1 });
  expect(limitsOf('U', [point(1, 10), point(1, 10)], 1)).toMatchObject({ low: 0 });
});

test('each indicator has its chart: shares and rates of what happens, single values of everything else', () => {
  const charts = Object.fromEntries(CATALOGUE.map(indicator => [indicator.key, chartOf(indicator)]));
  expect(charts).toMatchObject({
    'case.on_time_rate': 'P', 'case.complaint_rate': 'U', 'case.first_response_hours': 'INDIVIDUALS', 'population.senior_share': 'INDIVIDUALS', 'activity.attendance': 'INDIVIDUALS',
  });
});
