import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { given } from '../graphql/given.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import {
  ActivityAttendanceCorrectInput, ActivityAttendanceRecordInput, ActivityAttendanceVoidInput, ActivityCancelInput, ActivityChangeInput, ActivityCheckInByCardInput,
  ActivityCheckInInput, ActivityCreateInput, ActivityRollCallInput, ActivitySeriesAddInput, ActivitySessionCancelInput, ActivitySessionChangeInput, ActivitySessionsAddInput, ActivitySignUpCancelInput,
  ActivitySignUpInput, type ActivitySessionInput,
} from './activity.input.ts';
import { ActivityAttendancePayload, ActivityPayload, ActivitySessionPayload, ActivitySignUpPayload } from './activity.payload.ts';

/** Commands on activities, sessions, sign-ups and attendance. */
@Resolver()
export class ActivityCommandsResolver {
  @Command(() => ActivityPayload, '创建活动 Plans an activity with its sessions, by staff over the place.')
  async activityCreate(@Input(() => ActivityCreateInput) input: ActivityCreateInput, @Ctx() { operation }: Context) {
    const { idempotencyKey: _, placeId, programId, sessions, ...details } = input;
    return { activity: await operation.domain.activities.plans.create(operation.by(input), {
      ...given(details), placeId: rowId('Place', placeId), programId: rowIdOrNull('Program', programId) ?? undefined, sessions: sessions.map(planned),
    }) };
  }

  @Command(() => ActivityPayload, '修改活动 Says something else of an activity, by staff over its place; whoever waits takes the places that there are then.')
  async activityChange(@Input(() => ActivityChangeInput) input: ActivityChangeInput, @Ctx() { operation }: Context) {
    const { idempotencyKey: _, activityId, title, waitlist, signUpFrom, ...details } = input;
    return { activity: await operation.domain.activities.plans.change(operation.by(input), rowId('Activity', activityId), { ...details, ...given({ title, waitlist, signUpFrom }) }) };
  }

  @Command(() => ActivityPayload, '取消活动 Calls an activity off, and tells everybody who meant to come.')
  async activityCancel(@Input(() => ActivityCancelInput) input: ActivityCancelInput, @Ctx() { operation }: Context) {
    return { activity: await operation.domain.activities.plans.cancel(operation.by(input), rowId('Activity', input.activityId), input.reason) };
  }

  @Command(() => ActivityPayload, '增加场次 Plans further sessions.')
  async activitySessionsAdd(@Input(() => ActivitySessionsAddInput) input: ActivitySessionsAddInput, @Ctx() { operation }: Context) {
    return { activity: await operation.domain.activities.sessions.add(operation.by(input), rowId('Activity', input.activityId), input.sessions.map(planned)) };
  }

  @Command(() => ActivityPayload, '按周排课 Plans the sessions of every week between two days, such as every Tuesday and Thursday from two to four.')
  async activitySeriesAdd(@Input(() => ActivitySeriesAddInput) input: ActivitySeriesAddInput, @Ctx() { operation }: Context) {
    const { activityId, venue, trainerId, trainerOrganisationId } = input;
    return { activity: await operation.domain.activities.sessions.addSeries(operation.by(input), rowId('Activity', activityId), input, {
      venue, trainerId: rowIdOrNull('Account', trainerId), trainerOrganisationId: rowIdOrNull('Organisation', trainerOrganisationId),
    }) };
  }

  @Command(() => ActivitySessionPayload, '调整场次 Another time, venue or trainer, before it has taken place; everybody who means to come is told.')
  async activitySessionChange(@Input(() => ActivitySessionChangeInput) input: ActivitySessionChangeInput, @Ctx() { operation }: Context) {
    const { idempotencyKey: _, sessionId, startsAt, endsAt, venue, trainerId, trainerOrganisationId } = input;
    return { session: await operation.domain.activities.sessions.change(operation.by(input), rowId('ActivitySession', sessionId), {
      ...given({ startsAt, endsAt }), venue, trainerId: trainerId && rowId('Account', trainerId),
      trainerOrganisationId: trainerOrganisationId && rowId('Organisation', trainerOrganisationId),
    }) };
  }

  @Command(() => ActivitySessionPayload, '取消场次 Calls one session off, and tells everybody who means to come.')
  async activitySessionCancel(@Input(() => ActivitySessionCancelInput) input: ActivitySessionCancelInput, @Ctx() { operation }: Context) {
    return { session: await operation.domain.activities.sessions.cancel(operation.by(input), rowId('ActivitySession', input.sessionId), input.reason) };
  }

  @Command(() => ActivitySignUpPayload, '报名 Signs somebody up: for a place, or else one on the waitlist. Once more it is the same sign-up.')
  async activitySignUp(@Input(() => ActivitySignUpInput) input: ActivitySignUpInput, @Ctx() { operation }: Context) {
    const { activityId, residentId, channel } = input;
    return { signUp: await operation.domain.activities.signUps.signUp(operation.by(input), {
      activityId: rowId('Activity', activityId), residentId: rowId('Resident', residentId), channel: channel ?? undefined,
    }) };
  }

  @Command(() => ActivitySignUpPayload, '取消报名 Comes no more; the place goes to who has waited longest.')
  async activitySignUpCancel(@Input(() => ActivitySignUpCancelInput) input: ActivitySignUpCancelInput, @Ctx() { operation }: Context) {
    return { signUp: await operation.domain.activities.signUps.cancel(operation.by(input), rowId('ActivitySignUp', input.signUpId)) };
  }

  @Command(() => ActivityAttendancePayload, '扫码签到 Checks in by the code that the door shows; who has no place takes one, when one is free.')
  async activityCheckIn(@Input(() => ActivityCheckInInput) input: ActivityCheckInInput, @Ctx() { operation }: Context) {
    return { attendance: await operation.domain.activities.attendance.checkIn(operation.by(input), rowId('Resident', input.residentId), input.code) };
  }

  @Command(() => ActivityAttendancePayload, '刷卡签到 Checks in whose card is shown; by who leads the session, or staff over its place.')
  async activityCheckInByCard(@Input(() => ActivityCheckInByCardInput) input: ActivityCheckInByCardInput, @Ctx() { operation }: Context) {
    return { attendance: await operation.domain.activities.attendance.checkInByCard(operation.by(input), rowId('ActivitySession', input.sessionId), input.secret) };
  }

  @Command(() => ActivitySessionPayload, '点名 Everybody with a place was there, but those who are named; called again it adds whom it missed.')
  async activityRollCall(@Input(() => ActivityRollCallInput) input: ActivityRollCallInput, @Ctx() { operation }: Context) {
    const { sessionId, absentIds, occurredAt } = input;
    return { session: await operation.domain.activities.attendance.callRoll(
      operation.by(input), rowId('ActivitySession', sessionId), absentIds.map(id => rowId('Resident', id)), occurredAt ?? undefined) };
  }

  @Command(() => ActivityAttendancePayload, '补录签到 Records one attendance: late, of who came without a sign-up, or as another system has it.')
  async activityAttendanceRecord(@Input(() => ActivityAttendanceRecordInput) input: ActivityAttendanceRecordInput, @Ctx() { operation }: Context) {
    const { sessionId, residentId, occurredAt, minutes, external } = input;
    return { attendance: await operation.domain.activities.attendance.record(operation.by(input), {
      sessionId: rowId('ActivitySession', sessionId), residentId: rowId('Resident', residentId), ...given({ occurredAt, minutes, external }),
    }) };
  }

  @Command(() => ActivityAttendancePayload, '更正签到 Other minutes or another time, by staff over the place, with a reason.')
  async activityAttendanceCorrect(@Input(() => ActivityAttendanceCorrectInput) input: ActivityAttendanceCorrectInput, @Ctx() { operation }: Context) {
    const { attendanceId, minutes, occurredAt, reason } = input;
    return { attendance: await operation.domain.activities.attendance.correct(
      operation.by(input), rowId('ActivityAttendance', attendanceId), given({ minutes, occurredAt }), reason) };
  }

  @Command(() => ActivityAttendancePayload, '作废签到 Lets an attendance count no more, and takes its points back.')
  async activityAttendanceVoid(@Input(() => ActivityAttendanceVoidInput) input: ActivityAttendanceVoidInput, @Ctx() { operation }: Context) {
    return { attendance: await operation.domain.activities.attendance.void(operation.by(input), rowId('ActivityAttendance', input.attendanceId), input.reason) };
  }
}

function planned({ startsAt, endsAt, venue, trainerId, trainerOrganisationId }: ActivitySessionInput) {
  return { startsAt, endsAt, venue, trainerId: rowIdOrNull('Account', trainerId), trainerOrganisationId: rowIdOrNull('Organisation', trainerOrganisationId) };
}
