import { Migration } from '@mikro-orm/migrations';

/** A migration that is a list of statements, run in their order. */
export abstract class Statements extends Migration {
  protected abstract readonly statements: readonly string[];

  override up(): void {
    for (const statement of this.statements) this.addSql(statement);
  }
}
