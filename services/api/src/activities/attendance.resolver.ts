import {
  attendanceCount, attendancePage, signUpCount, signUpPage, type ActivitySignUpRow, type AttendanceFilterValues, type AttendanceRow, type SignUpFilterValues,
} from '@linli/domain/activities/activities.read';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { ExternalType, shownExternal } from '../graphql/external.type.ts';
import { globalId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { shownPerson } from '../time-bank/people.ts';
import { ActivityAttendanceFilter, ActivitySignUpFilter } from './activity.input.ts';
import {
  ActivityAttendanceConnection, ActivityAttendanceType, ActivityPersonType, ActivitySessionType, ActivitySignUpConnection, ActivitySignUpType, ActivityType,
} from './activity.type.ts';

/** Reading sign-ups: the staff over the activity's place and its trainers, residents their own and those of whom they act for. */
@Resolver(() => ActivitySignUpType)
export class ActivitySignUpResolver {
  @Query(() => ActivitySignUpConnection, { description: '报名列表 Sign-ups that one may see, the latest first.' })
  async activitySignUps(
    @Arg('filter', () => ActivitySignUpFilter, { nullable: true, description: 'Which ones.' }) filter: ActivitySignUpFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: SignUpFilterValues = [
      ...(await operation.loaders.seer()), rowIdOrNull('Activity', filter?.activityId), rowIdOrNull('Resident', filter?.residentId), filter?.statuses ?? null,
      filter?.ahead ? operation.domain.clock.now() : null,
    ];
    return pageById(first, after, (position, limit) => operation.rows(signUpPage, ...values, position, limit), () => one(operation, signUpCount, ...values));
  }

  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() signUp: ActivitySignUpRow): string {
    return globalId('ActivitySignUp', signUp.id);
  }

  @FieldResolver(() => ActivityType, { nullable: true, description: '活动' })
  activity(@Root() signUp: ActivitySignUpRow, @Ctx() { operation }: Context) {
    return operation.loaders.activity.load(signUp.activityId);
  }

  @FieldResolver(() => ActivityPersonType, { description: '报名人 Who means to come.' })
  person(@Root() signUp: ActivitySignUpRow, @Ctx() { operation }: Context) {
    return shownPerson(operation, signUp.residentId);
  }

  @FieldResolver(() => ID, { description: '居民编号 For calling the roll, also of somebody whose record one may not see.' })
  residentId(@Root() signUp: ActivitySignUpRow): string {
    return globalId('Resident', signUp.residentId);
  }
}

/** Reading attendance, likewise. */
@Resolver(() => ActivityAttendanceType)
export class ActivityAttendanceResolver {
  @Query(() => ActivityAttendanceConnection, { description: '签到列表 Attendances that one may see, the latest recorded first.' })
  async activityAttendances(
    @Arg('filter', () => ActivityAttendanceFilter, { nullable: true, description: 'Which ones.' }) filter: ActivityAttendanceFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: AttendanceFilterValues = [
      ...(await operation.loaders.seer()), rowIdOrNull('Activity', filter?.activityId), rowIdOrNull('ActivitySession', filter?.sessionId),
      rowIdOrNull('Resident', filter?.residentId),
    ];
    return pageById(first, after, (position, limit) => operation.rows(attendancePage, ...values, position, limit), () => one(operation, attendanceCount, ...values));
  }

  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() attendance: AttendanceRow): string {
    return globalId('ActivityAttendance', attendance.id);
  }

  @FieldResolver(() => ActivitySessionType, { nullable: true, description: '场次' })
  session(@Root() attendance: AttendanceRow, @Ctx() { operation }: Context) {
    return operation.loaders.activitySession.load(attendance.sessionId);
  }

  @FieldResolver(() => ActivityPersonType, { description: '签到人 Who was there.' })
  person(@Root() attendance: AttendanceRow, @Ctx() { operation }: Context) {
    return shownPerson(operation, attendance.residentId);
  }

  @FieldResolver(() => ID, { description: '居民编号 By which it is found in the list of sign-ups, also of somebody whose record one may not see.' })
  residentId(@Root() attendance: AttendanceRow): string {
    return globalId('Resident', attendance.residentId);
  }

  @FieldResolver(() => ExternalType, { nullable: true, description: '外部编号 Where it stands in another system.' })
  external(@Root() attendance: AttendanceRow): ExternalType | null {
    return shownExternal(attendance);
  }
}
