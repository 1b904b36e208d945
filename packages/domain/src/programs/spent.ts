import type { Transaction } from '../shared/transaction.ts';
import { ProgramSpending } from './program-spending.entity.ts';

/** What a program has spent, in fen. */
export async function spentOf(tx: Transaction, programId: string): Promise<number> {
  return (await tx.find(ProgramSpending, { programId, state: 'RECORDED' })).reduce((sum, { amount }) => sum + amount, 0);
}
