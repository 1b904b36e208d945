import { expect, test } from '@jest/globals';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { residents } from '../catalogue/population.kpi.ts';
import { PERIOD_KINDS, valueOf } from './indicator.ts';

test.each([
  ['RATIO', 3, 4, 0.75],
  ['HOURS', 90, 2, 0.75],
  ['PER_1000', 3, 1_500, 2],
  ['RATIO', 0, 4, 0],
  ['RATIO', 0, 0, null],
  ['PER_1000', 5, 0, null],
  ['RATIO', 3, null, null],
] as const)('as %s, %d by %d is %d', (unit, numerator, denominator, value) => {
  expect(valueOf({ unit, denominator: residents }, numerator, denominator)).toBe(value);
});

test('a plain count or sum has no denominator to be zero', () => {
  expect(valueOf({ unit: 'COUNT' }, 0, null)).toBe(0);
  expect(valueOf({ unit: 'HOURS' }, 90, null)).toBe(1.5);
  expect(valueOf({ unit: 'YUAN' }, 12_345, null)).toBe(123.45);
});

test('every indicator of the catalogue says in two languages what it counts, and has its own key', () => {
  expect(new Set(CATALOGUE.map(({ key }) => key)).size).toBe(CATALOGUE.length);
  for (const { key, title, population, attribution, exclusions, periods, source, version } of CATALOGUE) {
    expect(key).toMatch(/^[a-z_]+\.[a-z_]+$/);
    for (const label of [title, population, attribution, ...(exclusions ? [exclusions] : [])]) {
      expect(label.zh).toMatch(/\p{Script=Han}/u);
      expect(label.en).toMatch(/[a-z]/);
    }
    expect(periods.every(period => PERIOD_KINDS.includes(period))).toBe(true);
    expect(source).not.toBe('');
    expect(version).toBeGreaterThan(0);
  }
});

test('a stock figure is offered by the month and coarser only', () => {
  const stocks = CATALOGUE.filter(({ numerator }) => numerator.kind === 'ADDITIVE' && numerator.source.kind === 'STOCK');
  expect(stocks.map(({ key }) => key)).toEqual(['population.senior_share', 'population.floating_share', 'timebank.outstanding_hours', 'timebank.liability_ratio']);
  for (const { periods } of stocks) expect(periods).toEqual(['MONTH', 'QUARTER', 'YEAR', 'CUMULATIVE']);
});
