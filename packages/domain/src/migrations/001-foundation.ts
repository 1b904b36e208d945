import { Statements } from './statements.ts';
import { catalogueTable, tenantTable } from './tenant-table.ts';

/** Roles, tenancy helpers, the list of districts, idempotency and the audit. */
export class Foundation extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  'create extension if not exists btree_gist',
  'create schema app',
  'grant usage on schema app to linli_writer, linli_reader, linli_reporter',
  'grant usage on schema public to linli_writer, linli_reader, linli_reporter',
  // A missing context is an error ("unrecognized configuration parameter"), never an empty answer.
  `create function app.current_district() returns integer stable language sql
     as $$ select current_setting('app.district_id')::integer $$`,
  `create function app.distribute_by_district(name text) returns void language plpgsql as $$
   begin
     if exists (select from pg_extension where extname = 'citus') then
       perform create_distributed_table(name::regclass, 'district_id');
     end if;
   end $$`,
  `create function app.make_reference(name text) returns void language plpgsql as $$
   begin
     if exists (select from pg_extension where extname = 'citus') then
       perform create_reference_table(name::regclass);
     end if;
   end $$`,

  `create table district (
     id integer constraint district_pk primary key constraint district_id_positive check (id > 0),
     code text not null constraint district_code_key unique,
     name text not null,
     province text not null,
     data_origin text not null constraint district_data_origin_known check (data_origin in ('REAL', 'GENERATED')),
     created_at timestamptz not null
   )`,
  ...catalogueTable('district', 'insert, update'),

  `create table idempotent_command (
     district_id integer not null,
     client text not null,
     key text not null constraint idempotent_command_key_short check (length(key) between 1 and 200),
     command text not null,
     fingerprint text not null,
     entity text,
     entity_id uuid,
     at timestamptz not null,
     constraint idempotent_command_pk primary key (district_id, client, key)
   )`,
  ...tenantTable('idempotent_command', 'insert, update, delete'),

  `create table audit_entry (
     district_id integer not null,
     id uuid not null,
     at timestamptz not null,
     command text not null,
     account_id uuid,
     request_id text,
     address text,
     subject_ids uuid[] not null,
     written jsonb not null,
     bulk jsonb,
     constraint audit_entry_pk primary key (district_id, id)
   )`,
  'create index audit_entry_subject on audit_entry using gin (subject_ids)',
  ...tenantTable('audit_entry', 'insert'),
];
