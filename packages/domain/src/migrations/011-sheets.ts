import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Spreadsheets on their way in and out. */
export class Sheets extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  `create table import (
     district_id integer not null,
     id uuid not null,
     kind text not null,
     place_id uuid not null,
     file_name text,
     attachment_id uuid,
     format text,
     state text not null constraint import_state_known
       check (state in ('CREATED', 'UPLOADED', 'CHECKING', 'CHECKED', 'APPLYING', 'APPLIED', 'FAILED', 'CANCELLED')),
     only_right boolean not null,
     row_count integer not null,
     done_count integer not null,
     new_count integer not null,
     changed_count integer not null,
     same_count integer not null,
     wrong_count integer not null,
     unknown_headers text[] not null,
     failure jsonb,
     created_by uuid,
     created_at timestamptz not null,
     applied_by uuid,
     ended_at timestamptz,
     constraint import_pk primary key (district_id, id),
     constraint import_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint import_created_by_fk foreign key (district_id, created_by) references account (district_id, id),
     constraint import_applied_by_fk foreign key (district_id, applied_by) references account (district_id, id)
   )`,
  ...tenantTable('import', 'insert, update'),

  // Staging: what was read from the file, sealed, until it is applied or let go.
  `create table import_row (
     district_id integer not null,
     import_id uuid not null,
     row_number integer not null,
     verdict text not null constraint import_row_verdict_known check (verdict in ('NEW', 'CHANGED', 'SAME', 'WRONG')),
     sealed text,
     once text[] not null,
     constraint import_row_pk primary key (district_id, import_id, row_number),
     constraint import_row_import_fk foreign key (district_id, import_id) references import (district_id, id)
   )`,
  ...tenantTable('import_row', 'insert, update, delete'),

  `create table import_error (
     district_id integer not null,
     import_id uuid not null,
     row_number integer not null,
     column_key text not null,
     code text not null,
     zh text not null,
     en text not null,
     constraint import_error_pk primary key (district_id, import_id, row_number, column_key, code),
     constraint import_error_import_fk foreign key (district_id, import_id) references import (district_id, id)
   )`,
  ...tenantTable('import_error', 'insert, delete'),

  `create table import_outcome (
     district_id integer not null,
     import_id uuid not null,
     n integer not null,
     sealed text not null,
     constraint import_outcome_pk primary key (district_id, import_id, n),
     constraint import_outcome_import_fk foreign key (district_id, import_id) references import (district_id, id)
   )`,
  ...tenantTable('import_outcome', 'insert, delete'),

  `create table export (
     district_id integer not null,
     id uuid not null,
     kind text not null,
     place_id uuid not null,
     format text not null constraint export_format_known check (format in ('XLSX', 'CSV')),
     unmasked boolean not null,
     purpose text,
     state text not null constraint export_state_known check (state in ('WAITING', 'WRITTEN')),
     row_count integer not null,
     attachment_id uuid,
     created_by uuid,
     created_at timestamptz not null,
     ended_at timestamptz,
     constraint export_pk primary key (district_id, id),
     constraint export_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint export_created_by_fk foreign key (district_id, created_by) references account (district_id, id),
     constraint export_purpose_said check (not unmasked or purpose is not null)
   )`,
  ...tenantTable('export', 'insert, update'),
];
