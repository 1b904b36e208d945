import type { PlaceLevel } from '../places/place.entity.ts';
import { read, type Rows } from '../shared/read.ts';
import { CellRefusal } from './cell.ts';

/** A place that a row may name. */
export interface NamedPlace {
  readonly id: string;
  readonly code: string;
  readonly level: PlaceLevel;
  readonly name: string;
  readonly parentId: string | null;
  readonly closed: boolean;
}

/** Places that rows of a sheet may name: one, and all under it. */
export const placesToName = read<NamedPlace, [string]>('places_to_name',
  `select p.id, p.code, p.level, p.name, p.parent_id as "parentId", p.closed_at is not null as closed
   from place_ancestor a join place p on p.district_id = $1 and p.id = a.place_id where a.district_id = $1 and a.ancestor_id = $2`);

export const UNKNOWN_PLACE = new CellRefusal('UNKNOWN_PLACE', '没有这个编码或名称的地方，或不在导入范围内。', 'No place has this code or name within what is imported.');
const AMBIGUOUS = new CellRefusal('AMBIGUOUS', '有几个地方叫这个名称，请填编码，或在前面加上上级名称。', 'Several places are called this: give the code, or put the name of the place above in front.');

/** Open places that rows may name: by code, by name, or by name after that of the place above (幸福社区第一网格). */
export class NamedPlaces {
  /** These places, closed ones too. */
  readonly ids: ReadonlySet<string>;
  readonly #above: ReadonlyMap<string, string | null>;
  readonly #codes: ReadonlyMap<string, NamedPlace>;
  readonly #names = new Map<string, NamedPlace[]>();

  constructor(places: readonly NamedPlace[]) {
    const open = places.filter(({ closed }) => !closed);
    const nameOf = new Map(places.map(({ id, name }) => [id, name]));
    this.ids = new Set(places.map(({ id }) => id));
    this.#above = new Map(places.map(({ id, parentId }) => [id, parentId]));
    this.#codes = new Map(open.map(place => [place.code, place]));
    for (const place of open) {
      const above = nameOf.get(place.parentId ?? '');
      for (const name of new Set([place.name, ...(above === undefined ? [] : [above + place.name])])) this.#names.set(name, [...(this.#names.get(name) ?? []), place]);
    }
  }

  static async under(from: Rows, placeId: string): Promise<NamedPlaces> {
    return new NamedPlaces(await from.rows(placesToName, placeId));
  }

  /** The place that a text means, or why none. */
  meant(text: string): NamedPlace | CellRefusal {
    const named = this.#codes.get(text) ?? this.#names.get(text) ?? [];
    if ('id' in named) return named;
    return named.length > 1 ? AMBIGUOUS : (named[0] ?? UNKNOWN_PLACE);
  }

  /** One of these places and all above it, as far up as these go. */
  line(placeId: string): string[] {
    const line: string[] = [];
    for (let at: string | null | undefined = placeId; at && this.ids.has(at); at = this.#above.get(at)) line.push(at);
    return line;
  }

  /** Whether one of these places is another one, or lies under it. */
  isWithin(placeId: string, otherId: string): boolean {
    return this.line(placeId).includes(otherId);
  }
}
