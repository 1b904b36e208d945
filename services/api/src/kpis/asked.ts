import { periodOf, type Period } from '@linli/domain/kpis/engine/period.rule';
import type { IndicatorValue } from '@linli/domain/kpis/engine/values';
import type { Indicator } from '@linli/domain/kpis/language/indicator';
import type { TargetRow } from '@linli/domain/kpis/targets/targets.read';
import type { PlaceRow } from '@linli/domain/places/places.read';
import { placesOfLevel } from '@linli/domain/places/places.read';
import { dayOf } from '@linli/domain/shared/clock';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { rowId } from '../graphql/global-id.ts';
import type { Operation } from '../graphql/operation.ts';
import type { FigureState, IndicatorFilter, IndicatorValueType, PeriodInput, TargetType } from './indicator.type.ts';

/** Figures one request may ask for: places × indicators × periods. */
const MOST_FIGURES = 20_000;
const MOST_PLACES = 3_000;

/** The asked indicators. @throws GraphQLError BAD_USER_INPUT for an unknown key, naming it */
export function askedIndicators({ domain }: Operation, keys: readonly string[]): Indicator[] {
  return keys.map(key => {
    const found = domain.indicators.find(key);
    if (!found) throw badInput(`There is no indicator "${key.slice(0, 60)}".`);
    return found;
  });
}

/** The asked period; the running one when no day is given. @throws GraphQLError BAD_USER_INPUT where an indicator has no such period */
export function askedPeriod({ domain }: Operation, { kind, day }: PeriodInput, indicators: readonly Indicator[]): Period {
  for (const { key, periods } of indicators) {
    if (!periods.includes(kind)) throw badInput(`${key} does not exist by ${kind}; it exists by ${periods.join(', ')}.`);
  }
  return periodOf(kind, day ?? dayOf(domain.clock.now()));
}

/** The asked places that the actor may see, with their rows, by code. Those that they may not see are simply absent. */
export async function askedPlaces(
  operation: Operation, { placeIds, under, level }: Pick<IndicatorFilter, 'placeIds' | 'under' | 'level'>, period?: Period,
): Promise<PlaceRow[]> {
  if (isGiven(placeIds) === isGiven(under)) throw badInput('Give either `placeIds` or `under`.');
  if ((placeIds?.length ?? 0) > MOST_PLACES) throw badInput(`At most ${MOST_PLACES} places.`);
  const ids = isGiven(under)
    ? (await operation.rows(placesOfLevel, rowId('Place', under), level ?? 'COMMUNITY', true, '', MOST_PLACES)).filter(place => !period || wasOpen(place, period)).map(place => place.id)
    : (placeIds ?? []).map(id => rowId('Place', id));
  const visible = await operation.domain.indicators.visiblePlaces(operation, operation.actor, ids);
  const rows = await Promise.all([...visible].map(id => operation.loaders.place.load(id)));
  return rows.filter(row => row !== null).toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** Whether a place was open at any time of a period; side by side with others, a closed one has figures of its time only. */
function wasOpen({ closedAt }: PlaceRow, { from }: Period): boolean {
  return closedAt === null || dayOf(closedAt) >= from;
}

/** @throws GraphQLError BAD_USER_INPUT */
export function limitFigures(count: number): void {
  if (count > MOST_FIGURES) throw badInput(`This asks for ${count} figures; at most ${MOST_FIGURES} at once.`);
}

/** A figure as the API shows it. @param past whether it is as of an earlier moment */
export function shownValue(value: IndicatorValue, place: PlaceRow, past = false): IndicatorValueType {
  const notOnboarded = place.onboardedAt === null;
  return {
    indicator: value.indicator,
    place: place,
    period: value.period,
    value: notOnboarded ? null : value.value,
    numerator: value.numerator,
    denominator: value.denominator,
    state: notOnboarded ? 'NOT_ONBOARDED' : stateOf(value),
    figure: value,
    past,
  };
}

function stateOf({ value, denominator, indicator, counted }: IndicatorValue): FigureState {
  if (!counted) return 'NOT_COUNTED';
  if (value === null) return 'NO_DATA';
  return denominator !== null && denominator < indicator.minimumN ? 'TOO_FEW' : 'OK';
}

/** A target as the API shows it; of an indicator that is no more, nothing. @param setFor the place it was set for */
export function shownTarget({ domain }: Operation, row: TargetRow, setFor: PlaceRow): TargetType[] {
  const indicator = domain.indicators.find(row.indicator);
  return indicator ? [{ indicator, place: setFor, period: row, value: row.value }] : [];
}
