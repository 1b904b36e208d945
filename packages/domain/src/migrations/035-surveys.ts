import { Statements } from './statements.ts';
import { changedInColumn, tenantTable } from './tenant-table.ts';

/** Questionnaires in versions, surveys that ask them, and what was answered: by name, or without. */
export class Surveys extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  `create table questionnaire (
     district_id integer not null,
     id uuid not null,
     place_id uuid not null,
     title text not null,
     created_at timestamptz not null,
     created_by_id uuid,
     constraint questionnaire_pk primary key (district_id, id),
     constraint questionnaire_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint questionnaire_created_by_fk foreign key (district_id, created_by_id) references account (district_id, id)
   )`,
  'create index questionnaire_place on questionnaire (district_id, place_id)',
  ...tenantTable('questionnaire', 'insert, update'),

  `create table questionnaire_version (
     district_id integer not null,
     id uuid not null,
     questionnaire_id uuid not null,
     number integer not null constraint questionnaire_version_number_positive check (number > 0),
     content jsonb not null,
     created_at timestamptz not null,
     created_by_id uuid,
     constraint questionnaire_version_pk primary key (district_id, id),
     constraint questionnaire_version_number_unique unique (district_id, questionnaire_id, number),
     constraint questionnaire_version_questionnaire_fk foreign key (district_id, questionnaire_id) references questionnaire (district_id, id),
     constraint questionnaire_version_created_by_fk foreign key (district_id, created_by_id) references account (district_id, id)
   )`,
  ...tenantTable('questionnaire_version', 'insert'),

  `create table survey (
     district_id integer not null,
     id uuid not null,
     place_id uuid not null,
     program_id uuid,
     version_id uuid not null,
     title text not null,
     respondents text not null constraint survey_respondents_known check (respondents in ('RESIDENTS', 'HOUSEHOLDS')),
     anonymous boolean not null,
     min_age integer not null constraint survey_min_age_possible check (min_age between 0 and 150),
     modes text[] not null,
     quorum_percent integer constraint survey_quorum_possible check (quorum_percent between 0 and 100),
     opens_on date not null,
     closes_on date not null,
     closed_at timestamptz,
     asked integer,
     published_at timestamptz,
     data_origin text not null,
     created_at timestamptz not null,
     created_by_id uuid,
     constraint survey_pk primary key (district_id, id),
     constraint survey_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint survey_version_fk foreign key (district_id, version_id) references questionnaire_version (district_id, id),
     constraint survey_created_by_fk foreign key (district_id, created_by_id) references account (district_id, id),
     constraint survey_period check (opens_on < closes_on),
     constraint survey_closed check ((closed_at is null) = (asked is null)),
     constraint survey_published_closed check (published_at is null or closed_at is not null)
   )`,
  'create index survey_place on survey (district_id, place_id)',
  'create index survey_open on survey (district_id, closes_on) where closed_at is null',
  ...changedInColumn('survey'),
  ...tenantTable('survey', 'insert, update'),

  `create table survey_answer (
     district_id integer not null,
     id uuid not null,
     survey_id uuid not null,
     resident_id uuid,
     household_id uuid,
     place_id uuid not null,
     mode text not null,
     answers jsonb not null,
     words_sealed text,
     occurred_at timestamptz not null,
     recorded_at timestamptz not null,
     recorded_by_id uuid,
     data_origin text not null,
     constraint survey_answer_pk primary key (district_id, id),
     constraint survey_answer_once_a_resident unique (district_id, survey_id, resident_id),
     constraint survey_answer_once_a_household unique (district_id, survey_id, household_id),
     constraint survey_answer_of_one check ((resident_id is null) <> (household_id is null)),
     constraint survey_answer_survey_fk foreign key (district_id, survey_id) references survey (district_id, id),
     constraint survey_answer_resident_fk foreign key (district_id, resident_id) references resident (district_id, id),
     constraint survey_answer_household_fk foreign key (district_id, household_id) references household (district_id, id),
     constraint survey_answer_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint survey_answer_recorded_by_fk foreign key (district_id, recorded_by_id) references account (district_id, id)
   )`,
  'create index survey_answer_resident on survey_answer (district_id, resident_id)',
  'create index survey_answer_household on survey_answer (district_id, household_id)',
  'create index survey_answer_place on survey_answer (district_id, place_id, occurred_at)',
  ...changedInColumn('survey_answer'),
  ...tenantTable('survey_answer', 'insert, update'),

  // That somebody has answered an anonymous survey. Nothing but that: no time, no number, no order.
  `create table survey_ticket (
     district_id integer not null,
     survey_id uuid not null,
     respondent_id uuid not null,
     constraint survey_ticket_pk primary key (district_id, survey_id, respondent_id),
     constraint survey_ticket_survey_fk foreign key (district_id, survey_id) references survey (district_id, id)
   )`,
  ...tenantTable('survey_ticket', 'insert'),

  // What was answered to an anonymous survey, under a random id. Counted only once it was mixed with at least nine others.
  `create table survey_paper (
     district_id integer not null,
     id uuid not null,
     survey_id uuid not null,
     mode text not null,
     answers jsonb not null,
     words_sealed text,
     counted boolean not null,
     constraint survey_paper_pk primary key (district_id, id),
     constraint survey_paper_survey_fk foreign key (district_id, survey_id) references survey (district_id, id)
   )`,
  'create index survey_paper_survey on survey_paper (district_id, survey_id, counted)',
  ...tenantTable('survey_paper', 'insert, delete'),

  `create table survey_code (
     district_id integer not null,
     id uuid not null,
     survey_id uuid not null,
     resident_id uuid,
     household_id uuid,
     digest text not null,
     issued_at timestamptz not null,
     issued_by_id uuid,
     constraint survey_code_pk primary key (district_id, id),
     constraint survey_code_digest_unique unique (district_id, digest),
     constraint survey_code_of_one check ((resident_id is null) <> (household_id is null)),
     constraint survey_code_survey_fk foreign key (district_id, survey_id) references survey (district_id, id),
     constraint survey_code_resident_fk foreign key (district_id, resident_id) references resident (district_id, id),
     constraint survey_code_household_fk foreign key (district_id, household_id) references household (district_id, id),
     constraint survey_code_issued_by_fk foreign key (district_id, issued_by_id) references account (district_id, id)
   )`,
  'create index survey_code_survey on survey_code (district_id, survey_id)',
  ...tenantTable('survey_code', 'insert'),
];
