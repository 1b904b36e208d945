import { maskName } from '@linli/domain/people/masking';
import { leaders } from '@linli/domain/points/leaderboard.read';
import type { PointOwner } from '@linli/domain/points/points-award.entity';
import { scheme } from '@linli/domain/points/points.read';
import { addDays, type CalendarDate } from '@linli/domain/shared/clock';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { pageSize } from '../graphql/connection.ts';
import { badInput, forbidden } from '../graphql/errors.ts';
import { rowId } from '../graphql/global-id.ts';
import { CalendarDay } from '../graphql/scalars.ts';
import type { Context } from '../graphql/operation.ts';
import { accountOf } from './account.ts';
import { PointsLeaderType, PointsLeaderboardStandInput, PointsLeaderboardStandPayload } from './leaderboard.type.ts';
import { PointOwnerEnum } from './points.enums.ts';

const MOST_DAYS = 366;

/** Leaderboards, where a district keeps them: of those who wish to stand there, under masked names. */
@Resolver()
export class PointsLeaderboardResolver {
  @Query(() => [PointsLeaderType], { description: '积分排行 Who has earned most at a place in a period, of those who wish to be shown; refused where the district keeps no leaderboards.' })
  async pointsLeaderboard(
    @Arg('placeId', () => ID, { description: '地点 Earned there, or under it.' }) placeId: string,
    @Arg('from', () => CalendarDay, { description: '起 First day.' }) from: CalendarDate,
    @Arg('to', () => CalendarDay, { description: '止 Day after the last; at most 366 days.' }) to: CalendarDate,
    @Arg('ownerKind', () => PointOwnerEnum, { defaultValue: 'RESIDENT', description: '账户类型 People, or households.' }) ownerKind: PointOwner,
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many, 1 to 100.' }) first: number,
    @Ctx() { operation }: Context,
  ): Promise<PointsLeaderType[]> {
    if (!(await one(operation, scheme))?.leaderboards) throw forbidden('This district keeps no leaderboards.');
    if (to <= from || addDays(from, MOST_DAYS) < to) throw badInput(`Give 1 to ${MOST_DAYS} days.`);
    const rows = await operation.rows(leaders, ownerKind, rowId('Place', placeId), from, to, await operation.loaders.own(), pageSize(first));
    return rows.map(({ name, ...row }) => ({ ...row, name: maskName(name ?? '') || '—' }));
  }

  @Command(() => PointsLeaderboardStandPayload, '参加排行 Puts oneself, whom one acts for, or their household on leaderboards, or takes them off.')
  async pointsLeaderboardStand(@Input(() => PointsLeaderboardStandInput) input: PointsLeaderboardStandInput, @Ctx() { operation }: Context) {
    const { residentId, ownerKind, joins } = input;
    const { ownerId } = await operation.domain.points.leaderboard.stand(operation.by(input), rowId('Resident', residentId), ownerKind, joins);
    return { account: await accountOf(operation, ownerId) };
  }
}
