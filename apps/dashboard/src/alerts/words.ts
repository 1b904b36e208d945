import type { AlertState } from '../generated/documents.ts';
import type { Words } from '../words.ts';

/** What alerts say by themselves. */
export const alerts = {
  none: { zh: '这里没有这样的预警。预警按规则每天产生。', en: 'There is no such alert here. Rules raise them day by day.' },
  noSuch: { zh: '没有这条预警，或您无权查看。', en: 'There is no such alert, or none that you may see.' },
  dismiss: { zh: '忽略', en: 'Dismiss' },
  reason: { zh: '为什么不用处理', en: 'Why it means nothing' },
  usual: { zh: '通常在', en: 'usually within' },
} as const satisfies Record<string, Words>;

export const ALERT_STATES: Record<AlertState, Words> = {
  OPEN: { zh: '未处理', en: 'open' }, ACKNOWLEDGED: { zh: '已知悉', en: 'acknowledged' }, DISMISSED: { zh: '已忽略', en: 'dismissed' },
};
