import { Statements } from './statements.ts';

/** Where the events of a case happened, apart from where it is now; its address; and which successor of a place takes what is left. */
export class CasePlaces extends Statements {
  protected override readonly statements = STATEMENTS;
}

/** Columns that say where an event was, and when. */
const EVENTS = [['received_place_id', 'received_at'], ['responded_place_id', 'first_response_at'], ['due_place_id', 'due_at']] as const;

const STATEMENTS = [
  'alter table place_successor add ordinal integer not null default 0',
  'alter table place_successor alter ordinal drop default',

  // The owner need not be a superuser, and has to see the rows there are.
  'alter table service_case no force row level security',
  'alter table service_case add address_id uuid, add received_place_id uuid, add responded_place_id uuid, add due_place_id uuid',
  `update service_case set received_place_id = place_id, due_place_id = place_id,
     responded_place_id = case when first_response_at is not null then place_id end`,
  `alter table service_case
     alter received_place_id set not null,
     alter due_place_id set not null,
     add constraint service_case_responded_somewhere check ((first_response_at is null) = (responded_place_id is null)),
     ${EVENTS.map(([place]) => `add constraint service_case_${place}_fk foreign key (district_id, ${place}) references place (district_id, id)`).join(', ')},
     add constraint service_case_address_fk foreign key (district_id, address_id) references address (district_id, id)`,
  ...EVENTS.flatMap(([place, at]) => [
    `drop index service_case_${at}`,
    `create index service_case_${at} on service_case (district_id, ${place}, ${at}) where ${at} is not null`,
  ]),
  `create index service_case_open on service_case (district_id, place_id)
     where status in ('RECEIVED', 'ACCEPTED', 'ASSIGNED', 'IN_PROGRESS', 'SUSPENDED')`,
  'create index service_case_address on service_case (district_id, address_id) where address_id is not null',
  'alter table service_case force row level security',
];
