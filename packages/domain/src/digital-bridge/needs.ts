import { newId } from '../shared/ids.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { SurveyAnswer } from '../surveys/survey-answer.entity.ts';
import type { Survey } from '../surveys/survey.entity.ts';
import { DigitalNeed } from './digital-need.entity.ts';

/** The yes-or-no question of a survey that tells whether somebody needs help with what is done online. */
export const NEED_QUESTION = 'needs_digital_help';

/** Registered with surveys: an answer to a program's survey in which that question was answered is a valid one; others tell nothing. */
export async function noteNeed(tx: Transaction, { id: surveyId, programId }: Survey, answer: SurveyAnswer): Promise<void> {
  const needsHelp = answer.answers[NEED_QUESTION];
  if (!programId || typeof needsHelp !== 'boolean') return;
  const { residentId, householdId, placeId, mode, occurredAt, dataOrigin } = answer;
  await tx.create(DigitalNeed, { id: newId(), answerId: answer.id, surveyId, programId, residentId, householdId, placeId, needsHelp, mode, answeredAt: occurredAt, dataOrigin });
}
