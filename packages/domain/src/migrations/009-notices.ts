import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Inboxes, quiet hours, and which transaction recorded a step, for those who follow both. */
export class Notices extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  `create table notice (
     district_id integer not null,
     id uuid not null,
     account_id uuid not null,
     kind text not null,
     params jsonb not null,
     subject_kind text,
     subject_id uuid,
     urgent boolean not null,
     created_at timestamptz not null,
     deliver_at timestamptz not null,
     read_at timestamptz,
     -- The transaction that made it, and the oldest one that was under way then: what may have become visible later.
     changed_in xid8 not null default pg_current_xact_id(),
     changed_after xid8 not null default pg_snapshot_xmin(pg_current_snapshot()),
     constraint notice_pk primary key (district_id, id),
     constraint notice_account_fk foreign key (district_id, account_id) references account (district_id, id),
     constraint notice_subject_set check ((subject_kind is null) = (subject_id is null)),
     constraint notice_delivered_after check (deliver_at >= created_at)
   )`,
  'create index notice_inbox on notice (district_id, account_id, (read_at is null), id)',
  'create index notice_delivered on notice (district_id, account_id, deliver_at, id)',
  'create index notice_changed on notice (district_id, changed_in)',
  'create index notice_waiting on notice (district_id, deliver_at) where deliver_at > created_at',
  'create index notice_read on notice (district_id, read_at) where read_at is not null',
  ...tenantTable('notice', 'insert, update, delete'),

  `create table quiet_hours (
     district_id integer not null,
     id uuid not null,
     from_minute integer constraint quiet_hours_from_range check (from_minute between 0 and 1439),
     to_minute integer constraint quiet_hours_to_range check (to_minute between 0 and 1439),
     constraint quiet_hours_pk primary key (district_id, id),
     constraint quiet_hours_account_fk foreign key (district_id, id) references account (district_id, id),
     constraint quiet_hours_both check ((from_minute is null) = (to_minute is null)),
     constraint quiet_hours_end check (from_minute <> to_minute)
   )`,
  ...tenantTable('quiet_hours', 'insert, update'),

  'alter table case_step add column changed_in xid8 not null default pg_current_xact_id()',
  'create index case_step_changed on case_step (district_id, changed_in)',
  'drop index case_step_recorded',
];
