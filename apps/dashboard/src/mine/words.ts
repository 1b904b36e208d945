import type { ActivityKind, ActivitySignUpStatus, CaseStatus, ExchangeStatus, LedgerKind } from '../generated/documents.ts';
import type { Words } from '../words.ts';

/** What the resident's own view says: shorter and plainer than what staff read. */
export const mine = {
  home: { zh: '首页', en: 'Home' },
  back: { zh: '回首页', en: 'Back home' },
  forWhom: { zh: '为谁办理', en: 'For whom' },
  myself: { zh: '本人', en: 'Myself' },
  toWork: { zh: '工作台', en: 'To work' },
  noPerson: { zh: '您的账号还没有对上居民登记，积分、预约和互助要等社区对上以后才能用。请联系您的社区，诉求现在就可以提。', en: 'Your account is not tied to a resident yet. Ask your community to do it: points, bookings and help come with it. Matters can be brought in now.' },
  tasks: { zh: '等您来办', en: 'Waiting for you' },
  ahead: { zh: '接下来', en: 'What is coming' },
  nothingAhead: { zh: '近期没有安排。可以看看活动，或预约一餐。', en: 'Nothing is planned. Have a look at the activities, or book a meal.' },

  cases: { zh: '诉求', en: 'Matters' },
  casesHint: { zh: '有事找社区', en: 'Ask the community' },
  noCases: { zh: '还没有提过诉求。有事就在上面写一句，社区会回复您。', en: 'You have not brought anything in yet. Write a line above, and the community answers.' },
  whatIsIt: { zh: '什么事', en: 'What is it' },
  whatHint: { zh: '例：3 号楼的路灯不亮了', en: 'e.g. the lamp at building 3 is dark' },
  about: { zh: '哪方面的', en: 'About what' },
  sent: { zh: '已提交，受理编号', en: 'Sent, number' },
  send: { zh: '提交', en: 'Send' },
  resolvedAsk: { zh: '这件事解决了吗？', en: 'Is it solved?' },
  resolved: { zh: '解决了', en: 'Solved' },
  unresolved: { zh: '没有解决', en: 'Not solved' },
  rateAsk: { zh: '您满意吗？', en: 'Are you satisfied?' },
  yourRating: { zh: '您的评价', en: 'Your rating' },
  reopen: { zh: '请再办一次', en: 'Have it done again' },
  reopenWhy: { zh: '哪里还没办好', en: 'What is not done yet' },
  expected: { zh: '预计办结', en: 'expected by' },

  points: { zh: '积分', en: 'Points' },
  myPoints: { zh: '我的积分', en: 'My points' },
  ofHousehold: { zh: '全家积分', en: 'Points of the household' },
  reserved: { zh: '已预留', en: 'reserved' },
  toNext: { zh: '还差', en: 'short of' },
  goodUntil: { zh: '到期', en: 'good until' },
  redeem: { zh: '兑换', en: 'Redeem' },
  catalogue: { zh: '能换什么', en: 'What they buy' },
  noGoods: { zh: '目录里还没有东西，社区上架后显示在这里。', en: 'The catalogue is empty; what the community offers shows here.' },
  left: { zh: '还剩', en: 'left' },
  soldOut: { zh: '已换完', en: 'none left' },
  toFetch: { zh: '等您来取', en: 'To be fetched' },
  code: { zh: '取货码', en: 'Code' },
  codeHint: { zh: '到柜台报这个码。请记下来，离开这一页就不再显示。', en: 'Tell it at the counter. Write it down: it is shown only here and now.' },
  newCode: { zh: '重新取码', en: 'A new code' },
  statement: { zh: '积分明细', en: 'Statement' },
  noStatement: { zh: '还没有进出。参加活动、分类投放都能得积分。', en: 'Nothing yet. Activities and sorted waste earn points.' },
  giveUp: { zh: '不要了', en: 'Give it up' },

  time: { zh: '互助', en: 'Help' },
  timeTitle: { zh: '时间银行', en: 'Time bank' },
  timeHint: { zh: '请人帮忙', en: 'Ask for help' },
  balance: { zh: '可用时间', en: 'Time to spend' },
  served: { zh: '已为别人服务', en: 'Given to others' },
  askHelp: { zh: '请人帮忙', en: 'Ask for help' },
  helpWhat: { zh: '帮什么忙', en: 'With what' },
  helpLong: { zh: '大约多久', en: 'For how long' },
  helpWhen: { zh: '什么时候（可不填）', en: 'When (may be left out)' },
  helpNote: { zh: '说明（可不填）', en: 'A word more (may be left out)' },
  asked: { zh: '已登记，找到人就通知您', en: 'Noted. You are told as soon as somebody is found' },
  waitingHelp: { zh: '正在找人', en: 'Somebody is being looked for' },
  services: { zh: '约好的互助', en: 'What is agreed' },
  noServices: { zh: '没有约好的互助。要人帮忙，在下面登记一下。', en: 'Nothing is agreed. Ask below when you need a hand.' },
  helper: { zh: '帮忙的人', en: 'Helped by' },
  helped: { zh: '您帮', en: 'You help' },
  confirm: { zh: '确认服务', en: 'Confirm' },
  dispute: { zh: '不对，要说明', en: 'Not right' },
  disputeWhy: { zh: '哪里不对', en: 'What is not right' },
  withdraw: { zh: '撤回', en: 'Take back' },

  care: { zh: '订餐预约', en: 'Care' },
  careHint: { zh: '助餐、日间照料', en: 'Meals, day care' },
  myBookings: { zh: '已约', en: 'Booked' },
  noBookings: { zh: '还没有预约。在下面选一天。', en: 'Nothing is booked. Choose a day below.' },
  noCentre: { zh: '您住的地方还没有养老服务中心。', en: 'There is no care centre where you live yet.' },
  noSlots: { zh: '这几天没有开放预约。', en: 'Nothing is offered in these days.' },
  purse: { zh: '就餐余额', en: 'Purse' },
  book: { zh: '预约', en: 'Book' },
  bookWaiting: { zh: '排队候补', en: 'Wait for a place' },
  byTime: { zh: '用时间付', en: 'Pay with time' },
  free: { zh: '免费', en: 'free' },
  cancel: { zh: '取消', en: 'Cancel' },
  take: { zh: '要这个名额', en: 'Take the place' },
  booked: { zh: '已约好', en: 'Booked' },
  tooLate: { zh: '已过预约时间', en: 'too late to book' },
  noMoney: { zh: '余额不足，请到服务中心充值', en: 'Not enough in the purse: top it up at the centre' },
  noTime: { zh: '可用时间不足', en: 'Not enough time to spend' },
  notFor: { zh: '这一项不是为这位居民开设的', en: 'This is not offered to this person' },
  centre: { zh: '服务中心', en: 'Centre' },

  activities: { zh: '活动', en: 'Activities' },
  activitiesHint: { zh: '一键报名', en: 'Sign up with one touch' },
  noActivities: { zh: '近期没有活动。有了新活动会显示在这里。', en: 'No activity is planned. New ones show here.' },
  signUp: { zh: '报名', en: 'Sign up' },
  takeBack: { zh: '取消报名', en: 'Take it back' },
  openFrom: { zh: '报名开始', en: 'sign up from' },
  signUpOver: { zh: '报名已截止', en: 'too late to sign up' },
  full: { zh: '名额已满', en: 'full' },
  queue: { zh: '排队', en: 'Queue' },
  calledOff: { zh: '已取消', en: 'called off' },
  placesLeft: { zh: '还有名额', en: 'places left' },

  notices: { zh: '通知', en: 'Notices' },
} as const satisfies Record<string, Words>;

/** How residents read where their matter stands. */
export const PLAIN_STATUSES: Record<CaseStatus, Words> = {
  RECEIVED: { zh: '已收到', en: 'received' }, ACCEPTED: { zh: '已受理', en: 'taken up' }, ASSIGNED: { zh: '已派人', en: 'somebody is on it' },
  IN_PROGRESS: { zh: '正在办', en: 'being done' }, SUSPENDED: { zh: '暂时搁置', en: 'on hold' }, HANDLED: { zh: '已办好', en: 'done' },
  CLOSED: { zh: '已办结', en: 'closed' }, REJECTED: { zh: '不受理', en: 'not taken up' }, MERGED: { zh: '已合并办理', en: 'joined to another' },
};

/** 好差评, the best first; their numbers are those of the API. */
export const RATINGS: readonly (Words & { readonly stars: number })[] = [
  { stars: 5, zh: '非常满意', en: 'very satisfied' }, { stars: 4, zh: '满意', en: 'satisfied' }, { stars: 3, zh: '基本满意', en: 'fairly satisfied' },
  { stars: 2, zh: '不满意', en: 'dissatisfied' }, { stars: 1, zh: '非常不满意', en: 'very dissatisfied' },
];

export const ENTRIES: Record<LedgerKind, Words> = {
  EARN: { zh: '获得', en: 'earned' }, REDEEM: { zh: '兑换', en: 'redeemed' }, EXPIRE: { zh: '到期', en: 'expired' }, REVERSAL: { zh: '冲正', en: 'taken back' },
  ADJUSTMENT: { zh: '更正', en: 'corrected' }, OPENING: { zh: '期初', en: 'brought forward' }, CHARGE: { zh: '扣费', en: 'charged' }, DONATION: { zh: '捐赠', en: 'donated' },
  FUNDING: { zh: '拨款', en: 'funded' }, GIFT: { zh: '转赠', en: 'given on' }, SERVICE: { zh: '互助', en: 'service' }, TOP_UP: { zh: '充值', en: 'topped up' },
};

export const EXCHANGES: Record<ExchangeStatus, Words> = {
  MATCHED: { zh: '已找到人', en: 'somebody is found' }, SCHEDULED: { zh: '已约好', en: 'agreed' }, CHECKED_IN: { zh: '正在服务', en: 'under way' },
  SUBMITTED: { zh: '请您确认', en: 'please confirm' }, CONFIRMED: { zh: '已确认', en: 'confirmed' }, DISPUTED: { zh: '正在核实', en: 'being looked into' },
  ADJUSTED: { zh: '已更正', en: 'corrected' }, VOIDED: { zh: '已作废', en: 'void' }, CANCELLED: { zh: '已取消', en: 'cancelled' }, NO_SHOW: { zh: '没有来', en: 'did not come' },
};

export const SIGN_UPS: Record<ActivitySignUpStatus, Words> = {
  SIGNED_UP: { zh: '已报名', en: 'signed up' }, WAITING: { zh: '排队中', en: 'on the waitlist' }, CANCELLED: { zh: '已取消', en: 'cancelled' },
};

export const ACTIVITY_KINDS: Record<ActivityKind, Words> = {
  EVENT: { zh: '活动', en: 'event' }, LECTURE: { zh: '讲座', en: 'lecture' }, COURSE: { zh: '课程', en: 'course' }, VOLUNTEERING: { zh: '志愿服务', en: 'volunteering' },
};

/** `2 小时`, `1.5 小时`, `40 分钟`. */
export function hours(minutes: number): Words {
  if (minutes !== 0 && Math.abs(minutes) < 60) return { zh: `${minutes} 分钟`, en: `${minutes} min` };
  const whole = Math.round(minutes / 6) / 10;
  return { zh: `${whole} 小时`, en: `${whole} h` };
}

/** `¥8.00` of fen. */
export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** `11月23日 周一 11:00`. */
export function when(instant: string): Words {
  const at = new Date(instant);
  const written = (locale: string) => new Intl.DateTimeFormat(locale, {
    timeZone: 'Asia/Shanghai', month: locale === 'zh-CN' ? 'long' : 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).format(at);
  return { zh: written('zh-CN'), en: written('en-GB') };
}

/** `23日 周一` of a day. */
export function dayName(day: string): Words {
  const at = new Date(`${day}T12:00:00+08:00`);
  const written = (locale: string) => new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', day: 'numeric', weekday: 'short' }).format(at);
  return { zh: written('zh-CN'), en: written('en-GB') };
}
