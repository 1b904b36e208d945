import type { AttendanceWay } from '@linli/domain/activities/activity-attendance.entity';
import type { SignUpChannel, SignUpStatus } from '@linli/domain/activities/activity-sign-up.entity';
import type { ActivityKind, Audience } from '@linli/domain/activities/activity.entity';
import { enumOf } from '../graphql/enums.ts';

export const ActivityKindEnum = enumOf<ActivityKind>('ActivityKind', '活动类型 What people come together for.', {
  EVENT: '活动', COURSE: '课程', LECTURE: '讲座', VOLUNTEERING: '志愿服务',
});
export const AudienceEnum = enumOf<Audience>('ActivityAudience', '参加范围 Who may come.', { PLACE: '本地居民 Who lives at its place or under it.', DISTRICT: '全区居民 Everybody in the district.' });
export const SignUpStatusEnum = enumOf<SignUpStatus>('ActivitySignUpStatus', '报名状态 Where a sign-up stands.', {
  SIGNED_UP: '已报名 Has a place.', WAITING: '候补 Waits for one.', CANCELLED: '已取消',
});
export const SignUpChannelEnum = enumOf<SignUpChannel>('ActivitySignUpChannel', '报名渠道 How it came in.', {
  APP: '本人手机', PROXY: '代办人', TELEPHONE: '电话', WINDOW: '窗口', VISIT: '上门', DOOR: '现场',
});
export const AttendanceWayEnum = enumOf<AttendanceWay>('ActivityAttendanceWay', '签到方式 How it is known that somebody was there.', {
  DOOR_CODE: '扫码', CARD: '刷卡', ROLL_CALL: '点名', RECORDED: '补录',
});
