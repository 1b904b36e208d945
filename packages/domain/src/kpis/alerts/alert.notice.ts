import { ADMINS } from '../../access/actor.ts';
import { defineNotice } from '../../notices/notice-kind.ts';
import { notifyEach } from '../../notices/notify.ts';
import { oneOf, plain, type Param } from '../../notices/param.ts';
import { nearestOver } from '../../notices/recipients.ts';
import { addDays } from '../../shared/clock.ts';
import type { Transaction } from '../../shared/transaction.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import type { AlertKind, AlertRule } from './alert-rule.entity.ts';
import type { Alert } from './alert.entity.ts';

/** An indicator by its title; by its key when it is no more. */
const indicator: Param<string> = {
  keep: key => key,
  show: (kept, language) => CATALOGUE.find(({ key }) => key === kept)?.title[language === 'ZH' ? 'zh' : 'en'] ?? kept,
};

export const alertRaised = defineNotice('alert.raised', {
  about: 'Alert',
  params: {
    place: plain, indicator, from: plain, to: plain,
    kind: oneOf<AlertKind>({
      THRESHOLD: { ZH: '超出阈值', EN: 'beyond its threshold' }, TARGET_MISSED: { ZH: '未达目标', EN: 'short of its target' },
      UNUSUAL_CHANGE: { ZH: '异常波动', EN: 'changed unusually' }, STALE: { ZH: '没有数据', EN: 'nothing recorded' },
    }),
  },
  ZH: { title: '指标预警：{indicator}', body: '{place}（{from} 至 {to}）：{kind}。' },
  EN: { title: 'Alert: {indicator}', body: '{place} ({from} to {to}): {kind}.' },
});

/** Tells the nearest admins over each place. */
export async function tellOfAlerts(tx: Transaction, rule: AlertRule, raised: readonly { readonly alert: Alert; readonly place: string }[]): Promise<void> {
  await notifyEach(tx, alertRaised, raised.map(({ alert, place }) => ({
    to: nearestOver(alert.placeId, ADMINS), about: alert.id,
    params: { place, indicator: rule.indicator, kind: rule.kind, from: alert.fromDay, to: addDays(alert.toDay, -1) },
  })));
}
