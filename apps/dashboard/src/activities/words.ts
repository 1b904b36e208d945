import type { ActivityKind } from '../generated/documents.ts';
import type { Words } from '../words.ts';

export const activities = {
  from: { zh: '从这一天起七天', en: 'Seven days from' },
  today: { zh: '今天', en: 'Today' },
  nothing: { zh: '这七天没有活动。换一天，或在这里安排一个。', en: 'Nothing takes place in these seven days. Choose another day, or plan something here.' },
  noSuchActivity: { zh: '没有这个活动，或您无权查看。', en: 'There is no such activity, or none that you may see.' },
  noSession: { zh: '这个活动还没有场次。', en: 'This activity has no sessions yet.' },
  all: { zh: '全部活动', en: 'All activities' },
  session: { zh: '场次', en: 'Session' },
  calledOff: { zh: '已取消', en: 'called off' },
  signedUp: { zh: '报名', en: 'signed up' },
  waiting: { zh: '候补', en: 'waiting' },
  came: { zh: '已到', en: 'here' },

  roll: { zh: '名单', en: 'Roll' },
  rollWhat: { zh: '到一个点一个“签到”；或者只点没来的人，最后按“点名完成”，其余都算到了。', en: 'Press “Here” as people come; or mark only who is absent and close the roll: everybody else was there.' },
  here: { zh: '签到', en: 'Here' },
  absent: { zh: '未到', en: 'Absent' },
  isHere: { zh: '已签到', en: 'here since' },
  skills: { zh: '技能', en: 'skills' },
  callOff: { zh: '取消这一场', en: 'Call it off' },
  callOffWhy: { zh: '原因（报名的人都会收到）', en: 'Why (everybody who meant to come is told)' },
  program: { zh: '所属项目（没有就不填）', en: 'Program (if any)' },
  walkIn: { zh: '未报名', en: 'without sign-up' },
  undo: { zh: '撤销', en: 'Undo' },
  undoWhy: { zh: '签到点错了', en: 'Pressed by mistake' },
  undoSure: { zh: '撤销这次签到，并收回它的积分？', en: 'Undo it, and take its points back?' },
  nobody: { zh: '还没有人报名。有人到场可以在下面直接签到。', en: 'Nobody has signed up. Whoever comes can be checked in below.' },
  notYet: { zh: '开始前一小时才能签到。', en: 'People can be checked in from an hour before it begins.' },
  notLeader: { zh: '签到由带场次的老师或本地工作人员来做。', en: 'Its trainer and the staff of the place call the roll.' },
  spent: { zh: '这次签到的积分已经用掉，不能撤销。', en: 'Its points were spent already: it cannot be undone.' },
  elseRecorded: { zh: '标为未到的人里有人已经签到，请先撤销。', en: 'Somebody marked as absent is recorded as here; undo that first.' },
  somebodyElse: { zh: '添加一个人', en: 'Somebody else' },
  takeDown: { zh: '代报名', en: 'Sign up' },
  noPlaceLeft: { zh: '名额和候补都满了。', en: 'There is no place left, nor one on the waitlist.' },
  notForThem: { zh: '这个活动不对这位居民开放，或报名已截止。', en: 'It is not open to this resident, or not any more.' },
  card: { zh: '卡码（扫码枪扫居民卡）', en: 'Card code (by scanner)' },
  byCard: { zh: '刷卡签到', en: 'Check in' },
  wrongCard: { zh: '这张卡不对，或已失效。', en: 'This card is wrong, or no longer good.' },
  showCode: { zh: '出示签到码', en: 'Show the code' },
  hideCode: { zh: '收起签到码', en: 'Hide the code' },
  codeWhat: { zh: '居民用手机扫码签到，签到码每分钟更换。', en: 'Residents scan it to check in; it changes every minute.' },

  plan: { zh: '安排活动', en: 'Plan an activity' },
  title: { zh: '名称', en: 'Title' },
  kind: { zh: '类型', en: 'Kind' },
  place: { zh: '所属地点', en: 'Place' },
  wholeStreet: { zh: '全街道', en: 'the whole street' },
  venue: { zh: '活动地点', en: 'Venue' },
  day: { zh: '日期', en: 'Day' },
  hours: { zh: '时间', en: 'Hours' },
  begins: { zh: '开始时间', en: 'begins at' },
  ends: { zh: '结束时间', en: 'ends at' },
  weeks: { zh: '每周一次，共几次', en: 'Every week, so many times' },
  capacity: { zh: '名额（不填为不限）', en: 'Places (empty: no limit)' },
  planned: { zh: '已安排', en: 'Planned:' },
  notThere: { zh: '填写有误：时间不能太早，项目要在活动地点或它的上级做。', en: 'Something is wrong: the time, or the program runs somewhere else.' },
  inPast: { zh: '结束时间要晚于开始时间。', en: 'It ends after it begins.' },
} as const satisfies Record<string, Words>;

export const ACTIVITY_KINDS: Record<ActivityKind, Words> = {
  EVENT: { zh: '活动', en: 'event' }, COURSE: { zh: '课程', en: 'course' }, LECTURE: { zh: '讲座', en: 'lecture' }, VOLUNTEERING: { zh: '志愿服务', en: 'volunteering' },
};

/** Of the button that closes the roll. */
export function closeRoll(rest: number, absent: number): Words {
  return { zh: `点名完成：其余 ${rest} 人到，${absent} 人未到`, en: `Close the roll: the other ${rest} here, ${absent} absent` };
}
