import { parseCronItems } from 'graphile-worker';
import { z } from 'zod';
import { defineTask } from './task.ts';

/** Every hour, at a minute when little else begins. A missed hour need not be made up for: the next one does it. */
const [hourly] = parseCronItems([{ task: 'attachment_sweep', match: '23 * * * *', options: { jobKey: 'attachment_sweep' } }]);

/** In every district, attachments and files that belong to nothing are removed. */
export const attachmentSweep = defineTask('attachment_sweep', z.unknown(), async domain => {
  for (const districtId of await domain.districtIds()) await domain.attachments.sweep(districtId);
}, hourly);
