import { comparisonSetting, targetsOf } from '@linli/domain/kpis/targets/targets.read';
import type { TargetKey } from '@linli/domain/kpis/targets/targets.service';
import { dayOf } from '@linli/domain/shared/clock';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { askedPlaces, shownTarget } from './asked.ts';
import { TargetType } from './indicator.type.ts';
import {
  ComparisonShowRanksInput, ComparisonShowRanksPayload, IndicatorTargetPayload, IndicatorTargetRemoveInput, IndicatorTargetRemovePayload, IndicatorTargetSetInput,
} from './target.input.ts';

/** What places are to reach, and whether ranks are shown. */
@Resolver()
export class TargetResolver {
  @Query(() => [TargetType], { description: '目标列表 The targets set for a place itself, the latest period first; none for a place that one may not see.' })
  async indicatorTargets(@Arg('placeId', () => ID, { description: '地点' }) placeId: string, @Ctx() { operation }: Context): Promise<TargetType[]> {
    const [place] = await askedPlaces(operation, { placeIds: [placeId] });
    if (!place) return [];
    return (await operation.rows(targetsOf, place.id)).flatMap(row => shownTarget(operation, row, place));
  }

  @Query(() => Boolean, { description: '是否显示名次 Whether the district shows ranks, as intervals.' })
  async showsRanks(@Ctx() { operation }: Context): Promise<boolean> {
    return (await one(operation, comparisonSetting))?.showsRanks ?? false;
  }

  @Command(() => IndicatorTargetPayload, '设定目标 Sets what a place is to reach, or sets it anew. By the admins of streets and districts.')
  async indicatorTargetSet(@Input(() => IndicatorTargetSetInput) input: IndicatorTargetSetInput, @Ctx() { operation }: Context) {
    const { placeId, indicator, value, periodKind: kind, fromDay: from, toDay: to } = await operation.domain.targets.set(
      operation.by(input), { ...keyOf(operation, input), value: input.value });
    const place = await operation.loaders.place.load(placeId);
    const [target] = place ? shownTarget(operation, { placeId, indicator, value, setForId: placeId, kind, from, to }, place) : [];
    return { target };
  }

  @Command(() => IndicatorTargetRemovePayload, '取消目标 Takes a target away; that of the place above holds again.')
  async indicatorTargetRemove(@Input(() => IndicatorTargetRemoveInput) input: IndicatorTargetRemoveInput, @Ctx() { operation }: Context) {
    await operation.domain.targets.remove(operation.by(input), keyOf(operation, input));
    return {};
  }

  @Command(() => ComparisonShowRanksPayload, '名次显示 Switches ranks on or off for the district. By its admins.')
  async comparisonShowRanks(@Input(() => ComparisonShowRanksInput) input: ComparisonShowRanksInput, @Ctx() { operation }: Context) {
    return { showsRanks: (await operation.domain.targets.showRanks(operation.by(input), input.showsRanks)).showsRanks };
  }
}

function keyOf({ domain }: Operation, { placeId, indicator, period }: IndicatorTargetRemoveInput): TargetKey {
  return { placeId: rowId('Place', placeId), indicator, kind: period.kind, day: period.day ?? dayOf(domain.clock.now()) };
}
