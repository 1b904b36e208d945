import { expect, test } from '@jest/globals';
import { calendarDate } from '../shared/clock.ts';
import { refusedNow } from '../testing/refused.ts';
import { slotsOf, type Series } from './slots.rule.ts';

const SERIES: Series = { firstDay: calendarDate('2026-03-02'), lastDay: calendarDate('2026-03-15'), weekdays: [1, 7], from: '11:00', minutes: 60 };

test('a series lies on its days of the week, in Shanghai, and closes at the cut-off of each day', () => {
  const slots = slotsOf(SERIES, '09:30');
  expect(slots.map(({ startsAt }) => startsAt.toISOString().slice(0, 16))).toEqual(['2026-03-02T03:00', '2026-03-08T03:00', '2026-03-09T03:00', '2026-03-15T03:00']);
  expect(slots[0]).toMatchObject({ closesAt: new Date('2026-03-02T01:30:00Z'), endsAt: new Date('2026-03-02T04:00:00Z') });
});

test('without a cut-off before it, a slot closes as it begins', () => {
  for (const cutOff of [null, '12:00']) expect(slotsOf(SERIES, cutOff)[0]?.closesAt).toEqual(new Date('2026-03-02T03:00:00Z'));
});

test.each<[Partial<Series>, string]>([
  [{ lastDay: calendarDate('2026-03-01') }, 'INVALID at lastDay'], [{ lastDay: calendarDate('2099-03-01'), weekdays: [1, 2, 3, 4, 5, 6, 7] }, 'INVALID at lastDay'],
  [{ weekdays: [] }, 'INVALID at weekdays'], [{ weekdays: [0] }, 'INVALID at weekdays'], [{ lastDay: calendarDate('2026-03-02'), weekdays: [3] }, 'INVALID at weekdays'],
  [{ from: '24:00' }, 'INVALID at from'], [{ from: '9:00' }, 'INVALID at from'], [{ minutes: 0 }, 'INVALID at minutes'], [{ minutes: 1_441 }, 'INVALID at minutes'],
])('%j cannot be', (values, refusal) => {
  expect(refusedNow(() => slotsOf({ ...SERIES, ...values }, null))).toBe(refusal);
});
