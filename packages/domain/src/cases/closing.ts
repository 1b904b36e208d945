import type { Transaction } from '../shared/transaction.ts';
import { CaseClosing } from './case-closing.entity.ts';
import type { Case } from './case.entity.ts';

/** Closes a case, and notes the closing. */
export async function close(tx: Transaction, matter: Case, at: Date, unconfirmed = false): Promise<void> {
  matter.close(at, unconfirmed);
  await tx.create(CaseClosing, CaseClosing.of(matter));
}

/** Notes with its closing that a case has been reopened, if it was closed: it may have been handled only. */
export async function noteReopening(tx: Transaction, matter: Case, at: Date): Promise<void> {
  const [closing] = await tx.getAll(CaseClosing, { caseId: matter.id, cycle: matter.cycle - 1 });
  if (closing) closing.reopenedAt = at;
}
