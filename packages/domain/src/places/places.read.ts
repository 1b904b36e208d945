import { changedAfter } from '../shared/changed.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { Place, type PlaceLevel } from './place.entity.ts';

/** A place as it is read: the entity's columns, without its behaviour. */
export type PlaceRow = RowOf<Place>;

const COLUMNS = columnsOf(Place.schema, 'p');

/** Places by id, in no order. */
export const placesById = read<PlaceRow, [string[]]>('places_by_id',
  `select ${COLUMNS} from place p where p.district_id = $1 and p.id = any($2::uuid[])`);

/** The district itself: the root of its tree. */
export const rootPlace = read<PlaceRow>('place_root', `select ${COLUMNS} from place p where p.district_id = $1 and p.parent_id is null`);

/** The place with an official code, or a district's own. */
export const placeByCode = read<PlaceRow, [string]>('place_by_code', `select ${COLUMNS} from place p where p.district_id = $1 and p.code = $2`);

/** What does not work with the system yet, of a place and everything under it. */
export const notOnboardedUnder = read<{ id: string }, [string]>('places_not_onboarded_under',
  `select p.id from place_ancestor a join place p on p.district_id = $1 and p.id = a.place_id
   where a.district_id = $1 and a.ancestor_id = $2 and p.onboarded_at is null`);

/** The children of each of some places, by code. */
export const placesUnder = read<PlaceRow, [string[]]>('places_under',
  `select ${COLUMNS} from place p where p.district_id = $1 and p.parent_id = any($2::uuid[]) order by p.code`);

const OF_LEVEL = `from place_ancestor a join place p on p.district_id = $1 and p.id = a.place_id
   where a.district_id = $1 and a.ancestor_id = $2 and p.level = $3 and ($4::boolean or p.closed_at is null)`;

/** A page of the places of a level under a place (itself included), with or without closed ones, by code, after a code. */
export const placesOfLevel = read<PlaceRow, [string, PlaceLevel, boolean, string, number]>('places_of_level',
  `select ${COLUMNS} ${OF_LEVEL} and p.code > $5 order by p.code limit $6`);

export const countOfLevel = read<{ n: number }, [string, PlaceLevel, boolean]>('places_of_level_count', `select count(*)::int as n ${OF_LEVEL}`);

/** What came in place of closed places, first what took everything that was not given to another. */
export const successorsOf = read<PlaceRow & { predecessorId: string }, [string[]]>('place_successors',
  `select s.place_id as "predecessorId", ${COLUMNS} from place_successor s join place p on p.district_id = $1 and p.id = s.successor_id
   where s.district_id = $1 and s.place_id = any($2::uuid[]) order by s.ordinal, p.code`);

/** Each place with the places above it and itself, from the district down. */
export const lineages = read<{ placeId: string; ancestorId: string }, [string[]]>('place_lineages',
  `select place_id as "placeId", ancestor_id as "ancestorId" from place_ancestor
   where district_id = $1 and place_id = any($2::uuid[]) order by place_id, depth desc`);

/** Places that have a boundary. */
export const boundaries = read<Pick<PlaceRow, 'id' | 'level' | 'boundary'>>('place_boundaries',
  `select p.id, p.level, p.boundary from place p where p.district_id = $1 and p.boundary is not null and p.closed_at is null`);

/** Open places whose name or code is, or begins with, a text; the closest first. */
export const placesNamed = read<PlaceRow, [string, number]>('places_named',
  `select ${COLUMNS} from place p where p.district_id = $1 and p.closed_at is null and (p.name like '%' || $2 || '%' or p.code like $2 || '%')
   order by length(p.name), p.code limit $3`);

/** Places that changed after a position. */
export const placesChanged = read<PlaceRow, [string, string, number]>('places_changed',
  `select ${COLUMNS} from place p where p.district_id = $1 and ${changedAfter('p', '$2', '$3')} limit $4`);
