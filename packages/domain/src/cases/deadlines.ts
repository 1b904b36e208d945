import type { Transaction } from '../shared/transaction.ts';
import type { Case } from './case.entity.ts';
import { OPEN_STATUSES, type CaseStatus } from './moves.ts';

/** Days that a handled case waits for an answer before it is closed unconfirmed. */
export const ANSWER_DAYS = 7;

/** What a job about a case carries. The job looks again at what it finds: it may run late, twice, or in vain. */
export interface CaseJob {
  readonly districtId: number;
  readonly caseId: string;
}

/** Has the worker look when the current deadline passes. Committed with the case, or not at all. */
export function expectDeadline(tx: Transaction, matter: Case): Promise<void> {
  return addJobs(tx, 'case_deadline', [matter], ({ dueAt }) => dueAt);
}

/** Has the worker close the case when nobody has answered by then. */
export function expectAnswer(tx: Transaction, matter: Case, handledAt: Date): Promise<void> {
  return addJobs(tx, 'case_close_unconfirmed', [matter], () => answerDue(handledAt));
}

/**
 * The same for many cases in one statement: the deadline of each that is open and not overdue yet, the answer of each
 * that is handled.
 */
export async function expectInBulk(tx: Transaction, matters: readonly Case[]): Promise<void> {
  const open: readonly CaseStatus[] = OPEN_STATUSES;
  const due = matters.filter(({ status, overdueAt }) => open.includes(status) && overdueAt === null);
  const handled = matters.filter(({ status }) => status === 'HANDLED');
  await addJobs(tx, 'case_deadline', due, ({ dueAt }) => dueAt);
  await addJobs(tx, 'case_close_unconfirmed', handled, ({ handledAt }) => answerDue(handledAt ?? tx.at));
}

function answerDue(handledAt: Date): Date {
  return new Date(handledAt.getTime() + ANSWER_DAYS * 86_400_000);
}

async function addJobs(tx: Transaction, task: string, matters: readonly Case[], runAt: (matter: Case) => Date): Promise<void> {
  if (matters.length === 0) return;
  const job = ({ id: caseId }: Case): CaseJob => ({ districtId: tx.districtId, caseId });
  await tx.execute(
    `/* add_job */ select app.add_job($1, payload, run_at, job_key)
     from unnest($2::json[], $3::timestamptz[], $4::text[]) j (payload, run_at, job_key)`,
    task, matters.map(matter => JSON.stringify(job(matter))), matters.map(runAt), matters.map(({ id }) => `${task}:${tx.districtId}:${id}`));
}
