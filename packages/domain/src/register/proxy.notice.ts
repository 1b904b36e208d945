import { defineNotice } from '../notices/notice-kind.ts';
import { notify } from '../notices/notify.ts';
import { accounts, allOf, ownAccountOf } from '../notices/recipients.ts';
import type { Proxy } from '../people/proxy.entity.ts';
import type { Transaction } from '../shared/transaction.ts';

export const proxyNamed = defineNotice('proxy.named', {
  about: 'Resident',
  params: {},
  ZH: { title: '代办关系已登记', body: '一位居民有了新的代办人：代办人可以查看其信息，为其办事。' },
  EN: { title: 'A proxy was recorded', body: 'Somebody may see a resident\'s record and act for them from now on.' },
});

export const proxyEnded = defineNotice('proxy.ended', {
  about: 'Resident',
  params: {},
  ZH: { title: '代办关系已终止', body: '代办人不能再查看这位居民的信息，也不能再为其办事。' },
  EN: { title: 'A proxy has ended', body: 'The proxy may no longer see the resident\'s record or act for them.' },
});

/** Tells both sides of a proxy, who acts and for whom, that it begins or has ended. */
export function tellOfProxy(tx: Transaction, { holderId, residentId }: Proxy, change: 'NAMED' | 'ENDED'): Promise<void> {
  return notify(tx, change === 'NAMED' ? proxyNamed : proxyEnded, { to: allOf(accounts(holderId), ownAccountOf(residentId)), about: residentId, params: {} });
}
