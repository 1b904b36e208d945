import { pointsByMonth } from '@linli/domain/points/public-account.read';
import { nextMonth, published, type PublicMonth } from '@linli/domain/points/public-account.rule';
import { priorityListCount, priorityListPage, type PriorityApplicationRow, type PriorityListRow } from '@linli/domain/points/shown.read';
import { addYears, dayOf, type CalendarDate } from '@linli/domain/shared/clock';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { badInput } from '../graphql/errors.ts';
import { globalId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { CalendarDay } from '../graphql/scalars.ts';
import { PlaceType } from '../places/place.type.ts';
import { ResidentType } from '../register/resident.type.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { PointsMonthType, PriorityApplicationType, PriorityListConnection, PriorityListType } from './priority.type.ts';

/** Reading priority lists, for everybody; who applied, for themselves and the staff. */
@Resolver(() => PriorityListType)
export class PriorityListResolver {
  @Query(() => PriorityListConnection, { description: '优先名单 Lists for scarce places, the latest first.' })
  priorityLists(
    @Arg('placeId', () => ID, { nullable: true, description: '地点 Only those for whoever lives there.' }) placeId: string | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const at = rowIdOrNull('Place', placeId);
    return pageById(first, after, (position, limit) => operation.rows(priorityListPage, at, position, limit), () => one(operation, priorityListCount, at));
  }

  @Query(() => [PointsMonthType], { description: '积分月报 What the scheme did month by month, for everybody to read; at most two years.' })
  async pointsMonths(
    @Arg('from', () => CalendarDay, { description: '起 A day of the first month.' }) from: CalendarDate,
    @Arg('to', () => CalendarDay, { description: '止 A day of the last month.' }) to: CalendarDate,
    @Ctx() { operation }: Context,
  ): Promise<PublicMonth[]> {
    const today = dayOf(operation.domain.clock.now());
    if (to < from || addYears(from, 2) < to || to >= nextMonth(today)) throw badInput('Give months that have begun, at most two years.');
    const firstOf = (day: CalendarDate) => `${day.slice(0, 7)}-01` as CalendarDate;
    return (await operation.rows(pointsByMonth, firstOf(from), firstOf(to))).map(published);
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() list: PriorityListRow): string {
    return globalId('PriorityList', list.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 For whoever lives there or under it.' })
  place(@Root() list: PriorityListRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(list.placeId);
  }

  @FieldResolver(() => [PriorityApplicationType], { description: '申请 By rank, then by when they came, those that one may see: one\'s own, and as staff; at most 1,000.' })
  applications(@Root() list: PriorityListRow, @Ctx() { operation }: Context) {
    return operation.loaders.priorityApplications.load(list.id);
  }
}

@Resolver(() => PriorityApplicationType)
export class PriorityApplicationResolver {
  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() application: PriorityApplicationRow): string {
    return globalId('PriorityApplication', application.id);
  }

  @FieldResolver(() => ResidentType, { nullable: true, description: '居民 Who applied.' })
  resident(@Root() application: PriorityApplicationRow, @Ctx() { operation }: Context) {
    return operation.loaders.resident.load(application.residentId);
  }
}
