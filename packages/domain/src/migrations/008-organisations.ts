import { Statements } from './statements.ts';
import { changedInColumn, tenantTable } from './tenant-table.ts';

/** Organisations with their contacts and duties, as assignees of cases, and those who assist with a case. */
export class Organisations extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  `create table organisation (
     district_id integer not null,
     id uuid not null,
     place_id uuid not null,
     name text not null,
     kind text not null constraint organisation_kind_known check (kind in ('DEPARTMENT', 'PROPERTY_MANAGER', 'OWNERS_COMMITTEE',
       'SERVICE_PROVIDER', 'SPONSOR', 'OTHER')),
     external_system text,
     external_id text,
     closed_at timestamptz,
     data_origin text not null constraint organisation_data_origin_known check (data_origin in ('REAL', 'GENERATED')),
     recorded_at timestamptz not null,
     updated_at timestamptz not null,
     constraint organisation_pk primary key (district_id, id),
     constraint organisation_external_key unique (district_id, external_system, external_id),
     constraint organisation_place_fk foreign key (district_id, place_id) references place (district_id, id)
   )`,
  'create index organisation_place on organisation (district_id, place_id)',
  'create index organisation_name on organisation (district_id, name, id)',
  ...tenantTable('organisation', 'insert, update'),
  ...changedInColumn('organisation'),

  `create table organisation_contact (
     district_id integer not null,
     id uuid not null,
     organisation_id uuid not null,
     name text not null,
     phone_sealed text not null,
     recorded_at timestamptz not null,
     constraint organisation_contact_pk primary key (district_id, id),
     constraint organisation_contact_organisation_fk foreign key (district_id, organisation_id) references organisation (district_id, id)
   )`,
  'create index organisation_contact_organisation on organisation_contact (district_id, organisation_id)',
  ...tenantTable('organisation_contact', 'insert, update, delete'),

  `create table organisation_duty (
     district_id integer not null,
     id uuid not null,
     organisation_id uuid not null,
     category_id uuid not null,
     constraint organisation_duty_pk primary key (district_id, id),
     constraint organisation_duty_once unique (district_id, organisation_id, category_id),
     constraint organisation_duty_organisation_fk foreign key (district_id, organisation_id) references organisation (district_id, id),
     constraint organisation_duty_category_fk foreign key (district_id, category_id) references case_category (district_id, id)
   )`,
  'create index organisation_duty_category on organisation_duty (district_id, category_id)',
  ...tenantTable('organisation_duty', 'insert, update, delete'),

  `alter table account add constraint account_organisation_fk foreign key (district_id, organisation_id) references organisation (district_id, id)`,
  'create index account_organisation on account (district_id, organisation_id) where organisation_id is not null',

  `alter table service_case add column assignee_organisation_id uuid,
     add constraint service_case_assignee_organisation_fk foreign key (district_id, assignee_organisation_id) references organisation (district_id, id),
     add constraint service_case_one_assignee check (num_nonnulls(assignee_id, assignee_organisation_id) <= 1)`,
  `create index service_case_assignee_organisation on service_case (district_id, assignee_organisation_id, received_at)
     where assignee_organisation_id is not null`,

  `create table case_co_handler (
     district_id integer not null,
     id uuid not null,
     case_id uuid not null,
     account_id uuid,
     organisation_id uuid,
     added_at timestamptz not null,
     constraint case_co_handler_pk primary key (district_id, id),
     constraint case_co_handler_account_once unique (district_id, case_id, account_id),
     constraint case_co_handler_organisation_once unique (district_id, case_id, organisation_id),
     constraint case_co_handler_one check (num_nonnulls(account_id, organisation_id) = 1),
     constraint case_co_handler_case_fk foreign key (district_id, case_id) references service_case (district_id, id) on delete cascade,
     constraint case_co_handler_account_fk foreign key (district_id, account_id) references account (district_id, id),
     constraint case_co_handler_organisation_fk foreign key (district_id, organisation_id) references organisation (district_id, id)
   )`,
  'create index case_co_handler_account on case_co_handler (district_id, account_id) where account_id is not null',
  'create index case_co_handler_organisation on case_co_handler (district_id, organisation_id) where organisation_id is not null',
  ...tenantTable('case_co_handler', 'insert, update, delete'),
];
