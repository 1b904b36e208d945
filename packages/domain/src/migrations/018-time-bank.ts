import { fk, KEYS, ORIGIN, pk } from './columns.ts';
import { Statements } from './statements.ts';
import { changedInColumn, tenantTable } from './tenant-table.ts';

/** The time bank: the district's rules, volunteers, what is offered and asked for, and the services themselves. */
export class TimeBank extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATUSES = `('MATCHED', 'SCHEDULED', 'CHECKED_IN', 'SUBMITTED', 'CONFIRMED', 'DISPUTED', 'ADJUSTED', 'VOIDED', 'CANCELLED', 'NO_SHOW')`;

const STATEMENTS = [
  `create table time_bank_policy (${KEYS}
     cap_minutes integer,
     daily_minutes integer,
     round_to integer not null,
     redeem_age integer,
     gifts_to text not null constraint time_bank_policy_gifts_known check (gifts_to in ('NOBODY', 'KIN', 'ANYBODY')),
     excluded text not null constraint time_bank_policy_excluded_known check (excluded in ('CLOSE_KIN', 'CLOSE_KIN_AND_HOUSEHOLD')),
     group_earns boolean not null,
     payers text[] not null constraint time_bank_policy_payers_known check (payers <@ array['RECEIVER', 'FUND', 'WORLD'] and cardinality(payers) > 0),
     opening_minutes integer not null,
     opening_age integer not null,
     review_days integer not null,
     audit_percent integer not null,
     updated_at timestamptz not null,
     ${pk('time_bank_policy')},
     constraint time_bank_policy_one unique (district_id),
     constraint time_bank_policy_positive check (cap_minutes > 0 and daily_minutes > 0 and round_to > 0 and opening_minutes >= 0 and review_days > 0)
   )`,
  ...tenantTable('time_bank_policy', 'insert, update'),

  `create table service_type (${KEYS}
     code text not null,
     name text not null,
     closed_at timestamptz,
     ${pk('service_type')},
     constraint service_type_code_key unique (district_id, code)
   )`,
  ...tenantTable('service_type', 'insert, update'),

  `create table volunteer (${KEYS}
     resident_id uuid not null,
     place_id uuid not null,
     skill_ids uuid[] not null,
     availability jsonb not null,
     weekly_minutes integer not null constraint volunteer_weekly_minutes_positive check (weekly_minutes > 0),
     active_from date not null,
     active_to date,
     ${ORIGIN('volunteer')},
     recorded_at timestamptz not null,
     ${pk('volunteer')},
     ${fk('volunteer', 'resident_id', 'resident')},
     ${fk('volunteer', 'place_id', 'place')},
     constraint volunteer_ends_after check (active_to >= active_from),
     constraint volunteer_once exclude using gist (district_id with =, resident_id with =, daterange(active_from, active_to) with &&)
   )`,
  'create index volunteer_place on volunteer (district_id, place_id, active_from)',
  'create index volunteer_resident on volunteer (district_id, resident_id)',
  ...tenantTable('volunteer', 'insert, update'),

  `create table confirmation_card (${KEYS}
     resident_id uuid not null,
     pin_hash text not null,
     code_digest text not null,
     tries integer not null,
     issued_at timestamptz not null,
     ${pk('confirmation_card')},
     ${fk('confirmation_card', 'resident_id', 'resident')},
     constraint confirmation_card_one unique (district_id, resident_id)
   )`,
  ...tenantTable('confirmation_card', 'insert, update'),

  `create table service_listing (${KEYS}
     kind text not null constraint service_listing_kind_known check (kind in ('OFFER', 'REQUEST')),
     resident_id uuid not null,
     place_id uuid not null,
     service_type_id uuid not null,
     note text,
     wished_at timestamptz,
     minutes integer not null constraint service_listing_minutes_positive check (minutes > 0),
     channel text not null constraint service_listing_channel_known check (channel in ('APP', 'PROXY', 'TELEPHONE', 'WINDOW', 'VISIT')),
     status text not null constraint service_listing_status_known check (status in ('OPEN', 'MATCHED', 'FULFILLED', 'WITHDRAWN')),
     entered_by_id uuid,
     ${ORIGIN('service_listing')},
     recorded_at timestamptz not null,
     ${pk('service_listing')},
     ${fk('service_listing', 'resident_id', 'resident')},
     ${fk('service_listing', 'place_id', 'place')},
     ${fk('service_listing', 'service_type_id', 'service_type')},
     ${fk('service_listing', 'entered_by_id', 'account')}
   )`,
  'create index service_listing_place on service_listing (district_id, place_id)',
  'create index service_listing_resident on service_listing (district_id, resident_id)',
  'create index service_listing_recorded on service_listing (district_id, recorded_at, id)',
  ...tenantTable('service_listing', 'insert, update'),

  `create table exchange (${KEYS}
     place_id uuid not null,
     service_type_id uuid not null,
     listing_id uuid,
     giver_id uuid not null,
     group_session boolean not null,
     status text not null constraint exchange_status_known check (status in ${STATUSES}),
     starts_at timestamptz,
     ends_at timestamptz,
     checked_in_at timestamptz,
     submitted_at timestamptz,
     minutes integer constraint exchange_minutes_within check (minutes between 1 and 720),
     confirmed_at timestamptz,
     confirmation text constraint exchange_confirmation_known check (confirmation in ('APP', 'PIN', 'CARD', 'CALL_BACK')),
     confirmed_by_id uuid,
     review_since timestamptz,
     absent text constraint exchange_absent_known check (absent in ('GIVER', 'RECEIVER')),
     hold_id uuid,
     transfer_id uuid,
     bookings integer not null,
     credited_minutes integer not null,
     donated_minutes integer not null,
     sampled boolean not null,
     audited_at timestamptz,
     ${ORIGIN('exchange')},
     recorded_at timestamptz not null,
     ${pk('exchange')},
     ${fk('exchange', 'place_id', 'place')},
     ${fk('exchange', 'service_type_id', 'service_type')},
     ${fk('exchange', 'listing_id', 'service_listing')},
     ${fk('exchange', 'giver_id', 'resident')},
     ${fk('exchange', 'confirmed_by_id', 'account')},
     ${fk('exchange', 'hold_id', 'ledger_transfer')},
     ${fk('exchange', 'transfer_id', 'ledger_transfer')},
     constraint exchange_scheduled check (status in ('MATCHED', 'CANCELLED') or (starts_at is not null and ends_at > starts_at)),
     constraint exchange_confirmed check ((confirmed_at is null) = (confirmation is null)),
     constraint exchange_one_at_a_time exclude using gist (district_id with =, giver_id with =, tstzrange(starts_at, ends_at) with &&)
       where (status in ('SCHEDULED', 'CHECKED_IN', 'SUBMITTED', 'CONFIRMED', 'DISPUTED', 'ADJUSTED'))
   )`,
  ...changedInColumn('exchange'),
  'create index exchange_recorded on exchange (district_id, recorded_at, id)',
  'create index exchange_place on exchange (district_id, place_id)',
  'create index exchange_giver on exchange (district_id, giver_id, starts_at)',
  `create index exchange_review on exchange (district_id, review_since) where review_since is not null`,
  ...tenantTable('exchange', 'insert, update'),

  `create table exchange_receiver (${KEYS}
     exchange_id uuid not null,
     resident_id uuid not null,
     ${pk('exchange_receiver')},
     ${fk('exchange_receiver', 'exchange_id', 'exchange')},
     ${fk('exchange_receiver', 'resident_id', 'resident')},
     constraint exchange_receiver_once unique (district_id, exchange_id, resident_id)
   )`,
  'create index exchange_receiver_resident on exchange_receiver (district_id, resident_id)',
  ...tenantTable('exchange_receiver', 'insert'),

  `create table exchange_step (${KEYS}
     exchange_id uuid not null,
     move text not null,
     status text not null constraint exchange_step_status_known check (status in ${STATUSES}),
     at timestamptz not null,
     recorded_at timestamptz not null,
     account_id uuid,
     note text,
     details jsonb,
     ${pk('exchange_step')},
     ${fk('exchange_step', 'exchange_id', 'exchange')},
     ${fk('exchange_step', 'account_id', 'account')}
   )`,
  'create index exchange_step_exchange on exchange_step (district_id, exchange_id, recorded_at)',
  ...tenantTable('exchange_step', 'insert'),
];
