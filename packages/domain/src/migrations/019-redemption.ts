import { Statements } from './statements.ts';
import { changedInColumn, tenantTable } from './tenant-table.ts';

/** What points are redeemed for, and each redemption from its quote to its settlement. */
export class RedemptionOfPoints extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  `create table points_good (
     district_id integer not null,
     id uuid not null,
     place_id uuid not null,
     organisation_id uuid,
     name text not null,
     description text,
     kind text not null constraint points_good_kind_known check (kind in ('GOODS', 'SERVICE')),
     price integer not null constraint points_good_price_positive check (price > 0),
     stock integer not null constraint points_good_stock_floor check (stock >= 0),
     closed_at timestamptz,
     data_origin text not null,
     created_at timestamptz not null,
     constraint points_good_pk primary key (district_id, id),
     constraint points_good_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint points_good_organisation_fk foreign key (district_id, organisation_id) references organisation (district_id, id)
   )`,
  'create index points_good_place on points_good (district_id, place_id)',
  ...changedInColumn('points_good'),
  ...tenantTable('points_good', 'insert, update'),

  `create table redemption (
     district_id integer not null,
     id uuid not null,
     good_id uuid not null,
     resident_id uuid not null,
     owner_kind text not null constraint redemption_owner_known check (owner_kind in ('RESIDENT', 'HOUSEHOLD')),
     owner_id uuid not null,
     place_id uuid not null,
     quantity integer not null constraint redemption_quantity_positive check (quantity > 0),
     price integer not null,
     points integer not null,
     state text not null constraint redemption_state_known
       check (state in ('QUOTED', 'RESERVED', 'FULFILLED', 'SETTLED', 'CANCELLED', 'EXPIRED')),
     quoted_at timestamptz not null,
     quoted_until timestamptz not null,
     requested_by_id uuid,
     transfer_id uuid,
     reserved_at timestamptz,
     expires_at timestamptz,
     code_digest text,
     tries_left integer not null constraint redemption_tries_floor check (tries_left >= 0),
     fulfilled_at timestamptz,
     fulfilled_by_id uuid,
     identified_by text constraint redemption_identified_known check (identified_by in ('ID_CARD', 'RESIDENT_CARD', 'KNOWN_IN_PERSON')),
     settled_at timestamptz,
     ended_at timestamptz,
     data_origin text not null,
     constraint redemption_pk primary key (district_id, id),
     constraint redemption_good_fk foreign key (district_id, good_id) references points_good (district_id, id),
     constraint redemption_resident_fk foreign key (district_id, resident_id) references resident (district_id, id),
     constraint redemption_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint redemption_requested_by_fk foreign key (district_id, requested_by_id) references account (district_id, id),
     constraint redemption_fulfilled_by_fk foreign key (district_id, fulfilled_by_id) references account (district_id, id),
     constraint redemption_transfer_fk foreign key (district_id, transfer_id) references ledger_transfer (district_id, id),
     constraint redemption_transfer_once unique (district_id, transfer_id),
     constraint redemption_adds_up check (points = price * quantity),
     constraint redemption_fulfilled check ((state in ('FULFILLED', 'SETTLED')) = (fulfilled_at is not null) and (fulfilled_at is null or transfer_id is not null)),
     constraint redemption_code_open check (code_digest is null or state = 'RESERVED')
   )`,
  'create index redemption_good on redemption (district_id, good_id, state)',
  'create index redemption_resident on redemption (district_id, resident_id, quoted_at)',
  'create index redemption_owner on redemption (district_id, owner_id)',
  'create index redemption_place on redemption (district_id, place_id, quoted_at)',
  'create index redemption_quoted on redemption (district_id, quoted_until) where state = \'QUOTED\'',
  ...changedInColumn('redemption'),
  ...tenantTable('redemption', 'insert, update'),
];
