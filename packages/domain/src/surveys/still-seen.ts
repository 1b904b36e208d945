import { STAFF, isActor, type Actor } from '../access/actor.ts';
import type { Role } from '../access/membership.entity.ts';
import { ownPeople } from '../register/acting.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Questionnaire } from './questionnaire.entity.ts';
import { SurveyAnswer } from './survey-answer.entity.ts';
import { Survey } from './survey.entity.ts';
import { answersById, questionnairesById, surveysById } from './surveys.read.ts';

/** Registered with the unit of work: a command sent again is answered only to who may still see the record. @throws Refusal NOT_FOUND */
export async function surveyStillSeen(tx: Transaction, result: unknown): Promise<void> {
  const actor = tx.performer;
  if (!isActor(actor) || !(result instanceof Survey || result instanceof SurveyAnswer || result instanceof Questionnaire)) return;
  const own = [...(await ownPeople(tx, actor))];
  const found = result instanceof Survey ? await tx.rows(surveysById, own, worksAt(actor), false, [result.id])
    : result instanceof SurveyAnswer ? await tx.rows(answersById, own, worksAt(actor), [result.id])
      : await tx.rows(questionnairesById, own, worksAt(actor), [result.id]);
  if (found.length === 0) throw new Refusal('NOT_FOUND', 'No such record.');
}

/** Whether somebody works at the place of a survey, above it or under it. */
export async function bringsIn(tx: Transaction, actor: Actor, surveyId: string): Promise<boolean> {
  return (await tx.rows(surveysById, [], worksAt(actor), false, [surveyId])).length > 0;
}

function worksAt({ memberships }: Actor): string[] {
  return memberships.filter(({ role }) => (STAFF as readonly Role[]).includes(role)).map(({ placeId }) => placeId);
}
