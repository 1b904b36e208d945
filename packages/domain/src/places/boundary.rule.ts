import type { Polygon } from './place.entity.ts';

/** Corners of a boundary; an official one of a county has a few thousand. */
const MOST_POSITIONS = 20_000;

/** Whether a value from outside is a GeoJSON polygon of closed rings in degrees (RFC 7946). */
export function isPolygon(value: unknown): value is Polygon {
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'Polygon' || !('coordinates' in value)) return false;
  const rings: unknown = value.coordinates;
  return Array.isArray(rings) && rings.length > 0 && rings.every(isRing) && rings.flat().length <= MOST_POSITIONS;
}

function isRing(ring: unknown): boolean {
  if (!Array.isArray(ring) || ring.length < 4 || !ring.every(isPosition)) return false;
  const [first, last] = [ring[0] as number[], ring.at(-1) as number[]];
  return first[0] === last[0] && first[1] === last[1];
}

function isPosition(position: unknown): boolean {
  return Array.isArray(position) && position.length === 2 && within(position[0], 180) && within(position[1], 90);
}

function within(degrees: unknown, most: number): boolean {
  return typeof degrees === 'number' && Math.abs(degrees) <= most;
}
