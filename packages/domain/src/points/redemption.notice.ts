import { defineNotice } from '../notices/notice-kind.ts';
import { notify } from '../notices/notify.ts';
import { plain } from '../notices/param.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ownersOf } from './award.notice.ts';
import { PointsGood } from './points-good.entity.ts';
import type { Redemption } from './redemption.entity.ts';

const WHAT = { good: plain, quantity: plain, points: plain };

export const redemptionFulfilled = defineNotice('redemption.fulfilled', {
  about: 'Redemption',
  params: WHAT,
  ZH: { title: '积分已兑换', body: '{good} ×{quantity}，用去 {points} 分。如非本人办理，请联系社区。' },
  EN: { title: 'Points were redeemed', body: '{good} ×{quantity} for {points} points. If it was not you, tell the community.' },
});

export const redemptionExpired = defineNotice('redemption.expired', {
  about: 'Redemption',
  params: WHAT,
  ZH: { title: '兑换预留已过期', body: '{good} ×{quantity} 未在期限内领取，{points} 分已退回。' },
  EN: { title: 'A reservation has expired', body: '{good} ×{quantity} was not fetched in time; {points} points were given back.' },
});

export async function tellOfHandOver(tx: Transaction, redemption: Redemption): Promise<void> {
  await notify(tx, redemptionFulfilled, await letter(tx, redemption));
}

export async function tellOfExpiry(tx: Transaction, redemption: Redemption): Promise<void> {
  await notify(tx, redemptionExpired, await letter(tx, redemption));
}

async function letter(tx: Transaction, { id, goodId, ownerKind, ownerId, quantity, points }: Redemption) {
  const good = await tx.findOne(PointsGood, { id: goodId });
  return { to: ownersOf(ownerKind, ownerId), about: id, params: { good: good?.name ?? '', quantity: String(quantity), points: String(points) } };
}
