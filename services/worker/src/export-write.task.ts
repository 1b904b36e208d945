import { sheetJob } from './sheet-job.ts';
import { defineTask } from './task.ts';

/** Rows that somebody asked for are written to a file. */
export const exportWrite = defineTask('export_write', sheetJob, (domain, job) => domain.sheetJobs.write(job));
