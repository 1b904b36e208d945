import { Statements } from './statements.ts';
import { changedInColumn, tenantTable } from './tenant-table.ts';

/** What is watched of figures, and what was raised. */
export class Alerts extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  `create table alert_rule (
     district_id integer not null,
     id uuid not null,
     place_id uuid not null,
     level text not null,
     kind text not null constraint alert_rule_kind_known check (kind in ('THRESHOLD', 'TARGET_MISSED', 'UNUSUAL_CHANGE', 'STALE')),
     indicator text not null,
     period_kind text constraint alert_rule_period_known check (period_kind in ('DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR')),
     side text constraint alert_rule_side_known check (side in ('ABOVE', 'BELOW')),
     threshold double precision,
     days integer constraint alert_rule_days_possible check (days between 1 and 366),
     created_at timestamptz not null,
     created_by_id uuid,
     ended_at timestamptz,
     constraint alert_rule_pk primary key (district_id, id),
     constraint alert_rule_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint alert_rule_created_by_fk foreign key (district_id, created_by_id) references account (district_id, id),
     constraint alert_rule_terms check (
       (kind = 'STALE') = (days is not null) and (kind = 'STALE') = (period_kind is null)
       and (kind = 'THRESHOLD') = (threshold is not null) and (kind = 'THRESHOLD') = (side is not null))
   )`,
  'create index alert_rule_place on alert_rule (district_id, place_id)',
  ...tenantTable('alert_rule', 'insert, update'),

  `create table alert (
     district_id integer not null,
     id uuid not null,
     rule_id uuid not null,
     place_id uuid not null,
     from_day date not null,
     to_day date not null,
     numerator double precision,
     denominator double precision,
     value double precision,
     low double precision,
     high double precision,
     centre double precision,
     basis jsonb not null,
     state text not null constraint alert_state_known check (state in ('OPEN', 'ACKNOWLEDGED', 'DISMISSED')),
     raised_at timestamptz not null,
     handled_at timestamptz,
     handled_by_id uuid,
     reason text,
     constraint alert_pk primary key (district_id, id),
     constraint alert_once unique (district_id, rule_id, place_id, from_day),
     constraint alert_rule_fk foreign key (district_id, rule_id) references alert_rule (district_id, id),
     constraint alert_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint alert_handled_by_fk foreign key (district_id, handled_by_id) references account (district_id, id),
     constraint alert_days check (from_day < to_day),
     constraint alert_handled check ((state = 'OPEN') = (handled_at is null))
   )`,
  'create index alert_place on alert (district_id, place_id)',
  ...tenantTable('alert', 'insert, update'),
  ...changedInColumn('alert'),
];
