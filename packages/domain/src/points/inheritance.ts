import { accountOf, resolve, transfer } from '../ledger/book.ts';
import { lockedAccounts } from '../ledger/ledger.read.ts';
import { defineNotice } from '../notices/notice-kind.ts';
import { notify } from '../notices/notify.ts';
import { plain } from '../notices/param.ts';
import type { Household } from '../people/household.entity.ts';
import type { Resident } from '../people/resident.entity.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ownersOf } from './award.notice.ts';
import { PointsAward } from './points-award.entity.ts';
import { PointsGood } from './points-good.entity.ts';
import { lockedRedemption } from './redemption.lock.ts';
import { Redemption } from './redemption.entity.ts';

export const pointsHandedOver = defineNotice('points.handed_over', {
  about: null,
  params: { points: plain },
  ZH: { title: '家庭积分已转出', body: '户已撤销，其 {points} 分已转入原户主的账户，有效期不变。' },
  EN: { title: 'A household\'s points were handed over', body: 'The household was dissolved; its {points} points went to who was its head, good as long as they were.' },
});

/**
 * Registered with households: the points of one that is dissolved go to its head, else to its eldest member, by one transfer, and all of them
 * are told. What it had reserved is called off first; what it has on public notice will be theirs. Without members points stay where they are.
 */
export async function inheritPoints(tx: Transaction, household: Household, members: readonly Resident[]): Promise<void> {
  const heir = members.find(({ relationToHead }) => relationToHead === 'HEAD') ?? members.toSorted((a, b) => (a.birthDate < b.birthDate ? -1 : 1))[0];
  if (!heir) return;
  const of = { ownerKind: 'HOUSEHOLD', ownerId: household.id } as const;
  for (const { id } of await tx.find(Redemption, { ...of, state: { $in: ['QUOTED', 'RESERVED'] } })) await callOff(tx, id);
  for (const award of await tx.getAll(PointsAward, { ...of, state: 'PROPOSED' })) Object.assign(award, { ownerKind: 'RESIDENT', ownerId: heir.id });
  const [source, destination] = [await accountOf(tx, 'POINT', 'HOUSEHOLD', household.id), await accountOf(tx, 'POINT', 'RESIDENT', heir.id)];
  const points = (await tx.rows(lockedAccounts, [source, destination])).find(({ id }) => id === source)?.balance ?? 0;
  if (points === 0) return;
  await transfer(tx, {
    kind: 'GIFT', unit: 'POINT', client: 'points', key: `inherit ${household.id}`, postings: [{ source, destination, amount: points }], placeId: household.placeId,
    subject: { kind: 'Household', id: household.id },
  });
  await notify(tx, pointsHandedOver, { to: ownersOf('HOUSEHOLD', household.id), params: { points: String(points) } });
}

async function callOff(tx: Transaction, redemptionId: string): Promise<void> {
  const redemption = await lockedRedemption(tx, redemptionId);
  if (!redemption) return;
  const { transferId, goodId, quantity } = redemption;
  redemption.end('CANCELLED', tx.at);
  if (!transferId) return;
  await resolve(tx, transferId, 'VOIDED');
  (await tx.get(PointsGood, goodId))?.putBack(quantity);
}
