import type { SignUpStatus } from '@linli/domain/activities/activity-sign-up.entity';
import type { ActivityKind, Audience } from '@linli/domain/activities/activity.entity';
import type { Standing } from '@linli/domain/people/resident.entity';
import type { CalendarDate } from '@linli/domain/shared/clock';
import type { ListingChannel } from '@linli/domain/time-bank/moves';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandInput } from '../graphql/command.ts';
import { ExternalInput } from '../graphql/external.input.ts';
import { CalendarDay, DateTime } from '../graphql/scalars.ts';
import { StandingEnum } from '../register/register.enums.ts';
import { ListingChannelEnum } from '../time-bank/time-bank.enums.ts';
import { ActivityKindEnum, AudienceEnum, SignUpStatusEnum } from './activity.enums.ts';

@InputType({ description: '场次安排 A session as it is planned.' })
export class ActivitySessionInput {
  @Field(() => DateTime, { description: '开始时间' })
  startsAt!: Date;

  @Field(() => DateTime, { description: '结束时间 Within a day of the beginning.' })
  endsAt!: Date;

  @Field(() => String, { nullable: true, description: '地点 Where it is another one than the activity\'s.' })
  venue?: string | null;

  @Field(() => ID, { nullable: true, description: '教师 An account that works there; it leads one session at a time.' })
  trainerId?: string | null;

  @Field(() => ID, { nullable: true, description: '授课单位 An organisation that serves the place.' })
  trainerOrganisationId?: string | null;
}

@InputType({ description: '新活动' })
export class ActivityCreateInput extends CommandInput {
  @Field(() => ID, { description: '所属地点 Its staff run it, its residents may come.' })
  placeId!: string;

  @Field(() => ID, { nullable: true, description: '所属项目 The program that it is part of; it runs, there or above.' })
  programId?: string | null;

  @Field(() => ActivityKindEnum, { description: '类型' })
  kind!: ActivityKind;

  @Field(() => String, { description: '名称 Up to 100 characters.' })
  title!: string;

  @Field(() => [ActivitySessionInput], { description: '场次 Up to 200.' })
  sessions!: ActivitySessionInput[];

  @Field(() => String, { nullable: true, description: '介绍 Up to 4,000 characters.' })
  description?: string | null;

  @Field(() => String, { nullable: true, description: '活动地点 Up to 200 characters.' })
  venue?: string | null;

  @Field(() => Int, { nullable: true, description: '名额 Places; without a limit when absent.' })
  capacity?: number | null;

  @Field(() => Int, { nullable: true, description: '候补名额 None when absent.' })
  waitlist?: number | null;

  @Field(() => DateTime, { nullable: true, description: '报名开始 From now on when absent.' })
  signUpFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: '报名截止 Until it is over when absent.' })
  signUpUntil?: Date | null;

  @Field(() => AudienceEnum, { nullable: true, description: '参加范围 Who lives at its place, when absent.' })
  openTo?: Audience | null;

  @Field(() => [StandingEnum], { nullable: true, description: '户籍状况 Only for these.' })
  standings?: Standing[] | null;

  @Field(() => Int, { nullable: true, description: '年龄下限' })
  ageFrom?: number | null;

  @Field(() => Int, { nullable: true, description: '年龄上限 Only for who is younger than this.' })
  ageBelow?: number | null;

  @Field(() => ExternalInput, { nullable: true, description: '外部编号 Sent again it is the same activity, as it is told now; its sessions stay.' })
  external?: ExternalInput | null;
}

@InputType({ description: '活动 A command on an activity.' })
export class ActivityInput extends CommandInput {
  @Field(() => ID, { description: '活动' })
  activityId!: string;
}

@InputType({ description: '修改活动 What is absent stays; null empties what may be empty.' })
export class ActivityChangeInput extends ActivityInput {
  @Field(() => String, { nullable: true, description: '名称' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: '介绍' })
  description?: string | null;

  @Field(() => String, { nullable: true, description: '活动地点' })
  venue?: string | null;

  @Field(() => Int, { nullable: true, description: '名额 No fewer than are taken; more of them go to who waits.' })
  capacity?: number | null;

  @Field(() => Int, { nullable: true, description: '候补名额' })
  waitlist?: number | null;

  @Field(() => DateTime, { nullable: true, description: '报名开始' })
  signUpFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: '报名截止' })
  signUpUntil?: Date | null;
}

@InputType({ description: '取消活动' })
export class ActivityCancelInput extends ActivityInput {
  @Field(() => String, { description: '原因 Up to 500 characters; everybody who meant to come is told.' })
  reason!: string;
}

@InputType({ description: '增加场次' })
export class ActivitySessionsAddInput extends ActivityInput {
  @Field(() => [ActivitySessionInput], { description: '场次' })
  sessions!: ActivitySessionInput[];
}

@InputType({ description: '按周排课 Sessions that come again every week, at the same hours.' })
export class ActivitySeriesAddInput extends ActivityInput {
  @Field(() => [Int], { description: '星期 1 Monday to 7 Sunday.' })
  weekdays!: number[];

  @Field(() => Int, { description: '开始 In minutes from midnight.' })
  from!: number;

  @Field(() => Int, { description: '结束 In minutes from midnight.' })
  to!: number;

  @Field(() => CalendarDay, { description: '起始日期' })
  firstDay!: CalendarDate;

  @Field(() => CalendarDay, { description: '截止日期 Included, within 400 days.' })
  lastDay!: CalendarDate;

  @Field(() => Boolean, { description: '跳过法定节假日 Whether holidays are left out.' })
  skipHolidays!: boolean;

  @Field(() => String, { nullable: true, description: '地点' })
  venue?: string | null;

  @Field(() => ID, { nullable: true, description: '教师' })
  trainerId?: string | null;

  @Field(() => ID, { nullable: true, description: '授课单位' })
  trainerOrganisationId?: string | null;
}

@InputType({ description: '场次 A command on a session.' })
export class ActivitySessionCommandInput extends CommandInput {
  @Field(() => ID, { description: '场次' })
  sessionId!: string;
}

@InputType({ description: '调整场次 What is absent stays; null empties.' })
export class ActivitySessionChangeInput extends ActivitySessionCommandInput {
  @Field(() => DateTime, { nullable: true, description: '开始时间' })
  startsAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: '结束时间' })
  endsAt?: Date | null;

  @Field(() => String, { nullable: true, description: '地点' })
  venue?: string | null;

  @Field(() => ID, { nullable: true, description: '教师' })
  trainerId?: string | null;

  @Field(() => ID, { nullable: true, description: '授课单位' })
  trainerOrganisationId?: string | null;
}

@InputType({ description: '取消场次' })
export class ActivitySessionCancelInput extends ActivitySessionCommandInput {
  @Field(() => String, { description: '原因 Up to 500 characters.' })
  reason!: string;
}

@InputType({ description: '报名' })
export class ActivitySignUpInput extends ActivityInput {
  @Field(() => ID, { description: '居民 Oneself, whom one acts for, or who lives where one works.' })
  residentId!: string;

  @Field(() => ListingChannelEnum, { nullable: true, description: '报名渠道 Of what a worker takes down: TELEPHONE, WINDOW or VISIT.' })
  channel?: ListingChannel | null;
}

@InputType({ description: '取消报名' })
export class ActivitySignUpCancelInput extends CommandInput {
  @Field(() => ID, { description: '报名' })
  signUpId!: string;
}

@InputType({ description: '扫码签到' })
export class ActivityCheckInInput extends CommandInput {
  @Field(() => ID, { description: '居民 Oneself, or whom one acts for.' })
  residentId!: string;

  @Field(() => String, { description: '签到码 What the door shows now.' })
  code!: string;
}

@InputType({ description: '刷卡签到' })
export class ActivityCheckInByCardInput extends ActivitySessionCommandInput {
  @Field(() => String, { description: '卡码 What the code on the resident\'s card says.' })
  secret!: string;
}

@InputType({ description: '点名' })
export class ActivityRollCallInput extends ActivitySessionCommandInput {
  @Field(() => [ID], { description: '缺席 Residents with a place who were not there.' })
  absentIds!: string[];

  @Field(() => DateTime, { nullable: true, description: '时间 When that was not now.' })
  occurredAt?: Date | null;
}

@InputType({ description: '补录签到' })
export class ActivityAttendanceRecordInput extends ActivitySessionCommandInput {
  @Field(() => ID, { description: '居民 Who has a place, or lives where one works.' })
  residentId!: string;

  @Field(() => DateTime, { nullable: true, description: '时间 Within the session; its end when it is recorded later.' })
  occurredAt?: Date | null;

  @Field(() => Int, { nullable: true, description: '时长 Minutes; the session\'s when absent.' })
  minutes?: number | null;

  @Field(() => ExternalInput, { nullable: true, description: '外部编号 Sent again it is the same attendance.' })
  external?: ExternalInput | null;
}

@InputType({ description: '作废签到' })
export class ActivityAttendanceVoidInput extends CommandInput {
  @Field(() => ID, { description: '签到' })
  attendanceId!: string;

  @Field(() => String, { description: '理由 Up to 500 characters.' })
  reason!: string;
}

@InputType({ description: '更正签到 What is absent stays.' })
export class ActivityAttendanceCorrectInput extends ActivityAttendanceVoidInput {
  @Field(() => Int, { nullable: true, description: '时长 Minutes.' })
  minutes?: number | null;

  @Field(() => DateTime, { nullable: true, description: '时间 Within the session.' })
  occurredAt?: Date | null;
}

@InputType({ description: '筛选 Which activities to list; whatever is absent filters nothing.' })
export class ActivityFilter {
  @Field(() => ID, { nullable: true, description: '地点 Of this place or under it.' })
  placeId?: string | null;

  @Field(() => [ActivityKindEnum], { nullable: true, description: '类型' })
  kinds?: ActivityKind[] | null;

  @Field(() => DateTime, { nullable: true, description: '起 Not over at this time.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: '止 Begun before this time.' })
  to?: Date | null;
}

@InputType({ description: '筛选 Which sign-ups to list; whatever is absent filters nothing.' })
export class ActivitySignUpFilter {
  @Field(() => ID, { nullable: true, description: '活动' })
  activityId?: string | null;

  @Field(() => ID, { nullable: true, description: '居民' })
  residentId?: string | null;

  @Field(() => [SignUpStatusEnum], { nullable: true, description: '状态' })
  statuses?: SignUpStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: '未结束 Only for what is not over or called off.' })
  ahead?: boolean | null;
}

@InputType({ description: '筛选 Which attendances to list; whatever is absent filters nothing.' })
export class ActivityAttendanceFilter {
  @Field(() => ID, { nullable: true, description: '活动' })
  activityId?: string | null;

  @Field(() => ID, { nullable: true, description: '场次' })
  sessionId?: string | null;

  @Field(() => ID, { nullable: true, description: '居民' })
  residentId?: string | null;
}
