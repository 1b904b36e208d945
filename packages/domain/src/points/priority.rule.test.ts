import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calendarDate } from '../shared/clock.ts';
import { refusedNow } from '../testing/refused.ts';
import { checkedWeights, ranked, type Applicant, type Weight } from './priority.rule.ts';
import { nextMonth, published } from './public-account.rule.ts';

const WEIGHTS: Weight[] = [
  { criterion: 'EARNED', weight: 2, most: 10 }, { criterion: 'AGE_80', weight: 20, most: null }, { criterion: 'NO_KIN', weight: 30, most: null },
  { criterion: 'LIVES_ALONE', weight: 10, most: null }, { criterion: 'DISABILITY', weight: 5, most: null }, { criterion: 'AGE_60', weight: 1, most: null },
];
const DAY = calendarDate('2026-03-01');
const applicant = (id: string, values: Partial<Applicant> = {}): Applicant => ({
  id, appliedAt: new Date(0), birthDate: calendarDate('1990-01-01'), livesAlone: false, noKin: false, disabilityLevel: null, earned: 0, ...values,
});

test('the reasons say what each criterion added, and points add no more than their limit', () => {
  const [first, second] = ranked(WEIGHTS, [applicant('a', { earned: 99_999 }), applicant('b', { birthDate: calendarDate('1946-03-01'), disabilityLevel: 2, earned: 150 })], 1, DAY);
  expect(first).toEqual({ id: 'b', rank: 1, score: 28, admitted: true, reasons: [
    { criterion: 'EARNED', score: 2 }, { criterion: 'AGE_80', score: 20 }, { criterion: 'DISABILITY', score: 5 }, { criterion: 'AGE_60', score: 1 }] });
  expect(second).toEqual({ id: 'a', rank: 2, score: 10, admitted: false, reasons: [{ criterion: 'EARNED', score: 10 }] });
});

test('everybody has one rank, nobody with less stands before somebody with more, and among equals who came first', () => fc.assert(fc.property(
  fc.array(fc.record({ earned: fc.integer({ min: 0, max: 2000 }), noKin: fc.boolean(), at: fc.integer({ min: 0, max: 5 }) }), { maxLength: 30 }), fc.integer({ min: 1, max: 10 }), (all, places) => {
    const people = all.map(({ earned, noKin, at }, n) => applicant(String(n).padStart(2, '0'), { earned, noKin, appliedAt: new Date(at) }));
    const order = ranked(WEIGHTS, people, places, DAY);
    expect(order.map(({ rank }) => rank)).toEqual(people.map((_, n) => n + 1));
    expect(order.filter(({ admitted }) => admitted)).toHaveLength(Math.min(places, people.length));
    const cameAt = new Map(people.map(({ id, appliedAt }) => [id, appliedAt.getTime()]));
    for (const [n, each] of order.entries()) {
      const next = order[n + 1];
      expect(each.score).toBe(each.reasons.reduce((sum, { score }) => sum + score, 0));
      if (next) expect(each.score > next.score || (each.score === next.score && cameAt.get(each.id)! <= cameAt.get(next.id)!)).toBe(true);
    }
  })));

test.each([
  [[], 'criteria'], [[WEIGHTS[1]!, WEIGHTS[1]!], 'criteria.0.criterion'], [[{ ...WEIGHTS[1]!, weight: 0 }], 'criteria.0.weight'],
  [[{ ...WEIGHTS[0]!, most: null }], 'criteria.0.most'], [[{ ...WEIGHTS[1]!, most: 5 }], 'criteria.0.most'],
])('criteria that cannot be are refused: %j', (weights, field) => {
  const refusal = refusedNow(() => checkedWeights(weights));
  expect([`INVALID at ${field}`, `INVALID at ${field.replace('0', '1')}`]).toContain(refusal);
});

test('a month is published when ten or more, or none, stand behind each of its figures, and not at all otherwise', () => {
  const month = calendarDate('2026-02-01');
  const row = { month, issued: 500, issuedTo: 40, redeemed: 0, redeemedBy: 0, expired: 30, expiredOf: 10, outstanding: 900, heldBy: 50 };
  expect(published(row)).toEqual({ month, issued: 500, redeemed: 0, expired: 30, outstanding: 900, suppressed: false });
  for (const few of ['issuedTo', 'redeemedBy', 'expiredOf', 'heldBy']) {
    expect(published({ ...row, [few]: 9 })).toEqual({ month, issued: null, redeemed: null, expired: null, outstanding: null, suppressed: true });
  }
  expect([nextMonth(calendarDate('2026-01-31')), nextMonth(calendarDate('2026-12-01'))]).toEqual(['2026-02-01', '2027-01-01']);
});
