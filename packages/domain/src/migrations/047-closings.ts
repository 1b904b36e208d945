import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Each closing of a case, and whether it was reopened after it. */
export class Closings extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  // What is counted must not be deleted by a cascade: whoever deletes a case deletes its closings first.
  `create table case_closing (
     district_id integer not null,
     id uuid not null,
     case_id uuid not null,
     cycle integer not null,
     place_id uuid not null,
     closed_at timestamptz not null,
     aftercare_ends_at timestamptz not null,
     reopened_at timestamptz,
     constraint case_closing_pk primary key (district_id, id),
     constraint case_closing_cycle_key unique (district_id, case_id, cycle),
     constraint case_closing_case_fk foreign key (district_id, case_id) references service_case (district_id, id),
     constraint case_closing_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint case_closing_reopened_after check (reopened_at >= closed_at)
   )`,

  // The owner need not be a superuser, and has to see the rows there are.
  'alter table service_case no force row level security',
  'alter table case_step no force row level security',
  // A case that is closed is where it was closed; one that has moved on was where it had come to by then.
  `insert into case_closing (district_id, id, case_id, cycle, place_id, closed_at, aftercare_ends_at, reopened_at)
   select s.district_id, s.id, s.case_id, s.cycle,
     case when c.cycle = s.cycle then c.place_id else coalesce(moved.place_id, c.received_place_id) end,
     s.at, s.at + interval '720 hours', again.at
   from case_step s
   join service_case c on c.district_id = s.district_id and c.id = s.case_id
   left join case_step again on again.district_id = s.district_id and again.case_id = s.case_id and again.cycle = s.cycle + 1 and again.move = 'reopen'
   left join lateral (
     select coalesce(m.details->>'to', m.details->>'placeId')::uuid as place_id from case_step m
     where m.district_id = s.district_id and m.case_id = s.case_id and m.cycle <= s.cycle and c.cycle > s.cycle
       and m.move in ('relocate', 'reopen') and coalesce(m.details->>'to', m.details->>'placeId') is not null
     order by m.recorded_at desc, m.id desc limit 1
   ) moved on true
   where s.move = 'close'`,
  'alter table service_case force row level security',
  'alter table case_step force row level security',

  'create index case_closing_aftercare_ends_at on case_closing (district_id, place_id, aftercare_ends_at)',
  ...tenantTable('case_closing', 'insert, update'),
];
