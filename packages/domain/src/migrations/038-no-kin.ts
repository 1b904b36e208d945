import { Statements } from './statements.ts';

/** Whether somebody was without kin stands with their stays, so that its figures keep their past; and visits are found by when they were made. */
export class NoKin extends Statements {
  protected override readonly statements = STATEMENTS;
}

const READ = ['resident', 'residence'];

const STATEMENTS = [
  // The owner need not be a superuser, and has to see the rows there are.
  ...READ.map(table => `alter table ${table} no force row level security`),
  'alter table residence add no_kin boolean not null default false',
  'update residence s set no_kin = true from resident r where r.district_id = s.district_id and r.id = s.resident_id and r.no_kin',
  'alter table residence alter no_kin drop default',
  ...READ.map(table => `alter table ${table} force row level security`),
  'create index wellbeing_visit_made on wellbeing_visit (district_id, place_id, done_at) where done_at is not null',
];
