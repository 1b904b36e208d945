import type { AlertSide, AlertState } from '../generated/documents.ts';
import type { Words } from '../words.ts';

/** What alerts say by themselves. */
export const alerts = {
  none: { zh: '这里没有这样的预警。预警按规则每天产生。', en: 'There is no such alert here. Rules raise them day by day.' },
  noSuch: { zh: '没有这条预警，或您无权查看。', en: 'There is no such alert, or none that you may see.' },
  dismiss: { zh: '忽略', en: 'Dismiss' },
  reason: { zh: '为什么不用处理', en: 'Why it means nothing' },
  rules: { zh: '预警规则', en: 'Rules' },
  noRules: { zh: '还没有规则，不会产生预警。', en: 'There is no rule yet, and nothing is raised.' },
  withEnded: { zh: '含已停用', en: 'Ended ones too' },
  setRule: { zh: '设定规则', en: 'Set a rule' },
  setRuleWhat: { zh: '每天早上对照刚结束的一期，第二天起产生预警。规则不能改，停用后另设一条。', en: 'Held against the last whole period as each day begins, from tomorrow on. Rules are not changed: end one and set another.' },
  kind: { zh: '预警类型', en: 'What raises an alert' },
  place: { zh: '范围', en: 'Within' },
  level: { zh: '看哪一级', en: 'At each' },
  side: { zh: '方向', en: 'Side' },
  threshold: { zh: '阈值', en: 'Threshold' },
  days: { zh: '连续多少天没有记录', en: 'Whole days without a record' },
  daysWithout: { zh: '天没有记录', en: 'days without a record' },
  every: { zh: '每个', en: 'each' },
  end: { zh: '停用', en: 'End' },
  ended: { zh: '已停用', en: 'ended' },
  done: { zh: '已设定', en: 'Set' },
  unfit: { zh: '这个指标不能这样预警，请换一个', en: 'This indicator cannot be watched so; choose another' },
  usual: { zh: '通常在', en: 'usually within' },
} as const satisfies Record<string, Words>;

export const SIDES: Record<AlertSide, Words> = { ABOVE: { zh: '高于', en: 'above' }, BELOW: { zh: '低于', en: 'below' } };

export const ALERT_STATES: Record<AlertState, Words> = {
  OPEN: { zh: '未处理', en: 'open' }, ACKNOWLEDGED: { zh: '已知悉', en: 'acknowledged' }, DISMISSED: { zh: '已忽略', en: 'dismissed' },
};
