import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Certificates of what volunteers have served. */
export class Certificates extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  `create table service_certificate (
     district_id integer not null,
     id uuid not null,
     resident_id uuid not null,
     first_day date not null,
     last_day date not null,
     minutes integer not null constraint service_certificate_minutes_positive check (minutes > 0),
     donated integer not null,
     code text not null,
     issued_at timestamptz not null,
     issued_by_id uuid,
     constraint service_certificate_pk primary key (district_id, id),
     constraint service_certificate_code_key unique (district_id, code),
     constraint service_certificate_resident_fk foreign key (district_id, resident_id) references resident (district_id, id),
     constraint service_certificate_issued_by_fk foreign key (district_id, issued_by_id) references account (district_id, id),
     constraint service_certificate_days check (last_day >= first_day and donated between 0 and minutes)
   )`,
  'create index service_certificate_resident on service_certificate (district_id, resident_id, issued_at)',
  ...tenantTable('service_certificate', 'insert'),
];
