import type {
  AlertKind, CaseKind, CaseMove, CaseOutcome, CaseStatus, FigureState, IndicatorBetter, PeriodKind, PlaceLevel, Role, UserErrorCode, Verdict,
  WellbeingLevel, WellbeingOutcome,
} from './generated/documents.ts';

/** Text for people, Chinese first. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Everything that the page says by itself. */
export const say = {
  product: { zh: '邻里', en: 'Linli' },
  ownView: { zh: '我的', en: 'Mine' },
  largePrint: { zh: '大字版', en: 'Large print' },
  demoMark: { zh: '演示数据', en: 'demo data' },
  demo: { zh: '区划是真实的，居民和诉求都是生成的。', en: 'Real places; people and cases are generated.' },
  motto: { zh: '街道和社区每天用的一页', en: 'What streets and communities live in' },
  menu: { zh: '页面', en: 'Pages' },
  skip: { zh: '跳到内容', en: 'Skip to the content' },
  noPage: { zh: '没有这个页面。请从菜单里选一个。', en: 'There is no such page. Choose one from the menu.' },
  activities: { zh: '活动签到', en: 'Activities' },
  digitalBridge: { zh: '数字桥', en: 'Digital bridge' },
  timeBank: { zh: '时间银行', en: 'Time bank' },
  bookings: { zh: '养老预约', en: 'Care bookings' },
  register: { zh: '居民', en: 'Residents' },
  import: { zh: '导入表格', en: 'Import' },
  accounts: { zh: '账号', en: 'Accounts' },
  organisations: { zh: '组织', en: 'Organisations' },
  waiting: { zh: '待上传', en: 'To be sent' },
  keptHere: { zh: '没有网络，已存在这台设备上，恢复后自动上传', en: 'No network: kept on this device, and sent by itself when it is back' },
  unread: { zh: '未读通知', en: 'Unread notices' },
  requestId: { zh: '请求编号', en: 'Request' },
  needed: { zh: '请填写', en: 'Please fill this in' },
  all: { zh: '全部', en: 'All' },
  cancel: { zh: '取消', en: 'Cancel' },
  view: { zh: '显示方式', en: 'View' },

  overview: { zh: '总览', en: 'Overview' },
  compare: { zh: '比较', en: 'Compare' },
  cases: { zh: '诉求', en: 'Cases' },

  targets: { zh: '目标', en: 'Targets' },
  audit: { zh: '留痕', en: 'Audit trail' },
  catalogue: { zh: '指标说明', en: 'Definitions' },
  across: { zh: '分子与分母', en: 'Numerator and denominator' },
  seals: { zh: '封存与评审', en: 'Seals and reviews' },
  case: { zh: '诉求', en: 'Case' },
  steps: { zh: '办理经过', en: 'What was done' },
  noSuchCase: { zh: '没有这件诉求，或您无权查看。', en: 'There is no such case, or none that you may see.' },
  map: { zh: '网格地图', en: 'Map of grids' },
  grids: { zh: '各网格', en: 'Grids' },
  noBoundaries: { zh: '还没有画网格边界。请区县管理员在地点资料里补上，或导入网格表。', en: 'No boundaries are drawn yet. Ask the district admin to draw them, or bring in the sheet of grids.' },
  noSuchPlace: { zh: '没有这个地方，或您无权查看。', en: 'There is no such place, or none that you may see.' },
  notOnboardedYet: { zh: '这个地方还没有接入，没有数据可看。接入后从当天开始统计。', en: 'This place does not work with the system yet, so there is nothing to count. Counting begins on the day it does.' },
  above: { zh: '所属', en: 'Within' },
  under: { zh: '下级', en: 'Under it' },
  workers: { zh: '工作人员', en: 'Staff' },
  noWorkers: { zh: '没有直接在这里工作的人', en: 'Nobody works right here' },
  programs: { zh: '项目', en: 'Programs' },
  noPrograms: { zh: '没有正在做的项目', en: 'No program runs here' },
  wall: { zh: '大屏', en: 'Wall' },
  leaveWall: { zh: '退出大屏', en: 'Leave the wall' },
  alerts: { zh: '预警', en: 'Alerts' },
  noAlerts: { zh: '没有未处理的预警', en: 'No alert is open' },
  visits: { zh: '今日探访', en: 'Visits today' },
  noVisits: { zh: '今天没有要探访的人。探访按关爱等级自动排出。', en: 'Nobody is due today. Visits are planned by each one’s level of care.' },
  notMetAtHome: { zh: '没见到人', en: 'Not met' },
  counter: { zh: '兑换柜台', en: 'Counter' },
  nothingReserved: { zh: '没有等待领取的兑换。居民预留商品后显示在这里。', en: 'Nothing waits to be picked up. What residents reserve shows here.' },
  points: { zh: '分', en: 'points' },
  until: { zh: '保留到', en: 'kept until' },
  pickUpCode: { zh: '取货码', en: 'Pick-up code' },
  handOver: { zh: '交付', en: 'Hand over' },
  handedOver: { zh: '已交付', en: 'Handed over' },
  wrongCode: { zh: '取货码不对', en: 'The code is wrong' },

  loading: { zh: '正在读取…', en: 'Loading…' },
  retry: { zh: '重试', en: 'Try again' },
  more: { zh: '更多', en: 'More' },

  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  district: { zh: '区县代码', en: 'District code' },
  districtHint: { zh: '六位数字，如 419001', en: 'six digits, e.g. 419001' },
  login: { zh: '账号', en: 'Login' },
  password: { zh: '密码', en: 'Password' },
  wrongSignIn: { zh: '区县代码、账号或密码不对', en: 'District, login or password is wrong' },
  tooManyAttempts: { zh: '尝试次数过多，请过几分钟再试', en: 'Too many attempts; try again in a few minutes' },
  sessionOver: { zh: '登录已失效，请重新登录', en: 'Your session is over; please sign in again' },
  setPassword: { zh: '设置新密码', en: 'Set a new password' },
  setPasswordWhy: { zh: '一次性密码已用过，请设置今后登录用的密码', en: 'The one-time password has been used; set the one for next time' },
  newPassword: { zh: '新密码（10 至 200 个字符）', en: 'New password (10 to 200 characters)' },
  repeatPassword: { zh: '再输一遍', en: 'Once more' },
  passwordsDiffer: { zh: '两次输入不一样', en: 'The two are not the same' },
  unfitPassword: { zh: '密码须为 10 至 200 个字符', en: 'A password has 10 to 200 characters' },

  indicators: { zh: '各项指标', en: 'Indicators' },
  attention: { zh: '哪些社区需要您', en: 'Which communities need you' },
  attentionWhy: { zh: '只列偶然难以解释的差别', en: 'only differences that chance hardly explains' },
  nobodyNeeds: { zh: '没有一个社区明显较差：各项高低都在偶然的范围内。', en: 'No community stands out for the worse: all differences are within chance.' },
  target: { zh: '目标', en: 'Target' },
  met: { zh: '已达到', en: 'met' },
  notMet: { zh: '未达到', en: 'not met' },
  realChange: { zh: '真有变化', en: 'a real change' },
  noise: { zh: '可能是偶然', en: 'maybe chance' },
  idle: { zh: '这段时间一直是零', en: 'Zero all the time' },
  withoutData: { zh: '暂无数据', en: 'No data yet' },
  yearAgo: { zh: '去年同期', en: 'a year ago' },
  verdict: { zh: '结论', en: 'Verdict' },
  place: { zh: '地方', en: 'Place' },
  code: { zh: '代码', en: 'Code' },
  numerator: { zh: '分子', en: 'Numerator' },
  denominator: { zh: '分母', en: 'Denominator' },
  state: { zh: '数据状态', en: 'State' },
  low: { zh: '置信下限', en: 'Interval, low' },
  high: { zh: '置信上限', en: 'Interval, high' },
  usualLow: { zh: '偶然下限', en: 'Chance, low' },
  usualHigh: { zh: '偶然上限', en: 'Chance, high' },
  ranks: { zh: '名次在', en: 'Rank within' },
  toPlace: { zh: '看这个地方', en: 'Look at this place' },
  bars: { zh: '条形', en: 'Bars' },
  funnel: { zh: '漏斗图', en: 'Funnel' },
  table: { zh: '表格', en: 'Table' },
  legendUsual: { zh: '偶然的范围（95%）', en: 'by chance (95 %)' },
  legendInterval: { zh: '置信区间（95%）', en: 'interval (95 %)' },
  funnelWhat: { zh: '样本越少，偶然的波动越大。实线之外的地方，差别是真的；虚线之内的算不上差别。', en: 'The fewer there are, the wider chance throws them. Outside the solid lines the difference is real; within the dashed ones there is none to speak of.' },
  takeApart: { zh: '明细和原因', en: 'Records and reasons' },
  day: { zh: '所在日期', en: 'A day in the period' },
  noIndicators: { zh: '还没有指标', en: 'There are no indicators yet' },
  notices: { zh: '通知', en: 'Notices' },
  noNotices: { zh: '没有未读通知', en: 'Nothing that you have not read' },
  acknowledge: { zh: '知道了', en: 'Got it' },
  overdueCases: { zh: '超期未办', en: 'Past their deadline' },
  nothingOverdue: { zh: '没有超期的诉求', en: 'Nothing is past its deadline' },
  mine: { zh: '派给我的', en: 'Mine' },
  board: { zh: '看板', en: 'Board' },

  street: { zh: '街道', en: 'Street' },
  indicator: { zh: '指标', en: 'Indicator' },
  period: { zh: '周期', en: 'Period' },
  order: { zh: '排列', en: 'Order' },
  counted: { zh: '统计对象', en: 'Counted' },
  attributed: { zh: '归属', en: 'Attributed' },
  excluded: { zh: '说明', en: 'Note' },
  direction: { zh: '方向', en: 'Direction' },
  minimum: { zh: '最小样本', en: 'Minimum n' },
  source: { zh: '来源', en: 'Source' },
  running: { zh: '进行中', en: 'running' },
  current: { zh: '本期', en: 'now' },
  previous: { zh: '上期', en: 'before' },
  noFigures: { zh: '这里没有您可以查看的数据。', en: 'There are no figures here that you may see.' },
  noPlaces: { zh: '这个街道没有您可以查看的社区', en: 'There is no community here that you may see' },
  noStreets: { zh: '本区县还没有街道', en: 'This district has no streets yet' },

  connected: { zh: '已连接', en: 'Live' },
  connecting: { zh: '正在连接…', en: 'Connecting…' },
  reconnecting: { zh: '连接中断，正在重连…', en: 'Connection lost, reconnecting…' },

  ticker: { zh: '最新动态', en: 'Just now' },
  tickerEmpty: { zh: '诉求一有变化就显示在这里', en: 'Cases show here as they move' },
  openCases: { zh: '待办诉求', en: 'Cases to do' },
  noCases: { zh: '没有待办诉求', en: 'Nothing to do' },
  submitted: { zh: '提交诉求', en: 'Submit a case' },
  community: { zh: '社区', en: 'Community' },
  grid: { zh: '网格', en: 'Grid' },
  wholeCommunity: { zh: '不确定', en: 'not sure' },
  category: { zh: '类别', en: 'Category' },
  kind: { zh: '类型', en: 'Kind' },
  title: { zh: '标题', en: 'Title' },
  choose: { zh: '请选择', en: 'choose' },
  submit: { zh: '提交', en: 'Submit' },
  received: { zh: '已提交，受理编号', en: 'Submitted, tracking number' },
  outcome: { zh: '办理结果', en: 'Outcome' },
  due: { zh: '期限', en: 'due' },
  overdue: { zh: '已超期', en: 'overdue' },
  toMe: { zh: '派给我', en: 'Take it' },
} as const satisfies Record<string, Words>;

/** `更新于 3 秒前 updated 3 s ago`. */
export function updatedAgo(seconds: number): Words {
  if (seconds < 60) return { zh: `更新于 ${seconds} 秒前`, en: `updated ${seconds} s ago` };
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return { zh: `更新于 ${minutes} 分钟前`, en: `updated ${minutes} min ago` };
  const hours = Math.floor(minutes / 60);
  return { zh: `更新于 ${hours} 小时前`, en: `updated ${hours} h ago` };
}

/** `解决率的走势 How … went`. */
export function sparklineOf({ zh, en }: Words): Words {
  return { zh: `${zh}的走势`, en: `How “${en}” went` };
}

/** Of communities that stand out for the worse. */
export function alarmed(communities: number): Words {
  return { zh: `${communities} 个社区明显较差`, en: `${communities} communities clearly worse` };
}

export const ALERTS: Record<AlertKind, Words> = {
  STALE: { zh: '没有新记录', en: 'no new records' }, TARGET_MISSED: { zh: '未达到目标', en: 'target missed' },
  THRESHOLD: { zh: '越过警戒线', en: 'past its threshold' }, UNUSUAL_CHANGE: { zh: '异常波动', en: 'unusual change' },
};

export const LEVELS: Record<PlaceLevel, Words> = {
  DISTRICT: { zh: '区县', en: 'District' }, STREET: { zh: '街道', en: 'Street' }, COMMUNITY: { zh: '社区', en: 'Community' },
  GRID: { zh: '网格', en: 'Grid' }, MICRO_GRID: { zh: '微网格', en: 'Micro-grid' },
};

export const VISIT_LEVELS: Record<WellbeingLevel, Words> = {
  EVERY_TWO_DAYS: { zh: '两天一次', en: 'every two days' }, WEEKLY: { zh: '每周一次', en: 'weekly' },
  MONTHLY: { zh: '每月一次', en: 'monthly' }, QUARTERLY: { zh: '每季一次', en: 'quarterly' },
};

export const VISIT_OUTCOMES: Record<WellbeingOutcome, Words> = {
  WELL: { zh: '平安', en: 'Well' }, UNWELL: { zh: '身体不适', en: 'Unwell' }, NEEDS_HELP: { zh: '需要帮助', en: 'Needs help' },
};

export const VERDICTS: Record<Verdict, Words> = {
  WORSE: { zh: '明显较差', en: 'clearly worse' }, BETTER: { zh: '明显较好', en: 'clearly better' }, UNUSUAL: { zh: '异常', en: 'unusual' },
  AS_EXPECTED: { zh: '正常范围', en: 'as expected' }, TOO_FEW: { zh: '样本过少', en: 'too few' },
};

export const ORDER_WORDS: Record<'CODE' | 'VALUE' | 'VERDICT', Words> = {
  CODE: { zh: '按代码', en: 'by code' }, VALUE: { zh: '按数值', en: 'by value' }, VERDICT: { zh: '按结论', en: 'by verdict' },
};

export const STATES: Record<FigureState, Words> = {
  OK: { zh: '正常', en: 'ok' },
  TOO_FEW: { zh: '样本过少', en: 'too few' },
  NO_DATA: { zh: '无数据', en: 'no data' },
  NOT_ONBOARDED: { zh: '未接入', en: 'not onboarded' },
  NOT_COUNTED: { zh: '统计中', en: 'being counted' },
};

export const PERIODS: Record<PeriodKind, Words> = {
  DAY: { zh: '日', en: 'day' }, WEEK: { zh: '周', en: 'week' }, MONTH: { zh: '月', en: 'month' }, QUARTER: { zh: '季', en: 'quarter' },
  YEAR: { zh: '年', en: 'year' }, ROLLING_12: { zh: '近12个月', en: 'last 12 months' }, CUMULATIVE: { zh: '累计', en: 'cumulative' },
};

export const DIRECTIONS: Record<IndicatorBetter, Words> = {
  HIGHER: { zh: '越高越好', en: 'higher is better' },
  LOWER: { zh: '越低越好', en: 'lower is better' },
  NEITHER: { zh: '不宜单独评判', en: 'neither is better by itself' },
};

export const ROLES: Record<Role, Words> = {
  DISTRICT_ADMIN: { zh: '区县管理员', en: 'district admin' }, STREET_ADMIN: { zh: '街道管理员', en: 'street admin' },
  COMMUNITY_ADMIN: { zh: '社区管理员', en: 'community admin' }, GRID_WORKER: { zh: '网格员', en: 'grid worker' },
  MEDIATOR: { zh: '调解员', en: 'mediator' }, CENTRE_STAFF: { zh: '服务中心工作人员', en: 'centre staff' },
  VOLUNTEER: { zh: '志愿者', en: 'volunteer' }, RESIDENT: { zh: '居民', en: 'resident' }, PARTNER: { zh: '第三方前端', en: 'partner' },
};

export const STATUSES: Record<CaseStatus, Words> = {
  RECEIVED: { zh: '已接收', en: 'received' }, ACCEPTED: { zh: '已受理', en: 'accepted' }, ASSIGNED: { zh: '已派单', en: 'assigned' },
  IN_PROGRESS: { zh: '处置中', en: 'in progress' }, SUSPENDED: { zh: '已挂起', en: 'suspended' }, HANDLED: { zh: '已办结', en: 'handled' },
  CLOSED: { zh: '已结案', en: 'closed' }, REJECTED: { zh: '不予受理', en: 'rejected' }, MERGED: { zh: '已并案', en: 'merged' },
};

export const MOVES: Record<CaseMove, Words> = {
  SUBMIT: { zh: '提交', en: 'Submit' }, ACCEPT: { zh: '受理', en: 'Accept' }, REJECT: { zh: '不予受理', en: 'Reject' },
  MERGE: { zh: '并案', en: 'Merge' }, ASSIGN: { zh: '派单', en: 'Assign' }, RETURN: { zh: '退单', en: 'Return' },
  START: { zh: '开始处置', en: 'Start' }, SUSPEND: { zh: '挂起', en: 'Suspend' }, RESUME: { zh: '恢复', en: 'Resume' },
  EXTEND: { zh: '延期', en: 'Extend' }, HANDLE: { zh: '办结', en: 'Handle' }, HANDLE_ON_SPOT: { zh: '现场办结', en: 'Handle on the spot' },
  FOLLOW_UP: { zh: '回访', en: 'Follow up' }, RATE: { zh: '评价', en: 'Rate' }, CLOSE: { zh: '结案', en: 'Close' },
  REOPEN: { zh: '重办', en: 'Reopen' }, ADD_NOTE: { zh: '补充说明', en: 'Add words' }, OVERDUE: { zh: '超期', en: 'Overdue' }, RELOCATE: { zh: '随网格调整', en: 'Moved with its grid' },
};

export const OUTCOMES: Record<CaseOutcome, Words> = {
  RESOLVED: { zh: '已解决', en: 'resolved' }, PARTLY: { zh: '部分解决', en: 'partly resolved' }, EXPLAINED: { zh: '解释说明', en: 'explained' },
  UNABLE: { zh: '无法解决', en: 'unable' }, NOT_RESPONSIBLE: { zh: '非本级职责', en: 'not responsible' }, DUPLICATE: { zh: '重复诉求', en: 'duplicate' },
};

export const KINDS: Record<CaseKind, Words> = {
  HELP: { zh: '求助', en: 'help' }, INQUIRY: { zh: '咨询', en: 'inquiry' }, COMPLAINT: { zh: '投诉', en: 'complaint' },
  REPORT: { zh: '举报', en: 'report' }, SUGGESTION: { zh: '建议', en: 'suggestion' },
};

export const REFUSALS: Record<UserErrorCode, Words> = {
  NOT_FOUND: { zh: '没有这条记录，或您无权查看', en: 'There is none, or none that you may see' },
  NOT_ALLOWED: { zh: '您没有权限这样做', en: 'You may not do this' },
  WRONG_STATE: { zh: '状态已变，现在不能这样做', en: 'Its state has changed; not possible now' },
  INVALID: { zh: '填写有误', en: 'Something in it cannot be right' },
  CONFLICT: { zh: '与先前的操作冲突', en: 'It collides with something done before' },
  INSUFFICIENT: { zh: '余额或数量不足', en: 'There is not enough of it' },
  TOO_MANY_ATTEMPTS: say.tooManyAttempts,
};

/** A fault in words; codes not listed are read as an error of ours. */
export const FAULTS: Readonly<Record<string, Words>> = {
  UNREACHABLE: { zh: '连不上服务器', en: 'The server cannot be reached' },
  UNAUTHENTICATED: say.sessionOver,
  FORBIDDEN: { zh: '您没有权限查看', en: 'You may not see this' },
  BAD_USER_INPUT: { zh: '无法按此选择显示', en: 'This choice cannot be shown' },
  RATE_LIMITED: { zh: '请求过于频繁，请稍后再试', en: 'Too many requests; wait a little' },
};
export const OTHER_FAULT: Words = { zh: '出错了', en: 'Something went wrong' };
