import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { Address } from './address.entity.ts';

/** An address as it is read. */
export type AddressRow = RowOf<Address>;

const COLUMNS = columnsOf(Address.schema, 'a');

/** Addresses by id, in no order. */
export const addressesById = read<AddressRow, [string[]]>('addresses_by_id',
  `select ${COLUMNS} from address a where a.district_id = $1 and a.id = any($2::uuid[])`);

/** Addresses that are written like some texts, closed ones too. */
export const addressesWritten = read<AddressRow, [string[]]>('addresses_written',
  `select ${COLUMNS} from address a where a.district_id = $1 and a.full_text = any($2::text[])`);

/** Addresses by their id in another system (`system`, `id` at the same position). */
export const addressesExternal = read<AddressRow, [string[], string[]]>('addresses_external',
  `select ${COLUMNS} from unnest($2::text[], $3::text[]) n (system, id)
   join address a on a.district_id = $1 and a.external_system = n.system and a.external_id = n.id`);

/** A page of the open addresses under a place with the code of their own, after an id. */
export const addressesOut = read<AddressRow & { code: string }, [string, string, number]>('addresses_out',
  `select ${COLUMNS}, p.code from address a join place p on p.district_id = $1 and p.id = a.place_id
   where a.district_id = $1 and a.closed_at is null and a.id > $3
     and exists (select from place_ancestor x where x.district_id = $1 and x.place_id = a.place_id and x.ancestor_id = $2)
   order by a.id limit $4`);

/**
 * A page of the open addresses under a place, as people count them, after a position (key, id); `$3` a pattern that their
 * text fits, null for all. Each place under it gives its first rows by its own index: sorted as a whole, the addresses of
 * one grid were looked for among all of the district.
 */
export const addressPage = read<AddressRow, [string, string | null, string | null, string | null, number]>('address_page',
  `select a.* from place_ancestor x cross join lateral (
     select ${COLUMNS} from address a where a.district_id = $1 and a.place_id = x.place_id and a.closed_at is null
       and ($3::text is null or a.full_text like $3) and ($4::text is null or (a.sort_key, a.id) > ($4, $5::uuid))
     order by a.sort_key, a.id limit $6
   ) a where x.district_id = $1 and x.ancestor_id = $2 order by a."sortKey", a.id limit $6`);

export const addressCount = read<{ n: number }, [string, string | null]>('address_count',
  `select count(*)::int as n from place_ancestor x join address a on a.district_id = $1 and a.place_id = x.place_id and a.closed_at is null
   where x.district_id = $1 and x.ancestor_id = $2 and ($3::text is null or a.full_text like $3)`);

/**
 * Open addresses whose text fits a pattern, the closest first. Every text is looked at: row-level security comes before what
 * might leak, which LIKE might, so that no index of trigrams could answer it; 300,000 addresses take 70 ms.
 */
export const addressesLike = read<AddressRow, [string, number]>('addresses_like',
  `select ${COLUMNS} from address a where a.district_id = $1 and a.closed_at is null and a.full_text like $2
   order by length(a.full_text), a.sort_key limit $3`);

/** Open addresses with a position within a square around one: `$2`, `$3` the middle, `$4`, `$5` half the sides, in degrees. */
export const addressesAround = read<AddressRow & { longitude: number; latitude: number }, [number, number, number, number]>('addresses_around',
  `select ${COLUMNS} from address a where a.district_id = $1 and a.closed_at is null
   and a.latitude between $3::float8 - $5::float8 and $3::float8 + $5::float8 and a.longitude between $2::float8 - $4::float8 and $2::float8 + $4::float8`);

/** One building and what is known of it. */
export interface BuildingRow {
  readonly compound: string;
  /** Null for what has no building: a shop in a street, a farmhouse. */
  readonly building: string | null;
  readonly sortKey: string;
  readonly units: number;
  readonly addresses: number;
  readonly shops: number;
}

/** A page of the buildings under a place, as people count them, after a key. */
export const buildingPage = read<BuildingRow, [string, string, number]>('building_page',
  `select a.compound, a.building, min(a.sort_key) as "sortKey", count(distinct a.unit)::int as units, count(*)::int as addresses,
     count(*) filter (where a.use = 'SHOP')::int as shops
   from place_ancestor x join address a on a.district_id = $1 and a.place_id = x.place_id and a.closed_at is null
   where x.district_id = $1 and x.ancestor_id = $2
   group by 1, 2 having min(a.sort_key) > $3 collate "C" order by 3 limit $4`);

export const buildingCount = read<{ n: number }, [string]>('building_count',
  `select count(*)::int as n from (select distinct a.compound, a.building
   from place_ancestor x join address a on a.district_id = $1 and a.place_id = x.place_id and a.closed_at is null
   where x.district_id = $1 and x.ancestor_id = $2) b`);
