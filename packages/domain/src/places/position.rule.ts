import gcoord from 'gcoord';
import { Refusal } from '../shared/refusal.ts';

/** Which grid of the earth degrees are read on: GPS, 高德 and 腾讯, 百度. */
export const COORDINATE_SYSTEMS = ['WGS84', 'GCJ02', 'BD09'] as const;
export type CoordinateSystem = (typeof COORDINATE_SYSTEMS)[number];

/** A point on the map, in degrees, as somebody's device tells it. */
export interface Position {
  readonly longitude: number;
  readonly latitude: number;
  readonly system: CoordinateSystem;
}

/** Its types describe an ES module with a default export; what Node loads is that export itself. */
const convert = gcoord as unknown as typeof gcoord.default;

/** Whether the degrees exist. */
export function isPosition({ longitude, latitude }: Position): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

/**
 * Degrees east and north on WGS 84. Chinese maps are displaced by some hundred metres; undone, centimetres remain.
 * @throws Refusal INVALID for degrees that do not exist
 */
export function wgs84(position: Position): [longitude: number, latitude: number] {
  const { longitude, latitude, system } = position;
  if (!isPosition(position)) throw new Refusal('INVALID', 'There is no such position.', ['position']);
  return system === 'WGS84' ? [longitude, latitude] : convert.transform([longitude, latitude], convert[system], convert.WGS84);
}

const METRES_PER_DEGREE = 111_320;

/** Half the sides of a square around a position that holds a circle, in degrees. */
export function degreesAround(latitude: number, metres: number): { longitude: number; latitude: number } {
  const degrees = metres / METRES_PER_DEGREE;
  return { longitude: degrees / Math.max(Math.cos((latitude * Math.PI) / 180), 0.01), latitude: degrees };
}

/** Metres between two positions that are close to each other. */
export function metresBetween([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): number {
  const narrow = Math.cos((((y1 + y2) / 2) * Math.PI) / 180);
  return METRES_PER_DEGREE * Math.hypot((x2 - x1) * narrow, y2 - y1);
}
