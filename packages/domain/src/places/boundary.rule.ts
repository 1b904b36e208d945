import { kinks } from '@turf/kinks';
import { Refusal } from '../shared/refusal.ts';
import type { Polygon } from './place.entity.ts';

/** Corners of a boundary; an official one of a county has a few thousand. Every side is held against every other. */
const MOST_POSITIONS = 5_000;
/** Degrees from end to end: no county is as large. */
const LARGEST = 10;
/** Square degrees, some ten square metres. */
const SMALLEST = 1e-9;

type Ring = Polygon['coordinates'][number];

/**
 * A boundary as it comes from outside: a GeoJSON polygon of closed rings in degrees (RFC 7946) that nowhere crosses itself.
 * @throws Refusal INVALID at `boundary`, saying what is wrong
 */
export function checkedBoundary(value: unknown): Polygon {
  const rings = ringsOf(value);
  if (!rings?.every(ring => Array.isArray(ring) && ring.every(isPosition))) throw wrong('A boundary is a GeoJSON polygon of positions in degrees.');
  if (rings.flat().length > MOST_POSITIONS) throw wrong(`A boundary has at most ${MOST_POSITIONS} corners.`);
  if (!rings.every(isClosed)) throw wrong('Every ring of a boundary has at least four positions and ends where it begins.');
  const [outer = []] = rings;
  if (extent(outer, 0) > LARGEST || extent(outer, 1) > LARGEST) throw wrong(`A boundary spans at most ${LARGEST} degrees.`);
  const [crossing] = kinks({ type: 'Polygon', coordinates: rings.map(withoutRepeats) as never }).features;
  if (crossing) throw wrong(`This boundary crosses itself at ${crossing.geometry.coordinates.map(degrees => degrees.toFixed(6)).join(', ')}.`);
  if (areaOf(outer) < SMALLEST) throw wrong('This boundary holds nothing.');
  return { type: 'Polygon', coordinates: rings };
}

function wrong(message: string): Refusal {
  return new Refusal('INVALID', message, ['boundary']);
}

function ringsOf(value: unknown): readonly Ring[] | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'Polygon' || !('coordinates' in value)) return undefined;
  return Array.isArray(value.coordinates) && value.coordinates.length > 0 ? value.coordinates as Ring[] : undefined;
}

function isPosition(position: unknown): boolean {
  return Array.isArray(position) && position.length === 2 && within(position[0], 180) && within(position[1], 90);
}

function within(degrees: unknown, most: number): boolean {
  return typeof degrees === 'number' && Math.abs(degrees) <= most;
}

function isClosed(ring: Ring): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return ring.length >= 4 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

function extent(ring: Ring, axis: 0 | 1): number {
  const values = ring.map(position => position[axis]);
  return Math.max(...values) - Math.min(...values);
}

function areaOf(ring: Ring): number {
  const twice = ring.reduce((sum, [x, y], n) => {
    const [nextX, nextY] = ring[(n + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** A corner drawn twice is none: its neighbours would seem to cross there. */
function withoutRepeats(ring: Ring): Ring {
  return ring.filter(([x, y], n) => n === 0 || x !== ring[n - 1]?.[0] || y !== ring[n - 1]?.[1]);
}
