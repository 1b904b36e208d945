import { parseCronItems } from 'graphile-worker';
import { z } from 'zod';
import { defineTask } from './task.ts';

const [everyMinute] = parseCronItems([{ task: 'ledger', match: '* * * * *', options: { jobKey: 'ledger' } }]);

/** Every minute, in every district: reservations whose time is over are ended, and what was written is put into the chain. */
export const ledger = defineTask('ledger', z.unknown(), async domain => {
  for (const districtId of await domain.districtIds()) await domain.keepLedger(districtId);
}, everyMinute);
