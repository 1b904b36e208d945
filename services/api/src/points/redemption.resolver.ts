import { goodCount, goodPage, redemptionCount, redemptionPage, type GoodFilter, type GoodRow, type RedemptionFilter as Filter, type RedemptionRow } from '@linli/domain/points/shown.read';
import type { HouseholdRow, ResidentRow } from '@linli/domain/register/register.read';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { OrganisationType } from '../organisations/organisation.type.ts';
import { PlaceType, WorkerType } from '../places/place.type.ts';
import { HouseholdType } from '../register/household.type.ts';
import { ResidentType } from '../register/resident.type.ts';
import { shownAccount } from '../register/shown.ts';
import { accountOf } from './account.ts';
import { RedemptionFilter } from './redemption.input.ts';
import { GoodConnection, GoodType, PointsAccountType, RedemptionConnection, RedemptionType } from './redemption.type.ts';

/** The catalogue, for everybody to read. */
@Resolver(() => GoodType)
export class PointsGoodResolver {
  @Query(() => GoodConnection, { description: '兑换目录 What points are redeemed for, the latest first.' })
  pointsGoods(
    @Arg('placeId', () => ID, { nullable: true, description: '地点 Only what is offered to whoever lives there.' }) placeId: string | undefined,
    @Arg('includeClosed', () => Boolean, { defaultValue: false, description: '含已下架 What is not offered any more as well.' }) includeClosed: boolean,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: GoodFilter = [rowIdOrNull('Place', placeId), includeClosed];
    return pageById(first, after, (position, limit) => operation.rows(goodPage, ...values, position, limit), () => one(operation, goodCount, ...values));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() good: GoodRow): string {
    return globalId('PointsGood', good.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 For whoever lives there or under it.' })
  place(@Root() good: GoodRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(good.placeId);
  }

  @FieldResolver(() => OrganisationType, { nullable: true, description: '提供单位 Who hands it over; null when the place itself does.' })
  organisation(@Root() { organisationId }: GoodRow, @Ctx() { operation }: Context) {
    return isGiven(organisationId) ? operation.loaders.organisation.load(organisationId) : null;
  }
}

/** Reading redemptions: whose they are, the staff where they live or it is offered, and who provides it. */
@Resolver(() => RedemptionType)
export class RedemptionResolver {
  @Query(() => RedemptionConnection, { description: '兑换 Redemptions that one may see, the latest first.' })
  async redemptions(
    @Arg('filter', () => RedemptionFilter, { nullable: true, description: 'Which ones.' }) filter: RedemptionFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: Filter = [
      await operation.loaders.own(), worksAt(operation), operation.actor.organisationId, rowIdOrNull('Place', filter?.placeId),
      rowIdOrNull('Resident', filter?.residentId), rowIdOrNull('PointsGood', filter?.goodId), filter?.states ?? null,
    ];
    return pageById(first, after, (position, limit) => operation.rows(redemptionPage, ...values, position, limit), () => one(operation, redemptionCount, ...values));
  }

  @Query(() => RedemptionType, { nullable: true, description: '兑换 A redemption by id; null when there is none that one may see.' })
  redemption(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.redemption.load(rowId('Redemption', id));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() redemption: RedemptionRow): string {
    return globalId('Redemption', redemption.id);
  }

  @FieldResolver(() => GoodType, { nullable: true, description: '兑换物品' })
  good(@Root() redemption: RedemptionRow, @Ctx() { operation }: Context) {
    return operation.loaders.pointsGood.load(redemption.goodId);
  }

  @FieldResolver(() => ResidentType, { nullable: true, description: '居民 For whom; null when one may not see them.' })
  resident(@Root() redemption: RedemptionRow, @Ctx() { operation }: Context) {
    return operation.loaders.resident.load(redemption.residentId);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '居住地 Where they lived.' })
  place(@Root() redemption: RedemptionRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(redemption.placeId);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '经办人 Who handed it over.' })
  fulfilledBy(@Root() { fulfilledById }: RedemptionRow, @Ctx() { operation }: Context) {
    return shownAccount(operation, fulfilledById);
  }
}

/** What residents have earned, for whoever may see them. */
@Resolver(() => ResidentType)
export class ResidentPointsResolver {
  @FieldResolver(() => PointsAccountType, { description: '积分账户 What they have earned, and what of it they can spend.' })
  pointsAccount(@Root() { id }: ResidentRow, @Ctx() { operation }: Context) {
    return accountOf(operation, id);
  }
}

/** What households have earned, for whoever may see them. */
@Resolver(() => HouseholdType)
export class HouseholdPointsResolver {
  @FieldResolver(() => PointsAccountType, { description: '积分账户 What it has earned, and what of it its members can spend.' })
  pointsAccount(@Root() { id }: HouseholdRow, @Ctx() { operation }: Context) {
    return accountOf(operation, id);
  }
}
