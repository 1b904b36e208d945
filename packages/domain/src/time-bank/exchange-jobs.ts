import type { Transaction } from '../shared/transaction.ts';
import type { Exchange } from './exchange.entity.ts';
import { reviewFrom, type PolicyRules } from './policy.rule.ts';

/** What a job about a service carries. The job looks again at what it finds: it may run late, twice, or in vain. */
export interface ExchangeJob {
  readonly districtId: number;
  readonly exchangeId: string;
}

/** How long before its beginning both sides are reminded. */
const REMINDER_MS = 86_400_000;

/** Has the worker remind both sides the day before. Committed with the service's time, or not at all. */
export function expectReminder(tx: Transaction, exchange: Exchange): Promise<void> {
  const at = new Date((exchange.startsAt ?? tx.at).getTime() - REMINDER_MS);
  return at > tx.at ? addJob(tx, 'exchange_reminder', exchange, at) : Promise.resolve();
}

/** Has the worker put it on the review list when nobody has confirmed it by then. */
export function expectReview(tx: Transaction, rules: PolicyRules, exchange: Exchange): Promise<void> {
  return addJob(tx, 'exchange_review', exchange, reviewFrom(rules, exchange.submittedAt ?? tx.at));
}

async function addJob(tx: Transaction, task: string, { id: exchangeId }: Exchange, at: Date): Promise<void> {
  const job: ExchangeJob = { districtId: tx.districtId, exchangeId };
  await tx.execute('/* add_job */ select app.add_job($1, $2::json, $3, $4)', task, JSON.stringify(job), at, `${task}:${tx.districtId}:${exchangeId}`);
}
