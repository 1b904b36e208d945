import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Service cases, their categories and their history. */
export class Cases extends Statements {
  protected override readonly statements = STATEMENTS;
}

/** One index per attribution, so that one day of one place is found without reading its history. */
const ATTRIBUTIONS = ['received_at', 'first_response_at', 'due_at', 'handled_at', 'followed_up_at', 'rated_at'];

const STATEMENTS = [
  `create table case_category (
     district_id integer not null,
     id uuid not null,
     parent_id uuid,
     code text not null,
     name text not null,
     sla jsonb not null,
     constraint case_category_pk primary key (district_id, id),
     constraint case_category_code_key unique (district_id, code),
     constraint case_category_parent_fk foreign key (district_id, parent_id) references case_category (district_id, id)
   )`,
  ...tenantTable('case_category', 'insert, update'),

  `create table service_case (
     district_id integer not null,
     id uuid not null,
     place_id uuid not null,
     tracking_number text not null,
     kind text not null constraint service_case_kind_known check (kind in ('INQUIRY', 'HELP', 'COMPLAINT', 'REPORT', 'SUGGESTION')),
     category_id uuid not null,
     urgency text not null constraint service_case_urgency_known check (urgency in ('ORDINARY', 'URGENT', 'EMERGENCY')),
     channel text not null,
     title text not null,
     description text not null,
     requester_id uuid,
     contact_name text,
     contact_phone_sealed text,
     status text not null constraint service_case_status_known check (status in ('RECEIVED', 'ACCEPTED', 'ASSIGNED',
       'IN_PROGRESS', 'SUSPENDED', 'HANDLED', 'CLOSED', 'REJECTED', 'MERGED')),
     outcome text constraint service_case_outcome_known check (outcome in ('RESOLVED', 'PARTLY', 'EXPLAINED', 'UNABLE',
       'NOT_RESPONSIBLE', 'DUPLICATE')),
     cycle integer not null,
     received_at timestamptz not null,
     recorded_at timestamptz not null,
     first_response_at timestamptz,
     due_at timestamptz not null,
     original_due_at timestamptz not null,
     suspended_at timestamptz,
     overdue_at timestamptz,
     handled_at timestamptz,
     closed_at timestamptz,
     unconfirmed boolean not null,
     first_receiver_id uuid,
     assignee_id uuid,
     handler_id uuid,
     returns integer not null,
     followed_up_at timestamptz,
     follow_up_source text,
     confirmed_resolved boolean,
     rated_at timestamptz,
     rating integer constraint service_case_rating_range check (rating between 1 and 5),
     rating_changed boolean not null,
     merged_into_id uuid,
     external_system text,
     external_id text,
     data_origin text not null constraint service_case_data_origin_known check (data_origin in ('REAL', 'GENERATED')),
     constraint service_case_pk primary key (district_id, id),
     constraint service_case_tracking_key unique (district_id, tracking_number),
     constraint service_case_external_key unique (district_id, external_system, external_id),
     constraint service_case_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint service_case_category_fk foreign key (district_id, category_id) references case_category (district_id, id),
     constraint service_case_merged_fk foreign key (district_id, merged_into_id) references service_case (district_id, id),
     constraint service_case_assignee_fk foreign key (district_id, assignee_id) references account (district_id, id),
     constraint service_case_closed_set check ((closed_at is not null) = (status = 'CLOSED')),
     constraint service_case_handled_set check ((handled_at is not null) = (status in ('HANDLED', 'CLOSED')))
   )`,
  ...ATTRIBUTIONS.map(
    column => `create index service_case_${column} on service_case (district_id, place_id, ${column}) where ${column} is not null`,
  ),
  'create index service_case_newest on service_case (district_id, received_at, id)',
  'create index service_case_assignee on service_case (district_id, assignee_id, received_at)',
  'create index service_case_requester on service_case (district_id, requester_id, received_at) where requester_id is not null',
  'create index service_case_merged on service_case (district_id, merged_into_id) where merged_into_id is not null',
  ...tenantTable('service_case', 'insert, update, delete'),

  `create table case_step (
     district_id integer not null,
     id uuid not null,
     case_id uuid not null,
     cycle integer not null,
     move text not null,
     status text not null,
     at timestamptz not null,
     recorded_at timestamptz not null,
     account_id uuid,
     note text,
     details jsonb,
     constraint case_step_pk primary key (district_id, id),
     constraint case_step_case_fk foreign key (district_id, case_id) references service_case (district_id, id) on delete cascade
   )`,
  'create index case_step_case on case_step (district_id, case_id, recorded_at)',
  'create index case_step_recorded on case_step (district_id, recorded_at)',
  ...tenantTable('case_step', 'insert'),
];
