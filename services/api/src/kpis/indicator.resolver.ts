import { kpiClock } from '@linli/domain/kpis/engine/clock.read';
import { previous, type Period } from '@linli/domain/kpis/engine/period.rule';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { badInput } from '../graphql/errors.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { DateTime } from '../graphql/scalars.ts';
import { PlaceLevelEnum } from '../places/place.type.ts';
import type { PlaceLevel } from '@linli/domain/places/place.entity';
import { askedIndicators, askedPeriod, askedPlaces, limitFigures, shownValue } from './asked.ts';
import { ComparisonType, IndicatorType, IndicatorValueType, PeriodInput } from './indicator.type.ts';

const MOST_PERIODS = 60;

/** Figures: what there is, single values, and communities side by side. */
@Resolver()
export class IndicatorResolver {
  @Query(() => [IndicatorType], { description: '指标目录 Every indicator there is.' })
  indicators(@Ctx() { operation }: Context) {
    return operation.domain.indicators.indicators;
  }

  @Query(() => [IndicatorValueType], {
    description: '指标值 Figures of the asked places, indicators and periods, in this order. Places that one may not see are left out.',
  })
  async indicatorValues(
    @Arg('placeIds', () => [ID], { description: '地点' }) placeIds: string[],
    @Arg('indicators', () => [String], { description: '指标 Keys.' }) keys: string[],
    @Arg('period', () => PeriodInput, { description: '时段 The last period asked for.' }) input: PeriodInput,
    @Arg('back', () => Int, { defaultValue: 0, description: '回溯 How many periods before it, too; up to 60.' }) back: number,
    @Arg('asOf', () => DateTime, { nullable: true, description: '时点 As the figures stood at that moment.' }) asOf: Date | undefined,
    @Ctx() { operation }: Context,
  ): Promise<IndicatorValueType[]> {
    if (back < 0 || back > MOST_PERIODS) throw badInput(`\`back\` must be 0 to ${MOST_PERIODS}.`);
    const indicators = askedIndicators(operation, keys);
    const period = askedPeriod(operation, input, indicators);
    const periods = periodsBack(period, back);
    limitFigures(placeIds.length * indicators.length * periods.length);
    const places = await askedPlaces(operation, { placeIds }, period);
    const byId = new Map(places.map(place => [place.id, place]));
    const values = await operation.domain.indicators.values(operation, [...byId.keys()], indicators, periods, operation.domain.clock.now(), asOf);
    return values.flatMap(value => {
      const place = byId.get(value.placeId);
      return place ? [shownValue(value, place)] : [];
    });
  }

  @Query(() => ComparisonType, { description: '比较 All places of a level under a place, side by side, each beside the period before.' })
  async compare(
    @Arg('placeId', () => ID, { description: '上级地点 e.g. the street whose communities are compared.' }) under: string,
    @Arg('level', () => PlaceLevelEnum, { defaultValue: 'COMMUNITY', description: '层级 Of the places compared.' }) level: PlaceLevel,
    @Arg('indicators', () => [String], { description: '指标 Keys.' }) keys: string[],
    @Arg('period', () => PeriodInput, { description: '时段' }) input: PeriodInput,
    @Ctx() { operation }: Context,
  ): Promise<ComparisonType> {
    const indicators = askedIndicators(operation, keys);
    const period = askedPeriod(operation, input, indicators);
    const places = await askedPlaces(operation, { under, level }, period);
    limitFigures(places.length * indicators.length * 2);
    const byId = new Map(places.map(place => [place.id, place]));
    const [values, revision] = await Promise.all([
      operation.domain.indicators.compare(operation, [...byId.keys()], indicators, period, operation.domain.clock.now()),
      revisionOf(operation),
    ]);
    return {
      revision,
      period,
      values: values.flatMap(value => {
        const place = byId.get(value.placeId);
        return place ? [{ current: shownValue(value, place), previous: value.previous && shownValue(value.previous, place) }] : [];
      }),
    };
  }
}

async function revisionOf(operation: Operation): Promise<number> {
  return Number((await one(operation, kpiClock))?.revision ?? 0);
}

/** A period and those before it, the oldest first. */
function periodsBack(last: Period, back: number): Period[] {
  const periods = [last];
  for (let n = 0; n < back; n++) {
    const before = previous(periods[0] ?? last);
    if (!before) break;
    periods.unshift(before);
  }
  return periods;
}
