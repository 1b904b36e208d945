import { lineageOf } from '../places/places.service.ts';
import { Place } from '../places/place.entity.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { mayGrant, mayManage, type Held } from './access.policy.ts';
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
 * @throws Refusal INVALID for a period in the past or with its end first, or a stand-in of oneself, of another time or for longer;
 *   NOT_FOUND for whom it stands in for; CONFLICT at `role` when the account holds it there in that period already
 */
export async function giveRole(tx: Transaction, accountId: string, asked: NewRole, path: readonly string[] = []): Promise<Membership> {
  const { role, placeId, standsInForId = null } = asked;
  const period = { ...toCome(asked, tx.at, path) };
  if (standsInForId !== null) period.validTo = await standInEnd(tx, accountId, asked, period, path);
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

/** Whether the actor may grant all that an account holds, or is to hold; when all of that is over, what it held. */
export async function managesHolder(tx: Transaction, actor: Actor, accountId: string): Promise<boolean> {
  const all = await tx.find(Membership, { accountId });
  const lasting = all.filter(membership => lasts(membership, tx.at));
  const held: Held[number][] = [];
  for (const { role, placeId } of lasting.length > 0 ? lasting : all) held.push({ role, lineage: await lineageOf(tx, placeId) });
  const root = await tx.findOne(Place, { parentId: null });
  return mayManage(actor, held, root?.id ?? '');
}

/**
 * Whether the actor may give an account a role at all. One that holds none any more is given one by who manages it only:
 * with a first role from elsewhere its password could be reset from there, and all that it ever was taken over.
 */
export async function mayGiveTo(tx: Transaction, actor: Actor, accountId: string): Promise<boolean> {
  const all = await tx.find(Membership, { accountId });
  return all.some(membership => lasts(membership, tx.at)) || managesHolder(tx, actor, accountId);
}

/** Whoever stands in does so no longer than the role is held that they stand in for. @returns those that end earlier now */
export async function endStandIns(tx: Transaction, { id, validTo }: Membership): Promise<Membership[]> {
  if (!validTo) return [];
  const longer = (await tx.getAll(Membership, { standsInForId: id })).filter(standIn => lasts(standIn, tx.at) && (!standIn.validTo || standIn.validTo > validTo));
  for (const standIn of longer) standIn.validTo = standIn.validFrom > validTo ? standIn.validFrom : validTo;
  return longer;
}

/** When a stand-in ends: when it is asked to, or with what it stands in for. */
async function standInEnd(tx: Transaction, accountId: string, asked: NewRole, period: Period, at: readonly string[]): Promise<Date | null> {
  const path = [...at, 'standsInForId'];
  const other = await tx.findOne(Membership, { id: asked.standsInForId ?? '', role: asked.role, placeId: asked.placeId });
  if (!other) throw new Refusal('NOT_FOUND', 'Nobody holds this role there by such a membership.', path);
  if (other.accountId === accountId) throw new Refusal('INVALID', 'Nobody stands in for oneself.', path);
  if (!overlap(other, period)) throw new Refusal('INVALID', 'Whoever is stood in for does not hold the role at that time.', path);
  if (period.validTo && other.validTo && period.validTo > other.validTo) throw new Refusal('INVALID', 'Whoever is stood in for holds the role for a shorter time.', [...at, 'validTo']);
  return period.validTo ?? other.validTo ?? null;
}
