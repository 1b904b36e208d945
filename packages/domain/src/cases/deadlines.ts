import type { Transaction } from '../shared/transaction.ts';
import type { Case } from './case.entity.ts';

/** Days that a handled case waits for an answer before it is closed unconfirmed. */
export const ANSWER_DAYS = 7;

/** What a job about a case carries. The job looks again at what it finds: it may run late, twice, or in vain. */
export interface CaseJob {
  readonly districtId: number;
  readonly caseId: string;
}

/** Has the worker look when the current deadline passes. Committed with the case, or not at all. */
export function expectDeadline(tx: Transaction, matter: Case): Promise<unknown> {
  return addJob(tx, 'case_deadline', matter, matter.dueAt);
}

/** Has the worker close the case when nobody has answered by then. */
export function expectAnswer(tx: Transaction, matter: Case, handledAt: Date): Promise<unknown> {
  return addJob(tx, 'case_close_unconfirmed', matter, new Date(handledAt.getTime() + ANSWER_DAYS * 86_400_000));
}

function addJob(tx: Transaction, task: string, matter: Case, runAt: Date): Promise<unknown> {
  const job: CaseJob = { districtId: tx.districtId, caseId: matter.id };
  return tx.execute('/* add_job */ select app.add_job($1, $2::json, $3, $4)', task, JSON.stringify(job), runAt, `${task}:${tx.districtId}:${matter.id}`);
}
