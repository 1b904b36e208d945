import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** The tree of places, residents, accounts, roles and sessions. */
export class PlacesPeopleAccess extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  `create table place (
     district_id integer not null,
     id uuid not null,
     parent_id uuid,
     level text not null constraint place_level_known check (level in ('DISTRICT', 'STREET', 'COMMUNITY', 'GRID', 'MICRO_GRID')),
     code text not null,
     name text not null,
     boundary jsonb,
     onboarded_at timestamptz,
     data_origin text not null constraint place_data_origin_known check (data_origin in ('REAL', 'GENERATED')),
     created_at timestamptz not null,
     constraint place_pk primary key (district_id, id),
     constraint place_code_key unique (district_id, code),
     constraint place_parent_fk foreign key (district_id, parent_id) references place (district_id, id),
     constraint place_parent_set check ((parent_id is null) = (level = 'DISTRICT'))
   )`,
  'create index place_parent on place (district_id, parent_id)',
  ...tenantTable('place', 'insert, update, delete'),

  `create table place_ancestor (
     district_id integer not null,
     place_id uuid not null,
     ancestor_id uuid not null,
     depth integer not null,
     constraint place_ancestor_pk primary key (district_id, place_id, ancestor_id),
     constraint place_ancestor_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint place_ancestor_ancestor_fk foreign key (district_id, ancestor_id) references place (district_id, id)
   )`,
  'create index place_ancestor_below on place_ancestor (district_id, ancestor_id, depth)',
  ...tenantTable('place_ancestor', 'insert, update, delete'),

  `create table resident (
     district_id integer not null,
     id uuid not null,
     place_id uuid not null,
     name text not null,
     sex text not null constraint resident_sex_known check (sex in ('FEMALE', 'MALE')),
     birth_date date not null,
     standing text not null constraint resident_standing_known
       check (standing in ('REGISTERED_HERE', 'FLOATING', 'REGISTERED_ELSEWHERE_IN_DISTRICT')),
     id_number_sealed text,
     id_number_index text,
     phone_sealed text,
     phone_index text,
     lives_from date not null,
     lives_to date,
     data_origin text not null constraint resident_data_origin_known check (data_origin in ('REAL', 'GENERATED')),
     recorded_at timestamptz not null,
     constraint resident_pk primary key (district_id, id),
     constraint resident_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint resident_id_number_key unique (district_id, id_number_index),
     constraint resident_born_before check (birth_date <= lives_from),
     constraint resident_leaves_after check (lives_to > lives_from)
   )`,
  'create index resident_place on resident (district_id, place_id)',
  'create index resident_phone on resident (district_id, phone_index) where phone_index is not null',
  ...tenantTable('resident', 'insert, update, delete'),

  `create table account (
     district_id integer not null,
     id uuid not null,
     login text not null,
     display_name text not null,
     password_hash text,
     password_once boolean not null,
     resident_id uuid,
     disabled_at timestamptz,
     data_origin text not null constraint account_data_origin_known check (data_origin in ('REAL', 'GENERATED')),
     created_at timestamptz not null,
     constraint account_pk primary key (district_id, id),
     constraint account_login_key unique (district_id, login),
     constraint account_resident_fk foreign key (district_id, resident_id) references resident (district_id, id)
   )`,
  ...tenantTable('account', 'insert, update, delete'),

  `create table membership (
     district_id integer not null,
     id uuid not null,
     account_id uuid not null,
     place_id uuid not null,
     role text not null constraint membership_role_known check (role in ('DISTRICT_ADMIN', 'STREET_ADMIN',
       'COMMUNITY_ADMIN', 'GRID_WORKER', 'MEDIATOR', 'CENTRE_STAFF', 'VOLUNTEER', 'RESIDENT', 'PARTNER')),
     valid_from timestamptz not null,
     valid_to timestamptz,
     constraint membership_pk primary key (district_id, id),
     constraint membership_account_fk foreign key (district_id, account_id) references account (district_id, id),
     constraint membership_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint membership_ends_after check (valid_to >= valid_from),
     constraint membership_once exclude using gist (district_id with =, account_id with =, place_id with =, role with =,
       tstzrange(valid_from, valid_to) with &&)
   )`,
  'create index membership_place on membership (district_id, place_id, role)',
  ...tenantTable('membership', 'insert, update, delete'),

  `create table session (
     district_id integer not null,
     id uuid not null,
     account_id uuid not null,
     token_digest text not null,
     created_at timestamptz not null,
     expires_at timestamptz not null,
     revoked_at timestamptz,
     constraint session_pk primary key (district_id, id),
     constraint session_token_key unique (district_id, token_digest),
     constraint session_account_fk foreign key (district_id, account_id) references account (district_id, id)
   )`,
  'create index session_account on session (district_id, account_id)',
  ...tenantTable('session', 'insert, update, delete'),

  // Local, not a tenant's: a counter of failed sign-ins that expires by itself (see access/sign-in-limit).
  `create table sign_in_limit (key text constraint sign_in_limit_pk primary key, points integer not null, expire bigint)`,
  'grant select, insert, update, delete on sign_in_limit to linli_writer',
];
