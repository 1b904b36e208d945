import type { ActivityRow, ActivitySessionRow, ActivitySignUpRow, AttendanceRow } from '@linli/domain/activities/activities.read';
import { Field, Int, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';
import { StandingEnum } from '../register/register.enums.ts';
import { ResidentType } from '../register/resident.type.ts';
import { ActivityKindEnum, AttendanceWayEnum, AudienceEnum, SignUpChannelEnum, SignUpStatusEnum } from './activity.enums.ts';

/** 活动. */
@ObjectType('Activity', { implements: NodeType, simpleResolvers: true, description: '活动 What people come together for, in one session or in several.' })
export class ActivityType extends NodeType implements Pick<ActivityRow, 'kind' | 'title' | 'waitlist' | 'signUpFrom' | 'openTo' | 'standings' | 'signedUp' | 'waiting' | 'recordedAt' | 'dataOrigin'> {
  @Field(() => ActivityKindEnum, { description: '类型' })
  kind!: ActivityRow['kind'];

  @Field(() => String, { description: '名称' })
  title!: string;

  @Field(() => String, { nullable: true, description: '介绍' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: '活动地点 Where one goes.' })
  venue!: string | null;

  @Field(() => Int, { nullable: true, description: '名额 Places; null without a limit.' })
  capacity!: number | null;

  @Field(() => Int, { description: '候补名额 Places on the waitlist.' })
  waitlist!: number;

  @Field(() => DateTime, { description: '报名开始' })
  signUpFrom!: Date;

  @Field(() => DateTime, { nullable: true, description: '报名截止 Null: until it is over.' })
  signUpUntil!: Date | null;

  @Field(() => AudienceEnum, { description: '参加范围' })
  openTo!: ActivityRow['openTo'];

  @Field(() => [StandingEnum], { description: '户籍状况 Only for these; for all when empty.' })
  standings!: ActivityRow['standings'];

  @Field(() => Int, { nullable: true, description: '年龄下限 Only for who is at least this old.' })
  ageFrom!: number | null;

  @Field(() => Int, { nullable: true, description: '年龄上限 Only for who is younger than this.' })
  ageBelow!: number | null;

  @Field(() => DateTime, { nullable: true, description: '开始时间 Of the first session; null without one.' })
  startsAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '结束时间 Of the last session.' })
  endsAt!: Date | null;

  @Field(() => Int, { description: '已报名人数 Who has a place.' })
  signedUp!: number;

  @Field(() => Int, { description: '候补人数 Who waits for one.' })
  waiting!: number;

  @Field(() => DateTime, { nullable: true, description: '取消时间' })
  cancelledAt!: Date | null;

  @Field(() => String, { nullable: true, description: '取消原因' })
  cancelReason!: string | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: ActivityRow['dataOrigin'];

  @Field(() => DateTime, { description: '录入时间' })
  recordedAt!: Date;
}

export const ActivityConnection = connectionOf('Activity', () => ActivityType);
export const ActivityChanges = changesOf('Activity', () => ActivityType);

/** 场次. */
@ObjectType('ActivitySession', { implements: NodeType, simpleResolvers: true, description: '场次 One coming together of an activity.' })
export class ActivitySessionType extends NodeType implements Pick<ActivitySessionRow, 'startsAt' | 'endsAt' | 'minutes' | 'attended'> {
  @Field(() => DateTime, { description: '开始时间' })
  startsAt!: Date;

  @Field(() => DateTime, { description: '结束时间' })
  endsAt!: Date;

  @Field(() => Int, { description: '时长 Minutes.' })
  minutes!: number;

  @Field(() => String, { nullable: true, description: '地点 Where it is another one than the activity\'s.' })
  venue!: string | null;

  @Field(() => Int, { description: '签到人数 How many attended it.' })
  attended!: number;

  @Field(() => DateTime, { nullable: true, description: '取消时间' })
  cancelledAt!: Date | null;

  @Field(() => String, { nullable: true, description: '取消原因' })
  cancelReason!: string | null;
}

/** 报名. */
@ObjectType('ActivitySignUp', { implements: NodeType, simpleResolvers: true, description: '报名 That a resident means to come.' })
export class ActivitySignUpType extends NodeType implements Pick<ActivitySignUpRow, 'status' | 'number' | 'channel' | 'signedUpAt' | 'dataOrigin'> {
  @Field(() => SignUpStatusEnum, { description: '状态' })
  status!: ActivitySignUpRow['status'];

  @Field(() => Int, { description: '报名序号 The waitlist goes by it.' })
  number!: number;

  @Field(() => SignUpChannelEnum, { description: '报名渠道' })
  channel!: ActivitySignUpRow['channel'];

  @Field(() => DateTime, { description: '报名时间' })
  signedUpAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '获得名额时间 Since when there is a place.' })
  placedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '取消时间' })
  cancelledAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: ActivitySignUpRow['dataOrigin'];
}

export const ActivitySignUpConnection = connectionOf('ActivitySignUp', () => ActivitySignUpType);

/** 签到. */
@ObjectType('ActivityAttendance', { implements: NodeType, simpleResolvers: true, description: '签到 That a resident was at a session.' })
export class ActivityAttendanceType extends NodeType implements Pick<AttendanceRow, 'minutes' | 'way' | 'occurredAt' | 'recordedAt' | 'dataOrigin'> {
  @Field(() => Int, { description: '时长 Minutes.' })
  minutes!: number;

  @Field(() => AttendanceWayEnum, { description: '签到方式' })
  way!: AttendanceRow['way'];

  @Field(() => DateTime, { description: '签到时间' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: '录入时间' })
  recordedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '作废时间 Since when it counts no more.' })
  voidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: '更正理由 Why it was corrected or voided.' })
  reason!: string | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: AttendanceRow['dataOrigin'];
}

export const ActivityAttendanceConnection = connectionOf('ActivityAttendance', () => ActivityAttendanceType);
export const ActivityAttendanceChanges = changesOf('ActivityAttendance', () => ActivityAttendanceType);

/** 签到码. */
@ObjectType('ActivityDoorCode', { simpleResolvers: true, description: '签到码 What the door of a session shows, as QR; ask for another before it ends.' })
export class ActivityDoorCodeType {
  @Field(() => String, { description: '签到码' })
  code!: string;

  @Field(() => DateTime, { description: '失效时间' })
  expiresAt!: Date;
}

/** 参加者. */
@ObjectType('ActivityPerson', { simpleResolvers: true, description: '参加者 Who comes, by a masked name.' })
export class ActivityPersonType {
  @Field(() => String, { description: '姓名 Masked, 张**.' })
  name!: string;

  @Field(() => ResidentType, { nullable: true, description: '居民 Null for somebody whose record one may not see.' })
  resident!: ResidentType | null;
}
