import { Statements } from './statements.ts';

/** Whoever a case names is an account of the district. A name of an account that is gone, which nobody could look up, is let go of. */
export class AccountReferences extends Statements {
  protected override readonly statements = STATEMENTS;
}

const REFERENCES = [
  ...['requester', 'first_receiver', 'handler'].map(who => ({ table: 'service_case', column: `${who}_id`, name: `service_case_${who}_fk` })),
  { table: 'case_step', column: 'account_id', name: 'case_step_account_fk' },
];
const TABLES = ['account', 'service_case', 'case_step'];

const STATEMENTS = [
  // The owner need not be a superuser, and has to see the rows there are.
  ...TABLES.map(table => `alter table ${table} no force row level security`),
  ...REFERENCES.map(({ table, column }) => `update ${table} t set ${column} = null
     where ${column} is not null and not exists (select from account a where a.district_id = t.district_id and a.id = t.${column})`),
  ...REFERENCES.map(({ table, column, name }) =>
    `alter table ${table} add constraint ${name} foreign key (district_id, ${column}) references account (district_id, id)`),
  ...TABLES.map(table => `alter table ${table} force row level security`),
];
