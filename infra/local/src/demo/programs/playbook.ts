import type { PlaybookPart } from '@linli/domain/programs/parts.rule';

/** The playbook that the pilot was written down as. */
export const PLAYBOOK = { key: 'senior-digital-bridge', title: '老年人数字桥' } as const;

/** Steps of the digital bridge, with the day after its beginning on which each is due. */
export const STEPS = [
  { key: 'survey', title: '入户摸底：谁需要帮助', day: 0 },
  { key: 'team', title: '组建讲师和结对志愿者队伍', day: 14 },
  { key: 'courses', title: '每周两次、每次两小时手机课', day: 30 },
  { key: 'buddies', title: '一对一结对，课后上门辅导', day: 45 },
  { key: 'event', title: '数字生活体验日', day: 120 },
  { key: 'review', title: '复盘成效，公开账目', day: 350 },
] as const;

/** What the digital bridge is made of, wherever it runs. */
export const PARTS: readonly PlaybookPart[] = [
  { kind: 'DOCUMENT', key: 'guide', content: { title: '老年人数字桥实施指南', text: '先摸底，再开课；课上教会一项，课后有人陪着用；以老人真的办成事为准，不以签到人数为准。' } },
  { kind: 'DOCUMENT', key: 'booklet', content: { title: '大字版手机手册', text: '一页一件事：微信付款、扫码、医保码、养老资格认证、社保查询。' } },
  { kind: 'ROLE', key: 'coordinator', content: { title: '项目负责人', duties: '排课、管账、对外联系。' } },
  { kind: 'ROLE', key: 'trainer', content: { title: '讲师', duties: '上课，记录每位老人学会了什么。' } },
  { kind: 'INDICATOR', key: 'service-rate', content: { indicator: 'digital_bridge.service_rate', target: 0.85 } },
  ...STEPS.map(({ key, ...content }): PlaybookPart => ({ kind: 'STEP', key, content })),
];
