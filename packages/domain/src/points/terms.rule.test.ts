import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, calendarDate, startOf } from '../shared/clock.ts';
import { refusedNow } from '../testing/refused.ts';
import { dryRun } from './dry-run.rule.ts';
import { checkedLevels, levelOf } from './levels.rule.ts';
import { checkedTerms, mayEarn, pointsWithin, type Terms } from './terms.rule.ts';

const TERMS: Terms = {
  points: 5, evidence: 'NONE', subject: 'PERSON', dayCap: null, monthCap: null, totalCap: null, standings: [], ageFrom: null, ageBelow: null,
};

test.each([
  [{ points: 0 }, 'points'], [{ points: -1 }, 'points'], [{ points: 1.5 }, 'points'], [{ points: 100_001 }, 'points'], [{ points: NaN }, 'points'],
  [{ dayCap: 0 }, 'dayCap'], [{ dayCap: 4 }, 'dayCap'], [{ monthCap: 7.5 }, 'monthCap'], [{ totalCap: 1e12 }, 'totalCap'],
  [{ ageFrom: -1 }, 'ageFrom'], [{ ageFrom: 60, ageBelow: 60 }, 'ageBelow'], [{ ageFrom: 151 }, 'ageFrom'],
])('%j is refused at %s', (values, field) => {
  expect(refusedNow(() => checkedTerms({ ...TERMS, ...values }))).toBe(`INVALID at ${field}`);
});

test('somebody is as old as a rule asks from their birthday on', () => {
  const earner = { standing: 'FLOATING', birthDate: calendarDate('1966-03-02') } as const;
  const from60 = { ...TERMS, ageFrom: 60 };
  expect([mayEarn(from60, earner, calendarDate('2026-03-01')), mayEarn(from60, earner, calendarDate('2026-03-02'))]).toEqual([false, true]);
  const below60 = { ...TERMS, ageBelow: 60 };
  expect([mayEarn(below60, earner, calendarDate('2026-03-01')), mayEarn(below60, earner, calendarDate('2026-03-02'))]).toEqual([true, false]);
  expect(mayEarn({ ...TERMS, standings: ['REGISTERED_HERE'] }, earner, calendarDate('2026-03-02'))).toBe(false);
});

const FIRST = calendarDate('2026-01-01');
const events = fc.array(fc.record({ owner: fc.integer({ min: 0, max: 3 }), day: fc.integer({ min: 0, max: 80 }) }), { maxLength: 200 })
  .map(all => all.toSorted((a, b) => a.day - b.day));
const cap = fc.option(fc.integer({ min: 5, max: 60 }), { nil: null });

test('no cap is ever passed, and without caps nothing is lost', () => fc.assert(fc.property(
  events, fc.record({ points: fc.integer({ min: 1, max: 5 }), dayCap: cap, monthCap: cap, totalCap: cap }), (all, caps) => {
    const got = new Map<string, number>();
    for (const { owner, day } of all) {
      const date = addDays(FIRST, day);
      const keys = [`${owner} ${date}`, `${owner} ${date.slice(0, 7)}`, `${owner}`];
      const [of, month, total] = keys.map(key => got.get(key) ?? 0) as [number, number, number];
      const points = pointsWithin(caps, { day: of, month, total });
      expect(points).toBeLessThanOrEqual(caps.points);
      for (const key of keys) got.set(key, (got.get(key) ?? 0) + points);
    }
    for (const [key, points] of got) {
      const most = key.length === 1 ? caps.totalCap : key.length > 10 ? caps.dayCap : caps.monthCap;
      expect(points).toBeLessThanOrEqual(most ?? Infinity);
    }
    const asEvents = all.map(({ owner, day }, n) => (
      { key: String(n), residentId: String(owner), householdId: null, placeId: 'x', occurredAt: startOf(addDays(FIRST, day)) }));
    const tried = dryRun({ ...TERMS, ...caps }, asEvents, new Map());
    const totals = [...got].flatMap(([key, points]) => (key.length === 1 ? [points] : []));
    expect(tried).toMatchObject({ events: all.length, points: totals.reduce((a, b) => a + b, 0), most: Math.max(0, ...totals) });
    if (caps.dayCap === null && caps.monthCap === null && caps.totalCap === null) expect(tried).toMatchObject({ points: all.length * caps.points, capped: 0 });
  })));

test('a dry run leaves out whoever may not earn, and events without somebody to give points to', () => {
  const event = (residentId: string | null, householdId: string | null) => ({ key: 'x', residentId, householdId, placeId: 'x', occurredAt: startOf(FIRST) });
  const earners = new Map([['old', { standing: 'FLOATING', birthDate: calendarDate('1950-01-01') } as const], ['young', { standing: 'FLOATING', birthDate: calendarDate('2010-01-01') } as const]]);
  const all = [event('old', 'h'), event('young', 'h'), event(null, 'h'), event('gone', null)];
  expect(dryRun({ ...TERMS, ageFrom: 60 }, all, earners)).toEqual({ events: 4, counted: 1, capped: 0, owners: 1, points: 5, most: 5 });
  expect(dryRun({ ...TERMS, subject: 'HOUSEHOLD', dayCap: 8 }, all, earners)).toEqual({ events: 4, counted: 2, capped: 2, owners: 1, points: 8, most: 8 });
});

test('a level is reached with its points, and kept whatever is spent', () => {
  const levels = checkedLevels([{ name: '热心居民', from: 0 }, { name: '先锋', from: 100 }]);
  expect([levelOf(levels, 0)?.name, levelOf(levels, 99)?.name, levelOf(levels, 100)?.name, levelOf([], 5)]).toEqual(['热心居民', '热心居民', '先锋', null]);
  expect(refusedNow(() => checkedLevels([{ name: 'a', from: 10 }, { name: 'b', from: 10 }]))).toBe('INVALID at levels.1.from');
  expect(refusedNow(() => checkedLevels([{ name: ' ', from: 10 }]))).toBe('INVALID at levels.0.name');
});
