import { besideLive, isIntact } from '@linli/domain/kpis/seals/beside';
import { sealCount, sealPage, type SealFilter, type SealRow } from '@linli/domain/kpis/seals/seals.read';
import { periodOf } from '@linli/domain/kpis/engine/period.rule';
import { dayOf } from '@linli/domain/shared/clock';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { PlaceType, WorkerType } from '../places/place.type.ts';
import { shownAccount } from '../register/shown.ts';
import { shownValue } from './asked.ts';
import { PeriodType } from './indicator.type.ts';
import { IndicatorSealCorrectInput, IndicatorSealMakeInput, IndicatorSealPayload, SealConnection, SealType, SealedFigureType, isChanged } from './seal.type.ts';

/** Seals: for the staff over their places, and under them. */
@Resolver(() => SealType)
export class SealResolver {
  @Query(() => SealConnection, { description: '封存列表 Seals, the latest first.' })
  indicatorSeals(
    @Arg('placeId', () => ID, { nullable: true, description: '地点 Only those of this place itself.' }) placeId: string | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: SealFilter = [worksAt(operation), rowIdOrNull('Place', placeId)];
    return pageById(first, after, (position, limit) => operation.rows(sealPage, ...values, position, limit), () => one(operation, sealCount, ...values));
  }

  @Query(() => SealType, { nullable: true, description: '封存 A seal by id; null when there is none that one may see.' })
  indicatorSeal(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.figures.seal.load(rowId('IndicatorSeal', id));
  }

  @Command(() => IndicatorSealPayload, '封存 Seals the figures of a closed period. By the admins of streets and districts. Nothing unseals them.')
  async indicatorSealMake(@Input(() => IndicatorSealMakeInput) input: IndicatorSealMakeInput, @Ctx() { operation }: Context) {
    const { period: { kind, day }, indicators, comment } = input;
    return { seal: await operation.domain.seals.seal(operation.by(input), {
      placeId: rowId('Place', input.placeId), kind, day: day ?? dayOf(operation.domain.clock.now()), indicators: indicators ?? undefined, comment,
    }) };
  }

  @Command(() => IndicatorSealPayload, '更正封存 Seals the same period anew, with the figures as they are now; the seal before stays.')
  async indicatorSealCorrect(@Input(() => IndicatorSealCorrectInput) input: IndicatorSealCorrectInput, @Ctx() { operation }: Context) {
    return { seal: await operation.domain.seals.correct(operation.by(input), rowId('IndicatorSeal', input.sealId), input.comment) };
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() seal: SealRow): string {
    return globalId('IndicatorSeal', seal.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点' })
  place(@Root() seal: SealRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(seal.placeId);
  }

  @FieldResolver(() => PeriodType, { description: '时段' })
  period(@Root() { periodKind, fromDay }: SealRow): PeriodType {
    return periodOf(periodKind, fromDay);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '封存人' })
  sealedBy(@Root() seal: SealRow, @Ctx() { operation }: Context) {
    return shownAccount(operation, seal.sealedById);
  }

  @FieldResolver(() => SealType, { nullable: true, description: '更正自 The seal that it stands in for; null for the first of a period.' })
  corrects(@Root() { correctsId }: SealRow, @Ctx() { operation }: Context) {
    return correctsId ? operation.loaders.figures.seal.load(correctsId) : null;
  }

  @FieldResolver(() => SealType, { nullable: true, description: '更正为 The seal that stands in for it; null for the latest.' })
  correctedBy(@Root() { id }: SealRow, @Ctx() { operation }: Context) {
    return operation.loaders.figures.correction.load(id);
  }

  @FieldResolver(() => Boolean, { description: '是否完好 Whether what is stored still gives its digest; false when somebody altered it.' })
  async intact(@Root() seal: SealRow, @Ctx() { operation }: Context): Promise<boolean> {
    return isIntact(operation, seal, await operation.loaders.figures.sealed.load(seal.id));
  }

  @FieldResolver(() => [SealedFigureType], { description: '封存数值 By place and indicator, each beside what is counted now; those of places that one may see.' })
  async figures(
    @Root() seal: SealRow,
    @Arg('changed', () => Boolean, { defaultValue: false, description: '仅有变 Only those that differ from what is counted now.' }) changed: boolean,
    @Ctx() { operation }: Context,
  ): Promise<SealedFigureType[]> {
    const { domain, loaders, actor } = operation;
    const all = await loaders.figures.sealed.load(seal.id);
    const visible = await domain.indicators.visiblePlaces(operation, actor, [...new Set(all.map(({ placeId }) => placeId))]);
    const beside = await besideLive(operation, domain.indicators, seal, all.filter(({ placeId }) => visible.has(placeId)), domain.clock.now());
    const shown = beside.filter(each => !changed || isChanged(each) === true).map(async each => {
      const { sealed: { indicator, version, numerator, denominator, value, squares, placeId }, live } = each;
      const place = await loaders.place.load(placeId);
      return {
        key: indicator, indicator: domain.indicators.find(indicator) ?? null, version, place: place as unknown as PlaceType, numerator, denominator, value, squares,
        live: live && place ? shownValue(live, place) : null, changed: isChanged(each), difference: live === null || live.value === null || value === null ? null : live.value - value,
      };
    });
    return Promise.all(shown);
  }
}
