import { Notice } from '../notices/notice.entity.ts';
import type { Transaction } from '../shared/transaction.ts';
import { LeaderboardMember } from './leaderboard-member.entity.ts';
import { PointsAward } from './points-award.entity.ts';
import { PointsObjection } from './points-objection.entity.ts';

/** What stands where words about somebody were. */
const ERASED = '—';

/** Erases what was written about somebody with their points, and takes them off leaderboards. The points themselves stay: the ledger adds up without names. */
export async function forgetDeeds(tx: Transaction, residentId: string): Promise<void> {
  for (const member of await tx.getAll(LeaderboardMember, { ownerId: residentId, leftAt: null })) member.leftAt = tx.at;
  const awards = await tx.getAll(PointsAward, { residentId });
  for (const award of awards) award.note = null;
  const ids = awards.map(award => award.id);
  for (const notice of await tx.getAll(Notice, { subjectKind: 'PointsAward', subjectId: { $in: ids } })) await tx.remove(notice);
  for (const objection of await tx.getAll(PointsObjection, { awardId: { $in: ids } })) {
    objection.reason = ERASED;
    if (objection.answer) objection.answer = ERASED;
  }
}
