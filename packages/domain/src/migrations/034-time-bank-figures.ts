import { Statements } from './statements.ts';

/** What figures of the time bank are made from: where givers lived, what receivers paid, and where and when they were served. */
export class TimeBankFigures extends Statements {
  protected override readonly statements = STATEMENTS;
}

const READ = ['exchange', 'exchange_receiver', 'residence', 'ledger_posting', 'ledger_account'];
const COUNTS = `e.status in ('CONFIRMED', 'ADJUSTED')`;
const ON = `(e.starts_at at time zone 'Asia/Shanghai')::date`;

const STATEMENTS = [
  // The owner need not be a superuser, and has to see the rows there are.
  ...READ.map(table => `alter table ${table} no force row level security`),
  `alter table exchange
     add giver_place_id uuid,
     add giver_standing text,
     add paid_minutes integer not null default 0,
     add constraint exchange_giver_place_fk foreign key (district_id, giver_place_id) references place (district_id, id),
     add constraint exchange_giver_standing_known check (giver_standing in ('REGISTERED_HERE', 'FLOATING', 'REGISTERED_ELSEWHERE_IN_DISTRICT')),
     add constraint exchange_giver_lived check ((giver_place_id is null) = (giver_standing is null))`,
  `update exchange e set giver_place_id = r.place_id, giver_standing = r.standing
   from residence r where r.district_id = e.district_id and r.resident_id = e.giver_id and ${COUNTS}
     and r.lives_from <= ${ON} and (r.lives_to is null or r.lives_to > ${ON})`,
  `update exchange e set paid_minutes = (
     select coalesce(sum(p.amount), 0) from ledger_posting p
     join ledger_account a on a.district_id = p.district_id and a.id = p.source_id and a.owner_kind = 'RESIDENT'
     where p.district_id = e.district_id and p.transfer_id = e.transfer_id)
   where e.transfer_id is not null`,
  'alter table exchange alter paid_minutes drop default',
  `alter table exchange_receiver
     add place_id uuid,
     add served_at timestamptz,
     add constraint exchange_receiver_place_fk foreign key (district_id, place_id) references place (district_id, id),
     add constraint exchange_receiver_served check ((place_id is null) = (served_at is null))`,
  `update exchange_receiver r set place_id = e.place_id, served_at = e.starts_at
   from exchange e where e.district_id = r.district_id and e.id = r.exchange_id and ${COUNTS}`,
  'grant update on exchange_receiver to linli_writer',
  'drop index exchange_place',
  'create index exchange_by_service on exchange (district_id, place_id, starts_at)',
  'create index exchange_by_giving on exchange (district_id, giver_place_id, starts_at)',
  'create index exchange_receiver_by_service on exchange_receiver (district_id, place_id, served_at)',
  'create index ledger_entry_by_place on ledger_entry (district_id, place_id, occurred_at)',
  ...READ.map(table => `alter table ${table} force row level security`),
];
