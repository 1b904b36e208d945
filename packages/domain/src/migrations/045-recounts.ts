import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Which definitions each measure was counted by, and how far a count from the records has come. */
export class Recounts extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  // Digest of the definition of each measure that the cells hold, by its number. Those of before count, by an unknown definition.
  `alter table kpi_clock add column measures jsonb not null default '{}'`,
  // The owner need not be a superuser, and has to see the rows there are.
  'alter table kpi_clock no force row level security',
  `update kpi_clock set measures = coalesce((select jsonb_object_agg(id, '') from kpi_measure), '{}')`,
  'alter table kpi_clock force row level security',
  'alter table kpi_clock alter column measures drop default',

  // One row a district, of its last count from the records; over as soon as the clock has reached its revision.
  `create table kpi_recount (
     district_id integer not null constraint kpi_recount_pk primary key,
     revision bigint not null,
     definitions text not null,
     started_at timestamptz not null,
     steps_done smallint not null,
     steps smallint not null
   )`,
  ...tenantTable('kpi_recount', 'insert, update'),
];
