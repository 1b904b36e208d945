import { system } from '@linli/domain/shared/performer';
import { caseJob } from './case-job.ts';
import { defineTask } from './task.ts';

/** Nobody has answered for seven days: the handled case is closed and marked unconfirmed. */
export const caseCloseUnconfirmed = defineTask('case_close_unconfirmed', caseJob, (domain, job) =>
  domain.cases.closeUnconfirmed(system(job.districtId), job));
