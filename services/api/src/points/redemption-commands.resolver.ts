import type { Wish } from '@linli/domain/points/redemptions.service';
import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import {
  GoodPayload, PointsGoodChangeInput, PointsGoodCreateInput, PointsGoodInput, PointsGoodOfferInput, PointsGoodRestockInput, RedemptionAtCounterInput,
  RedemptionCodePayload, RedemptionFulfilInPersonInput, RedemptionFulfilInput, RedemptionInput, RedemptionPayload, RedemptionQuoteInput,
} from './redemption.input.ts';

/** Commands on the catalogue, by admins, and on redemptions, by residents and whoever hands things over. */
@Resolver()
export class RedemptionCommandsResolver {
  @Command(() => GoodPayload, '上架 Offers something for points.')
  async pointsGoodCreate(@Input(() => PointsGoodCreateInput) input: PointsGoodCreateInput, @Ctx() { operation }: Context) {
    const { name, description, kind, price, stock } = input;
    return { good: await operation.domain.points.goods.create(operation.by(input), {
      placeId: rowId('Place', input.placeId), organisationId: rowIdOrNull('Organisation', input.organisationId) ?? undefined,
      name, description: description ?? undefined, kind, price, stock,
    }) };
  }

  @Command(() => GoodPayload, '修改物品 Changes what something is called and costs; redemptions that were quoted keep their price.')
  async pointsGoodChange(@Input(() => PointsGoodChangeInput) input: PointsGoodChangeInput, @Ctx() { operation }: Context) {
    const { name, description, price } = input;
    return { good: await operation.domain.points.goods.change(operation.by(input), goodId(input), { name, description: description ?? undefined, price }) };
  }

  @Command(() => GoodPayload, '调整库存 Adds to the stock, or takes from it.')
  async pointsGoodRestock(@Input(() => PointsGoodRestockInput) input: PointsGoodRestockInput, @Ctx() { operation }: Context) {
    return { good: await operation.domain.points.goods.restock(operation.by(input), goodId(input), input.change) };
  }

  @Command(() => GoodPayload, '上下架 Offers something no more, or again.')
  async pointsGoodOffer(@Input(() => PointsGoodOfferInput) input: PointsGoodOfferInput, @Ctx() { operation }: Context) {
    return { good: await operation.domain.points.goods.offer(operation.by(input), goodId(input), input.offered) };
  }

  @Command(() => GoodPayload, '结算 Marks everything of it that was handed over as settled with whoever provides it.')
  async pointsGoodSettle(@Input(() => PointsGoodInput) input: PointsGoodInput, @Ctx() { operation }: Context) {
    return { good: await operation.domain.points.goods.settle(operation.by(input), goodId(input)) };
  }

  @Command(() => RedemptionPayload, '报价 Says what something costs, and keeps to it for half an hour; nothing is reserved.')
  async redemptionQuote(@Input(() => RedemptionQuoteInput) input: RedemptionQuoteInput, @Ctx() { operation }: Context) {
    return { redemption: await operation.domain.points.redemptions.quote(operation.by(input), wishOf(input)) };
  }

  @Command(() => RedemptionCodePayload, '预留 Reserves the points and the stock, and gives a one-time code to fetch it with.')
  redemptionReserve(@Input(() => RedemptionInput) input: RedemptionInput, @Ctx() { operation }: Context) {
    return operation.domain.points.redemptions.reserve(operation.by(input), redemptionId(input));
  }

  @Command(() => RedemptionCodePayload, '换码 Gives another one-time code, in place of the one before.')
  redemptionRenewCode(@Input(() => RedemptionInput) input: RedemptionInput, @Ctx() { operation }: Context) {
    return operation.domain.points.redemptions.renewCode(operation.by(input), redemptionId(input));
  }

  @Command(() => RedemptionPayload, '凭码领取 Hands it over to whoever brings its code; a wrong one costs a try.')
  async redemptionFulfil(@Input(() => RedemptionFulfilInput) input: RedemptionFulfilInput, @Ctx() { operation }: Context) {
    return { redemption: await operation.domain.points.redemptions.fulfil(operation.by(input), redemptionId(input), input.code) };
  }

  @Command(() => RedemptionPayload, '当面领取 Hands over what is reserved without a code, to who is identified at the counter.')
  async redemptionFulfilInPerson(@Input(() => RedemptionFulfilInPersonInput) input: RedemptionFulfilInPersonInput, @Ctx() { operation }: Context) {
    return { redemption: await operation.domain.points.redemptions.fulfilInPerson(operation.by(input), redemptionId(input), input.identifiedBy) };
  }

  @Command(() => RedemptionPayload, '柜台兑换 Redeems at the counter at once, without a phone.')
  async redemptionAtCounter(@Input(() => RedemptionAtCounterInput) input: RedemptionAtCounterInput, @Ctx() { operation }: Context) {
    return { redemption: await operation.domain.points.redemptions.atCounter(operation.by(input), wishOf(input), input.identifiedBy) };
  }

  @Command(() => RedemptionPayload, '取消兑换 Calls it off; points and stock are given back.')
  async redemptionCancel(@Input(() => RedemptionInput) input: RedemptionInput, @Ctx() { operation }: Context) {
    return { redemption: await operation.domain.points.redemptions.cancel(operation.by(input), redemptionId(input)) };
  }
}

function goodId(input: PointsGoodInput): string {
  return rowId('PointsGood', input.goodId);
}

function redemptionId(input: RedemptionInput): string {
  return rowId('Redemption', input.redemptionId);
}

function wishOf({ goodId: good, residentId, quantity, ownerKind }: RedemptionQuoteInput): Wish {
  return { goodId: rowId('PointsGood', good), residentId: rowId('Resident', residentId), quantity, from: ownerKind };
}
