import { expect, test } from '@jest/globals';
import { refusedNow } from '../testing/refused.ts';
import { checkedAvailability, isAvailable, weeklyMinutes } from './availability.rule.ts';

const mornings = [{ weekday: 3, from: 540, to: 720 }, { weekday: 1, from: 540, to: 720 }];

test('hours are kept in order, and add up to a week', () => {
  expect(checkedAvailability(mornings).map(({ weekday }) => weekday)).toEqual([1, 3]);
  expect(weeklyMinutes(mornings)).toBe(360);
});

test.each([
  [[]], [[{ weekday: 0, from: 0, to: 60 }]], [[{ weekday: 8, from: 0, to: 60 }]], [[{ weekday: 1, from: 60, to: 60 }]], [[{ weekday: 1, from: -1, to: 60 }]],
  [[{ weekday: 1, from: 0, to: 1_441 }]], [[{ weekday: 1, from: 0.5, to: 60 }]], [[{ weekday: 1, from: 0, to: 61 }, { weekday: 1, from: 60, to: 120 }]],
])('%j are no hours', availability => {
  expect(refusedNow(() => checkedAvailability(availability))).toBe('INVALID at availability');
});

test('a time fits when the hours of that weekday in Shanghai hold all of it', () => {
  const monday = (time: string) => new Date(`2026-03-02T${time}:00+08:00`);
  expect(isAvailable(mornings, monday('09:00'), 180)).toBe(true);
  expect(isAvailable(mornings, monday('09:30'), 180)).toBe(false);
  expect(isAvailable(mornings, new Date('2026-03-01T23:30:00Z'), 60)).toBe(false); // 07:30
  expect(isAvailable(mornings, new Date('2026-03-03T10:00:00+08:00'), 60)).toBe(false);
});
