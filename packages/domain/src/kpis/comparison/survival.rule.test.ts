import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { medianOf, survival, type Lasted } from './survival.rule.ts';

const ended = (...minutes: number[]): Lasted[] => minutes.map(each => ({ minutes: each, ended: true, n: 1 }));
const open = (...minutes: number[]): Lasted[] => minutes.map(each => ({ minutes: each, ended: false, n: 1 }));

// Weeks in remission of 42 children with leukaemia: Freireich et al., Blood 21 (1963) 699–716; the estimates as in Kleinbaum and
// Klein, Survival Analysis, table 2.1.
const TREATED = [...ended(6, 6, 6, 7, 10, 13, 16, 22, 23), ...open(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)];
const PLACEBO = ended(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);

test('the estimates are those that are published', () => {
  expect(survival(TREATED).map(({ minutes, share }) => [minutes, share.toFixed(4)])).toEqual([
    [6, '0.8571'], [7, '0.8067'], [10, '0.7529'], [13, '0.6902'], [16, '0.6275'], [22, '0.5378'], [23, '0.4482'],
  ]);
  expect([medianOf(TREATED), medianOf(PLACEBO)]).toEqual([23, 8]);
});

test('what goes on counts: without it the median would be less than half as long', () => {
  expect(medianOf(TREATED.filter(each => each.ended))).toBe(10);
});

test('while more than half go on there is no median, and of nothing there is none', () => {
  expect(medianOf([...ended(5), ...open(6, 7)])).toBeNull();
  expect(medianOf([])).toBeNull();
});

test('where everything has ended it is the lower median', () => fc.assert(fc.property(fc.array(fc.nat({ max: 50 }), { minLength: 1 }), minutes => {
  const sorted = minutes.toSorted((a, b) => a - b);
  expect(medianOf(ended(...minutes))).toBe(sorted[Math.ceil(sorted.length / 2) - 1]);
})));
