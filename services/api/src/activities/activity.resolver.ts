import { STAFF, holds } from '@linli/domain/access/actor';
import { activityCount, activityPage, type ActivityFilterValues, type ActivityRow, type ActivitySessionRow } from '@linli/domain/activities/activities.read';
import { doorCode } from '@linli/domain/activities/door-code';
import { mayLead } from '@linli/domain/activities/standing';
import type { ProgramRow } from '@linli/domain/programs/programs.read';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { AttachmentType } from '../attachments/attachment.type.ts';
import { ExternalType, shownExternal } from '../graphql/external.type.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { recordKey } from '../graphql/loaders.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { OrganisationType } from '../organisations/organisation.type.ts';
import { PlaceType, WorkerType } from '../places/place.type.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { ProgramType } from '../programs/program.type.ts';
import { lineageOf, shownAccount } from '../register/shown.ts';
import { ActivityFilter } from './activity.input.ts';
import { ActivityConnection, ActivityDoorCodeType, ActivitySessionType, ActivitySignUpType, ActivityType } from './activity.type.ts';

/** Reading activities: whoever may come sees them, the staff over their place and who trains in them. */
@Resolver(() => ActivityType)
export class ActivityResolver {
  @Query(() => ActivityType, { nullable: true, description: '活动 An activity by id; null when there is none that one may see.' })
  activity(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.activity.load(rowId('Activity', id));
  }

  @Query(() => ActivityConnection, { description: '活动列表 Activities that one may see, the latest recorded first.' })
  async activities(
    @Arg('filter', () => ActivityFilter, { nullable: true, description: 'Which ones.' }) filter: ActivityFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: ActivityFilterValues = [
      ...(await operation.loaders.activityViewer()), rowIdOrNull('Place', filter?.placeId), filter?.kinds ?? null, filter?.from ?? null, filter?.to ?? null, null,
    ];
    return pageById(first, after, (position, limit) => operation.rows(activityPage, ...values, position, limit), () => one(operation, activityCount, ...values));
  }

  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() activity: ActivityRow): string {
    return globalId('Activity', activity.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '所属地点' })
  place(@Root() activity: ActivityRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(activity.placeId);
  }

  @FieldResolver(() => ProgramType, { nullable: true, description: '所属项目 The program that it is part of; null where one may not see it.' })
  program(@Root() { programId }: ActivityRow, @Ctx() { operation }: Context) {
    return isGiven(programId) ? operation.loaders.program.load(programId) : null;
  }

  @FieldResolver(() => [ActivitySessionType], { description: '场次 By time.' })
  sessions(@Root() activity: ActivityRow, @Ctx() { operation }: Context) {
    return operation.loaders.activitySessions.load(activity.id);
  }

  @FieldResolver(() => [ActivitySignUpType], { description: '我的报名 Of oneself and whom one acts for, those that are not cancelled.' })
  ownSignUps(@Root() activity: ActivityRow, @Ctx() { operation }: Context) {
    return operation.loaders.ownSignUps.load(activity.id);
  }

  @FieldResolver(() => [AttachmentType], { description: '照片与附件' })
  attachments(@Root() activity: ActivityRow, @Ctx() { operation }: Context) {
    return operation.loaders.attachments.load(recordKey({ recordKind: 'Activity', recordId: activity.id }));
  }

  @FieldResolver(() => ExternalType, { nullable: true, description: '外部编号 Where it stands in another system.' })
  external(@Root() activity: ActivityRow): ExternalType | null {
    return shownExternal(activity);
  }

  @FieldResolver(() => Boolean, { description: '可管理 Whether the viewer works over its place.' })
  async viewerCanRun(@Root() activity: ActivityRow, @Ctx() { operation }: Context): Promise<boolean> {
    return holds(operation.actor, STAFF, await lineageOf(operation, activity.placeId));
  }
}

/** What people come together for within a program. */
@Resolver(() => ProgramType)
export class ProgramActivitiesResolver {
  @FieldResolver(() => ActivityConnection, { description: '活动 Its activities and courses that one may see, the latest recorded first.' })
  async activities(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Root() { id }: ProgramRow, @Ctx() { operation }: Context,
  ) {
    const values: ActivityFilterValues = [...(await operation.loaders.activityViewer()), null, null, null, null, id];
    return pageById(first, after, (position, limit) => operation.rows(activityPage, ...values, position, limit), () => one(operation, activityCount, ...values));
  }
}

/** Reading sessions of activities that one sees. */
@Resolver(() => ActivitySessionType)
export class ActivitySessionResolver {
  @Query(() => ActivityDoorCodeType, { nullable: true, description: '签到码 For the door of a session, good for two minutes; for who leads it and staff over its place.' })
  async activityDoorCode(@Arg('sessionId', () => ID, { description: '场次' }) sessionId: string, @Ctx() { operation }: Context) {
    const session = await operation.loaders.activitySession.load(rowId('ActivitySession', sessionId));
    if (!session || !(await leads(operation, session))) return null;
    return doorCode(operation.domain.sealer, operation.districtId, session.id, operation.domain.clock.now());
  }

  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() session: ActivitySessionRow): string {
    return globalId('ActivitySession', session.id);
  }

  @FieldResolver(() => ActivityType, { nullable: true, description: '活动' })
  activity(@Root() session: ActivitySessionRow, @Ctx() { operation }: Context) {
    return operation.loaders.activity.load(session.activityId);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '教师' })
  trainer(@Root() session: ActivitySessionRow, @Ctx() { operation }: Context) {
    return shownAccount(operation, session.trainerId);
  }

  @FieldResolver(() => OrganisationType, { nullable: true, description: '授课单位' })
  trainerOrganisation(@Root() { trainerOrganisationId }: ActivitySessionRow, @Ctx() { operation }: Context) {
    return isGiven(trainerOrganisationId) ? operation.loaders.organisation.load(trainerOrganisationId) : null;
  }

  @FieldResolver(() => Boolean, { description: '可点名 Whether the viewer calls its roll.' })
  viewerCanLead(@Root() session: ActivitySessionRow, @Ctx() { operation }: Context): Promise<boolean> {
    return leads(operation, session);
  }
}

async function leads(operation: Operation, session: ActivitySessionRow): Promise<boolean> {
  const activity = await operation.loaders.activity.load(session.activityId);
  return activity !== null && mayLead(operation.actor, await lineageOf(operation, activity.placeId), session);
}
