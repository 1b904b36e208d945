import { newId } from '../shared/ids.ts';
import type { Transaction } from '../shared/transaction.ts';
import { BridgeItem, type BridgeItemKind } from './bridge-item.entity.ts';

/** Lists that every district starts with; it adds its own. */
export const DEFAULT_ITEMS: Readonly<Record<BridgeItemKind, readonly (readonly [code: string, name: string])[]>> = {
  SKILL: [
    ['wechat-pay', '微信支付'], ['scanning', '扫码'], ['insurance-code', '医保码'], ['pension-check', '养老资格认证'], ['social-security', '社保查询'],
    ['hospital', '预约挂号'], ['video-call', '视频通话'], ['fraud', '识别电信诈骗'],
  ],
  SERVICE: [
    ['pension-check', '养老资格认证'], ['social-security', '社保查询与缴费'], ['insurance', '医保办理'], ['hospital', '预约挂号'], ['senior-card', '老年优待证'],
    ['allowance', '高龄津贴申领'], ['utilities', '生活缴费'], ['other', '其他事项'],
  ],
};

/** Registered with the creation of districts. */
export async function createDefaultItems(tx: Transaction): Promise<void> {
  await tx.bulkInsert(BridgeItem, Object.entries(DEFAULT_ITEMS).flatMap(([kind, items]) =>
    items.map(([code, name]) => ({ id: newId(), kind: kind as BridgeItemKind, code, name, closedAt: null }))));
}
