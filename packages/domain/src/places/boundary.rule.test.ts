import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refusedNow } from '../testing/refused.ts';
import { checkedBoundary } from './boundary.rule.ts';

const RING = [[112.5, 35], [112.6, 35], [112.6, 35.1], [112.5, 35]] as const;
const polygon = (...coordinates: unknown[]) => ({ type: 'Polygon', coordinates });
const why = (boundary: unknown): string => {
  try {
    checkedBoundary(boundary);
    return 'right';
  } catch (error) {
    return (error as Error).message;
  }
};

test('a triangle, a hole in it and a corner drawn twice are right', () => {
  const hole = [[112.57, 35.01], [112.59, 35.01], [112.59, 35.03], [112.57, 35.01]];
  for (const boundary of [polygon(RING), polygon(RING, hole), polygon([RING[0], RING[0], ...RING.slice(1)])]) {
    expect(checkedBoundary(boundary)).toEqual(boundary);
  }
});

test.each<[string, unknown, RegExp]>([
  ['nothing', null, /GeoJSON polygon/],
  ['a word', 'somewhere', /GeoJSON polygon/],
  ['a point', { type: 'Point', coordinates: [112.5, 35] }, /GeoJSON polygon/],
  ['a polygon without rings', polygon(), /GeoJSON polygon/],
  ['rings that are none', polygon('x'), /GeoJSON polygon/],
  ['corners that are words', polygon(RING.map(() => ['x', 'y'])), /GeoJSON polygon/],
  ['corners with heights', polygon(RING.map(([x, y]) => [x, y, 1])), /GeoJSON polygon/],
  ['corners beyond the poles', polygon(RING.map(([x, y]) => [x, y + 60])), /GeoJSON polygon/],
  ['an empty ring', polygon([]), /ends where it begins/],
  ['a ring that is not closed', polygon([...RING.slice(0, 3), [1, 1]]), /ends where it begins/],
  ['a ring of three corners', polygon(RING.slice(1)), /ends where it begins/],
  ['half of Asia', polygon([[80, 20], [120, 20], [120, 50], [80, 20]]), /10 degrees/],
  ['a line there and back', polygon([[112.5, 35], [112.6, 35], [112.7, 35], [112.5, 35]]), /holds nothing/],
  ['a bow tie', polygon([[112.5, 35], [112.6, 35.1], [112.6, 35], [112.5, 35.09], [112.5, 35]]), /crosses itself at 112\.547368, 35\.047368/],
  ['a hole that reaches outside', polygon(RING, [[112.57, 35.01], [112.7, 35.01], [112.59, 35.03], [112.57, 35.01]]), /crosses itself/],
  ['too many corners', polygon(Array.from({ length: 5_001 }, (_, n) => [112 + n / 1e5, 35])), /5000 corners/],
])('refused as a boundary, with the reason: %s', (_, boundary, reason) => {
  expect(refusedNow(() => checkedBoundary(boundary))).toBe('INVALID at boundary');
  expect(why(boundary)).toMatch(reason);
});

test('corners around a middle are a boundary; one drawn before its neighbour crosses', () => fc.assert(fc.property(fc.integer({ min: 5, max: 60 }), fc.nat(), (count, n) => {
  const corners = Array.from({ length: count }, (_, k) => [112 + Math.cos((2 * Math.PI * k) / count) / 10, 35 + Math.sin((2 * Math.PI * k) / count) / 10]);
  const ring = (of: number[][]) => polygon([...of, of[0]]);
  expect(why(ring(corners))).toBe('right');
  const [a, b] = [n % count, (n + 1) % count];
  expect(why(ring(corners.with(a, corners[b] ?? []).with(b, corners[a] ?? [])))).toMatch(/crosses itself/);
})));
