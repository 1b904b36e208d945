import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Lists that rank applicants for scarce places, and which expiries of points have been announced. */
export class PriorityLists extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  `create table points_expiry_notice (
     district_id integer not null,
     account_id uuid not null,
     expires_on date not null,
     days_before integer not null,
     constraint points_expiry_notice_pk primary key (district_id, account_id, expires_on, days_before),
     constraint points_expiry_notice_account_fk foreign key (district_id, account_id) references ledger_account (district_id, id)
   )`,
  ...tenantTable('points_expiry_notice', 'insert'),

  `create table priority_list (
     district_id integer not null,
     id uuid not null,
     place_id uuid not null,
     name text not null,
     places integer not null constraint priority_list_places_positive check (places > 0),
     closes_on date not null,
     criteria jsonb not null,
     decided_at timestamptz,
     decided_by_id uuid,
     data_origin text not null,
     created_at timestamptz not null,
     constraint priority_list_pk primary key (district_id, id),
     constraint priority_list_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint priority_list_decided_by_fk foreign key (district_id, decided_by_id) references account (district_id, id)
   )`,
  'create index priority_list_place on priority_list (district_id, place_id)',
  ...tenantTable('priority_list', 'insert, update'),

  `create table priority_application (
     district_id integer not null,
     id uuid not null,
     list_id uuid not null,
     resident_id uuid not null,
     applied_at timestamptz not null,
     applied_by_id uuid,
     withdrawn_at timestamptz,
     score integer,
     reasons jsonb,
     rank integer,
     admitted boolean,
     constraint priority_application_pk primary key (district_id, id),
     constraint priority_application_once unique (district_id, list_id, resident_id),
     constraint priority_application_list_fk foreign key (district_id, list_id) references priority_list (district_id, id),
     constraint priority_application_resident_fk foreign key (district_id, resident_id) references resident (district_id, id),
     constraint priority_application_applied_by_fk foreign key (district_id, applied_by_id) references account (district_id, id),
     constraint priority_application_ranked check ((rank is null) = (score is null) and (rank is null) = (reasons is null) and (rank is null) = (admitted is null))
   )`,
  'create index priority_application_resident on priority_application (district_id, resident_id)',
  ...tenantTable('priority_application', 'insert, update'),
];
