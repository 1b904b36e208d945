import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** The ledger: one double-entry book of points, minutes and fen, and the chain that shows that nobody has touched it. */
export class LedgerBook extends Statements {
  protected override readonly statements = STATEMENTS;
}

const UNIT = `check (unit in ('POINT', 'MINUTE', 'FEN'))`;

const STATEMENTS = [
  `create table ledger_account (
     district_id integer not null,
     id uuid not null,
     unit text not null constraint ledger_account_unit_known ${UNIT},
     owner_kind text not null constraint ledger_account_owner_known
       check (owner_kind in ('WORLD', 'RESIDENT', 'HOUSEHOLD', 'PROGRAM', 'SHOP', 'FUND', 'ORGANISATION')),
     owner_id uuid,
     balance bigint not null,
     reserved bigint not null,
     version bigint not null,
     created_at timestamptz not null,
     closed_at timestamptz,
     constraint ledger_account_pk primary key (district_id, id),
     constraint ledger_account_owner_key unique nulls not distinct (district_id, unit, owner_kind, owner_id),
     constraint ledger_account_unit_key unique (district_id, id, unit),
     constraint ledger_account_owner_set check ((owner_id is null) = (owner_kind = 'WORLD')),
     constraint ledger_account_floor check (owner_kind = 'WORLD' or balance >= reserved),
     constraint ledger_account_reserved_floor check (reserved >= 0)
   )`,
  // The only rows of the book that change: balances, and what is left of a lot.
  ...tenantTable('ledger_account', 'insert, update'),

  `create table ledger_transfer (
     district_id integer not null,
     id uuid not null,
     unit text not null constraint ledger_transfer_unit_known ${UNIT},
     kind text not null,
     client text not null,
     key text not null constraint ledger_transfer_key_short check (length(key) between 1 and 300),
     pending boolean not null,
     expires_at timestamptz,
     reverses_id uuid,
     place_id uuid,
     subject_kind text,
     subject_id uuid,
     occurred_at timestamptz not null,
     recorded_at timestamptz not null,
     performer_id uuid,
     constraint ledger_transfer_pk primary key (district_id, id),
     constraint ledger_transfer_unit_key unique (district_id, id, unit),
     constraint ledger_transfer_key_key unique (district_id, client, key),
     constraint ledger_transfer_reversed_once unique (district_id, reverses_id),
     constraint ledger_transfer_reverses_fk foreign key (district_id, reverses_id) references ledger_transfer (district_id, id),
     constraint ledger_transfer_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint ledger_transfer_expiry_set check (expires_at is null or pending)
   )`,
  'create index ledger_transfer_subject on ledger_transfer (district_id, subject_id) where subject_id is not null',
  'create index ledger_transfer_expiry on ledger_transfer (district_id, expires_at) where expires_at is not null',
  ...tenantTable('ledger_transfer', 'insert'),

  `create table ledger_posting (
     district_id integer not null,
     transfer_id uuid not null,
     n integer not null,
     unit text not null,
     source_id uuid not null,
     destination_id uuid not null,
     amount bigint not null constraint ledger_posting_amount_positive check (amount > 0),
     constraint ledger_posting_pk primary key (district_id, transfer_id, n),
     constraint ledger_posting_transfer_fk foreign key (district_id, transfer_id, unit) references ledger_transfer (district_id, id, unit),
     constraint ledger_posting_source_fk foreign key (district_id, source_id, unit) references ledger_account (district_id, id, unit),
     constraint ledger_posting_destination_fk foreign key (district_id, destination_id, unit) references ledger_account (district_id, id, unit),
     constraint ledger_posting_two_accounts check (source_id <> destination_id)
   )`,
  'create index ledger_posting_source on ledger_posting (district_id, source_id)',
  'create index ledger_posting_destination on ledger_posting (district_id, destination_id)',
  ...tenantTable('ledger_posting', 'insert'),

  `create table ledger_resolution (
     district_id integer not null,
     transfer_id uuid not null,
     outcome text not null constraint ledger_resolution_outcome_known check (outcome in ('POSTED', 'VOIDED', 'EXPIRED')),
     at timestamptz not null,
     performer_id uuid,
     constraint ledger_resolution_pk primary key (district_id, transfer_id),
     constraint ledger_resolution_transfer_fk foreign key (district_id, transfer_id) references ledger_transfer (district_id, id)
   )`,
  ...tenantTable('ledger_resolution', 'insert'),

  `create table ledger_entry (
     district_id integer not null,
     id uuid not null,
     account_id uuid not null,
     version bigint not null,
     transfer_id uuid not null,
     posting integer not null,
     unit text not null,
     owner_kind text not null,
     kind text not null,
     place_id uuid,
     amount bigint not null,
     balance_before bigint not null,
     balance_after bigint not null,
     occurred_at timestamptz not null,
     recorded_at timestamptz not null,
     constraint ledger_entry_pk primary key (district_id, id),
     constraint ledger_entry_version_key unique (district_id, account_id, version),
     constraint ledger_entry_account_fk foreign key (district_id, account_id, unit) references ledger_account (district_id, id, unit),
     constraint ledger_entry_posting_fk foreign key (district_id, transfer_id, posting) references ledger_posting (district_id, transfer_id, n),
     constraint ledger_entry_adds_up check (balance_after = balance_before + amount),
     constraint ledger_entry_floor check (owner_kind = 'WORLD' or balance_after >= 0)
   )`,
  'create index ledger_entry_transfer on ledger_entry (district_id, transfer_id)',
  ...tenantTable('ledger_entry', 'insert'),

  `create table ledger_lot (
     district_id integer not null,
     id uuid not null,
     account_id uuid not null,
     transfer_id uuid not null,
     made bigint generated always as identity,
     expires_on date,
     amount bigint not null constraint ledger_lot_amount_positive check (amount > 0),
     remaining bigint not null,
     constraint ledger_lot_pk primary key (district_id, id),
     constraint ledger_lot_account_fk foreign key (district_id, account_id) references ledger_account (district_id, id),
     constraint ledger_lot_transfer_fk foreign key (district_id, transfer_id) references ledger_transfer (district_id, id),
     constraint ledger_lot_remaining_within check (remaining between 0 and amount)
   )`,
  'create index ledger_lot_left on ledger_lot (district_id, account_id) where remaining > 0',
  'create index ledger_lot_expiry on ledger_lot (district_id, expires_on) where remaining > 0 and expires_on is not null',
  ...tenantTable('ledger_lot', 'insert, update'),

  `create table ledger_lot_use (
     district_id integer not null,
     transfer_id uuid not null,
     lot_id uuid not null,
     amount bigint not null constraint ledger_lot_use_amount_positive check (amount > 0),
     constraint ledger_lot_use_pk primary key (district_id, transfer_id, lot_id),
     constraint ledger_lot_use_transfer_fk foreign key (district_id, transfer_id) references ledger_transfer (district_id, id),
     constraint ledger_lot_use_lot_fk foreign key (district_id, lot_id) references ledger_lot (district_id, id)
   )`,
  ...tenantTable('ledger_lot_use', 'insert'),

  // Facts that the worker has not put into the chain yet.
  `create table ledger_unchained (
     district_id integer not null,
     id bigint generated always as identity,
     fact text not null constraint ledger_unchained_fact_known check (fact in ('TRANSFER', 'RESOLUTION')),
     transfer_id uuid not null,
     constraint ledger_unchained_pk primary key (district_id, id)
   )`,
  ...tenantTable('ledger_unchained', 'insert, delete'),

  // Each link's hash covers its fact and the link before it.
  `create table ledger_link (
     district_id integer not null,
     n bigint not null,
     fact text not null,
     transfer_id uuid not null,
     hash text not null,
     at timestamptz not null,
     constraint ledger_link_pk primary key (district_id, n),
     constraint ledger_link_fact_key unique (district_id, fact, transfer_id)
   )`,
  ...tenantTable('ledger_link', 'insert'),

  // The chain's head as it stood at the end of each day, for others to keep: whoever rewrites the chain cannot rewrite their copy.
  `create table ledger_head (
     district_id integer not null,
     day date not null,
     n bigint not null,
     hash text not null,
     at timestamptz not null,
     constraint ledger_head_pk primary key (district_id, day)
   )`,
  ...tenantTable('ledger_head', 'insert'),

  // One row a district: holding it is the right to chain.
  `create table ledger_chain (
     district_id integer not null constraint ledger_chain_pk primary key,
     n bigint not null,
     hash text not null
   )`,
  ...tenantTable('ledger_chain', 'insert, update'),
];
