import { newId } from '../shared/ids.ts';
import type { Transaction } from '../shared/transaction.ts';
import { CaseStep } from './case-step.entity.ts';
import type { Case } from './case.entity.ts';
import { tell } from './case.notice.ts';

interface StepMade {
  readonly accountId: string | null;
  readonly note: string | null;
  readonly details: Record<string, unknown> | null;
  /** Who had the case before. */
  readonly formerId: string | null | undefined;
}

/** Appends a step to the case's history and tells whom it concerns. */
export async function record(tx: Transaction, matter: Case, move: CaseStep['move'], at: Date, made: Partial<StepMade> = {}): Promise<void> {
  const { accountId = tx.performer.accountId, note = null, details = null, formerId = null } = made;
  await tx.create(CaseStep, {
    id: newId(), caseId: matter.id, cycle: matter.cycle, move, status: matter.status, at, recordedAt: tx.at, accountId,
    note, details,
  });
  await tell(tx, matter, move, { reason: note ?? '', formerId });
}
