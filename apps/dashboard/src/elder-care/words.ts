import type { CareBookingState } from '../generated/documents.ts';
import type { Words } from '../words.ts';

export const care = {
  day: { zh: '日期', en: 'Day' },
  centre: { zh: '服务中心', en: 'Centre' },
  present: { zh: '在中心', en: 'present' },
  noCentre: { zh: '这条街道没有服务中心。请工作人员先登记中心和服务项目。', en: 'There is no centre in this street yet. Its staff sets up the centre and what it offers.' },
  noSlots: { zh: '这一天没有场次。换一天，或先排场次。', en: 'Nothing is offered on this day. Choose another, or plan slots first.' },
  taken: { zh: '已订', en: 'taken' },
  calledOff: { zh: '已取消', en: 'called off' },
  book: { zh: '代人预约', en: 'Book for somebody' },
  confirm: { zh: '预约', en: 'Book' },
  checkIn: { zh: '签到', en: 'Check in' },
  fulfil: { zh: '完成', en: 'Fulfil' },
  noShow: { zh: '未到', en: 'No-show' },
  nobody: { zh: '还没有人预约', en: 'Nobody is booked yet' },
} as const satisfies Record<string, Words>;

export const BOOKINGS: Record<CareBookingState, Words> = {
  WAITLISTED: { zh: '候补', en: 'waitlisted' }, PENDING: { zh: '待确认', en: 'to be confirmed' }, BOOKED: { zh: '已预约', en: 'booked' },
  CHECKED_IN: { zh: '已签到', en: 'checked in' }, FULFILLED: { zh: '已完成', en: 'fulfilled' }, CANCELLED: { zh: '已取消', en: 'cancelled' },
  LATE_CANCELLED: { zh: '逾期取消', en: 'cancelled late' }, NO_SHOW: { zh: '未到', en: 'did not come' },
};
