import { system } from '@linli/domain/shared/performer';
import { caseJob } from './case-job.ts';
import { defineTask } from './task.ts';

/** A deadline passes: the case, if it is still open, is marked overdue. */
export const caseDeadline = defineTask('case_deadline', caseJob, (domain, job) => domain.cases.markOverdue(system(job.districtId), job));
