import { openPlace } from '../places/open-place.ts';
import { lineageOf } from '../places/places.service.ts';
import { programFor } from '../programs/found.ts';
import { whole } from '../shared/whole.ts';
import { addYears, dayOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system, type Performer } from '../shared/performer.ts';
import type { Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { mix } from './papers.ts';
import { Questionnaire } from './questionnaire.entity.ts';
import { LONGEST_TITLE, latestVersion, write } from './questionnaires.service.ts';
import { askedNow } from './results.ts';
import { Survey, type AnswerMode, type Respondents } from './survey.entity.ts';
import { tellOfDecision, tellOfOpening } from './survey.notice.ts';
import { mayAsk, mayHoldVote } from './survey.policy.ts';
import { surveysDue } from './surveys.read.ts';
import { voteContent } from './vote.rule.ts';

/** Whom something is asked, when and how. */
interface Asking {
  readonly placeId: string;
  /** The program that it is part of. */
  readonly programId?: string | undefined;
  /** Of a questionnaire, unless its own title will do. */
  readonly title?: string | undefined;
  readonly respondents: Respondents;
  readonly anonymous: boolean;
  /** Age from which people are asked; everybody when absent, and for a vote from 18 on. */
  readonly minAge?: number | undefined;
  readonly modes: readonly AnswerMode[];
  /** Today when absent. */
  readonly opensOn?: CalendarDate | undefined;
  /** First day on which it can no longer be answered. */
  readonly closesOn: CalendarDate;
}

/** A survey as it is opened: the latest version of a questionnaire is asked. */
export interface NewSurvey extends Asking {
  readonly questionnaireId: string;
}

/** A vote as it is opened. */
export interface NewVote extends Asking {
  readonly title: string;
  readonly options: readonly string[];
  /** How many options one may choose. */
  readonly most: number;
  /** Share of those asked that has to take part, in percent. */
  readonly quorumPercent: number;
}

const OF_AGE = 18;
const OLDEST = 150;
const AT_A_TIME = 100;

/** Opening, ending and publishing surveys and votes. */
export class SurveysService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /**
   * Asks a questionnaire, and tells who is asked.
   * @throws Refusal NOT_FOUND at `placeId` or `questionnaireId`; WRONG_STATE for a place that has closed; as {@link programFor} at `programId`; INVALID for title, age, modes or period
   */
  open(performer: Performer, asked: NewSurvey): Promise<Survey> {
    return this.#unit.of(performer, 'survey.open', async tx => {
      const lineage = await lineageOf(tx, asked.placeId);
      if (!mayAsk(performer, lineage)) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      const questionnaire = await tx.findOne(Questionnaire, { id: asked.questionnaireId });
      const version = questionnaire && (await latestVersion(tx, questionnaire.id));
      const may = version && (lineage.includes(questionnaire.placeId) || mayAsk(performer, await lineageOf(tx, questionnaire.placeId)));
      if (!may) throw new Refusal('NOT_FOUND', 'No such questionnaire.', ['questionnaireId']);
      return opened(tx, { ...asked, title: asked.title ?? questionnaire.title, minAge: asked.minAge ?? 0 }, version.id, null);
    });
  }

  /**
   * Holds a vote, by an admin over the place, and tells who is asked. It is decided when it ends.
   * @throws Refusal NOT_FOUND at `placeId`; WRONG_STATE; INVALID as for a survey, and for `options`, `most` and `quorumPercent`
   */
  openVote(performer: Performer, asked: NewVote): Promise<Survey> {
    return this.#unit.of(performer, 'vote.open', async tx => {
      if (!mayHoldVote(performer, await lineageOf(tx, asked.placeId))) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      const quorum = whole(asked.quorumPercent, 0, 100, 'quorumPercent');
      const title = words(asked.title, LONGEST_TITLE, 'title');
      const { version } = await write(tx, { placeId: asked.placeId, title, content: voteContent(title, asked.options, asked.most) });
      return opened(tx, { ...asked, title, minAge: asked.minAge ?? OF_AGE }, version.id, quorum);
    });
  }

  /** Ends it before its time. @throws Refusal NOT_FOUND; WRONG_STATE when it has ended */
  close(performer: Performer, surveyId: string): Promise<Survey> {
    return this.#unit.of(performer, 'survey.close', async tx => {
      const survey = await managed(tx, surveyId);
      await end(tx, survey);
      return survey;
    });
  }

  /** Lets everybody read the results, for good; a vote's are public as soon as it ends. @throws Refusal NOT_FOUND; WRONG_STATE while it can be answered, or when they are public */
  publish(performer: Performer, surveyId: string): Promise<Survey> {
    return this.#unit.of(performer, 'survey.publish', async tx => {
      const survey = await managed(tx, surveyId);
      survey.publish(tx.at);
      return survey;
    });
  }

  /** Ends what is over. @returns how many have ended */
  async settle(from: Rows): Promise<number> {
    const due = await from.rows(surveysDue, dayOf(this.#unit.clock.now()), AT_A_TIME);
    for (const { id } of due) {
      await this.#unit.of(system(from.districtId), 'survey.end', async tx => {
        const survey = await tx.get(Survey, id);
        if (survey && !survey.closedAt) await end(tx, survey);
      });
    }
    return due.length;
  }
}

async function opened(tx: Transaction, asked: Asking & { title: string; minAge: number }, versionId: string, quorumPercent: number | null): Promise<Survey> {
  const place = await openPlace(tx, asked.placeId);
  const { closesOn, opensOn = dayOf(tx.at), respondents, anonymous } = asked;
  if (opensOn < dayOf(tx.at)) throw new Refusal('INVALID', 'It opens today at the earliest.', ['opensOn']);
  if (closesOn <= opensOn || closesOn > addYears(opensOn, 1)) throw new Refusal('INVALID', 'It is open for a day at least, and a year at most.', ['closesOn']);
  if (asked.modes.length === 0) throw new Refusal('INVALID', 'Say how it may be answered.', ['modes']);
  const program = asked.programId === undefined ? null : await programFor(tx, asked.programId, place.id);
  const survey = await tx.create(Survey, {
    id: newId(), placeId: place.id, programId: program?.id ?? null, versionId, title: words(asked.title, LONGEST_TITLE, 'title'), respondents, anonymous,
    minAge: whole(asked.minAge, 0, OLDEST, 'minAge'), modes: [...new Set(asked.modes)], quorumPercent, opensOn, closesOn, closedAt: null, asked: null, publishedAt: null,
    dataOrigin: place.dataOrigin, createdAt: tx.at, createdById: tx.performer.accountId,
  });
  await tellOfOpening(tx, survey);
  return survey;
}

/** A survey or vote, locked, of whoever may open such a one there. */
async function managed(tx: Transaction, surveyId: string): Promise<Survey> {
  const survey = await tx.get(Survey, surveyId);
  const may = survey?.quorumPercent === null ? mayAsk : mayHoldVote;
  if (!survey || !may(tx.performer, await lineageOf(tx, survey.placeId))) throw new Refusal('NOT_FOUND', 'No such survey.', ['surveyId']);
  return survey;
}

async function end(tx: Transaction, survey: Survey): Promise<void> {
  survey.close(await askedNow(tx, survey, dayOf(tx.at)), tx.at);
  if (survey.anonymous) await mix(tx, survey.id, null);
  if (survey.quorumPercent === null) return;
  survey.publish(tx.at);
  await tellOfDecision(tx, survey);
}
