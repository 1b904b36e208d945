import type { Words } from '../words.ts';

/** What comparing and taking figures apart says by itself. */
export const compares = {
  why: { zh: '为什么变了', en: 'Why it changed' },
  side: { zh: '组成', en: 'Side' },
  close: { zh: '关闭', en: 'Close' },
  noRecords: { zh: '没有计入的记录', en: 'No record is counted' },
  compareWith: { zh: '与谁相比', en: 'Compared with' },
  againstBefore: { zh: '与上期比', en: 'with the period before' },
  againstYear: { zh: '与去年同期比', en: 'with a year ago' },
  before: { zh: '之前', en: 'Before' },
  after: { zh: '之后', en: 'After' },
  entered: { zh: '新增', en: 'Came' },
  left: { zh: '减少', en: 'Went' },
  changed: { zh: '内部变动', en: 'Changed within' },
  rateEffect: { zh: '水平效应', en: 'By rates' },
  rateEffectWhat: { zh: '下面各处自己变了多少', en: 'what the places under it did themselves' },
  mixEffect: { zh: '结构效应', en: 'By mix' },
  mixEffectWhat: { zh: '各处所占的比重变了多少', en: 'what became of their shares of the whole' },
  noDecomposition: { zh: '这项指标不能分到下级：它是总数，或者下面没有更小的地方。', en: 'It cannot be split over places below: it is a plain count, or nothing lies under it.' },
  asOf: { zh: '截至', en: 'As of' },
  asOfWhat: { zh: '那天以后补录、更正的都不在内；目标是现在的目标，明细只有现在的数才有。', en: 'What was recorded or corrected later is not in it. Targets are those of today; only today’s figures have records.' },
  live: { zh: '回到现在', en: 'Back to now' },
  among: { zh: '与谁比', en: 'Among' },
  everybody: { zh: '全部社区', en: 'All communities' },
  peers: { zh: '只比同类', en: 'Peers only' },
  peersWhat: { zh: '按居民人数、老年人口和流动人口的占比，取本街道最相近的五个。', en: 'The five nearest in this street by number of residents and by the shares of seniors and of floating residents.' },
  multiples: { zh: '走势', en: 'Courses' },
  months: { zh: '多少个月', en: 'How many months' },
  ownCourse: { zh: '本社区', en: 'the community' },
  wholeCourse: { zh: '全街道', en: 'the whole street' },
  sameScale: { zh: '同一刻度', en: 'one scale' },
  noCourse: { zh: '这段时间还没有可以画的数据。', en: 'There is nothing to draw of this time yet.' },
  showRanks: { zh: '全区县显示名次区间', en: 'Show the district rank intervals' },
  placeItself: { zh: '本处直接登记', en: 'recorded at the place itself' },
} as const satisfies Record<string, Words>;

/** So many months, as a choice. */
export function monthsLong(months: number): Words {
  return { zh: `${months} 个月`, en: `${months} months` };
}

/** How many records a side of a figure counts that one may see. */
export function recordsInAll(records: number): Words {
  return { zh: `可以查看的记录 ${records} 条。`, en: `${records} records that you may see.` };
}

/** What of a figure stays hidden. @param added what it adds to the figure, as people write it */
export function hiddenRecords(records: number, added: string): Words {
  return { zh: `另有 ${records} 条您无权查看，计入 ${added}。`, en: `${records} more that you may not see add ${added}.` };
}

/** What kinds of records stand behind figures, by their name in the API. */
export const RECORDS: Readonly<Record<string, Words>> = {
  ActivityAttendance: { zh: '签到', en: 'Attendance' }, ActivitySession: { zh: '活动场次', en: 'Session' }, ActivitySignUp: { zh: '报名', en: 'Sign-up' },
  CareBooking: { zh: '服务预约', en: 'Booking' }, Exchange: { zh: '互助服务', en: 'Exchange' }, Household: { zh: '住户', en: 'Household' },
  LedgerAccount: { zh: '账户', en: 'Account' }, Program: { zh: '项目', en: 'Program' }, Resident: { zh: '居民', en: 'Resident' },
  ServiceTransaction: { zh: '服务办理', en: 'Service' }, SurveyAnswer: { zh: '问卷', en: 'Answer' }, Volunteer: { zh: '志愿者', en: 'Volunteer' },
  WasteDrop: { zh: '垃圾投放', en: 'Drop' }, WellbeingVisit: { zh: '探访', en: 'Visit' },
};
export const OTHER_RECORD: Words = { zh: '记录', en: 'Record' };
