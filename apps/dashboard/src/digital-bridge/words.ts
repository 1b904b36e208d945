import type { BuddyContactChannel, ServiceChannel, ServiceWay, SkillLevel } from '../generated/documents.ts';
import type { Words } from '../words.ts';

export const bridge = {
  today: { zh: '今天', en: 'Today' },
  pairs: { zh: '互助结对', en: 'Buddy pairs' },
  courses: { zh: '正在上的课', en: 'Courses running' },
  noCourses: { zh: '这两周没有课程。在“活动签到”里安排，类型选“课程”。', en: 'No course runs in these two weeks. Plan one under “Activities”, of the kind “course”.' },
  next: { zh: '下一次', en: 'next' },
  came: { zh: '到课', en: 'came' },
  senior: { zh: '教会一项、帮办一件', en: 'What somebody learned or got done' },
  seniorWhat: { zh: '先找到这位老人，再点会做到哪一步。', en: 'Find the senior, then press how far they are.' },
  skills: { zh: '会做什么', en: 'Skills' },
  noSkills: { zh: '区县还没有技能清单。请区县管理员设置。', en: 'The district has no list of skills yet. Its admins set one.' },
  learned: { zh: '学会于', en: 'learned on' },
  service: { zh: '办了什么事', en: 'What they got done' },
  item: { zh: '事项', en: 'Service' },
  way: { zh: '怎么办的', en: 'How' },
  channel: { zh: '渠道', en: 'Channel' },
  record: { zh: '登记', en: 'Record' },
  recorded: { zh: '已登记', en: 'Recorded' },
  movedAway: { zh: '这位居民已不住这里，或这一项已停用。', en: 'They do not live here any more, or the item is closed.' },
  services: { zh: '今天办的事', en: 'Got done today' },
  noServices: { zh: '今天还没有登记。在旁边找到老人后登记。', en: 'Nothing yet today. Find the senior beside, and record it.' },
  voided: { zh: '已作废', en: 'void' },
  voidIt: { zh: '作废', en: 'Void' },
  reason: { zh: '理由', en: 'Reason' },
  helper: { zh: '帮办人', en: 'helped by' },
  figures: { zh: '成效', en: 'Outcome' },

  open: { zh: '结对中', en: 'Together' },
  over: { zh: '已结束', en: 'Ended' },
  noPairs: { zh: '还没有结对。在旁边选项目、老人和志愿者。', en: 'There are no pairs yet. Choose program, senior and volunteer beside.' },
  since: { zh: '自', en: 'since' },
  lastContact: { zh: '最近联系', en: 'last contact' },
  noContact: { zh: '还没有联系记录', en: 'no contact yet' },
  contact: { zh: '记一次联系', en: 'Log a contact' },
  minutes: { zh: '分钟', en: 'minutes' },
  note: { zh: '说明（不填也可以）', en: 'Note (may stay empty)' },
  end: { zh: '结束结对', en: 'End the pair' },
  pair: { zh: '结对', en: 'Pair' },
  program: { zh: '项目', en: 'Program' },
  noProgram: { zh: '没有正在做的项目；结对要属于一个项目。', en: 'No program runs here; a pair belongs to one.' },
  who: { zh: '老人', en: 'Senior' },
  buddy: { zh: '志愿者', en: 'Volunteer' },
  pairedAlready: { zh: '这两位已经结对。', en: 'They are a pair already.' },
} as const satisfies Record<string, Words>;

export const SKILL_LEVELS: Record<SkillLevel, Words> = {
  NEEDS_HELP: { zh: '还不会', en: 'needs help' }, WITH_HELP: { zh: '有人帮能做', en: 'with help' }, BY_HERSELF: { zh: '自己会', en: 'by herself' },
};

export const SERVICE_WAYS: Record<ServiceWay, Words> = {
  BY_SELF: { zh: '自己办', en: 'by oneself' }, ASSISTED: { zh: '有人帮', en: 'with help' }, AT_WINDOW: { zh: '窗口办', en: 'at a window' },
};

export const SERVICE_CHANNELS: Record<ServiceChannel, Words> = {
  APP: { zh: '手机', en: 'mobile' }, WEB: { zh: '网页', en: 'web' }, TERMINAL: { zh: '自助终端', en: 'terminal' }, TELEPHONE: { zh: '电话', en: 'telephone' }, WINDOW: { zh: '窗口', en: 'window' },
};

export const CONTACT_CHANNELS: Record<BuddyContactChannel, Words> = {
  VISIT: { zh: '上门', en: 'visit' }, TELEPHONE: { zh: '电话', en: 'telephone' }, VIDEO: { zh: '视频', en: 'video' }, MESSAGE: { zh: '消息', en: 'message' },
};
