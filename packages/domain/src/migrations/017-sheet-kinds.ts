import { Statements } from './statements.ts';

/** Addresses found as they are written, the numbers of people who work for a place, and what exports were narrowed to. */
export class SheetKinds extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  'create index address_text on address (district_id, full_text)',
  'alter table account add column phone_sealed text',
  `alter table export add column filters jsonb not null default '{}'`,
  'alter table export alter column filters drop default',
];
