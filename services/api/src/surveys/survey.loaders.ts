import { STAFF } from '@linli/domain/access/actor';
import { answersById, questionnaireVersionsById, questionnairesById, surveysById, versionsOfQuestionnaires, type SurveySeer } from '@linli/domain/surveys/surveys.read';
import { many, one } from '../graphql/batch.ts';
import type { Operation } from '../graphql/operation.ts';

/** Batched reads of surveys: what of them the asker may see. */
export function surveyLoaders(operation: Operation) {
  const seer = async () => (await surveySeer(operation)).slice(0, 2) as [string[], string[]];
  return {
    questionnaire: one(async (ids: string[]) => operation.rows(questionnairesById, ...(await seer()), ids), found => found.id),
    versionsOf: many((ids: string[]) => operation.rows(versionsOfQuestionnaires, ids), version => version.questionnaireId),
    version: one((ids: string[]) => operation.rows(questionnaireVersionsById, ids), version => version.id),
    survey: one(async (ids: string[]) => operation.rows(surveysById, ...(await surveySeer(operation)), ids), found => found.id),
    answer: one(async (ids: string[]) => operation.rows(answersById, ...(await seer()), ids), answer => answer.id),
  };
}

/** Who asks for surveys. */
export async function surveySeer({ actor, loaders }: Operation): Promise<SurveySeer> {
  const worksAt = actor.memberships.filter(({ role }) => (STAFF as readonly string[]).includes(role)).map(({ placeId }) => placeId);
  return [await loaders.own(), worksAt, actor.memberships.length > 0];
}
