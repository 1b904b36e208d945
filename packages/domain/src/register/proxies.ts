import type { Actor } from '../access/actor.ts';
import { Proxy } from '../people/proxy.entity.ts';
import type { Rows } from '../shared/read.ts';
import type { Transaction } from '../shared/transaction.ts';
import { tellOfProxy } from './proxy.notice.ts';
import { proxiedBy } from './register.read.ts';

/** Whether somebody is a resident, or acts for them at a moment by a recorded proxy. Nobody acts for null. */
export async function actsFor(from: Rows, actor: Actor, residentId: string | null | undefined, at: Date): Promise<boolean> {
  if (!residentId) return false;
  return actor.residentId === residentId || (await from.rows(proxiedBy, actor.accountId, at)).some(proxied => proxied.residentId === residentId);
}

/** Ends a proxy now and tells both sides; one that has ended stays as it is. */
export async function endProxy(tx: Transaction, proxy: Proxy): Promise<void> {
  if (proxy.validTo && proxy.validTo <= tx.at) return;
  proxy.validTo = proxy.validFrom > tx.at ? proxy.validFrom : tx.at;
  await tellOfProxy(tx, proxy, 'ENDED');
}

/** Nobody acts any longer for a resident, or by a consent. */
export async function endProxies(tx: Transaction, which: { readonly residentId: string } | { readonly consentId: string }): Promise<void> {
  for (const proxy of await tx.getAll(Proxy, which)) await endProxy(tx, proxy);
}
