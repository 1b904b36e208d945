import { DEFAULT_RULES } from '@linli/domain/time-bank/policy.rule';
import { liability, timeBankPolicy, volunteerCount, volunteerPage, type VolunteerFilterValues, type VolunteerRow } from '@linli/domain/time-bank/volunteers.read';
import { STAFF, holds } from '@linli/domain/access/actor';
import { dayOf } from '@linli/domain/shared/clock';
import { isId } from '@linli/domain/shared/ids';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { decodeCursor, pageOf, pageSize, type Page } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { PlaceType } from '../places/place.type.ts';
import { memberOf, shownPerson, shownServiceType } from './people.ts';
import { VolunteerFilter } from './time-bank.input.ts';
import {
  ServiceTypeType, TimeBankLiabilityType, TimeBankMemberType, TimeBankPersonType, TimeBankPolicyType, VolunteerConnection, VolunteerType,
} from './time-bank.type.ts';

/** Reading volunteers: staff see those of the places they work at, residents themselves and whom they act for. */
@Resolver(() => VolunteerType)
export class VolunteerResolver {
  @Query(() => VolunteerConnection, { description: '志愿者名册 Volunteers, the latest entered first.' })
  async volunteers(
    @Arg('filter', () => VolunteerFilter, { nullable: true, description: 'Which ones.' }) filter: VolunteerFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<VolunteerRow>> {
    const { placeId, serviceTypeId, activeOn } = filter ?? {};
    const values: VolunteerFilterValues = [
      await operation.loaders.own(), worksAt(operation), rowIdOrNull('Place', placeId), rowIdOrNull('ServiceType', serviceTypeId), activeOn ?? null,
    ];
    const first = pageSize(asked);
    const rows = await operation.rows(volunteerPage, ...values, isGiven(after) ? positionOf(after) : null, first + 1);
    return pageOf(rows, first, isGiven(after), row => [row.id], async () => (await one(operation, volunteerCount, ...values))?.n ?? 0);
  }

  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() volunteer: VolunteerRow): string {
    return globalId('Volunteer', volunteer.id);
  }

  @FieldResolver(() => TimeBankPersonType, { description: '居民 Who it is.' })
  person(@Root() volunteer: VolunteerRow, @Ctx() { operation }: Context) {
    return shownPerson(operation, volunteer.residentId);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '服务地点 Where they serve from.' })
  place(@Root() volunteer: VolunteerRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(volunteer.placeId);
  }

  @FieldResolver(() => [ServiceTypeType], { description: '技能 Services that they can do.' })
  async skills(@Root() { skillIds }: VolunteerRow, @Ctx() { operation }: Context) {
    return (await Promise.all(skillIds.map(id => shownServiceType(operation, id)))).filter(isGiven);
  }
}

/** What a time bank is, and what residents have in it. */
@Resolver()
export class TimeBankResolver {
  @Query(() => TimeBankPolicyType, { description: '时间银行规则 The rules that hold in the district.' })
  async timeBankPolicy(@Ctx() { operation }: Context) {
    return (await one(operation, timeBankPolicy)) ?? DEFAULT_RULES;
  }

  @Query(() => [ServiceTypeType], { description: '服务项目 What volunteers do for others, by code; those offered no longer last.' })
  async serviceTypes(@Ctx() { operation }: Context) {
    return (await operation.loaders.serviceTypes()).map(type => ({ ...type, id: globalId('ServiceType', type.id) }));
  }

  @Query(() => TimeBankMemberType, { nullable: true, description: '时间账户 What a resident has; null for somebody whom one may not see.' })
  timeBankMember(@Arg('residentId', () => ID, { description: '居民 Whose.' }) residentId: string, @Ctx() { operation }: Context) {
    return memberOf(operation, rowId('Resident', residentId));
  }

  @Query(() => TimeBankLiabilityType, { nullable: true, description: '兑付能力 What is outstanding under a place, against what its volunteers can serve; for staff over the place.' })
  async timeBankLiability(@Arg('placeId', () => ID, { description: '地点 The place, with everything under it.' }) placeId: string, @Ctx() { operation }: Context) {
    const id = rowId('Place', placeId);
    const lineage = (await operation.loaders.lineage.load(id)).map(({ ancestorId }) => ancestorId);
    if (!holds(operation.actor, STAFF, lineage)) return null;
    const found = await one(operation, liability, id, dayOf(operation.domain.clock.now()));
    return found && { outstandingMinutes: found.outstanding, volunteers: found.volunteers, weeklyMinutes: found.weekly };
  }
}

function positionOf(after: string): string {
  const [id = ''] = decodeCursor(after, 1);
  if (!isId(id)) throw badInput('This is not a cursor of this list.');
  return id;
}
