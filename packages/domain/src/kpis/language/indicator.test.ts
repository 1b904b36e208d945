import { expect, test } from '@jest/globals';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { residents } from '../catalogue/population.kpi.ts';
import { valueOf } from './indicator.ts';

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

test('an indicator is named after its room', () => {
  for (const { key } of CATALOGUE) expect(key).toMatch(/^[a-z_]+\.[a-z_]+$/);
});

test('a stock figure is offered by the month and coarser only', () => {
  const stocks = CATALOGUE.filter(({ numerator }) => numerator.kind === 'ADDITIVE' && numerator.source.kind === 'STOCK');
  expect(stocks.map(({ key }) => key)).toEqual(['population.senior_share', 'population.floating_share', 'timebank.outstanding_hours', 'timebank.liability_ratio']);
  for (const { periods } of stocks) expect(periods).toEqual(['MONTH', 'QUARTER', 'YEAR', 'CUMULATIVE']);
});
