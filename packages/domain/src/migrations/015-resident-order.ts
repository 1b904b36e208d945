import { Migration } from '@mikro-orm/migrations';

/** The residents of a place are listed by pinyin. */
export class ResidentOrder extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  'drop index resident_place',
  'create index resident_place on resident (district_id, place_id, name_pinyin, id)',
];
