import { Statements } from './statements.ts';

/** Whose matter a case is, where it is a resident of the register. */
export class CaseResidents extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  `alter table service_case add resident_id uuid,
     add constraint service_case_resident_fk foreign key (district_id, resident_id) references resident (district_id, id)`,
  'create index service_case_resident on service_case (district_id, resident_id) where resident_id is not null',
];
