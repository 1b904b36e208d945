import { lineageOf } from '../places/places.service.ts';
import { Place } from '../places/place.entity.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { mayGrant } from './access.policy.ts';
import type { Actor } from './actor.ts';
import { lasts, overlap, toCome, type Period } from './membership.rule.ts';
import { Membership, type Role } from './membership.entity.ts';

/** A role to be held at a place. */
export interface NewRole {
  readonly role: Role;
  readonly placeId: string;
  /** From now when absent; never in the past. */
  readonly validFrom?: Date | undefined;
  /** Without an end when absent. */
  readonly validTo?: Date | undefined;
  /** The membership, of the same role at the same place, whose holder is stood in for. */
  readonly standsInForId?: string | undefined;
}

/** @throws Refusal NOT_FOUND at `placeId` for a place that is not there, or where the actor may not give this role; WRONG_STATE for one that has closed */
export async function authoriseGrant(tx: Transaction, actor: Actor, { role, placeId }: NewRole, path: readonly string[] = []): Promise<void> {
  const place = await tx.keep(Place, placeId); // open until this is committed: a grid that is split hands over its workers
  if (!place || !mayGrant(actor, role, await lineageOf(tx, placeId))) throw new Refusal('NOT_FOUND', 'No such place.', [...path, 'placeId']);
  if (place.closedAt) throw new Refusal('WRONG_STATE', `${place.name} has closed.`, [...path, 'placeId']);
}

/**
 * Gives an account a role, within the unit of work.
 * @throws Refusal INVALID for a period in the past or with its end first, or a stand-in of oneself or of another time;
 *   NOT_FOUND for whom it stands in for; CONFLICT at `role` when the account holds it there in that period already
 */
export async function giveRole(tx: Transaction, accountId: string, asked: NewRole, path: readonly string[] = []): Promise<Membership> {
  const { role, placeId, standsInForId = null } = asked;
  const period = toCome(asked, tx.at, path);
  if (standsInForId !== null) await checkStandIn(tx, accountId, asked, period, [...path, 'standsInForId']);
  await refuseOverlap(tx, { accountId, placeId, role, ...period }, [...path, 'role']);
  return tx.create(Membership, { id: newId(), accountId, placeId, role, ...period, standsInForId });
}

/** @throws Refusal CONFLICT at `path` when the account holds the role there at the same time by another membership */
export async function refuseOverlap(
  tx: Transaction, held: Period & Pick<Membership, 'accountId' | 'placeId' | 'role'> & { readonly id?: string }, path: readonly string[],
): Promise<void> {
  const { accountId, placeId, role } = held;
  const others = await tx.find(Membership, { accountId, placeId, role });
  if (others.some(other => other.id !== held.id && overlap(other, held))) {
    throw new Refusal('CONFLICT', 'The account holds this role there at that time already.', path);
  }
}

/** What an account holds, or is to hold; when all of that is over, what it held. */
export async function heldBy(tx: Transaction, accountId: string): Promise<Membership[]> {
  const all = await tx.find(Membership, { accountId });
  const lasting = all.filter(membership => lasts(membership, tx.at));
  return lasting.length > 0 ? lasting : all;
}

async function checkStandIn(tx: Transaction, accountId: string, asked: NewRole, period: Period, path: readonly string[]): Promise<void> {
  const other = await tx.findOne(Membership, { id: asked.standsInForId ?? '', role: asked.role, placeId: asked.placeId });
  if (!other) throw new Refusal('NOT_FOUND', 'Nobody holds this role there by such a membership.', path);
  if (other.accountId === accountId) throw new Refusal('INVALID', 'Nobody stands in for oneself.', path);
  if (!overlap(other, period)) throw new Refusal('INVALID', 'Whoever is stood in for does not hold the role at that time.', path);
}
