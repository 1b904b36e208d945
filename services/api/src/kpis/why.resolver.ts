import { previous } from '@linli/domain/kpis/engine/period.rule';
import { whyChanged, type Against } from '@linli/domain/kpis/why/why';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import type { Context } from '../graphql/operation.ts';
import { DateTime } from '../graphql/scalars.ts';
import type { PlaceType } from '../places/place.type.ts';
import { askedIndicators, askedPeriod, askedPlaces, shownValue } from './asked.ts';
import { PeriodInput } from './indicator.type.ts';
import { FigureChangeType } from './why.type.ts';

/** Why figures changed, for whoever may see them. */
@Resolver()
export class WhyResolver {
  @Query(() => FigureChangeType, { nullable: true, description: '变化原因 Why a figure differs from another period, or from how it stood at a moment; null for a place that one may not see.' })
  async indicatorChange(
    @Arg('placeId', () => ID, { description: '地点' }) placeId: string,
    @Arg('indicator', () => String, { description: '指标 Its key.' }) key: string,
    @Arg('period', () => PeriodInput, { description: '时段 The later one.' }) input: PeriodInput,
    @Arg('against', () => PeriodInput, { nullable: true, description: '对比时段 The earlier one. The period before when neither this nor `asOf` is given.' }) against: PeriodInput | undefined,
    @Arg('asOf', () => DateTime, { nullable: true, description: '时点 The same period as it stood at that moment.' }) asOf: Date | undefined,
    @Ctx() { operation }: Context,
  ): Promise<FigureChangeType | null> {
    const { domain, loaders, actor } = operation;
    const indicators = askedIndicators(operation, [key]);
    const [[indicator], period] = [indicators, askedPeriod(operation, input, indicators)];
    if (isGiven(against) && isGiven(asOf)) throw badInput('Give either `against` or `asOf`.');
    const earlier = isGiven(against) ? askedPeriod(operation, against, indicators) : previous(period);
    if (!isGiven(asOf) && !earlier) throw badInput('Nothing comes before CUMULATIVE: give `against` or `asOf`.');
    const held: Against = isGiven(asOf) ? { asOf } : { period: earlier ?? period };
    const [place] = await askedPlaces(operation, { placeIds: [placeId] });
    if (!place || !indicator) return null;
    const { before, after, change, numerator, denominator, decomposition } = await whyChanged(operation, domain.indicators, indicator, place.id, period, held, domain.clock.now());
    const parts = decomposition?.parts ?? [];
    const visible = await domain.indicators.visiblePlaces(operation, actor, parts.flatMap(part => part.placeId ?? []));
    const shown = parts.filter(part => part.placeId === null || visible.has(part.placeId)).map(async part => ({
      place: part.placeId === null ? null : ((await loaders.place.load(part.placeId)) as unknown as PlaceType),
      numeratorBefore: part.before.numerator, denominatorBefore: part.before.denominator, numeratorAfter: part.after.numerator, denominatorAfter: part.after.denominator,
      rateEffect: part.rate, mixEffect: part.mix,
    }));
    return {
      before: shownValue(before, place), after: shownValue(after, place), change, numerator, denominator,
      decomposition: decomposition && { rateEffect: decomposition.rate, mixEffect: decomposition.mix, parts: await Promise.all(shown) },
    };
  }
}
