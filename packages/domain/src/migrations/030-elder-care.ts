import { Migration } from '@mikro-orm/migrations';
import { changedInColumn, tenantTable } from './tenant-table.ts';

/** Elder care: centres, what they offer, the slots and the bookings. */
export class ElderCare extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const KEYS = `
     district_id integer not null,
     id uuid not null,`;
const pk = (table: string) => `constraint ${table}_pk primary key (district_id, id)`;
const fk = (table: string, column: string, to: string) =>
  `constraint ${table}_${column.replace(/_id$/, '')}_fk foreign key (district_id, ${column}) references ${to} (district_id, id)`;
const ORIGIN = (table: string) => `data_origin text not null constraint ${table}_data_origin_known check (data_origin in ('REAL', 'GENERATED'))`;

const STATEMENTS = [
  `create table care_centre (${KEYS}
     place_id uuid not null,
     name text not null,
     capacity integer not null constraint care_centre_capacity_positive check (capacity > 0),
     ${ORIGIN('care_centre')},
     created_at timestamptz not null,
     ${pk('care_centre')},
     ${fk('care_centre', 'place_id', 'place')}
   )`,
  'create index care_centre_place on care_centre (district_id, place_id)',
  ...changedInColumn('care_centre'),
  ...tenantTable('care_centre', 'insert, update'),

  `create table care_service (${KEYS}
     centre_id uuid not null,
     place_id uuid not null,
     name text not null,
     kind text not null constraint care_service_kind_known check (kind in ('DAY_CARE', 'MEAL', 'BATHING', 'CLEANING', 'CLINIC', 'HOME_ERRAND', 'OTHER')),
     at_home boolean not null,
     price integer not null,
     sponsor_id uuid,
     sponsor_share integer not null,
     minutes integer constraint care_service_minutes_positive check (minutes > 0),
     min_age integer,
     no_kin_only boolean not null,
     disability_level integer constraint care_service_disability_known check (disability_level between 1 and 4),
     cut_off text,
     needs_approval boolean not null,
     charges_missed boolean not null,
     closed_at timestamptz,
     ${ORIGIN('care_service')},
     created_at timestamptz not null,
     ${pk('care_service')},
     ${fk('care_service', 'centre_id', 'care_centre')},
     ${fk('care_service', 'place_id', 'place')},
     ${fk('care_service', 'sponsor_id', 'organisation')},
     constraint care_service_shares check (sponsor_share between 0 and price and (sponsor_id is null) = (sponsor_share = 0))
   )`,
  'create index care_service_centre on care_service (district_id, centre_id)',
  'create index care_service_place on care_service (district_id, place_id)',
  ...changedInColumn('care_service'),
  ...tenantTable('care_service', 'insert, update'),

  `create table care_slot (${KEYS}
     service_id uuid not null,
     starts_at timestamptz not null,
     ends_at timestamptz not null,
     closes_at timestamptz not null,
     capacity integer not null,
     taken integer not null,
     called_off_at timestamptz,
     ${ORIGIN('care_slot')},
     ${pk('care_slot')},
     ${fk('care_slot', 'service_id', 'care_service')},
     constraint care_slot_begins_once unique (district_id, service_id, starts_at),
     constraint care_slot_times check (closes_at <= starts_at and starts_at < ends_at),
     constraint care_slot_never_overbooked check (taken between 0 and capacity)
   )`,
  'create index care_slot_ends on care_slot (district_id, ends_at)',
  'create index care_slot_starts on care_slot (district_id, starts_at, id)',
  ...changedInColumn('care_slot'),
  ...tenantTable('care_slot', 'insert, update'),

  `create table care_booking (${KEYS}
     slot_id uuid not null,
     service_id uuid not null,
     centre_id uuid not null,
     resident_id uuid not null,
     place_id uuid not null,
     senior boolean not null,
     no_kin boolean not null,
     at_home boolean not null,
     starts_at timestamptz not null,
     ends_at timestamptz not null,
     state text not null constraint care_booking_state_known
       check (state in ('WAITLISTED', 'PENDING', 'BOOKED', 'CHECKED_IN', 'FULFILLED', 'CANCELLED', 'LATE_CANCELLED', 'NO_SHOW')),
     awaits text constraint care_booking_awaits_known check (awaits in ('ACCEPTANCE', 'APPROVAL')),
     offered_until timestamptz,
     channel text not null constraint care_booking_channel_known check (channel in ('APP', 'PROXY', 'TELEPHONE', 'WINDOW', 'VISIT')),
     sponsor_id uuid,
     sponsor_amount integer not null,
     member_unit text not null constraint care_booking_unit_known check (member_unit in ('FEN', 'MINUTE')),
     member_amount integer not null,
     sponsor_hold_id uuid,
     member_hold_id uuid,
     requested_by_id uuid,
     requested_at timestamptz not null,
     booked_at timestamptz,
     checked_in_at timestamptz,
     fulfilled_at timestamptz,
     ended_at timestamptz,
     cause text constraint care_booking_cause_known check (cause in ('WITHDRAWN', 'REJECTED', 'OFFER_EXPIRED', 'CALLED_OFF', 'TIME_OVER')),
     reason text,
     ${ORIGIN('care_booking')},
     ${pk('care_booking')},
     ${fk('care_booking', 'slot_id', 'care_slot')},
     ${fk('care_booking', 'service_id', 'care_service')},
     ${fk('care_booking', 'centre_id', 'care_centre')},
     ${fk('care_booking', 'resident_id', 'resident')},
     ${fk('care_booking', 'place_id', 'place')},
     ${fk('care_booking', 'sponsor_id', 'organisation')},
     ${fk('care_booking', 'requested_by_id', 'account')},
     ${fk('care_booking', 'sponsor_hold_id', 'ledger_transfer')},
     ${fk('care_booking', 'member_hold_id', 'ledger_transfer')},
     constraint care_booking_awaits_pending check ((state = 'PENDING') = (awaits is not null)),
     constraint care_booking_offer check ((awaits is not distinct from 'ACCEPTANCE') = (offered_until is not null)),
     constraint care_booking_fulfilled check ((state = 'FULFILLED') = (fulfilled_at is not null)),
     constraint care_booking_cancelled check ((state = 'CANCELLED') = (cause is not null)),
     constraint care_booking_amounts check (sponsor_amount >= 0 and member_amount >= 0),
     constraint care_booking_one_at_a_time exclude using gist (district_id with =, resident_id with =, tstzrange(starts_at, ends_at) with &&)
       where (state in ('PENDING', 'BOOKED', 'CHECKED_IN', 'FULFILLED'))
   )`,
  `create unique index care_booking_once on care_booking (district_id, slot_id, resident_id) where state in ('WAITLISTED', 'PENDING', 'BOOKED', 'CHECKED_IN', 'FULFILLED')`,
  `create index care_booking_slot on care_booking (district_id, slot_id, state, requested_at)`,
  'create index care_booking_resident on care_booking (district_id, resident_id, starts_at)',
  'create index care_booking_place on care_booking (district_id, place_id, fulfilled_at)',
  'create index care_booking_centre on care_booking (district_id, centre_id, starts_at)',
  ...changedInColumn('care_booking'),
  ...tenantTable('care_booking', 'insert, update'),
];
