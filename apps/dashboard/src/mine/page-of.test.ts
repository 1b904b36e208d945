import { expect, test } from '@jest/globals';
import { mendingOf, mineOf } from './page-of.ts';

test('what residents are told of has a page in their own view, and what is the staff\'s has none', () => {
  expect(['/cases/1', '/points/redemptions/1', '/time-bank/exchanges/1', '/activities/1', '/elder-care/bookings/1'].map(mineOf))
    .toEqual(['/mine/cases/1', '/mine/points', '/mine/time', '/mine/activities', '/mine/care']);
  expect(['/alerts/1', '/places/1', '/', '/toString'].map(mineOf)).toEqual([null, null, null, null]);
});

test('what was refused is mended for whom it was recorded: a mother\'s matter does not become her daughter\'s, nor a worker\'s own one somebody else\'s', () => {
  expect(mendingOf({ key: 'k', input: { onBehalf: false, residentId: 'UmVz=' } })).toBe('/mine/cases?mend=k&for=UmVz%3D');
  expect(mendingOf({ key: 'k', input: { onBehalf: false } })).toBe('/mine/cases?mend=k');
  expect(mendingOf({ key: 'k', input: { onBehalf: true } })).toBe('/cases?view=all&mend=k');
});
