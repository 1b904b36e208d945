import { Statements } from './statements.ts';

/** One-time passwords that run out, stand-ins, and one account a resident. */
export class Accounts extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  'alter table account add column password_until timestamptz',
  'alter table account add column organisation_id uuid',
  'alter table account add constraint account_resident_key unique (district_id, resident_id)',
  `alter table membership add column stands_in_for_id uuid,
     add constraint membership_stands_in_fk foreign key (district_id, stands_in_for_id) references membership (district_id, id)`,
  'create index membership_account on membership (district_id, account_id)',
];
