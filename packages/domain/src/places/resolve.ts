import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Rows } from '../shared/read.ts';
import { searchPattern } from './address.rule.ts';
import { addressesAround, addressesLike, type AddressRow } from './addresses.read.ts';
import { PLACE_LEVELS } from './place.entity.ts';
import { boundaries, placesById, type PlaceRow } from './places.read.ts';
import { degreesAround, metresBetween, wgs84, type Position } from './position.rule.ts';

/** Metres within which a known address tells where something lies. */
const NEAR = 200;

/**
 * Where a position lies, in a list of one: the deepest place whose boundary holds it, else the place of the nearest
 * address with a position within {@link NEAR} metres; an empty list when there is neither.
 * @throws Refusal INVALID for degrees that do not exist
 */
export async function placeAt(from: Rows, position: Position): Promise<PlaceRow[]> {
  const at = wgs84(position);
  const [deepest] = (await from.rows(boundaries))
    .filter(({ boundary }) => boundary && booleanPointInPolygon([...at], boundary as never))
    .toSorted((a, b) => PLACE_LEVELS.indexOf(b.level) - PLACE_LEVELS.indexOf(a.level));
  const placeId = deepest?.id ?? (await nearestAddress(from, at))?.placeId;
  return placeId === undefined ? [] : from.rows(placesById, [placeId]);
}

/** Open addresses that a text may mean, the closest first. */
export async function addressesMeant(from: Rows, text: string, most: number): Promise<AddressRow[]> {
  const pattern = searchPattern(text);
  return pattern === null ? [] : from.rows(addressesLike, pattern, most);
}

/** The places of the addresses that a text may mean, the closest first. */
export async function placesOfAddress(from: Rows, text: string, most: number): Promise<PlaceRow[]> {
  const ids = [...new Set((await addressesMeant(from, text, most)).map(({ placeId }) => placeId))];
  const places = new Map((await from.rows(placesById, ids)).map(place => [place.id, place]));
  return ids.flatMap(id => places.get(id) ?? []);
}

async function nearestAddress(from: Rows, at: readonly [number, number]): Promise<AddressRow | undefined> {
  const [longitude, latitude] = at;
  const around = degreesAround(latitude, NEAR);
  const distances = (await from.rows(addressesAround, longitude, latitude, around.longitude, around.latitude))
    .map(address => ({ address, metres: metresBetween(at, [address.longitude, address.latitude]) }))
    .filter(({ metres }) => metres <= NEAR)
    .toSorted((a, b) => a.metres - b.metres);
  return distances[0]?.address;
}
