import type { Transaction } from '../shared/transaction.ts';
import { ProgramSpending } from './program-spending.entity.ts';
import type { Program } from './program.entity.ts';

/** Registered with programs: they keep on their own rows what a program is measured by, and hear when it is another indicator. */
export type OnMeasured = (tx: Transaction, program: Program) => Promise<void>;

/** What was spent so far was spent for what is aimed at now. */
export const measureSpendings: OnMeasured = async (tx, { id: programId, outcomeIndicator }) => {
  for (const spending of await tx.getAll(ProgramSpending, { programId })) spending.outcomeIndicator = outcomeIndicator;
};
