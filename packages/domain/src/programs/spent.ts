import { one } from '../shared/read.ts';
import { newId } from '../shared/ids.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ProgramSpending } from './program-spending.entity.ts';
import type { Program } from './program.entity.ts';
import { programReserved } from './programs.read.ts';

/** What a program has spent, and what of its money is reserved for services that are booked, in fen. The caller holds the program. */
export async function committedOf(tx: Transaction, programId: string): Promise<number> {
  const spent = (await tx.find(ProgramSpending, { programId, state: 'RECORDED' })).reduce((sum, { amount }) => sum + amount, 0);
  return spent + ((await one(tx, programReserved, programId))?.reserved ?? 0);
}

/** What a program may still spend or promise, in fen. The caller holds the program. */
export async function budgetLeft(tx: Transaction, { id, budget }: Program): Promise<number> {
  return budget - (await committedOf(tx, id));
}

/** Records what a program has paid: the money has gone out with the transfer. */
export function recordSpending(
  tx: Transaction, { id: programId, placeId, outcomeIndicator }: Pick<Program, 'id' | 'placeId' | 'outcomeIndicator'>, paid: Pick<ProgramSpending, 'amount' | 'purpose' | 'payee' | 'spentAt' | 'transferId'> & { readonly id?: string },
): Promise<ProgramSpending> {
  return tx.create(ProgramSpending, { id: newId(), ...paid, programId, placeId, outcomeIndicator, state: 'RECORDED', recordedById: tx.performer.accountId, recordedAt: tx.at });
}
