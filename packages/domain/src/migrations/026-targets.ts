import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** What places are to reach, and whether ranks are shown. */
export class Targets extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  `create table indicator_target (
     district_id integer not null,
     id uuid not null,
     place_id uuid not null,
     indicator text not null,
     period_kind text not null constraint indicator_target_kind_known check (period_kind in ('DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'CUMULATIVE')),
     from_day date not null,
     to_day date not null,
     value double precision not null constraint indicator_target_floor check (value >= 0),
     set_at timestamptz not null,
     set_by_id uuid,
     constraint indicator_target_pk primary key (district_id, id),
     constraint indicator_target_once unique (district_id, place_id, indicator, period_kind, from_day),
     constraint indicator_target_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint indicator_target_set_by_fk foreign key (district_id, set_by_id) references account (district_id, id),
     constraint indicator_target_days check (from_day < to_day)
   )`,
  ...tenantTable('indicator_target', 'insert, update, delete'),

  `create table comparison_setting (
     district_id integer not null,
     id uuid not null,
     shows_ranks boolean not null,
     updated_at timestamptz not null,
     constraint comparison_setting_pk primary key (district_id, id),
     constraint comparison_setting_one unique (district_id)
   )`,
  ...tenantTable('comparison_setting', 'insert, update'),
];
