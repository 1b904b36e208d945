import type { Transaction } from '../shared/transaction.ts';
import { withdraw } from './activation.ts';
import { tellOfWithdrawal } from './award.notice.ts';
import { PointsAward } from './points-award.entity.ts';

/** For the rooms that announce events, inside their own units: what was given for one that was recorded wrongly is taken back. @throws Refusal INSUFFICIENT when it was spent */
export async function takeBack(tx: Transaction, eventType: string, eventKey: string): Promise<void> {
  for (const award of await tx.getAll(PointsAward, { eventType, eventKey, state: { $ne: 'WITHDRAWN' } })) {
    await withdraw(tx, award, 'RECORD_WRONG');
    await tellOfWithdrawal(tx, award);
  }
}
