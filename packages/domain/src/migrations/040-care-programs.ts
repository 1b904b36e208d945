import { Statements } from './statements.ts';

/** A program may pay the sponsor's share of a care service. */
export class CarePrograms extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  'alter table care_service drop constraint care_service_shares',
  `alter table care_service add constraint care_service_shares
     check (sponsor_share between 0 and price and (sponsor_id is null or sponsor_share > 0) and (sponsor_share = 0 or sponsor_id is not null or program_id is not null))`,
  `alter table care_booking
     add program_id uuid,
     add constraint care_booking_program_fk foreign key (district_id, program_id) references program (district_id, id),
     add constraint care_booking_one_payer check (program_id is null or sponsor_id is null)`,
];
