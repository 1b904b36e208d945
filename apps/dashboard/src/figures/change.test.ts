import { expect, test } from '@jest/globals';
import { changeOf } from './change.ts';

const share = (numerator: number, denominator: number, state: 'OK' | 'TOO_FEW' = 'OK') => ({ value: numerator / denominator, numerator, denominator, state });

test('22 of 22 after 6 of 7 is no change that anybody should speak of', () => {
  expect(changeOf(share(22, 22), share(6, 7), 'RATIO')?.real).toBe(false);
});

test('800 of 1,000 after 700 of 1,000 is real', () => {
  const change = changeOf(share(800, 1_000), share(700, 1_000), 'RATIO');
  expect(change?.real).toBe(true);
  expect(change?.by).toBeCloseTo(0.1);
});

test('40 complaints after 60 among as many people may be chance, 400 after 600 is not', () => {
  expect(changeOf(share(40, 9_000), share(60, 9_000), 'PER_1000')?.real).toBe(false);
  expect(changeOf(share(400, 9_000), share(600, 9_000), 'PER_1000')?.real).toBe(true);
});

test('hours and counts change, and nothing is said of chance', () => {
  expect(changeOf(share(8, 2), share(4, 2), 'HOURS')).toEqual({ by: 2, real: null });
});

test('what is missing, or too little to go by, is not compared', () => {
  expect(changeOf(share(1, 2), null, 'RATIO')).toBeNull();
  expect(changeOf(share(1, 2), share(1, 2, 'TOO_FEW'), 'RATIO')).toBeNull();
});
