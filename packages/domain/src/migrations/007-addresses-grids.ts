import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Addresses, and places that close and are succeeded by others. */
export class AddressesGrids extends Statements {
  protected override readonly statements = STATEMENTS;
}

/** Tables of people whose rows name an address. */
const AT_ADDRESSES = ['household', 'resident', 'residence'];

const STATEMENTS = [
  'alter table place add closed_at timestamptz',

  `create table place_successor (
     district_id integer not null,
     place_id uuid not null,
     successor_id uuid not null,
     constraint place_successor_pk primary key (district_id, place_id, successor_id),
     constraint place_successor_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint place_successor_successor_fk foreign key (district_id, successor_id) references place (district_id, id),
     constraint place_successor_other check (place_id <> successor_id)
   )`,
  ...tenantTable('place_successor', 'insert'),

  `create table address (
     district_id integer not null,
     id uuid not null,
     place_id uuid not null,
     use text not null constraint address_use_known check (use in ('HOME', 'SHOP', 'RENTED', 'COLLECTIVE', 'OTHER')),
     compound text not null,
     building text,
     unit text,
     room text,
     shop_name text,
     full_text text not null,
     sort_key text collate "C" not null,
     longitude double precision,
     latitude double precision,
     closed_at timestamptz,
     external_system text,
     external_id text,
     data_origin text not null constraint address_data_origin_known check (data_origin in ('REAL', 'GENERATED')),
     created_at timestamptz not null,
     constraint address_pk primary key (district_id, id),
     constraint address_external_key unique (district_id, external_system, external_id),
     constraint address_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint address_position_whole check ((longitude is null) = (latitude is null))
   )`,
  `create unique index address_key on address (district_id, compound, building, unit, room, shop_name) nulls not distinct
     where closed_at is null`,
  'create index address_place on address (district_id, place_id, sort_key, id)',
  'create index address_position on address (district_id, latitude, longitude) where latitude is not null',
  ...tenantTable('address', 'insert, update'),

  ...AT_ADDRESSES.flatMap(table => [
    // The owner need not be a superuser, and has to see the rows there are.
    `alter table ${table} no force row level security`,
    `alter table ${table} add constraint ${table}_address_fk foreign key (district_id, address_id) references address (district_id, id)`,
    `create index ${table}_address on ${table} (district_id, address_id) where address_id is not null`,
    `alter table ${table} force row level security`,
  ]),
];
