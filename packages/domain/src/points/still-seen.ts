import { isActor } from '../access/actor.ts';
import { lineageOf } from '../places/places.service.ts';
import { actsFor, ownPeople } from '../register/acting.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Resident } from '../people/resident.entity.ts';
import { LeaderboardMember } from './leaderboard-member.entity.ts';
import { PointsAward } from './points-award.entity.ts';
import { mayRecord } from './points.policy.ts';
import { Redemption } from './redemption.entity.ts';
import { WasteDrop } from './waste-drop.entity.ts';

/**
 * Registered with the unit of work: a command sent again is answered only to who may still see the record.
 * @throws Refusal NOT_FOUND
 */
export async function pointsStillSeen(tx: Transaction, result: unknown): Promise<void> {
  if (result instanceof LeaderboardMember && !(await isOwn(tx, result))) throw new Refusal('NOT_FOUND', 'No such resident.', ['residentId']);
  if (!(result instanceof PointsAward || result instanceof Redemption || result instanceof WasteDrop)) return;
  if (mayRecord(tx.performer, await lineageOf(tx, result.placeId))) return;
  if (result.residentId && isActor(tx.performer) && (await actsFor(tx, tx.performer, result.residentId))) return;
  throw new Refusal('NOT_FOUND', 'No such record.');
}

async function isOwn(tx: Transaction, { ownerKind, ownerId }: LeaderboardMember): Promise<boolean> {
  const own = isActor(tx.performer) ? await ownPeople(tx, tx.performer) : new Set<string>();
  if (ownerKind === 'RESIDENT') return own.has(ownerId);
  return (await tx.find(Resident, { householdId: ownerId })).some(({ id }) => own.has(id));
}
