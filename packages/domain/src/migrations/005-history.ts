import { Statements } from './statements.ts';
import { catalogueTable, changedInColumn, tenantTable } from './tenant-table.ts';

/** What records were before, and what has changed since somebody last asked. */
export class RecordHistory extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  // One row: in another epoch the transaction numbers of this database mean something else (see migrate.ts).
  `create table installation (
     id boolean constraint installation_pk primary key constraint installation_once check (id),
     epoch uuid not null,
     last_xid xid8 not null
   )`,
  ...catalogueTable('installation'),

  `create table record_change (
     district_id integer not null,
     id uuid not null,
     at timestamptz not null,
     account_id uuid,
     command text not null,
     entity text not null,
     row_id uuid not null,
     subject_id uuid not null,
     action text not null constraint record_change_action_known check (action in ('CREATED', 'CHANGED', 'REMOVED')),
     changes jsonb,
     constraint record_change_pk primary key (district_id, id)
   )`,
  'create index record_change_subject on record_change (district_id, subject_id, at)',
  // Deleted only where somebody's personal data is erased.
  ...tenantTable('record_change', 'insert, delete'),

  ...['place', 'resident', 'service_case'].flatMap(changedInColumn),
];
