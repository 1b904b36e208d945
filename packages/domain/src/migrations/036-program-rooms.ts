import { Statements } from './statements.ts';

/** What belongs to a program: activities with their sessions and attendances, surveys, and what care centres offer. */
export class ProgramRooms extends Statements {
  protected override readonly statements = STATEMENTS;
}

const ofProgram = (table: string) => [
  `alter table ${table} add constraint ${table}_program_fk foreign key (district_id, program_id) references program (district_id, id)`,
  `create index ${table}_program on ${table} (district_id, program_id) where program_id is not null`,
];

const STATEMENTS = [
  'alter table care_service add program_id uuid',
  ...['activity', 'activity_session', 'activity_attendance', 'survey', 'care_service'].flatMap(ofProgram),
];
