import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Rows } from '../shared/read.ts';
import { PLACE_LEVELS } from './place.entity.ts';
import { boundaries, placesById, type PlaceRow } from './places.read.ts';

/** The deepest place whose boundary holds a position (WGS 84), in a list of one; an empty list when none does. */
export async function placeAt(from: Rows, longitude: number, latitude: number): Promise<PlaceRow[]> {
  const holding = (await from.rows(boundaries))
    .filter(({ boundary }) => boundary && booleanPointInPolygon([longitude, latitude], boundary as never))
    .toSorted((a, b) => PLACE_LEVELS.indexOf(b.level) - PLACE_LEVELS.indexOf(a.level));
  const [deepest] = holding;
  return deepest ? from.rows(placesById, [deepest.id]) : [];
}
