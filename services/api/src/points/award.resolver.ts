import { ADMINS, holds } from '@linli/domain/access/actor';
import { maskName } from '@linli/domain/people/masking';
import type { AwardRow, ObjectionRow } from '@linli/domain/points/points.read';
import {
  awardCount, awardPage, dropCount, dropPage, publicNoticeCount, publicNoticePage, type AwardFilter, type DropFilter, type DropRow, type NoticeRow,
} from '@linli/domain/points/shown.read';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { PlaceType, WorkerType } from '../places/place.type.ts';
import { HouseholdType } from '../register/household.type.ts';
import { ResidentType } from '../register/resident.type.ts';
import { lineageOf, shownAccount } from '../register/shown.ts';
import { PointsAwardFilter, WasteDropFilter } from './award.input.ts';
import { AwardConnection, AwardType, DropConnection, DropType, ObjectionType, PointsNoticeConnection, PointsNoticeType } from './award.type.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { RuleType, VersionType } from './rule.type.ts';

/** Reading what is earned: the staff over where it happened, whose points they are, and what stands on public notice everybody. */
@Resolver(() => AwardType)
export class PointsAwardResolver {
  @Query(() => AwardConnection, { description: '积分发放 Points that one may see, the latest first.' })
  async pointsAwards(
    @Arg('filter', () => PointsAwardFilter, { nullable: true, description: 'Which ones.' }) filter: PointsAwardFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: AwardFilter = [
      await operation.loaders.own(), worksAt(operation), rowIdOrNull('Place', filter?.placeId), rowIdOrNull('Resident', filter?.residentId),
      rowIdOrNull('PointsRule', filter?.ruleId), filter?.states ?? null,
    ];
    return pageById(first, after, (position, limit) => operation.rows(awardPage, ...values, position, limit), () => one(operation, awardCount, ...values));
  }

  @Query(() => AwardType, { nullable: true, description: '积分发放 Points by id; null when there are none that one may see.' })
  pointsAward(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.pointsAward.load(rowId('PointsAward', id));
  }

  @Query(() => PointsNoticeConnection, { description: '积分公示 Points on public notice, the latest first, for everybody to read and to object to.' })
  async pointsNotices(
    @Arg('placeId', () => ID, { nullable: true, description: '地点 Only those earned there or under it.' }) placeId: string | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values = [operation.domain.clock.now(), rowIdOrNull('Place', placeId)] as const;
    return pageById(
      first, after, (position, limit) => operation.rows(publicNoticePage, ...values, position, limit), () => one(operation, publicNoticeCount, ...values));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() award: AwardRow): string {
    return globalId('PointsAward', award.id);
  }

  @FieldResolver(() => RuleType, { nullable: true, description: '规则' })
  rule(@Root() award: AwardRow, @Ctx() { operation }: Context) {
    return operation.loaders.pointsRule.load(award.ruleId);
  }

  @FieldResolver(() => VersionType, { nullable: true, description: '规则版本 The wording that it was earned by.' })
  async version(@Root() award: AwardRow, @Ctx() { operation }: Context) {
    return (await operation.loaders.pointsVersions.load(award.ruleId)).find(({ id }) => id === award.versionId) ?? null;
  }

  @FieldResolver(() => ResidentType, { nullable: true, description: '居民 Who did it; null when nobody knows, or one may not see them.' })
  resident(@Root() { residentId }: AwardRow, @Ctx() { operation }: Context) {
    return isGiven(residentId) ? operation.loaders.resident.load(residentId) : null;
  }

  @FieldResolver(() => HouseholdType, { nullable: true, description: '户 Whose points they are, when a household\'s.' })
  household(@Root() { ownerKind, ownerId }: AwardRow, @Ctx() { operation }: Context) {
    return ownerKind === 'HOUSEHOLD' ? operation.loaders.household.load(ownerId) : null;
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 Where it happened.' })
  place(@Root() award: AwardRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(award.placeId);
  }

  @FieldResolver(() => [ObjectionType], { description: '异议 In the order in which they came.' })
  objections(@Root() award: AwardRow, @Ctx() { operation }: Context) {
    return operation.loaders.pointsObjections.load(award.id);
  }
}

@Resolver(() => ObjectionType)
export class PointsObjectionResolver {
  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() objection: ObjectionRow): string {
    return globalId('PointsObjection', objection.id);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '提出人 Who raised it; for the admins over the place only.' })
  async raisedBy(@Root() { awardId, raisedById }: ObjectionRow, @Ctx() { operation }: Context) {
    const award = await operation.loaders.pointsAward.load(awardId);
    const may = award && holds(operation.actor, ADMINS, await lineageOf(operation, award.placeId));
    return may ? shownAccount(operation, raisedById) : null;
  }
}

@Resolver(() => PointsNoticeType)
export class PointsNoticeResolver {
  @FieldResolver(() => ID, { description: 'That of the award, by which it is objected to.' })
  id(@Root() notice: NoticeRow): string {
    return globalId('PointsAward', notice.id);
  }

  @FieldResolver(() => String, { nullable: true, description: '姓名 Whose deed it was, masked; null when nobody knows.' })
  name(@Root() notice: NoticeRow): string | null {
    return isGiven(notice.name) ? maskName(notice.name) : null;
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 Where it happened.' })
  place(@Root() notice: NoticeRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(notice.placeId);
  }
}

/** Reading drops of sorted waste: the staff over where they were brought, and whose they are. */
@Resolver(() => DropType)
export class WasteDropResolver {
  @Query(() => DropConnection, { description: '垃圾分类投放 Drops that one may see, the latest first.' })
  async wasteDrops(
    @Arg('filter', () => WasteDropFilter, { nullable: true, description: 'Which ones.' }) filter: WasteDropFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: DropFilter = [
      await operation.loaders.own(), worksAt(operation), rowIdOrNull('Place', filter?.placeId), rowIdOrNull('Resident', filter?.residentId),
      rowIdOrNull('Household', filter?.householdId),
    ];
    return pageById(first, after, (position, limit) => operation.rows(dropPage, ...values, position, limit), () => one(operation, dropCount, ...values));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() drop: DropRow): string {
    return globalId('WasteDrop', drop.id);
  }

  @FieldResolver(() => ResidentType, { nullable: true, description: '居民 Who brought it, where that is known.' })
  resident(@Root() { residentId }: DropRow, @Ctx() { operation }: Context) {
    return isGiven(residentId) ? operation.loaders.resident.load(residentId) : null;
  }

  @FieldResolver(() => HouseholdType, { nullable: true, description: '户 Their household then.' })
  household(@Root() { householdId }: DropRow, @Ctx() { operation }: Context) {
    return isGiven(householdId) ? operation.loaders.household.load(householdId) : null;
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点' })
  place(@Root() drop: DropRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(drop.placeId);
  }
}
