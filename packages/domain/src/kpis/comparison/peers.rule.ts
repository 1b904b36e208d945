import { total } from './intervals.rule.ts';

/** What makes places alike. */
export interface Likeness {
  readonly placeId: string;
  readonly population: number;
  /** Shares of residents, 0 to 1. */
  readonly seniors: number;
  readonly floating: number;
}

/** How many places a peer group has, the place itself not counted. */
const PEERS = 5;

/**
 * The places most like one: nearest by the logarithm of the population and the shares of seniors and of floating
 * residents, each measured in the group's own standard deviations.
 * @param places with residents; the asked one among them
 * @returns ids, the most alike first; none when the place has no residents
 */
export function peersOf(placeId: string, places: readonly Likeness[]): string[] {
  const features = places.map(({ population, seniors, floating }) => [Math.log(population), seniors, floating]);
  const spreads = [0, 1, 2].map(at => deviation(features.map(values => values[at] ?? 0)));
  const own = features[places.findIndex(place => place.placeId === placeId)];
  if (!own) return [];
  const distance = (values: readonly number[]) => total(values.map((value, at) => ((value - (own[at] ?? 0)) / (spreads[at] || 1)) ** 2));
  return places
    .map((place, at) => ({ placeId: place.placeId, far: distance(features[at] ?? []) }))
    .filter(place => place.placeId !== placeId)
    .toSorted((a, b) => a.far - b.far || (a.placeId < b.placeId ? -1 : 1))
    .slice(0, PEERS)
    .map(place => place.placeId);
}

function deviation(values: readonly number[]): number {
  const mean = total(values) / values.length;
  return Math.sqrt(total(values.map(value => (value - mean) ** 2)) / values.length);
}
