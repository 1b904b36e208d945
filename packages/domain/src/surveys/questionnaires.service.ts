import { isDeepStrictEqual } from 'node:util';
import { openPlace } from '../places/open-place.ts';
import { lineageOf } from '../places/places.service.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { mustHoldTogether } from './branching.ts';
import type { Content } from './content.rule.ts';
import { QuestionnaireVersion } from './questionnaire-version.entity.ts';
import { Questionnaire } from './questionnaire.entity.ts';
import { mayAsk } from './survey.policy.ts';

/** A questionnaire as it is brought in. */
export interface NewQuestionnaire {
  readonly placeId: string;
  readonly title: string;
  /** In the format of SurveyJS. */
  readonly content: Content;
}

export const LONGEST_TITLE = 100;

/** Questionnaires and their versions; what was once written is never changed, only followed by another version. */
export class QuestionnairesService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** @throws Refusal NOT_FOUND at `placeId`; WRONG_STATE for a place that has closed; INVALID at the path in `content` of what is not understood or does not hold together */
  create(performer: Performer, { placeId, title, content }: NewQuestionnaire): Promise<Questionnaire> {
    return this.#unit.of(performer, 'questionnaire.create', async tx => {
      if (!mayAsk(performer, await lineageOf(tx, placeId))) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      return (await write(tx, { placeId: (await openPlace(tx, placeId)).id, title, content })).questionnaire;
    });
  }

  /** Adds a version; the same wording once more adds none. @throws Refusal NOT_FOUND at `questionnaireId`; INVALID as for a new one */
  revise(performer: Performer, questionnaireId: string, content: Content): Promise<Questionnaire> {
    return this.#unit.of(performer, 'questionnaire.revise', async tx => {
      const found = await tx.get(Questionnaire, questionnaireId);
      if (!found || !mayAsk(performer, await lineageOf(tx, found.placeId))) throw new Refusal('NOT_FOUND', 'No such questionnaire.', ['questionnaireId']);
      await addVersion(tx, found, content);
      return found;
    });
  }
}

/** Brings in a questionnaire with its first version. @throws Refusal INVALID */
export async function write(tx: Transaction, { placeId, title, content }: NewQuestionnaire): Promise<{ questionnaire: Questionnaire; version: QuestionnaireVersion }> {
  const questionnaire = await tx.create(Questionnaire, {
    id: newId(), placeId, title: words(title, LONGEST_TITLE, 'title'), createdAt: tx.at, createdById: tx.performer.accountId,
  });
  return { questionnaire, version: await addVersion(tx, questionnaire, content) };
}

async function addVersion(tx: Transaction, { id }: Questionnaire, content: Content): Promise<QuestionnaireVersion> {
  await mustHoldTogether(content);
  const latest = await latestVersion(tx, id);
  if (latest && isDeepStrictEqual(latest.content, content)) return latest;
  return tx.create(QuestionnaireVersion, {
    id: newId(), questionnaireId: id, number: (latest?.number ?? 0) + 1, content, createdAt: tx.at, createdById: tx.performer.accountId,
  });
}

/** The wording that a questionnaire has now. */
export async function latestVersion(tx: Transaction, questionnaireId: string): Promise<QuestionnaireVersion | undefined> {
  return (await tx.find(QuestionnaireVersion, { questionnaireId }, { orderBy: { number: 'desc' }, limit: 1 }))[0];
}
