import { read } from '../../shared/read.ts';

/** A district's revision, and the first one that can be replayed. */
export const kpiClock = read<{ revision: string; logFrom: string; countedAt: Date; definitions: string }>('kpi_clock',
  'select revision, log_from as "logFrom", counted_at as "countedAt", definitions from kpi_clock where district_id = $1');

/** The numbers of what a district's cells hold. */
export const heldMeasures = read<{ number: number }>('kpi_held',
  'select m::integer as number from kpi_clock c, jsonb_object_keys(c.measures) m where c.district_id = $1');

/** A count of a district from its records that is not over yet; of one that broke off, how far it came, until something is counted there. */
export interface Recount {
  readonly startedAt: Date;
  /** Steps done, of how many. */
  readonly done: number;
  readonly of: number;
  /** Digest of the definitions that it counts by. */
  readonly definitions: string;
}

/** The row of a recount that is over stays, and lies at or behind the clock: with its cells, in the same moment, it is over. */
export const kpiRecount = read<Recount>('kpi_recount',
  `select r.started_at as "startedAt", r.steps_done as done, r.steps as "of", r.definitions from kpi_recount r
   where r.district_id = $1 and r.revision > coalesce((select c.revision from kpi_clock c where c.district_id = $1), 0)`);

/** Days whose cells changed after a revision, with the last revision that changed each. */
export const changedSince = read<{ placeId: string; measure: number; day: string; revision: string }, [number]>('kpi_changed_since',
  `select place_id as "placeId", measure, day::text, max(revision) as revision from kpi_log
   where district_id = $1 and revision > $2 group by 1, 2, 3`);
