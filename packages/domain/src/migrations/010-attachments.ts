import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Files that belong to records. */
export class Attachments extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  // The record may be of any kind, so no foreign key holds it: the hourly sweep removes files of records that are gone.
  `create table attachment (
     district_id integer not null,
     id uuid not null,
     record_kind text not null,
     record_id uuid not null,
     state text not null constraint attachment_state_known check (state in ('PENDING', 'STORED')),
     file_name text not null,
     media_type text not null,
     bytes integer not null constraint attachment_bytes_some check (bytes > 0),
     sha256 text,
     width integer,
     height integer,
     storage_key text,
     created_by uuid,
     created_at timestamptz not null,
     stored_at timestamptz,
     constraint attachment_pk primary key (district_id, id),
     constraint attachment_storage_key_key unique (district_id, storage_key),
     constraint attachment_created_by_fk foreign key (district_id, created_by) references account (district_id, id),
     constraint attachment_stored_set check (
       (state = 'STORED') = (storage_key is not null) and (state = 'STORED') = (sha256 is not null) and (state = 'STORED') = (stored_at is not null))
   )`,
  'create index attachment_record on attachment (district_id, record_kind, record_id, created_at)',
  `create index attachment_pending on attachment (district_id, created_at) where state = 'PENDING'`,
  ...tenantTable('attachment', 'insert, update, delete'),
];
