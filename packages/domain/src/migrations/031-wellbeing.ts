import { fk, KEYS, ORIGIN, pk } from './columns.ts';
import { Statements } from './statements.ts';
import { changedInColumn, tenantTable } from './tenant-table.ts';

/** Wellbeing visits by risk, the mutual-aid team that makes some of them, and the days of a centre: who was there, and what happened. */
export class Wellbeing extends Statements {
  protected override readonly statements = STATEMENTS;
}

const LEVELS = `('EVERY_TWO_DAYS', 'WEEKLY', 'MONTHLY', 'QUARTERLY')`;

const STATEMENTS = [
  `create table wellbeing_plan (${KEYS}
     resident_id uuid not null,
     place_id uuid not null,
     level text constraint wellbeing_plan_level_known check (level in ${LEVELS}),
     reason text,
     assessed_at timestamptz not null,
     assessed_by_id uuid,
     away_from date,
     away_to date,
     ${ORIGIN('wellbeing_plan')},
     ${pk('wellbeing_plan')},
     ${fk('wellbeing_plan', 'resident_id', 'resident')},
     ${fk('wellbeing_plan', 'place_id', 'place')},
     ${fk('wellbeing_plan', 'assessed_by_id', 'account')},
     constraint wellbeing_plan_one unique (district_id, resident_id),
     constraint wellbeing_plan_away check (away_to is null or away_to > away_from)
   )`,
  'create index wellbeing_plan_place on wellbeing_plan (district_id, place_id)',
  ...tenantTable('wellbeing_plan', 'insert, update'),

  `create table wellbeing_visit (${KEYS}
     resident_id uuid not null,
     place_id uuid not null,
     level text not null constraint wellbeing_visit_level_known check (level in ${LEVELS}),
     due_at timestamptz not null,
     state text not null constraint wellbeing_visit_state_known check (state in ('DUE', 'DONE', 'MISSED', 'EXCUSED')),
     done_at timestamptz,
     done_by_id uuid,
     outcome text constraint wellbeing_visit_outcome_known check (outcome in ('WELL', 'NEEDS_HELP', 'UNWELL')),
     note text,
     tried_at timestamptz,
     ${ORIGIN('wellbeing_visit')},
     recorded_at timestamptz not null,
     ${pk('wellbeing_visit')},
     ${fk('wellbeing_visit', 'resident_id', 'resident')},
     ${fk('wellbeing_visit', 'place_id', 'place')},
     ${fk('wellbeing_visit', 'done_by_id', 'account')},
     constraint wellbeing_visit_done check ((state = 'DONE') = (done_at is not null) and (state = 'DONE') = (outcome is not null))
   )`,
  `create unique index wellbeing_visit_one_due on wellbeing_visit (district_id, resident_id) where state = 'DUE'`,
  'create index wellbeing_visit_place on wellbeing_visit (district_id, place_id, due_at)',
  'create index wellbeing_visit_resident on wellbeing_visit (district_id, resident_id, due_at)',
  `create index wellbeing_visit_due on wellbeing_visit (district_id, due_at) where state = 'DUE'`,
  ...changedInColumn('wellbeing_visit'),
  ...tenantTable('wellbeing_visit', 'insert, update'),

  `create table mutual_aid_pair (${KEYS}
     centre_id uuid not null,
     visitor_id uuid not null,
     resident_id uuid not null,
     began_at timestamptz not null,
     ended_at timestamptz,
     ${ORIGIN('mutual_aid_pair')},
     ${pk('mutual_aid_pair')},
     ${fk('mutual_aid_pair', 'centre_id', 'care_centre')},
     ${fk('mutual_aid_pair', 'visitor_id', 'resident')},
     ${fk('mutual_aid_pair', 'resident_id', 'resident')},
     constraint mutual_aid_pair_two check (visitor_id <> resident_id)
   )`,
  'create unique index mutual_aid_pair_once on mutual_aid_pair (district_id, visitor_id, resident_id) where ended_at is null',
  'create index mutual_aid_pair_centre on mutual_aid_pair (district_id, centre_id)',
  'create index mutual_aid_pair_resident on mutual_aid_pair (district_id, resident_id)',
  ...tenantTable('mutual_aid_pair', 'insert, update'),

  `create table care_stay (${KEYS}
     centre_id uuid not null,
     resident_id uuid not null,
     place_id uuid not null,
     senior boolean not null,
     came_at timestamptz not null,
     left_at timestamptz,
     ${ORIGIN('care_stay')},
     ${pk('care_stay')},
     ${fk('care_stay', 'centre_id', 'care_centre')},
     ${fk('care_stay', 'resident_id', 'resident')},
     ${fk('care_stay', 'place_id', 'place')},
     constraint care_stay_times check (left_at >= came_at)
   )`,
  'create unique index care_stay_one on care_stay (district_id, resident_id) where left_at is null',
  'create index care_stay_centre on care_stay (district_id, centre_id, came_at)',
  'create index care_stay_place on care_stay (district_id, place_id, came_at)',
  ...changedInColumn('care_stay'),
  ...tenantTable('care_stay', 'insert, update'),

  `create table care_incident (${KEYS}
     centre_id uuid not null,
     resident_id uuid,
     kind text not null constraint care_incident_kind_known check (kind in ('FALL', 'ILLNESS', 'LOST', 'DISPUTE', 'OTHER')),
     text_sealed text,
     occurred_at timestamptz not null,
     recorded_at timestamptz not null,
     recorded_by_id uuid,
     ${ORIGIN('care_incident')},
     ${pk('care_incident')},
     ${fk('care_incident', 'centre_id', 'care_centre')},
     ${fk('care_incident', 'resident_id', 'resident')},
     ${fk('care_incident', 'recorded_by_id', 'account')}
   )`,
  'create index care_incident_centre on care_incident (district_id, centre_id, occurred_at)',
  'create index care_incident_resident on care_incident (district_id, resident_id) where resident_id is not null',
  ...tenantTable('care_incident', 'insert, update'),
];
