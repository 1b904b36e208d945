import type { ExchangeConfirmation, ExchangeMove, ExchangeStatus, LedgerKind, LedgerOwnerKind, MatchReason, ServiceListingChannel } from '../generated/documents.ts';
import type { Words } from '../words.ts';

export const bank = {
  requests: { zh: '待接的需求', en: 'Open requests' },
  services: { zh: '进行中', en: 'Under way' },
  review: { zh: '要核实', en: 'To look into' },
  volunteers: { zh: '志愿者', en: 'Volunteers' },

  noRequests: { zh: '没有待接的需求。有人打电话来，在旁边替他登记。', en: 'Nobody waits for help. When somebody rings, take it down beside.' },
  wished: { zh: '希望', en: 'wished for' },
  anyTime: { zh: '时间不限', en: 'at any time' },
  findVolunteer: { zh: '找志愿者', en: 'Find a volunteer' },
  noProposals: { zh: '附近没有合适的志愿者：没有人会这项服务，或都没有时间。', en: 'No volunteer fits: nobody near can do it, or has the time.' },
  assign: { zh: '派给', en: 'Assign to' },
  score: { zh: '匹配', en: 'fit' },
  cannotServe: { zh: '这位志愿者不能接：可能是近亲属，或已不在岗。', en: 'This volunteer cannot: close kin perhaps, or serving no more.' },
  withdraw: { zh: '撤下', en: 'Withdraw' },
  withdrawSure: { zh: '撤下这条需求？', en: 'Withdraw this request?' },
  enter: { zh: '替人登记需求', en: 'Take down a request' },
  whom: { zh: '谁需要帮助', en: 'Who needs help' },
  service: { zh: '服务项目', en: 'Service' },
  length: { zh: '大约多少分钟', en: 'About how many minutes' },
  when: { zh: '希望的时间（不填为不限）', en: 'When (empty: at any time)' },
  note: { zh: '说明', en: 'Note' },
  channel: { zh: '怎么来的', en: 'By' },
  entered: { zh: '已登记', en: 'Taken down' },
  timePast: { zh: '时间已过，或分钟数不对。', en: 'This time is past, or the minutes are no length.' },

  none: { zh: '没有', en: 'None' },
  toReview: { zh: '过了十四天没人确认', en: 'Not confirmed for fourteen days' },
  disputed: { zh: '有争议', en: 'Disputed' },
  toAudit: { zh: '抽中核查', en: 'Drawn for an audit' },
  sampled: { zh: '抽中核查', en: 'to be audited' },
  serves: { zh: '服务', en: 'serves' },
  credited: { zh: '计入', en: 'credited' },
  donated: { zh: '捐入基金', en: 'donated' },
  noSuchExchange: { zh: '没有这次服务，或您无权查看。', en: 'There is no such service, or none that you may see.' },
  history: { zh: '服务过程', en: 'What was done' },
  nothingToDo: { zh: '现在没有要您做的。', en: 'Nothing is for you to do now.' },

  startsAt: { zh: '开始时间', en: 'Begins' },
  minutes: { zh: '分钟', en: 'minutes' },
  by: { zh: '确认方式', en: 'Confirmed by' },
  secret: { zh: '密码或卡码', en: 'PIN or card code' },
  calledBack: { zh: '回访了谁、怎么说的', en: 'Who was reached, and what they said' },
  reason: { zh: '理由', en: 'Reason' },
  giverAbsent: { zh: '志愿者没来', en: 'The volunteer did not come' },
  receiverAbsent: { zh: '服务对象不在', en: 'Who was to be served was not there' },
  busyThen: { zh: '志愿者那时已有别的服务。', en: 'The volunteer serves somebody else then.' },
  notEnough: { zh: '服务对象的时间币不够，或已经用掉。', en: 'There are too few credits to pay with, or they have been spent.' },
  notYetDay: { zh: '还没到约好的时间，或状态已变。', en: 'It is not the time agreed on yet, or its state has changed.' },
  wrongSecret: { zh: '密码或卡码不对，或没有写明回访情况。', en: 'The PIN or card is wrong, or the call-back was not described.' },

  noVolunteers: { zh: '这条街道还没有志愿者。在旁边找到居民，登记为志愿者。', en: 'There are no volunteers in this street yet. Look somebody up beside, and enrol them.' },
  outstanding: { zh: '欠着的时间', en: 'Hours owed' },
  capacity: { zh: '每周可服务', en: 'Hours offered a week' },
  lookUp: { zh: '查一个人的时间币', en: 'Look up an account' },
  weekly: { zh: '每周', en: 'a week' },
  balance: { zh: '余额', en: 'Balance' },
  reserved: { zh: '已预留', en: 'Reserved' },
  served: { zh: '累计服务', en: 'Served in all' },
  gave: { zh: '其中捐赠', en: 'Of these donated' },
  noMember: { zh: '没有这位居民的时间币账户，或您无权查看。', en: 'There is no such account, or none that you may see.' },
  statement: { zh: '明细', en: 'Statement' },
  noEntries: { zh: '还没有变动。服务确认后记在这里。', en: 'Nothing has moved yet. Confirmed services show here.' },
  reversed: { zh: '已冲正', en: 'undone' },
  certificates: { zh: '服务证明', en: 'Certificates' },
  noCertificates: { zh: '还没有开具过', en: 'None has been issued' },
  issue: { zh: '开具证明', en: 'Issue a certificate' },
  firstDay: { zh: '从', en: 'From' },
  lastDay: { zh: '到', en: 'To' },
  nothingServed: { zh: '这段时间没有确认过的服务，或日期不对。', en: 'Nothing was served in these days, or they cannot be.' },
  enrol: { zh: '登记为志愿者', en: 'Enrol as a volunteer' },
  canDo: { zh: '会做什么', en: 'What they can do' },
  onDays: { zh: '哪几天有时间', en: 'On which days they have time' },
  unfitHours: { zh: '时间要从早到晚，至少一天。', en: 'The hours begin before they end, on a day at least.' },
  card: { zh: '服务卡', en: 'Service card' },
  cardWhat: { zh: '给不用手机的老人：扫这张卡，或报密码，就能确认服务、活动签到。发新卡后旧卡作废。', en: 'For who has no telephone: by the card or its PIN they confirm services and check in. A new one replaces the one before.' },
  cardOnce: { zh: '只显示这一次，请现在打印。', en: 'It is shown this once: print it now.' },
  pin: { zh: '密码（请本人输入六位数字）', en: 'PIN (six digits, typed by themselves)' },
  unfitPin: { zh: '密码是六位数字，不能全一样', en: 'A PIN has six digits, not all the same' },
  issueCard: { zh: '发卡', en: 'Issue a card' },
  open: { zh: '打开', en: 'Open' },
} as const satisfies Record<string, Words>;

/** Monday first, as the API numbers them from 1. */
export const WEEKDAYS: readonly Words[] = [
  { zh: '周一', en: 'Mon' }, { zh: '周二', en: 'Tue' }, { zh: '周三', en: 'Wed' }, { zh: '周四', en: 'Thu' }, { zh: '周五', en: 'Fri' }, { zh: '周六', en: 'Sat' }, { zh: '周日', en: 'Sun' },
];

export const EXCHANGE_STATUS_WORDS: Record<ExchangeStatus, Words> = {
  MATCHED: { zh: '已匹配', en: 'matched' }, SCHEDULED: { zh: '已预约', en: 'scheduled' }, CHECKED_IN: { zh: '已签到', en: 'checked in' },
  SUBMITTED: { zh: '待确认', en: 'to be confirmed' }, CONFIRMED: { zh: '已确认', en: 'confirmed' }, DISPUTED: { zh: '有争议', en: 'disputed' },
  ADJUSTED: { zh: '已更正', en: 'adjusted' }, VOIDED: { zh: '已作废', en: 'void' }, CANCELLED: { zh: '已取消', en: 'cancelled' }, NO_SHOW: { zh: '爽约', en: 'no-show' },
};

/** What is to be done next with what stands there. */
export const NEXT: Record<'MATCHED' | 'SCHEDULED' | 'CHECKED_IN' | 'SUBMITTED', Words> = {
  MATCHED: { zh: '约时间', en: 'Agree on a time' }, SCHEDULED: { zh: '等服务开始', en: 'To begin' },
  CHECKED_IN: { zh: '服务中，结束后登记时长', en: 'Being served; then the minutes' }, SUBMITTED: { zh: '等受益人确认', en: 'To be confirmed by whom it served' },
};

/** In the order in which buttons stand: what goes on first. */
export const EXCHANGE_MOVE_WORDS: Partial<Record<ExchangeMove, Words>> = {
  CHECK_IN: { zh: '签到', en: 'Check in' }, SUBMIT: { zh: '登记时长', en: 'Submit minutes' }, CONFIRM: { zh: '确认', en: 'Confirm' }, SCHEDULE: { zh: '约时间', en: 'Schedule' },
  ADJUST: { zh: '更正时长', en: 'Adjust' }, AUDIT: { zh: '登记核查', en: 'Audit' }, NO_SHOW: { zh: '没到场', en: 'No-show' }, DISPUTE: { zh: '有争议', en: 'Dispute' },
  VOID: { zh: '作废', en: 'Void' }, CANCEL: { zh: '取消', en: 'Cancel' },
};

/** Steps of its history that nobody takes by a button. */
export const OTHER_STEPS: Partial<Record<ExchangeMove, Words>> = { MATCH: { zh: '匹配', en: 'Matched' }, REVIEW: { zh: '转人工核实', en: 'To be looked into' } };

export const CONFIRMATIONS: Record<Exclude<ExchangeConfirmation, 'APP'>, Words> = {
  CALL_BACK: { zh: '电话回访', en: 'call-back' }, PIN: { zh: '密码', en: 'PIN' }, CARD: { zh: '服务卡', en: 'card' },
};

export const REASONS: Record<MatchReason, Words> = {
  SKILL: { zh: '会这项', en: 'skilled' }, NEAR: { zh: '住得近', en: 'near' }, AVAILABLE: { zh: '有时间', en: 'has time' },
  EXPERIENCED: { zh: '常服务', en: 'experienced' }, NO_SHOWS: { zh: '曾没到', en: 'missed some' },
};

export const STAFF_CHANNELS: Record<Extract<ServiceListingChannel, 'TELEPHONE' | 'WINDOW' | 'VISIT'>, Words> = {
  TELEPHONE: { zh: '电话', en: 'telephone' }, WINDOW: { zh: '窗口', en: 'window' }, VISIT: { zh: '上门', en: 'visit' },
};

export const LEDGER_KINDS: Record<LedgerKind, Words> = {
  SERVICE: { zh: '服务', en: 'service' }, DONATION: { zh: '捐赠', en: 'donation' }, GIFT: { zh: '转赠', en: 'gift' }, OPENING: { zh: '启动时长', en: 'opening grant' },
  ADJUSTMENT: { zh: '调整', en: 'adjustment' }, REVERSAL: { zh: '冲正', en: 'reversal' }, CHARGE: { zh: '支出', en: 'charge' }, EARN: { zh: '获得', en: 'earned' },
  EXPIRE: { zh: '过期', en: 'expired' }, FUNDING: { zh: '拨入', en: 'funding' }, REDEEM: { zh: '兑换', en: 'redeemed' }, TOP_UP: { zh: '充值', en: 'top-up' },
};

export const OTHER_SIDES: Record<LedgerOwnerKind, Words> = {
  RESIDENT: { zh: '居民', en: 'a resident' }, FUND: { zh: '互助基金', en: 'the fund' }, WORLD: { zh: '外部', en: 'the outside' }, HOUSEHOLD: { zh: '户', en: 'a household' },
  ORGANISATION: { zh: '单位', en: 'an organisation' }, PROGRAM: { zh: '项目', en: 'a program' }, SHOP: { zh: '商户', en: 'a shop' },
};

/** `1小时30分` `1 h 30 min`; negative ones with their sign. */
export function duration(minutes: number): Words {
  const [sign, hours, rest] = [minutes < 0 ? '−' : '', Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  if (hours === 0) return { zh: `${sign}${rest}分钟`, en: `${sign}${rest} min` };
  return { zh: `${sign}${hours}小时${rest > 0 ? `${rest}分` : ''}`, en: `${sign}${hours} h${rest > 0 ? ` ${rest} min` : ''}` };
}
