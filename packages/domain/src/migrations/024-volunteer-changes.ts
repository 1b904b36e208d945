import { Statements } from './statements.ts';
import { changedInColumn } from './tenant-table.ts';

/** Other systems ask which volunteers have changed. */
export class VolunteerChanges extends Statements {
  protected override readonly statements = changedInColumn('volunteer');
}
