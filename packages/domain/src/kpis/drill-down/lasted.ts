import { read, type Read, type Rows } from '../../shared/read.ts';
import type { CalendarDate } from '../../shared/clock.ts';
import { medianOf, type Lasted } from '../comparison/survival.rule.ts';
import { countedUntil, type Period } from '../engine/period.rule.ts';
import type { Duration } from '../language/measure.ts';

/** How long what began in a period lasts, with what goes on. */
export interface MedianDuration {
  /** Null while more than half may go on for longer than is known. */
  readonly minutes: number | null;
  readonly n: number;
  /** How many of them go on. */
  readonly open: number;
}

type Asked = [placeId: string, from: CalendarDate, until: CalendarDate, now: Date];
const statements = new WeakMap<Duration, Read<Lasted, Asked>>();

/** The median of what began at a place, or under it, in a period: from the records, what goes on counted for as long as it has. */
export async function readMedian(from: Rows, lasts: Duration, placeId: string, period: Period, now: Date): Promise<MedianDuration> {
  const statement = statements.get(lasts) ?? lastedOf(lasts);
  statements.set(lasts, statement);
  const lasted = await from.rows(statement, placeId, period.from, countedUntil(period, now), now);
  const count = (of: readonly Lasted[]) => of.reduce((sum, { n }) => sum + n, 0);
  return { minutes: medianOf(lasted), n: count(lasted), open: count(lasted.filter(({ ended }) => !ended)) };
}

/** Grouped, so that a whole district answers in a few thousand rows. `$2` the place, `[$3, $4)` the days of the beginning, `$5` now. */
function lastedOf({ source, from, until, where }: Duration): Read<Lasted, Asked> {
  const columns = source.rendered('rec');
  const [begins, ends] = [from.sql(columns), until.sql(columns)];
  const minutes = `floor(extract(epoch from least(coalesce(${ends}, $5), $5) - ${begins}) / 60)`;
  return read(`kpi_lasted ${source.key} ${until.reads.join()}`, `
    select greatest(${minutes}, 0)::float8 as minutes, coalesce(${ends} <= $5, false) as ended, count(*)::int as n
    from place_ancestor beneath join ${source.table} rec on rec.district_id = $1 and ${source.place.sql(columns)} = beneath.place_id
    where beneath.district_id = $1 and beneath.ancestor_id = $2 and ${source.at.withinSql(columns, '$3::date', '$4::date')} and ${begins} is not null
      ${where ? `and ${where.sql(columns)}` : ''}
    group by 1, 2`);
}
