import { comparedGroups } from '@linli/domain/kpis/comparison/groups';
import { peersOf as peersOfPlace, type Likeness } from '@linli/domain/kpis/comparison/peers.rule';
import { kpiClock, kpiRecount } from '@linli/domain/kpis/engine/clock.read';
import { previous, type Period } from '@linli/domain/kpis/engine/period.rule';
import type { IndicatorValue } from '@linli/domain/kpis/engine/values';
import { comparisonSetting } from '@linli/domain/kpis/targets/targets.read';
import type { PlaceLevel } from '@linli/domain/places/place.entity';
import type { PlaceRow } from '@linli/domain/places/places.read';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { rowId } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { DateTime } from '../graphql/scalars.ts';
import { PlaceLevelEnum, PlaceType } from '../places/place.type.ts';
import { askedIndicators, askedPeriod, askedPlaces, limitFigures, shownTarget, shownValue } from './asked.ts';
import {
  ComparedIndicatorType, ComparedValueType, ComparisonType, IndicatorType, IndicatorValueType, PeriodInput, StandingType, TargetDistanceType, type Compared,
} from './indicator.type.ts';
import { RecountType } from './recount.type.ts';

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
    const values = await operation.domain.indicators.values(operation, [...byId.keys()], indicators, periods, operation.domain.clock.now(), asOf ?? undefined);
    return values.flatMap(value => {
      const place = byId.get(value.placeId);
      return place ? [shownValue(value, place, isGiven(asOf))] : [];
    });
  }

  @Query(() => ComparisonType, { description: '比较 All places of a level under a place, side by side, each beside the period before and a year ago, with what of the difference may be chance.' })
  async compare(
    @Arg('placeId', () => ID, { description: '上级地点 e.g. the street whose communities are compared.' }) under: string,
    @Arg('level', () => PlaceLevelEnum, { defaultValue: 'COMMUNITY', description: '层级 Of the places compared.' }) level: PlaceLevel,
    @Arg('indicators', () => [String], { description: '指标 Keys.' }) keys: string[],
    @Arg('period', () => PeriodInput, { description: '时段' }) input: PeriodInput,
    @Arg('asOf', () => DateTime, { nullable: true, description: '时点 As the figures stood at that moment; targets are those that hold now.' }) asOf: Date | undefined,
    @Arg('peersOf', () => ID, { nullable: true, description: '只比同类 Of those places only this one and its peers, judged among themselves; none when it is none of them.' }) peersOf: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<ComparisonType> {
    const indicators = askedIndicators(operation, keys);
    const period = askedPeriod(operation, input, indicators);
    const all = await askedPlaces(operation, { under, level }, period);
    const likenesses = once(() => operation.domain.indicators.likenesses(operation, all.map(({ id }) => id), period, operation.domain.clock.now(), asOf ?? undefined));
    const places = isGiven(peersOf) ? withPeers(rowId('Place', peersOf), all, await likenesses()) : all;
    limitFigures(places.length * indicators.length * 3);
    const byId = new Map(places.map(place => [place.id, place]));
    const [values, revision] = await Promise.all([
      operation.domain.indicators.compare(operation, [...byId.keys()], indicators, period, operation.domain.clock.now(), asOf ?? undefined),
      revisionOf(operation),
    ]);
    const compared: Compared = {
      groups: once(() => comparedGroups(values.filter(({ placeId, counted }) => counted && byId.get(placeId)?.onboardedAt))),
      showsRanks: once(async () => (await one(operation, comparisonSetting))?.showsRanks ?? false),
      likenesses,
      targets: once(() => operation.domain.indicators.targets(operation, [...byId.keys()], indicators, period)),
    };
    return {
      revision,
      period,
      compared,
      values: values.flatMap(value => {
        const place = byId.get(value.placeId);
        const shown = (of: IndicatorValue | null) => of && place ? shownValue(of, place, isGiven(asOf)) : null;
        return place ? [{ current: shownValue(value, place, isGiven(asOf)), previous: shown(value.previous), yearAgo: shown(value.yearAgo), compared }] : [];
      }),
    };
  }
}

/** What a comparison tells beyond its figures. */
@Resolver(() => ComparisonType)
export class ComparisonResolver {
  @FieldResolver(() => [ComparedIndicatorType], { description: '总体 Of each indicator that places are judged by: shares and rates.' })
  indicators(@Root() { compared }: ComparisonType): readonly ComparedIndicatorType[] {
    return compared.groups();
  }

  @FieldResolver(() => RecountType, { nullable: true, description: '重新统计 How far the district is counted anew, after a definition has changed; null when it is not.' })
  async recount(@Ctx() { operation }: Context): Promise<RecountType | null> {
    return (await one(operation, kpiRecount)) ?? null;
  }
}

/** Where each figure of a comparison stands. */
@Resolver(() => ComparedValueType)
export class ComparedValueResolver {
  @FieldResolver(() => StandingType, { nullable: true, description: '评判 Null where there is no data, and of indicators that are no share and no rate.' })
  async standing(@Root() { current, compared }: ComparedValueType): Promise<StandingType | null> {
    const group = compared.groups().find(({ indicator }) => indicator.key === current.indicator.key);
    const standing = group?.standings.get(current.place.id);
    if (!standing) return null;
    const { expected, ranks, ...rest } = standing;
    return { ...rest, usual: expected?.usual ?? null, nearlyAlways: expected?.nearlyAlways ?? null, ranks: (await compared.showsRanks()) ? ranks : null };
  }

  @FieldResolver(() => [PlaceType], { description: '同类地点 The five of its level, under the asked place, that are most like this one, the most alike first: by population, and by the shares aged 60 and over and floating.' })
  async peers(@Root() { current, compared }: ComparedValueType, @Ctx() { operation }: Context): Promise<PlaceType[]> {
    const places = await Promise.all(peersOfPlace(current.place.id, await compared.likenesses()).map(id => operation.loaders.place.load(id)));
    return places.filter(place => place !== null);
  }

  @FieldResolver(() => TargetDistanceType, { nullable: true, description: '目标 The target that holds, of the place or of the nearest above it; null when none is set.' })
  async target(@Root() { current, compared }: ComparedValueType, @Ctx() { operation }: Context): Promise<TargetDistanceType | null> {
    const { indicator, place, value } = current;
    const row = (await compared.targets()).get(`${place.id} ${indicator.key}`);
    const setFor = row && (await operation.loaders.place.load(row.setForId));
    const [target] = row && setFor ? shownTarget(operation, row, setFor) : [];
    if (!target) return null;
    const distance = value === null ? null : value - target.value;
    return { target, distance, met: distance === null || indicator.better === 'NEITHER' ? null : indicator.better === 'HIGHER' ? distance >= 0 : distance <= 0 };
  }
}

/** A place and its peers; none when it is none of those compared. */
function withPeers(placeId: string, all: readonly PlaceRow[], likenesses: readonly Likeness[]): PlaceRow[] {
  const chosen = new Set([placeId, ...peersOfPlace(placeId, likenesses)]);
  return all.some(({ id }) => id === placeId) ? all.filter(({ id }) => chosen.has(id)) : [];
}

/** Computes a value when it is first asked for. */
function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => (known ??= { value: compute() }).value;
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
