import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refusedNow } from '../testing/refused.ts';
import { covers, lasts, overlap, toCome, type Period } from './membership.rule.ts';

const day = (n: number) => new Date(Date.UTC(2025, 0, n));
const moment = fc.integer({ min: 1, max: 30 }).map(day);
const period: fc.Arbitrary<Period> = fc.tuple(moment, fc.option(moment)).map(([a, b]) => (
  b === null ? { validFrom: a, validTo: null } : { validFrom: a < b ? a : b, validTo: a < b ? b : a }));

test('two periods overlap exactly when some moment lies in both', () => {
  fc.assert(fc.property(period, period, (a, b) => {
    const shared = Array.from({ length: 31 }, (_, n) => day(n + 1)).some(at => covers(a, at) && covers(b, at));
    expect([overlap(a, b), overlap(b, a)]).toEqual([shared, shared]);
  }));
});

test('what begins when another ends does not overlap it', () => {
  expect(overlap({ validFrom: day(1), validTo: day(5) }, { validFrom: day(5), validTo: null })).toBe(false);
  expect(overlap({ validFrom: day(1), validTo: day(5) }, { validFrom: day(4), validTo: null })).toBe(true);
});

test('a period lasts until its end, also before it begins; an empty one never does', () => {
  expect(lasts({ validFrom: day(3), validTo: day(5) }, day(1))).toBe(true);
  expect(lasts({ validFrom: day(3), validTo: day(5) }, day(5))).toBe(false);
  expect(lasts({ validFrom: day(3), validTo: day(3) }, day(1))).toBe(false);
  expect(lasts({ validFrom: day(3), validTo: null }, day(30))).toBe(true);
});

test('a period to come begins now or later, and ends after it begins', () => {
  expect(toCome({}, day(3))).toEqual({ validFrom: day(3), validTo: null });
  expect(toCome({ validFrom: day(4), validTo: day(5) }, day(3))).toEqual({ validFrom: day(4), validTo: day(5) });
  expect(refusedNow(() => toCome({ validFrom: day(2) }, day(3)))).toBe('INVALID at validFrom');
  expect(refusedNow(() => toCome({ validTo: day(2) }, day(3)))).toBe('INVALID at validTo');
  expect(refusedNow(() => toCome({ validFrom: day(5), validTo: day(5) }, day(3), ['roles', '0']))).toBe('INVALID at roles.0.validTo');
});
