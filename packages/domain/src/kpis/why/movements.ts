import type { CalendarDate } from '../../shared/clock.ts';
import { read, type Read, type Rows } from '../../shared/read.ts';
import type { Counting } from '../engine/measures.ts';
import { BEGINNING, countedUntil, type Period } from '../engine/period.rule.ts';
import { seriesOf } from '../engine/series.ts';
import type { Word } from '../language/expression.ts';
import type { Additive, Measure } from '../language/measure.ts';

/**
 * What came to one side of a figure and what left it: `after` is `before` + `entered` − `left`. What is in it at both times and
 * counts in another way by now, `changed`, is neither.
 */
export interface Movement {
  readonly before: number;
  readonly after: number;
  readonly entered: number;
  readonly left: number;
  readonly changed: number;
}

interface Values {
  readonly before: number;
  readonly after: number;
}

interface Moved {
  readonly entered: string;
  readonly left: string;
  readonly changed: string;
}

/** What was counted anew after a moment, by day of attribution. What one batch takes from one day and adds to another is a record that was corrected. */
const countedAnew = read<Moved, [placeId: string, measures: number[], from: CalendarDate, to: CalendarDate, asOf: Date]>('why_counted_anew',
  `select coalesce(sum(greatest(came - went, 0)), 0) as entered, coalesce(sum(greatest(went - came, 0)), 0) as left, coalesce(sum(least(came, went)), 0) as changed from (
     select coalesce(sum(l.delta) filter (where l.delta > 0), 0) as came, coalesce(-sum(l.delta) filter (where l.delta < 0), 0) as went
     from kpi_log l where l.district_id = $1 and l.place_id = $2 and l.measure = any($3::int[]) and l.day >= $4 and l.day < $5 and l.at > $6 group by l.revision) batch`);

/** From the log of what was counted: what was recorded late, corrected, or taken back since a moment. Within one day of attribution and one batch they may cancel out. */
export async function movementSince(
  from: Rows, counting: Counting, { placeId, measure, period, now, asOf, before, after }: Values & { placeId: string; measure: Measure; period: Period; now: Date; asOf: Date },
): Promise<Movement> {
  let [entered, left, changed] = [0, 0, 0];
  for (const { key, running } of seriesOf(measure, period.kind)) {
    const number = counting.numberOf.get(key);
    const rows = await from.rows(countedAnew, placeId, number === undefined ? [] : [number], running ? BEGINNING : period.from, countedUntil(period, now), asOf);
    entered += Number(rows[0]?.entered ?? 0);
    left += Number(rows[0]?.left ?? 0);
    changed += Number(rows[0]?.changed ?? 0);
  }
  return balanced({ before, after, entered, left, changed });
}

/**
 * Between two periods: of a stock what came and what went between their ends, counted from the records themselves, and who
 * did both, as by a move within the place; of events all of the later period in place of all of the earlier one.
 */
export async function movementBetween(
  from: Rows, { placeId, measure, from: first, to, before, after }: Values & { placeId: string; measure: Measure; from: CalendarDate; to: CalendarDate },
): Promise<Movement> {
  if (measure.kind !== 'ADDITIVE' || !measure.source.whose) return { before, after, entered: after, left: before, changed: 0 };
  const [row] = await from.rows(between(measure, measure.source.whose), placeId, first, to);
  return balanced({ before, after, entered: Number(row?.entered ?? 0), left: Number(row?.left ?? 0), changed: Number(row?.changed ?? 0) });
}

/** Days that lie ahead of `asOf` were not in the figure then, and are in it now merely because they have come: they count as having come. */
function balanced({ before, after, entered, left, changed }: Movement): Movement {
  const rest = after - before - (entered - left);
  return { before, after, entered: entered + Math.max(0, rest), left: left + Math.max(0, -rest), changed };
}

type Between = Read<Moved, [placeId: string, from: CalendarDate, to: CalendarDate]>;
const BETWEEN = new Map<Additive, Between>();

/** Of those of whom anything begins or ends in between: how they counted at the one end, and at the other. */
function between(measure: Additive, whose: Word): Between {
  const known = BETWEEN.get(measure);
  if (known) return known;
  const { source, of, where } = measure;
  const columns = source.rendered('r');
  const rows = `${source.table} r join place_ancestor a on a.district_id = $1 and a.place_id = ${source.place.sql(columns)} and a.ancestor_id = $2 where r.district_id = $1`;
  const turns = source.points.map(({ at }) => at.withinSql(columns, 'least($3::date, $4::date)', 'greatest($3::date, $4::date)')).join(' or ');
  const counts = (day: string) => `sum(${of?.sql(columns) ?? 1} * (${source.points.map(({ at, sign }) => `${sign} * coalesce((${at.daySql(columns)} < ${day}::date)::int, 0)`).join(' + ')}))`;
  const made: Between = read(`why_between_${measure.key.replaceAll(/\W/g, '_')}`, `
    with touched as (select distinct ${whose.sql(columns)} as who from ${rows} and (${turns})),
    stood as (select ${counts('$3')} as was, ${counts('$4')} as now from ${rows} and ${whose.sql(columns)} in (select who from touched) ${where ? `and ${where.sql(columns)}` : ''} group by ${whose.sql(columns)})
    select coalesce(sum(greatest(now - was, 0)), 0) as entered, coalesce(sum(greatest(was - now, 0)), 0) as left, coalesce(sum(least(was, now)), 0) as changed from stood`);
  BETWEEN.set(measure, made);
  return made;
}
