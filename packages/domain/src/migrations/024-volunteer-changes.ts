import { Migration } from '@mikro-orm/migrations';
import { changedInColumn } from './tenant-table.ts';

/** Other systems ask which volunteers have changed. */
export class VolunteerChanges extends Migration {
  override up(): void {
    for (const statement of changedInColumn('volunteer')) this.addSql(statement);
  }
}
