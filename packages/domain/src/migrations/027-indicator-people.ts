import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Who was there, for indicators that count different people or households. */
export class IndicatorPeople extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  // Who was seen at a place itself on a day. Places above it are not in here.
  `create table kpi_seen (
     district_id integer not null,
     measure smallint not null,
     place_id uuid not null,
     day date not null,
     who_id uuid not null,
     constraint kpi_seen_pk primary key (district_id, measure, place_id, day, who_id)
   )`,
  ...tenantTable('kpi_seen', 'insert, delete'),

  // The days of somebody at a place and everything under it: at how many of its places they were seen.
  `create table kpi_presence (
     district_id integer not null,
     measure smallint not null,
     place_id uuid not null,
     who_id uuid not null,
     day date not null,
     places integer not null constraint kpi_presence_somewhere check (places > 0),
     constraint kpi_presence_pk primary key (district_id, measure, place_id, who_id, day)
   )`,
  ...tenantTable('kpi_presence', 'insert, update, delete'),
];
