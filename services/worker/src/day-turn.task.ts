import { parseCronItems } from 'graphile-worker';
import { z } from 'zod';
import { defineTask } from './task.ts';

/** Midnight in Shanghai, which has no summer time. Cron items are in UTC. */
const [midnight] = parseCronItems([{ task: 'day_turn', match: '0 16 * * *', options: { backfillPeriod: 86_400_000, jobKey: 'day_turn' } }]);

/** A new day begins: in every district, what was kept only for a while is let go. */
export const dayTurn = defineTask('day_turn', z.unknown(), async domain => {
  for (const districtId of await domain.districtIds()) await domain.turnDay(districtId);
}, midnight);
