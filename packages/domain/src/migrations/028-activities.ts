import { Migration } from '@mikro-orm/migrations';
import { changedInColumn, tenantTable } from './tenant-table.ts';

/** What people come together for: activities, their sessions, who signs up and who attends. */
export class Activities extends Migration {
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
const KIND = (table: string) => `kind text not null constraint ${table}_kind_known check (kind in ('EVENT', 'COURSE', 'LECTURE', 'VOLUNTEERING'))`;
const STANDINGS = `'REGISTERED_HERE', 'FLOATING', 'REGISTERED_ELSEWHERE_IN_DISTRICT'`;
const ORIGIN = (table: string) => `data_origin text not null constraint ${table}_data_origin_known check (data_origin in ('REAL', 'GENERATED'))`;

const STATEMENTS = [
  `create table activity (${KEYS}
     place_id uuid not null,
     program_id uuid,
     ${KIND('activity')},
     title text not null,
     description text,
     venue text,
     capacity integer constraint activity_capacity_positive check (capacity > 0),
     waitlist integer not null constraint activity_waitlist_not_negative check (waitlist >= 0),
     sign_up_from timestamptz not null,
     sign_up_until timestamptz,
     open_to text not null constraint activity_open_to_known check (open_to in ('PLACE', 'DISTRICT')),
     standings text[] not null constraint activity_standings_known check (standings <@ array[${STANDINGS}]),
     age_from integer,
     age_below integer,
     starts_at timestamptz,
     ends_at timestamptz,
     signed_up integer not null,
     waiting integer not null,
     last_number integer not null,
     cancelled_at timestamptz,
     cancel_reason text,
     external_system text,
     external_id text,
     ${ORIGIN('activity')},
     recorded_at timestamptz not null,
     recorded_by_id uuid,
     ${pk('activity')},
     ${fk('activity', 'place_id', 'place')},
     ${fk('activity', 'recorded_by_id', 'account')},
     constraint activity_places check (signed_up >= 0 and waiting >= 0 and signed_up <= capacity),
     constraint activity_external_key unique (district_id, external_system, external_id)
   )`,
  ...changedInColumn('activity'),
  'create index activity_place on activity (district_id, place_id, ends_at)',
  ...tenantTable('activity', 'insert, update'),

  `create table activity_session (${KEYS}
     activity_id uuid not null,
     place_id uuid not null,
     program_id uuid,
     ${KIND('activity_session')},
     starts_at timestamptz not null,
     ends_at timestamptz not null,
     minutes integer not null,
     venue text,
     trainer_id uuid,
     trainer_organisation_id uuid,
     attended integer not null constraint activity_session_attended_not_negative check (attended >= 0),
     cancelled_at timestamptz,
     cancel_reason text,
     ${pk('activity_session')},
     ${fk('activity_session', 'activity_id', 'activity')},
     ${fk('activity_session', 'place_id', 'place')},
     ${fk('activity_session', 'trainer_id', 'account')},
     ${fk('activity_session', 'trainer_organisation_id', 'organisation')},
     constraint activity_session_ends_after check (ends_at > starts_at and minutes > 0),
     constraint activity_session_trainer_once exclude using gist (district_id with =, trainer_id with =, tstzrange(starts_at, ends_at) with &&)
       where (cancelled_at is null)
   )`,
  'create index activity_session_activity on activity_session (district_id, activity_id, starts_at)',
  'create index activity_session_place on activity_session (district_id, place_id, starts_at)',
  'create index activity_session_organisation on activity_session (district_id, trainer_organisation_id) where trainer_organisation_id is not null',
  ...tenantTable('activity_session', 'insert, update'),

  `create table activity_sign_up (${KEYS}
     activity_id uuid not null,
     place_id uuid not null,
     resident_id uuid not null,
     status text not null constraint activity_sign_up_status_known check (status in ('SIGNED_UP', 'WAITING', 'CANCELLED')),
     number integer not null,
     channel text not null constraint activity_sign_up_channel_known check (channel in ('APP', 'PROXY', 'TELEPHONE', 'WINDOW', 'VISIT', 'DOOR')),
     signed_up_at timestamptz not null,
     signed_up_by_id uuid,
     placed_at timestamptz,
     cancelled_at timestamptz,
     ${ORIGIN('activity_sign_up')},
     ${pk('activity_sign_up')},
     ${fk('activity_sign_up', 'activity_id', 'activity')},
     ${fk('activity_sign_up', 'place_id', 'place')},
     ${fk('activity_sign_up', 'resident_id', 'resident')},
     ${fk('activity_sign_up', 'signed_up_by_id', 'account')},
     constraint activity_sign_up_number_key unique (district_id, activity_id, number),
     constraint activity_sign_up_cancelled check ((cancelled_at is null) = (status <> 'CANCELLED')),
     constraint activity_sign_up_placed check (status <> 'SIGNED_UP' or placed_at is not null)
   )`,
  `create unique index activity_sign_up_once on activity_sign_up (district_id, activity_id, resident_id) where status <> 'CANCELLED'`,
  'create index activity_sign_up_resident on activity_sign_up (district_id, resident_id)',
  'create index activity_sign_up_place on activity_sign_up (district_id, place_id, signed_up_at)',
  ...tenantTable('activity_sign_up', 'insert, update'),

  `create table activity_attendance (${KEYS}
     activity_id uuid not null,
     session_id uuid not null,
     resident_id uuid not null,
     place_id uuid not null,
     ${KIND('activity_attendance')},
     program_id uuid,
     home_place_id uuid not null,
     standing text not null constraint activity_attendance_standing_known check (standing in (${STANDINGS})),
     minutes integer not null constraint activity_attendance_minutes_within check (minutes between 1 and 1440),
     way text not null constraint activity_attendance_way_known check (way in ('DOOR_CODE', 'CARD', 'ROLL_CALL', 'RECORDED')),
     occurred_at timestamptz not null,
     recorded_at timestamptz not null,
     recorded_by_id uuid,
     voided_at timestamptz,
     reason text,
     external_system text,
     external_id text,
     ${ORIGIN('activity_attendance')},
     ${pk('activity_attendance')},
     ${fk('activity_attendance', 'activity_id', 'activity')},
     ${fk('activity_attendance', 'session_id', 'activity_session')},
     ${fk('activity_attendance', 'resident_id', 'resident')},
     ${fk('activity_attendance', 'place_id', 'place')},
     ${fk('activity_attendance', 'home_place_id', 'place')},
     ${fk('activity_attendance', 'recorded_by_id', 'account')},
     constraint activity_attendance_external_key unique (district_id, external_system, external_id)
   )`,
  ...changedInColumn('activity_attendance'),
  'create unique index activity_attendance_once on activity_attendance (district_id, session_id, resident_id) where voided_at is null',
  'create index activity_attendance_resident on activity_attendance (district_id, resident_id)',
  'create index activity_attendance_activity on activity_attendance (district_id, activity_id)',
  'create index activity_attendance_place on activity_attendance (district_id, place_id, occurred_at)',
  'create index activity_attendance_home on activity_attendance (district_id, home_place_id, occurred_at)',
  ...tenantTable('activity_attendance', 'insert, update'),

  'create index confirmation_card_code on confirmation_card (district_id, code_digest)',
];
