import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { CATALOGUE } from '../kpis/catalogue/catalogue.ts';
import { trackedSources } from '../kpis/engine/tracked.ts';
import { ROLES } from '../shared/roles.ts';
import { Tracking } from '../shared/tracking.ts';
import { INSERT_ONLY, NO_TENANTS, PRIVILEGES, TENANCY_RULES } from '../testing/tenancy-rules.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

const tracked = new Tracking(trackedSources(CATALOGUE)).tables;

let database: TestDatabase;
/** Signed in as the owner; what is planted is rolled back. */
let owner: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.close();
});

async function breachesOf(breaches: string): Promise<string[]> {
  const { rows } = await owner.query<{ breach: string }>(breaches, [Object.keys(NO_TENANTS), tracked, ROLES]);
  return rows.map(row => row.breach).toSorted();
}

async function privileges(): Promise<string[]> {
  return (await owner.query<{ line: string }>(PRIVILEGES, [ROLES])).rows.map(row => row.line);
}

/** Does something to the scratch database, looks, and takes it back. */
async function planted<T>(statements: string, look: () => Promise<T>): Promise<T> {
  await owner.query('begin');
  try {
    await owner.query(statements);
    return await look();
  } finally {
    await owner.query('rollback');
  }
}

test('the indicators are counted from these tables', () => {
  expect([...tracked].toSorted()).toEqual([
    'activity_attendance', 'activity_session', 'activity_sign_up', 'care_booking', 'case_closing', 'digital_need', 'exchange', 'exchange_receiver', 'household', 'ledger_entry', 'program', 'program_funding',
    'program_spending', 'residence', 'senior_skill', 'service_case', 'service_transaction', 'volunteer', 'waste_drop', 'wellbeing_visit',
  ]);
});

test.each(TENANCY_RULES)('$says', async ({ breaches }) => {
  expect(await breachesOf(breaches)).toEqual([]);
});

const GOOD = `district_id integer not null, id uuid not null`;
const GOOD_POLICY = 'using (district_id = app.current_district()) with check (district_id = app.current_district())';

/** For each rule, faults that somebody could make; every one has to be found, by that rule. */
const FAULTS: Record<string, readonly string[]> = {
  '1. every tenant table has district_id integer not null': [
    'create table bad (id uuid primary key)',
    'create table bad (district_id bigint not null, id uuid, primary key (district_id, id))',
    'create table bad (district_id integer, id uuid primary key)',
    'create table app.bad (id uuid primary key)',
  ],
  '1. district_id is first in the primary key': [
    `create table bad (${GOOD})`,
    `create table bad (${GOOD}, primary key (id, district_id))`,
  ],
  '2. every unique index and exclusion includes district_id': [
    'create unique index bad on account (login)',
    'create unique index bad on account (login) include (district_id)',
    'create unique index bad on account ((district_id + 0), login)',
    'alter table membership add constraint bad exclude using gist (account_id with =)',
    'alter table membership add constraint bad exclude using gist (district_id with <>, account_id with =)',
  ],
  '3. foreign keys between tenant tables are composite, district_id first on both sides': [
    'alter table place add constraint bad_key unique (id); alter table session add constraint bad foreign key (id) references place (id)',
    `alter table place add constraint bad_key unique (id, district_id);
     alter table session add constraint bad foreign key (account_id, district_id) references place (id, district_id)`,
  ],
  '3. no foreign key sets null or a default, or acts on updates': [
    'alter table session add constraint bad foreign key (district_id, account_id) references account (district_id, id) on delete set null',
    'alter table session add constraint bad foreign key (district_id, account_id) references account (district_id, id) on delete set default',
    'alter table session add constraint bad foreign key (district_id, account_id) references account (district_id, id) on update cascade',
  ],
  '3. no cascade into a tracked table': [
    'alter table residence add constraint bad foreign key (district_id, place_id) references place (district_id, id) on delete cascade',
    `alter table service_case add constraint bad foreign key (district_id, merged_into_id) references service_case (district_id, id)
     on delete cascade`,
  ],
  '4. no foreign key between tenant tables and others, but to the list of districts and catalogues': [
    `alter table place add constraint bad_key unique (id); alter table sign_in_limit add place_id uuid constraint bad references place (id)`,
    'alter table session add key text constraint bad references sign_in_limit (key)',
  ],
  '5. no triggers and no rules': [
    'create trigger bad before update on place for each row execute function suppress_redundant_updates_trigger()',
    'create rule bad as on delete to place do instead nothing',
  ],
  '6. row-level security is enabled and forced': [
    'alter table resident disable row level security',
    'alter table resident no force row level security',
    `create table bad (${GOOD}, primary key (district_id, id))`,
  ],
  '6. exactly one policy, for everybody and everything, using and checking the district': [
    'alter policy resident_of_district on resident using (true)',
    'alter policy resident_of_district on resident with check (true)',
    'drop policy resident_of_district on resident',
    'create policy also on resident using (true)',
    'create policy also on resident to linli_reader using (true)',
    `drop policy resident_of_district on resident; create policy bad on resident for select ${GOOD_POLICY.replace(/ with check.*/, '')}`,
    `drop policy resident_of_district on resident; create policy bad on resident to linli_writer ${GOOD_POLICY}`,
    `drop policy resident_of_district on resident; create policy bad on resident using (district_id in (select id from district))
     with check (district_id = app.current_district())`,
  ],
  '6. the district in force is read strictly: absent is an error': [
    `create or replace function app.current_district() returns integer stable language sql
     as $$ select current_setting('app.district_id', true)::integer $$`,
    `create or replace function app.current_district() returns integer stable language sql
     as $$ select coalesce(current_setting('app.district_id', true), '1')::integer $$`,
  ],
  '6. nothing reads with its owner\'s rights: no views, no such functions but app.add_job': [
    'create view bad as select * from resident',
    'create materialized view bad as select * from resident',
    'create function bad() returns setof resident security definer language sql as $$ select * from resident $$',
  ],
  '6. the roles own nothing, are no superusers, and neither bypass row-level security nor make roles or databases': [
    'alter role linli_reader bypassrls',
    'alter role linli_writer superuser',
    'alter role linli_writer createrole',
    'alter table place owner to linli_writer',
    'grant linli_writer to linli_reader',
    'grant pg_read_all_data to linli_reader',
  ],
  '6. the roles create nothing; the queue alone may, in its own schema': [
    'grant create on schema public to public',
    'grant create on schema app to linli_writer',
    'do $$ begin execute format(\'grant create on database %I to linli_reader\', current_database()); end $$',
  ],
};

test('for every rule there are faults that it has to find', () => {
  expect(Object.keys(FAULTS)).toEqual(TENANCY_RULES.map(rule => rule.says));
});

test.each(TENANCY_RULES.flatMap(({ says, breaches }) => (FAULTS[says] ?? []).map(fault => ({ says, breaches, fault }))))(
  'found by "$says": $fault', async ({ breaches, fault }) => {
    expect(await planted(fault, () => breachesOf(breaches))).not.toEqual([]);
  });

test('each role may do exactly this and no more', async () => {
  const full = ['idempotent_command', 'place', 'place_ancestor', 'resident', 'residence', 'kin', 'account', 'membership', 'session', 'service_case', 'kpi_change',
    'kpi_own', 'kpi_presence', 'kpi_cell', 'kpi_log', 'sign_in_limit', 'notice', 'attachment', 'import_row', 'organisation_contact', 'organisation_duty', 'case_co_handler', 'indicator_target', 'review_item'];
  const lasting = ['case_category', 'case_closing', 'household', 'consent', 'proxy', 'resident_call', 'kpi_clock', 'kpi_recount', 'district', 'address', 'quiet_hours', 'ledger_account', 'ledger_lot', 'ledger_chain', 'import', 'export', 'organisation',
    'points_scheme', 'points_rule', 'points_rule_version', 'points_award', 'points_objection', 'points_good', 'redemption', 'waste_drop', 'priority_list', 'priority_application', 'leaderboard_member',
    'playbook', 'program', 'program_staff', 'program_step', 'program_funding', 'program_spending',
    'time_bank_policy', 'service_type', 'volunteer', 'confirmation_card', 'service_listing', 'exchange', 'exchange_receiver', 'comparison_setting', 'alert_rule', 'alert', 'indicator_review',
    'questionnaire', 'survey', 'survey_answer',
    'bridge_item', 'senior_skill', 'skill_observation', 'buddy_pair', 'buddy_contact', 'service_transaction',
    'care_centre', 'care_service', 'care_slot', 'care_booking', 'care_stay', 'care_incident', 'wellbeing_plan', 'wellbeing_visit', 'mutual_aid_pair',
    'activity', 'activity_session', 'activity_sign_up', 'activity_attendance'];
  const passing = ['survey_paper', 'record_change', 'kpi_seen', 'ledger_unchained', 'import_error', 'import_outcome'];
  expect(await privileges()).toEqual([
    ...[...full, ...lasting, ...INSERT_ONLY, ...passing, 'kpi_measure', 'installation'].filter(table => table !== 'sign_in_limit').map(table => `linli_reader ${table}: SELECT`),
    ...['district', 'kpi_cell', 'kpi_measure', 'installation'].map(table => `linli_reporter ${table}: SELECT`),
    ...full.map(table => `linli_writer ${table}: SELECT, INSERT, UPDATE, DELETE`),
    ...lasting.map(table => `linli_writer ${table}: SELECT, INSERT, UPDATE`),
    ...INSERT_ONLY.map(table => `linli_writer ${table}: SELECT, INSERT`),
    ...passing.map(table => `linli_writer ${table}: SELECT, INSERT, DELETE`),
    'linli_writer kpi_measure: SELECT',
    'linli_writer installation: SELECT',
  ].toSorted());
});

test.each([
  'grant insert on place to linli_reader', 'grant update (name) on place to linli_reader', 'grant update on audit_entry to linli_writer',
  'grant delete on case_step to linli_writer', 'grant truncate on place to linli_writer', 'grant select on resident to linli_reporter',
  'grant select (name) on resident to linli_reporter', 'grant select on resident to linli_queue', 'grant select on resident to public',
])('a right too many shows: %s', async fault => {
  const before = await privileges();
  expect(await planted(fault, privileges)).not.toEqual(before);
});
