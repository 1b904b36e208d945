import { Statements } from './statements.ts';
import { catalogueTable, tenantTable } from './tenant-table.ts';

/** What the indicator engine keeps: changes to count, cells, and the log of their changes. */
export class Indicators extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  // Numbers the measures, so that cells have narrow keys.
  `create table kpi_measure (
     id smallint constraint kpi_measure_pk primary key,
     key text not null constraint kpi_measure_key_key unique
   )`,
  ...catalogueTable('kpi_measure'),

  // One row per district: holding it is the right to count, raising it is the order of everything counted.
  `create table kpi_clock (
     district_id integer not null constraint kpi_clock_pk primary key,
     revision bigint not null,
     -- Replays from before this revision are answered with RESYNC.
     log_from bigint not null,
     counted_at timestamptz not null,
     -- Digest of the definitions the cells were counted by.
     definitions text not null
   )`,
  ...tenantTable('kpi_clock', 'insert, update'),

  // Days at places that a committed write touched and no worker has counted yet.
  `create table kpi_change (
     district_id integer not null,
     id bigint generated always as identity,
     source text not null,
     place_id uuid not null,
     day date not null,
     constraint kpi_change_pk primary key (district_id, id)
   )`,
  ...tenantTable('kpi_change', 'insert, update, delete'),

  // What a place's own records count, per day. Places above it are not in here.
  `create table kpi_own (
     district_id integer not null,
     place_id uuid not null,
     day date not null,
     measure smallint not null,
     value bigint not null,
     constraint kpi_own_pk primary key (district_id, place_id, day, measure)
   )`,
  ...tenantTable('kpi_own', 'insert, update, delete'),

  // The sum over a place and everything under it, per day, month and year. Every other period is a sum of these.
  `create table kpi_cell (
     district_id integer not null,
     place_id uuid not null,
     start date not null,
     measure smallint not null,
     grain "char" not null constraint kpi_cell_grain_known check (grain in ('D', 'M', 'Y')),
     value bigint not null,
     constraint kpi_cell_pk primary key (district_id, place_id, measure, grain, start)
   )`,
  ...tenantTable('kpi_cell', 'insert, update, delete'),
  'grant select on kpi_cell to linli_reporter',

  // Every change of a day's cell under the revision that brought it: replay after a lost connection, and as-of.
  `create table kpi_log (
     district_id integer not null,
     revision bigint not null,
     place_id uuid not null,
     measure smallint not null,
     day date not null,
     delta bigint not null,
     at timestamptz not null,
     constraint kpi_log_pk primary key (district_id, revision, place_id, measure, day)
   )`,
  'create index kpi_log_at on kpi_log (district_id, at)',
  ...tenantTable('kpi_log', 'insert, update, delete'),
];
