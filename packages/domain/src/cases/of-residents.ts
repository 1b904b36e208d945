import type { Actor } from '../access/actor.ts';
import { keptPerson } from '../register/kept.ts';
import { actsFor } from '../register/proxies.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Case } from './case.entity.ts';

/**
 * The resident whose matter an actor brings in: who is named, else the actor's own record; null for neither.
 * @throws Refusal NOT_FOUND for whom the actor neither is nor acts for, nor, taking it in for them, keeps the record of;
 *   WRONG_STATE when that was erased
 */
export async function broughtFor(tx: Transaction, actor: Actor, { residentId, onBehalf }: { readonly residentId?: string | undefined; readonly onBehalf: boolean }): Promise<string | null> {
  if (residentId === undefined) return onBehalf ? null : actor.residentId;
  if (onBehalf) await keptPerson(tx, residentId);
  else if (!(await actsFor(tx, actor, residentId, tx.at))) throw new Refusal('NOT_FOUND', 'No such resident.', ['residentId']);
  return residentId;
}

/** Registered with the register: whom to call about the matters of somebody whose data is erased is not known any more. */
export async function forgetContacts(tx: Transaction, residentId: string): Promise<void> {
  for (const matter of await tx.getAll(Case, { residentId })) Object.assign(matter, { contactName: null, contactPhoneSealed: null });
}
