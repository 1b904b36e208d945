import { addYears, dayOf, type CalendarDate } from '../../shared/clock.ts';
import { read, type Rows } from '../../shared/read.ts';
import { valueOf, type Indicator } from '../language/indicator.ts';
import type { Measure } from '../language/measure.ts';
import type { Counting } from './measures.ts';
import { coverOf, runningCover, countedUntil, type CoverPiece, type Period } from './period.rule.ts';
import { keptFor, seriesOf, sidesOf } from './series.ts';

/** One figure: an indicator at a place in a period. */
export interface IndicatorValue {
  readonly indicator: Indicator;
  readonly placeId: string;
  readonly period: Period;
  readonly numerator: number;
  /** Null for plain counts and sums. */
  readonly denominator: number | null;
  /** Of a mean, the sum of the squares: what its variance is made from. */
  readonly squares: number | null;
  /** Null when there is nothing to divide by, or the place has not worked with the system for as long as the figure reaches back (无数据). */
  readonly value: number | null;
  /** False where the cells were counted by definitions that do not have what this needs (未统计); there is no value then. */
  readonly counted: boolean;
}

interface Asked {
  readonly placeIds: readonly string[];
  readonly indicators: readonly Indicator[];
  readonly periods: readonly Period[];
  /** Decides how far a running period has come. */
  readonly now: Date;
  /** As the figures stood at that moment; what was counted later is taken out again. */
  readonly asOf?: Date | undefined;
  /** Numbers of what the cells hold, where they were counted by other definitions. */
  readonly held?: ReadonlySet<number> | undefined;
}

/**
 * Cells summed per (piece of a period's cover, place, measure). `offset 0` keeps this one range of the primary key for
 * each piece and place: left to itself a generic plan read all cells of the places, ten times as slow.
 */
const cellSums = read<{ piece: number; placeId: string; measure: number; value: string }, [
  string[], number[], number[], string[], CalendarDate[], CalendarDate[],
]>('kpi_cell_sums', `
  select p.piece, c.place_id as "placeId", c.measure, sum(c.value) as value
  from unnest($3::int[], $4::int[], $5::text[], $6::date[], $7::date[]) p (piece, measure, grain, from_day, to_day)
  cross join unnest($2::uuid[]) s (place_id)
  cross join lateral (
    select k.place_id, k.measure, k.value from kpi_cell k
    where k.district_id = $1 and k.place_id = s.place_id and k.measure = p.measure
      and k.grain = p.grain::"char" and k.start >= p.from_day and k.start < p.to_day offset 0
  ) c
  group by 1, 2, 3`);

/** What was counted after a moment, for the same pieces. */
const countedLater = read<{ piece: number; placeId: string; measure: number; value: string }, [
  string[], number[], number[], CalendarDate[], CalendarDate[], Date,
]>('kpi_counted_later', `
  select p.piece, l.place_id as "placeId", l.measure, sum(l.delta) as value
  from unnest($3::int[], $4::int[], $5::date[], $6::date[]) p (piece, measure, from_day, to_day)
  join kpi_log l on l.district_id = $1 and l.at > $7 and l.measure = p.measure
    and l.day >= p.from_day and l.day < p.to_day and l.place_id = any($2::uuid[])
  group by 1, 2, 3`);

/** The asked figures, in the order places × indicators × periods. */
export async function readValues(from: Rows, counting: Counting, asked: Asked): Promise<IndicatorValue[]> {
  const pieces = piecesOf(counting, asked);
  if (pieces.length === 0 || asked.placeIds.length === 0) return [];
  const places = [...asked.placeIds];
  const column = <K extends keyof Piece>(key: K): Piece[K][] => pieces.map(piece => piece[key]);
  const at = [column('from'), column('to')] as const;
  const sums = await from.rows(cellSums, places, column('piece'), column('measure'), column('grain'), ...at);
  const later = asked.asOf
    ? await from.rows(countedLater, places, column('piece'), column('measure'), ...at, asked.asOf)
    : [];
  const totals = new Map<string, number>();
  const add = (row: { piece: number; placeId: string; measure: number; value: string }, sign: 1 | -1) => {
    const key = `${row.piece} ${row.placeId} ${row.measure}`;
    totals.set(key, (totals.get(key) ?? 0) + sign * Number(row.value));
  };
  for (const row of sums) add(row, 1);
  for (const row of later) add(row, -1);
  const sum = (n: number, placeId: string, measure: Measure, { kind }: Period): number =>
    seriesOf(measure, kind).reduce((all, { key }) => all + (totals.get(`${n} ${placeId} ${counting.numberOf.get(key)}`) ?? 0), 0);
  const counted = (indicator: Indicator, { kind }: Period) => !asked.held || keptFor(indicator)
    .flatMap(measure => seriesOf(measure, kind)).every(({ key }) => asked.held?.has(counting.numberOf.get(key) ?? 0));
  const reaches = await howFarBack(from, asked);
  return asked.placeIds.flatMap(placeId => asked.indicators.flatMap(indicator => asked.periods.map((period, n) => {
    const numerator = sum(n, placeId, indicator.numerator, period);
    const denominator = indicator.denominator ? sum(n, placeId, indicator.denominator, period) : null;
    const isCounted = counted(indicator, period);
    const value = isCounted && reaches(placeId, indicator, period) ? valueOf(indicator, numerator, denominator) : null;
    const squares = indicator.squares ? sum(n, placeId, indicator.squares, period) : null;
    return { indicator, placeId, period, numerator, denominator, squares, value, counted: isCounted };
  })));
}

const onboarded = read<{ placeId: string; at: Date }, [string[]]>('kpi_onboarded',
  'select p.id as "placeId", p.onboarded_at as at from place p where p.district_id = $1 and p.id = any($2::uuid[]) and p.onboarded_at is not null');

/** Whether a place has worked with the system for a year by the end of a period, where the figure is one of twelve months; and they are over. */
async function howFarBack(
  from: Rows, { placeIds, indicators, periods, now }: Asked,
): Promise<(placeId: string, indicator: Indicator, period: Period) => boolean> {
  const rolling = new Set(indicators.filter(indicator => sidesOf(indicator).some(side => side.kind === 'DISTINCT' && side.presence === 'WITHIN_A_YEAR')));
  if (rolling.size === 0 && !periods.some(({ kind }) => kind === 'ROLLING_12')) return () => true;
  const since = new Map((await from.rows(onboarded, [...placeIds])).map(({ placeId, at }) => [placeId, dayOf(at)]));
  return (placeId, indicator, period) => {
    const [day, until] = [since.get(placeId), countedUntil(period, now)];
    if (period.kind === 'ROLLING_12' && until < period.to) return false;
    return (period.kind !== 'ROLLING_12' && !rolling.has(indicator)) || (day !== undefined && addYears(day, 1) <= until);
  };
}

interface Piece extends CoverPiece {
  /** Index of the period it belongs to. */
  readonly piece: number;
  readonly measure: number;
}

function piecesOf(counting: Counting, { indicators, periods, now }: Asked): Piece[] {
  return periods.flatMap((period, piece) => {
    const series = new Map(indicators.flatMap(keptFor).flatMap(measure => seriesOf(measure, period.kind)).map(each => [each.key, each]));
    return [...series.values()].flatMap(({ key, running }) => {
      const measure = counting.numberOf.get(key);
      if (measure === undefined) throw new Error(`${key} is not kept.`);
      const cover = running ? runningCover(countedUntil(period, now)) : coverOf(period, now);
      return cover.map(part => ({ ...part, piece, measure }));
    });
  });
}
