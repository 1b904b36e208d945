import { read } from '../../shared/read.ts';

/** A district's revision, and the first one that can be replayed. */
export const kpiClock = read<{ revision: string; logFrom: string; countedAt: Date }>('kpi_clock',
  'select revision, log_from as "logFrom", counted_at as "countedAt" from kpi_clock where district_id = $1');

/** Days whose cells changed after a revision, with the last revision that changed each. */
export const changedSince = read<{ placeId: string; measure: number; day: string; revision: string }, [number]>('kpi_changed_since',
  `select place_id as "placeId", measure, day::text, max(revision) as revision from kpi_log
   where district_id = $1 and revision > $2 group by 1, 2, 3`);
