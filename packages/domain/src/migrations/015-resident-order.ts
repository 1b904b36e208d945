import { Statements } from './statements.ts';

/** The residents of a place are listed by pinyin. */
export class ResidentOrder extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  'drop index resident_place',
  'create index resident_place on resident (district_id, place_id, name_pinyin, id)',
];
