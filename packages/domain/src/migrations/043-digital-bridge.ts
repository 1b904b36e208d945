import { fk, KEYS, ORIGIN, pk } from './columns.ts';
import { Statements } from './statements.ts';
import { changedInColumn, tenantTable } from './tenant-table.ts';

/** The senior digital bridge: who needs help, what seniors have learned, their buddies, and what they have done online. */
export class DigitalBridge extends Statements {
  protected override readonly statements = STATEMENTS;
}

const LEVELS = `('NEEDS_HELP', 'WITH_HELP', 'BY_HERSELF')`;

const MEASURED = ['program', 'activity_session', 'program_spending'];

const STATEMENTS = [
  `create table bridge_item (${KEYS}
     kind text not null constraint bridge_item_kind_known check (kind in ('SKILL', 'SERVICE')),
     code text not null,
     name text not null,
     closed_at timestamptz,
     ${pk('bridge_item')},
     constraint bridge_item_code_key unique (district_id, kind, code)
   )`,
  ...tenantTable('bridge_item', 'insert, update'),

  `create table digital_need (${KEYS}
     answer_id uuid not null,
     survey_id uuid not null,
     program_id uuid not null,
     resident_id uuid,
     household_id uuid,
     place_id uuid not null,
     needs_help boolean not null,
     mode text not null constraint digital_need_mode_known check (mode in ('APP', 'LINK', 'TELEPHONE', 'DOORSTEP', 'PAPER')),
     answered_at timestamptz not null,
     ${ORIGIN('digital_need')},
     ${pk('digital_need')},
     ${fk('digital_need', 'answer_id', 'survey_answer')},
     ${fk('digital_need', 'survey_id', 'survey')},
     ${fk('digital_need', 'program_id', 'program')},
     ${fk('digital_need', 'resident_id', 'resident')},
     ${fk('digital_need', 'household_id', 'household')},
     ${fk('digital_need', 'place_id', 'place')},
     constraint digital_need_answer_key unique (district_id, answer_id)
   )`,
  'create index digital_need_place on digital_need (district_id, place_id, answered_at)',
  'create index digital_need_program on digital_need (district_id, program_id, answered_at)',
  ...tenantTable('digital_need', 'insert'),

  `create table senior_skill (${KEYS}
     resident_id uuid not null,
     item_id uuid not null,
     level text constraint senior_skill_level_known check (level in ${LEVELS}),
     observed_at timestamptz,
     gained_at timestamptz,
     gained_place_id uuid,
     ${ORIGIN('senior_skill')},
     ${pk('senior_skill')},
     ${fk('senior_skill', 'resident_id', 'resident')},
     ${fk('senior_skill', 'item_id', 'bridge_item')},
     ${fk('senior_skill', 'gained_place_id', 'place')},
     constraint senior_skill_one unique (district_id, resident_id, item_id),
     constraint senior_skill_observed check ((level is null) = (observed_at is null)),
     constraint senior_skill_gained check ((gained_at is null) = (gained_place_id is null))
   )`,
  'create index senior_skill_gained on senior_skill (district_id, gained_place_id, gained_at)',
  ...changedInColumn('senior_skill'),
  ...tenantTable('senior_skill', 'insert, update'),

  `create table skill_observation (${KEYS}
     senior_skill_id uuid not null,
     resident_id uuid not null,
     item_id uuid not null,
     place_id uuid not null,
     level text not null constraint skill_observation_level_known check (level in ${LEVELS}),
     observed_at timestamptz not null,
     recorded_at timestamptz not null,
     observer_id uuid,
     voided_at timestamptz,
     reason text,
     ${pk('skill_observation')},
     ${fk('skill_observation', 'senior_skill_id', 'senior_skill')},
     ${fk('skill_observation', 'resident_id', 'resident')},
     ${fk('skill_observation', 'item_id', 'bridge_item')},
     ${fk('skill_observation', 'place_id', 'place')},
     ${fk('skill_observation', 'observer_id', 'account')}
   )`,
  'create index skill_observation_skill on skill_observation (district_id, senior_skill_id, observed_at, id)',
  'create index skill_observation_resident on skill_observation (district_id, resident_id, observed_at)',
  ...tenantTable('skill_observation', 'insert, update'),

  `create table buddy_pair (${KEYS}
     program_id uuid not null,
     senior_id uuid not null,
     buddy_id uuid not null,
     began_at timestamptz not null,
     ended_at timestamptz,
     reason text,
     recorded_at timestamptz not null,
     recorded_by_id uuid,
     ${ORIGIN('buddy_pair')},
     ${pk('buddy_pair')},
     ${fk('buddy_pair', 'program_id', 'program')},
     ${fk('buddy_pair', 'senior_id', 'resident')},
     ${fk('buddy_pair', 'buddy_id', 'resident')},
     ${fk('buddy_pair', 'recorded_by_id', 'account')},
     constraint buddy_pair_two check (senior_id <> buddy_id),
     constraint buddy_pair_times check (ended_at >= began_at)
   )`,
  'create unique index buddy_pair_one on buddy_pair (district_id, program_id, senior_id) where ended_at is null',
  'create index buddy_pair_senior on buddy_pair (district_id, senior_id)',
  'create index buddy_pair_buddy on buddy_pair (district_id, buddy_id)',
  ...changedInColumn('buddy_pair'),
  ...tenantTable('buddy_pair', 'insert, update'),

  `create table buddy_contact (${KEYS}
     pair_id uuid not null,
     channel text not null constraint buddy_contact_channel_known check (channel in ('VISIT', 'TELEPHONE', 'VIDEO', 'MESSAGE')),
     minutes integer not null constraint buddy_contact_minutes_possible check (minutes between 1 and 1440),
     note_sealed text,
     occurred_at timestamptz not null,
     recorded_at timestamptz not null,
     recorded_by_id uuid,
     ${pk('buddy_contact')},
     ${fk('buddy_contact', 'pair_id', 'buddy_pair')},
     ${fk('buddy_contact', 'recorded_by_id', 'account')}
   )`,
  'create index buddy_contact_pair on buddy_contact (district_id, pair_id, occurred_at, id)',
  ...tenantTable('buddy_contact', 'insert, update'),

  `create table service_transaction (${KEYS}
     resident_id uuid not null,
     item_id uuid not null,
     place_id uuid not null,
     senior boolean not null,
     way text not null constraint service_transaction_way_known check (way in ('BY_SELF', 'ASSISTED', 'AT_WINDOW')),
     channel text not null constraint service_transaction_channel_known check (channel in ('APP', 'WEB', 'TERMINAL', 'TELEPHONE', 'WINDOW')),
     helper_id uuid,
     occurred_at timestamptz not null,
     recorded_at timestamptz not null,
     recorded_by_id uuid,
     voided_at timestamptz,
     reason text,
     external_system text,
     external_id text,
     ${ORIGIN('service_transaction')},
     ${pk('service_transaction')},
     ${fk('service_transaction', 'resident_id', 'resident')},
     ${fk('service_transaction', 'item_id', 'bridge_item')},
     ${fk('service_transaction', 'place_id', 'place')},
     ${fk('service_transaction', 'helper_id', 'resident')},
     ${fk('service_transaction', 'recorded_by_id', 'account')},
     constraint service_transaction_external_key unique (district_id, external_system, external_id),
     constraint service_transaction_external_whole check ((external_system is null) = (external_id is null)),
     constraint service_transaction_helped check (helper_id is null or (way = 'ASSISTED' and helper_id <> resident_id))
   )`,
  'create index service_transaction_place on service_transaction (district_id, place_id, occurred_at)',
  'create index service_transaction_resident on service_transaction (district_id, resident_id, occurred_at)',
  ...changedInColumn('service_transaction'),
  ...tenantTable('service_transaction', 'insert, update'),

  // What a program is measured by stands on what is counted of it: hours of courses, and what was spent for each who gained.
  ...['activity_session', 'program_spending'].flatMap(table => [
    `alter table ${table} add column outcome_indicator text`,
    `create index ${table}_outcome on ${table} (district_id, program_id) where outcome_indicator is not null`,
  ]),
  // The owner need not be a superuser, and has to see the rows there are.
  ...MEASURED.map(table => `alter table ${table} no force row level security`),
  ...['activity_session', 'program_spending'].map(table =>
    `update ${table} t set outcome_indicator = p.outcome_indicator from program p where p.district_id = t.district_id and p.id = t.program_id`),
  ...MEASURED.map(table => `alter table ${table} force row level security`),
];
