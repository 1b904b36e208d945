import type { Transaction } from '../shared/transaction.ts';
import { SurveyAnswer } from './survey-answer.entity.ts';

/** Erases what somebody wrote in answer to surveys. What they chose stays and is counted, of nobody who could be named. */
export async function forgetAnswers(tx: Transaction, residentId: string): Promise<void> {
  for (const answer of await tx.getAll(SurveyAnswer, { residentId })) answer.wordsSealed = null;
}
