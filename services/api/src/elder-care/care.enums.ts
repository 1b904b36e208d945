import type { Awaited, BookingState, CancelCause, CareChannel, CareKind, CareUnit } from '@linli/domain/elder-care/moves';
import { enumOf } from '../graphql/enums.ts';

export const CareKindEnum = enumOf<CareKind>('CareKind', '养老服务类别', {
  DAY_CARE: '日间照料', MEAL: '助餐', BATHING: '助浴', CLEANING: '助洁', CLINIC: '助医', HOME_ERRAND: '上门代办', OTHER: '其他',
});
export const CareBookingStateEnum = enumOf<BookingState>('CareBookingState', '预约状态 Where a booking stands.', {
  WAITLISTED: '候补', PENDING: '待确认 A place is kept for it until somebody has said their word.', BOOKED: '已预约', CHECKED_IN: '已签到', FULFILLED: '已完成',
  CANCELLED: '已取消', LATE_CANCELLED: '逾期取消 After the cut-off.', NO_SHOW: '未到',
});
export const CareAwaitedEnum = enumOf<Awaited>('CareAwaited', '待谁确认 Whose word a pending booking waits for.', {
  ACCEPTANCE: '待本人确认 A place has become free for who was on the waitlist.', APPROVAL: '待审核 The back office\'s.',
});
export const CareCancelCauseEnum = enumOf<CancelCause>('CareCancelCause', '取消原因', {
  WITHDRAWN: '本人取消', REJECTED: '未通过审核', OFFER_EXPIRED: '候补逾期', CALLED_OFF: '场次取消', TIME_OVER: '场次已过',
});
export const CareUnitEnum = enumOf<CareUnit>('CareUnit', '支付方式 In what the member\'s share is paid.', { FEN: '人民币 Hundredths of a yuan.', MINUTE: '时长 Minutes of the time bank.' });
export const CareChannelEnum = enumOf<CareChannel>('CareChannel', '预约渠道 How it came.', {
  APP: '本人手机', PROXY: '代办人', TELEPHONE: '电话', WINDOW: '窗口', VISIT: '上门',
});
