import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refusedNow } from '../testing/refused.ts';
import { DEFAULT_QUIET_HOURS, deliveredAt, hoursOf, minuteOfDay, timeOfDay, type QuietHours } from './quiet-hours.rule.ts';

const at = (time: string) => new Date(`${time}+08:00`);

test.each([
  ['2026-11-21T12:00:00', '2026-11-21T12:00:00'],
  ['2026-11-21T21:59:59.999', '2026-11-21T21:59:59.999'],
  ['2026-11-21T22:00:00', '2026-11-22T07:00:00'],
  ['2026-12-31T23:59:59.999', '2027-01-01T07:00:00'],
  ['2026-11-21T00:00:00', '2026-11-21T07:00:00'],
  ['2026-11-21T06:59:59.999', '2026-11-21T07:00:00'],
  ['2026-11-21T07:00:00', '2026-11-21T07:00:00'],
])('over night: made at %s, delivered at %s', (made, delivered) => {
  expect(deliveredAt(at(made), DEFAULT_QUIET_HOURS, false)).toEqual(at(delivered));
});

test.each([['12:29', '12:29'], ['12:30', '14:00'], ['13:59', '14:00'], ['14:00', '14:00'], ['23:00', '23:00']])(
  'over noon: made at %s, delivered at %s', (made, delivered) => {
    expect(deliveredAt(at(`2026-11-21T${made}:00`), { from: 750, to: 840 }, false)).toEqual(at(`2026-11-21T${delivered}:00`));
  });

const minute = fc.integer({ min: 0, max: 1_439 });
const hours: fc.Arbitrary<QuietHours> = fc.record({ from: minute, to: minute }).filter(({ from, to }) => from !== to);
const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

/** Said another way: by the clock on the wall. */
function isQuiet(moment: Date, { from, to }: QuietHours): boolean {
  const wall = new Date(moment.getTime() + 8 * 3_600_000);
  const now = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  return from < to ? now >= from && now < to : now >= from || now < to;
}

test('nothing is delivered within quiet hours, before it was made, or later than they end', () => fc.assert(fc.property(moments, hours, (made, quiet) => {
  const delivered = deliveredAt(made, quiet, false);
  expect(isQuiet(delivered, quiet)).toBe(false);
  if (!isQuiet(made, quiet)) return expect(delivered).toEqual(made);
  expect(delivered > made).toBe(true);
  expect(isQuiet(new Date(delivered.getTime() - 1), quiet)).toBe(true);
  const length = ((quiet.to - quiet.from + 1_440) % 1_440) * 60_000;
  expect(delivered.getTime() - made.getTime()).toBeLessThanOrEqual(length);
})));

test('what was made first is never delivered last', () => fc.assert(fc.property(moments, fc.integer({ min: 0, max: 172_800_000 }), hours, (made, later, quiet) => {
  const [first, second] = [deliveredAt(made, quiet, false), deliveredAt(new Date(made.getTime() + later), quiet, false)];
  expect(first <= second).toBe(true);
})));

test('what is urgent, and what is for somebody without quiet hours, waits for nothing', () => fc.assert(fc.property(moments, hours, (made, quiet) => {
  expect(deliveredAt(made, quiet, true)).toEqual(made);
  expect(deliveredAt(made, null, false)).toEqual(made);
})));

test('a time of day is read as it is written, and nothing else is one', () => {
  fc.assert(fc.property(minute, n => expect(minuteOfDay(timeOfDay(n), 'from')).toBe(n)));
  for (const wrong of ['', '24:00', '7:00', '07:60', '0700', '07:00:00', ' 07:00', '七点']) expect(refusedNow(() => minuteOfDay(wrong, 'to'))).toBe('INVALID at to');
});

test('who has chosen nothing has the default, who has switched them off has none', () => {
  expect(hoursOf(undefined)).toEqual(DEFAULT_QUIET_HOURS);
  expect(hoursOf({ fromMinute: null, toMinute: null })).toBeNull();
  expect(hoursOf({ fromMinute: 0, toMinute: 60 })).toEqual({ from: 0, to: 60 });
});
