import type { Case } from '@linli/domain/cases/case.entity';
import type { CommunityStaff, GridStaff } from '../accounts.ts';
import type { Random } from '../random.ts';
import type { Course } from './course.ts';

/** What a case meets with: where it is, who is there, and how things go there. */
export interface Setting {
  readonly random: Random;
  readonly course: Course;
  /** Of the community, beside the others of its street. */
  readonly skill: number;
  readonly staff: CommunityStaff;
  readonly grid: GridStaff;
  /** Working minutes promised for it. */
  readonly sla: number;
  /** A recent case of the same community about the same, if any. */
  readonly alike: Case | undefined;
}
