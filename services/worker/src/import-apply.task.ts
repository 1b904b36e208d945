import { sheetJob } from './sheet-job.ts';
import { defineTask } from './task.ts';

/** What was checked is written, as a whole. */
export const importApply = defineTask('import_apply', sheetJob, (domain, job) => domain.sheetJobs.apply(job));
