import type { CalendarDate } from '../../shared/clock.ts';
import { read, type Read, type Rows } from '../../shared/read.ts';
import { aggregate, type Counting } from '../engine/measures.ts';
import { BEGINNING, countedUntil, type Period } from '../engine/period.rule.ts';
import { seriesOf } from '../engine/series.ts';
import type { Additive, Measure } from '../language/measure.ts';

/** What came to one side of a figure and what left it: `after` is `before` + `entered` − `left`. */
export interface Movement {
  readonly before: number;
  readonly after: number;
  readonly entered: number;
  readonly left: number;
}

interface Values {
  readonly before: number;
  readonly after: number;
}

/** What was counted anew after a moment, day by day of attribution and batch by batch: what came, and what went. */
const countedAnew = read<{ entered: string; left: string }, [placeId: string, measures: number[], from: CalendarDate, to: CalendarDate, asOf: Date]>('why_counted_anew',
  `select coalesce(sum(l.delta) filter (where l.delta > 0), 0) as entered, coalesce(-sum(l.delta) filter (where l.delta < 0), 0) as left
   from kpi_log l where l.district_id = $1 and l.place_id = $2 and l.measure = any($3::int[]) and l.day >= $4 and l.day < $5 and l.at > $6`);

/** From the log of what was counted: what was recorded late, corrected, or taken back since a moment. Within one day of attribution and one batch they may cancel out. */
export async function movementSince(
  from: Rows, counting: Counting, { placeId, measure, period, now, asOf, before, after }: Values & { placeId: string; measure: Measure; period: Period; now: Date; asOf: Date },
): Promise<Movement> {
  let [entered, left] = [0, 0];
  for (const { key, running } of seriesOf(measure, period.kind)) {
    const number = counting.numberOf.get(key);
    const rows = await from.rows(countedAnew, placeId, number === undefined ? [] : [number], running ? BEGINNING : period.from, countedUntil(period, now), asOf);
    entered += Number(rows[0]?.entered ?? 0);
    left += Number(rows[0]?.left ?? 0);
  }
  return balanced({ before, after, entered, left });
}

/**
 * Between two periods: of a stock what came and what went between their ends, counted from the records themselves; of
 * events all of the later period in place of all of the earlier one.
 */
export async function movementBetween(
  from: Rows, { placeId, measure, from: first, to, before, after }: Values & { placeId: string; measure: Measure; from: CalendarDate; to: CalendarDate },
): Promise<Movement> {
  if (measure.kind !== 'ADDITIVE' || measure.source.points.length !== 2) return { before, after, entered: after, left: before };
  const forward = first <= to;
  const [row] = await from.rows(comings(measure), placeId, ...(forward ? [first, to] as const : [to, first] as const));
  const [came, went] = [Number(row?.came ?? 0), Number(row?.went ?? 0)];
  return balanced({ before, after, entered: forward ? came : went, left: forward ? went : came });
}

/** Days that lie ahead of `asOf` were not in the figure then, and are in it now merely because they have come: they count as having come. */
function balanced({ before, after, entered, left }: Movement): Movement {
  const rest = after - before - (entered - left);
  return { before, after, entered: entered + Math.max(0, rest), left: left + Math.max(0, -rest) };
}

type Comings = Read<{ came: string; went: string }, [placeId: string, from: CalendarDate, to: CalendarDate]>;
const COMINGS = new Map<Additive, Comings>();

function comings(measure: Additive): Comings {
  const known = COMINGS.get(measure);
  if (known) return known;
  const { source } = measure;
  const columns = source.rendered('r');
  const counts = source.points.map(({ at, sign }) => `
    (select ${aggregate(measure, columns)} from ${source.table} r join place_ancestor a on a.district_id = $1 and a.place_id = ${source.place.sql(columns)} and a.ancestor_id = $2
     where r.district_id = $1 and ${at.daySql(columns)} >= $3::date and ${at.daySql(columns)} < $4::date) as ${sign > 0 ? 'came' : 'went'}`);
  const made: Comings = read(`why_comings_${measure.key.replaceAll(/\W/g, '_')}`, `select ${counts.join(', ')}`);
  COMINGS.set(measure, made);
  return made;
}
