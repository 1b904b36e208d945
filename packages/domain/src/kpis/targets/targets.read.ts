import type { CalendarDate } from '../../shared/clock.ts';
import { read } from '../../shared/read.ts';
import type { PeriodKind } from '../language/indicator.ts';

/** The target that holds for an indicator at a place. */
export interface TargetRow {
  readonly placeId: string;
  readonly indicator: string;
  /** In the indicator's unit. */
  readonly value: number;
  /** Where it was set: the place itself or one above it. */
  readonly setForId: string;
  readonly kind: PeriodKind;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

const TARGET = 't.indicator, t.value, t.place_id as "setForId", t.period_kind as kind, t.from_day as "from", t.to_day as "to"';

/**
 * The targets that hold at places in a period: of the nearest place above that has one, and there of the shortest
 * period that the asked one lies in. What adds up over time (`totals`) has no target but those of its own kind of period.
 */
export const targetsThatHold = read<TargetRow, [placeIds: string[], indicators: string[], from: CalendarDate, to: CalendarDate, kind: PeriodKind, totals: string[]]>('indicator_targets_that_hold',
  `select distinct on (a.place_id, t.indicator) a.place_id as "placeId", ${TARGET}
   from place_ancestor a join indicator_target t on t.district_id = $1 and t.place_id = a.ancestor_id
   where a.district_id = $1 and a.place_id = any($2::uuid[]) and t.indicator = any($3) and t.from_day <= $4 and t.to_day >= $5
     and (t.period_kind = $6 or (not t.indicator = any($7) and 'CUMULATIVE' not in (t.period_kind, $6)))
   order by a.place_id, t.indicator, a.depth, t.to_day - t.from_day, t.id`);

/** The targets set for a place itself, the latest period first. */
export const targetsOf = read<TargetRow, [placeId: string]>('indicator_targets_of',
  `select t.place_id as "placeId", ${TARGET} from indicator_target t
   where t.district_id = $1 and t.place_id = $2 order by t.from_day desc, t.indicator, t.period_kind`);

/** Whether the district shows ranks; no row where it has never said. */
export const comparisonSetting = read<{ showsRanks: boolean }>('comparison_setting',
  'select shows_ranks as "showsRanks" from comparison_setting where district_id = $1');
