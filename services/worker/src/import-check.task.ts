import { sheetJob } from './sheet-job.ts';
import { defineTask } from './task.ts';

/** A file was brought in: its rows are read and judged. */
export const importCheck = defineTask('import_check', sheetJob, (domain, job) => domain.sheetJobs.check(job));
