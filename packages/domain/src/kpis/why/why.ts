import { placesUnder } from '../../places/places.read.ts';
import type { Rows } from '../../shared/read.ts';
import { countedUntil, type Period } from '../engine/period.rule.ts';
import { sidesOf } from '../engine/series.ts';
import type { IndicatorValue } from '../engine/values.ts';
import type { IndicatorsService } from '../indicators.service.ts';
import { inUnit, type Indicator } from '../language/indicator.ts';
import { decompose } from './decomposition.rule.ts';
import { movementBetween, movementSince, type Movement } from './movements.ts';

/** What a figure is held against: another period, or the same period as it stood at a moment. */
export type Against = { readonly period: Period } | { readonly asOf: Date };

/** One place's part in the change of a whole. */
export interface ChangePart {
  /** Null for what belongs to no place under it: recorded at the place itself. */
  readonly placeId: string | null;
  readonly before: Pick<IndicatorValue, 'numerator' | 'denominator'>;
  readonly after: Pick<IndicatorValue, 'numerator' | 'denominator'>;
  /** In the indicator's unit. */
  readonly rate: number;
  readonly mix: number;
}

/** Why a figure changed. */
export interface Why {
  readonly before: IndicatorValue;
  readonly after: IndicatorValue;
  /** In the indicator's unit; null without a value at both times. */
  readonly change: number | null;
  readonly numerator: Movement;
  readonly denominator: Movement | null;
  /** Null for plain counts and sums, for different people, who do not add up over places, and where nothing lies under the place. */
  readonly decomposition: { readonly rate: number; readonly mix: number; readonly parts: readonly ChangePart[] } | null;
}

/** Explains the change of one figure at a place that the caller has already been allowed. */
export async function whyChanged(
  from: Rows, indicators: IndicatorsService, indicator: Indicator, placeId: string, period: Period, against: Against, now: Date,
): Promise<Why> {
  const under = (await from.rows(placesUnder, [placeId])).map(({ id }) => id);
  const placeIds = [placeId, ...under];
  const after = await indicators.values(from, placeIds, [indicator], [period], now);
  const before = 'asOf' in against
    ? await indicators.values(from, placeIds, [indicator], [period], now, against.asOf)
    : await indicators.values(from, placeIds, [indicator], [against.period], now);
  const [whole, then] = [after[0], before[0]];
  if (!whole || !then) throw new Error('A figure was asked of one place.');
  const movement = (side: 'numerator' | 'denominator') => {
    const measure = indicator[side];
    if (!measure) return null;
    const values = { before: then[side] ?? 0, after: whole[side] ?? 0 };
    return 'asOf' in against
      ? movementSince(from, indicators.counting, { placeId, measure, period, now, asOf: against.asOf, ...values })
      : movementBetween(from, { placeId, measure, from: countedUntil(against.period, now), to: countedUntil(period, now), ...values });
  };
  const [numerator, denominator] = [await movement('numerator'), await movement('denominator')];
  if (!numerator) throw new Error(`${indicator.key} has no numerator.`);
  return {
    before: then, after: whole, numerator, denominator, change: whole.value === null || then.value === null ? null : whole.value - then.value,
    decomposition: decomposed(indicator, before, after),
  };
}

/** @param before of the place itself, then of those under it; `after` likewise */
function decomposed(indicator: Indicator, before: readonly IndicatorValue[], after: readonly IndicatorValue[]): Why['decomposition'] {
  if (!indicator.denominator || after.length < 2 || sidesOf(indicator).some(({ kind }) => kind === 'DISTINCT')) return null;
  const places = after.map((value, at) => ({ placeId: value.placeId, before: counted(before[at]), after: counted(value) }));
  const [whole, ...parts] = places;
  if (!whole) return null;
  // What is recorded at the place itself lies under none of its places.
  const own = { placeId: null, before: less(whole.before, parts.map(part => part.before)), after: less(whole.after, parts.map(part => part.after)) };
  const all = [...parts, own].filter(part => [part.before, part.after].some(({ numerator, denominator }) => numerator !== 0 || denominator !== 0));
  const found = decompose(all.map(part => ({ before: shareOf(part.before), after: shareOf(part.after) })));
  const shown = (effect: number) => inUnit(indicator, effect);
  return found && {
    rate: shown(found.rate), mix: shown(found.mix),
    parts: all.map((part, at) => ({ ...part, rate: shown(found.parts[at]?.rate ?? 0), mix: shown(found.parts[at]?.mix ?? 0) })),
  };
}

type Counted = Pick<IndicatorValue, 'numerator' | 'denominator'>;

function counted(value: IndicatorValue | undefined): Counted {
  return { numerator: value?.numerator ?? 0, denominator: value?.denominator ?? 0 };
}

function less(whole: Counted, parts: readonly Counted[]): Counted {
  return parts.reduce<Counted>((left, { numerator, denominator }) => ({
    numerator: left.numerator - numerator, denominator: (left.denominator ?? 0) - (denominator ?? 0),
  }), whole);
}

function shareOf({ numerator, denominator }: Counted) {
  return { events: numerator, n: denominator ?? 0 };
}
