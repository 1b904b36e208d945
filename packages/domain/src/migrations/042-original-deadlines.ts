import { Statements } from './statements.ts';

/** Cases are counted by the deadline that was promised first, too. */
export class OriginalDeadlines extends Statements {
  protected override readonly statements = ['create index service_case_original_due_at on service_case (district_id, due_place_id, original_due_at)'];
}
