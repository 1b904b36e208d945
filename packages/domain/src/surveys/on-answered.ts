import type { Transaction } from '../shared/transaction.ts';
import type { SurveyAnswer } from './survey-answer.entity.ts';
import type { Survey } from './survey.entity.ts';

/** Registered by rooms above: they hear of every answer that has a name, in the transaction that records it. Of anonymous ones nobody hears. */
export type OnAnswered = (tx: Transaction, survey: Survey, answer: SurveyAnswer) => Promise<void>;
