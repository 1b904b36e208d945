import { LRUCache } from 'lru-cache';
import { isActor, type Actor } from '../access/actor.ts';
import type { Sealer } from '../people/sealed.ts';
import { worksOver } from '../register/acting.ts';
import { newId } from '../shared/ids.ts';
import { system, type Performer } from '../shared/performer.ts';
import { Refusal, Refusals } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { Branching } from './branching.ts';
import { codedIn, districtOfCode } from './code.ts';
import type { OnAnswered } from './on-answered.ts';
import { cast } from './papers.ts';
import { QuestionnaireVersion } from './questionnaire-version.entity.ts';
import { mustBeAsked, respondent, type Respondent, type Whose } from './respondents.ts';
import { bringsIn } from './still-seen.ts';
import { SurveyAnswer } from './survey-answer.entity.ts';
import type { SurveyCode } from './survey-code.entity.ts';
import { Survey, type AnswerMode } from './survey.entity.ts';

/** What somebody answered. */
export interface NewAnswer extends Whose {
  /** By the names of questions. */
  readonly answers: unknown;
  /** How it came in, where staff enter it; what people answer themselves, or who acts for them, comes by APP. */
  readonly mode?: AnswerMode | undefined;
  /** When it was answered, where staff enter it later; now when absent. */
  readonly occurredAt?: Date | undefined;
}

/** A sheet of paper: whose it is, or the code printed on it. */
export interface PaperSheet extends Omit<NewAnswer, 'mode'> {
  readonly code?: string | undefined;
}

type Given = NewAnswer & { readonly mode: AnswerMode };

/** Rows that are typed in at once. */
const MOST_SHEETS = 200;
const ALREADY = 'They have answered already.';

/** Answering surveys and votes: oneself, for somebody one acts for, by staff, by a link. */
export class AnswersService {
  readonly #unit: UnitOfWork;
  readonly #sealer: Sealer;
  readonly #onAnswered: readonly OnAnswered[];
  /** Versions never change, and making one ready takes 10 ms. */
  readonly #known = new LRUCache<string, Branching>({ max: 100 });

  /** @param onAnswered upper rooms that hear of answers that are not anonymous */
  constructor(unit: UnitOfWork, sealer: Sealer, onAnswered: readonly OnAnswered[]) {
    this.#unit = unit;
    this.#sealer = sealer;
    this.#onAnswered = onAnswered;
  }

  /**
   * Answers a survey that is not anonymous.
   * @throws Refusal NOT_FOUND for resident, household or survey; NOT_ALLOWED for who is not asked; WRONG_STATE at `surveyId` before it opens, once it has ended,
   *   or when it is anonymous; INVALID at `mode`, `occurredAt` or `answers.<question>`; CONFLICT for who has answered
   */
  answer(performer: Performer, surveyId: string, given: NewAnswer): Promise<SurveyAnswer> {
    return this.#unit.of(performer, 'survey.answer', async tx => {
      const who = await respondent(tx, performer, given);
      const survey = await mustBeAsked(tx, await tx.keep(Survey, surveyId), who);
      if (survey.anonymous) throw new Refusal('WRONG_STATE', 'This survey is anonymous.', ['surveyId']);
      return this.#record(tx, survey, who, { ...given, mode: await modeOf(tx, performer, who, given.mode) }, await this.#branching(tx, survey));
    });
  }

  /**
   * Answers an anonymous survey: that somebody has answered is noted, what they answered is kept apart. Give no more in an idempotency key's
   * fingerprint than whose it is: it is remembered with the account.
   * @throws Refusal as {@link answer}; WRONG_STATE at `surveyId` when it is not anonymous
   */
  answerAnonymously(performer: Performer, surveyId: string, given: NewAnswer): Promise<void> {
    return this.#unit.of(performer, 'survey.answer_anonymously', async tx => {
      const who = await respondent(tx, performer, given);
      const survey = await mustBeAsked(tx, await tx.get(Survey, surveyId), who); // one after another, so that enough wait to be mixed
      if (!survey.anonymous) throw new Refusal('WRONG_STATE', 'This survey is not anonymous.', ['surveyId']);
      await this.#cast(tx, survey, who, { ...given, mode: await modeOf(tx, performer, who, given.mode) }, await this.#branching(tx, survey));
    });
  }

  /**
   * Types in what was answered on paper: all sheets, or none and what is wrong with each.
   * @throws Refusals with paths `sheets.<index>.…`, as {@link answer}; NOT_FOUND at `code` for one that is not of this survey; INVALID for none or more than 200
   */
  enter(actor: Actor, surveyId: string, sheets: readonly PaperSheet[]): Promise<Survey> {
    return this.#unit.of(actor, 'survey.enter', async tx => {
      const survey = await tx.get(Survey, surveyId);
      if (!survey || !(await bringsIn(tx, actor, surveyId))) throw new Refusal('NOT_FOUND', 'No such survey.', ['surveyId']);
      if (sheets.length === 0 || sheets.length > MOST_SHEETS) throw new Refusal('INVALID', `Type in 1 to ${MOST_SHEETS} sheets at once.`, ['sheets']);
      const branching = await this.#branching(tx, survey);
      const faults: Refusal[] = [];
      for (const [index, sheet] of sheets.entries()) {
        await this.#type(tx, actor, survey, sheet, branching).catch((error: unknown) => faults.push(placed(error, ['sheets', String(index)], ['sheets', String(index)])));
      }
      const [first, ...rest] = faults;
      if (first) throw new Refusals([first, ...rest]);
      return survey;
    });
  }

  async #type(tx: Transaction, actor: Actor, survey: Survey, sheet: PaperSheet, branching: Branching): Promise<void> {
    const issued = sheet.code === undefined ? null : await codedIn(tx, this.#sealer, sheet.code);
    if (sheet.code !== undefined && issued?.surveyId !== survey.id) throw noCode();
    const who = await (issued ? coded(tx, issued) : respondent(tx, actor, sheet));
    if (!issued && !(await worksOver(tx, actor, who.placeId))) throw new Refusal('NOT_FOUND', 'Nobody here has this id.', [who.field]);
    await this.#take(tx, await mustBeAsked(tx, survey, who), who, { ...sheet, mode: 'PAPER' }, branching);
  }

  /**
   * Answers by a code, without an account; whoever holds it answers for whom it was issued to.
   * @throws Refusal NOT_FOUND at `code`; WRONG_STATE at `code` before the survey opens, and once it has ended; else as {@link answer}
   */
  async answerByCode(code: string, answers: unknown, address: string | null): Promise<void> {
    const districtId = districtOfCode(code);
    if (districtId === null) throw noCode();
    await this.#unit.of({ ...system(districtId), address }, 'survey.answer_by_code', async tx => {
      const issued = await codedIn(tx, this.#sealer, code);
      if (!issued) throw noCode();
      const survey = await tx.get(Survey, issued.surveyId);
      const who = await coded(tx, issued);
      try {
        const asked = await mustBeAsked(tx, survey, who);
        await this.#take(tx, asked, who, { answers, mode: 'LINK' }, await this.#branching(tx, asked));
      } catch (error) {
        throw placed(error, ['code'], []);
      }
    });
  }

  async #branching(tx: Transaction, { versionId }: Survey): Promise<Branching> {
    const known = this.#known.get(versionId);
    if (known) return known;
    const version = await tx.findOne(QuestionnaireVersion, { id: versionId });
    if (!version) throw new Error('A survey without its questionnaire.');
    const made = await Branching.of(version.content);
    this.#known.set(versionId, made);
    return made;
  }

  async #take(tx: Transaction, survey: Survey, who: Respondent, given: Given, branching: Branching): Promise<void> {
    await (survey.anonymous ? this.#cast(tx, survey, who, given, branching) : this.#record(tx, survey, who, given, branching));
  }

  async #record(tx: Transaction, survey: Survey, who: Respondent, { answers, mode, occurredAt = tx.at }: Given, branching: Branching): Promise<SurveyAnswer> {
    survey.mustTake(mode, occurredAt, tx.at);
    const { residentId, householdId, placeId, dataOrigin, field } = who;
    if (await tx.findOne(SurveyAnswer, { surveyId: survey.id, residentId, householdId })) throw new Refusal('CONFLICT', ALREADY, [field]);
    const { values, words } = branching.answered(answers);
    const answer = await tx.create(SurveyAnswer, {
      id: newId(), surveyId: survey.id, residentId, householdId, placeId, mode, answers: values, wordsSealed: this.#sealed(words),
      occurredAt, recordedAt: tx.at, recordedById: tx.performer.accountId, dataOrigin,
    });
    for (const hear of this.#onAnswered) await hear(tx, survey, answer);
    return answer;
  }

  async #cast(tx: Transaction, survey: Survey, { residentId, householdId, field }: Respondent, { answers, mode, occurredAt }: Given, branching: Branching): Promise<void> {
    if (occurredAt) throw new Refusal('INVALID', 'An anonymous answer has no time.', ['occurredAt']);
    survey.mustTake(mode, tx.at, tx.at);
    const { values, words } = branching.answered(answers);
    await cast(tx, survey.id, residentId ?? householdId ?? '', { mode, answers: JSON.stringify(values), wordsSealed: this.#sealed(words) }, field);
  }

  #sealed(words: Readonly<Record<string, string>>): string | null {
    return Object.keys(words).length > 0 ? this.#sealer.seal(JSON.stringify(words)) : null;
  }
}

async function modeOf(tx: Transaction, performer: Performer, { own, placeId }: Respondent, mode: AnswerMode | undefined): Promise<AnswerMode> {
  if (own && (mode === undefined || mode === 'APP')) return 'APP';
  const staff = mode === 'TELEPHONE' || mode === 'DOORSTEP' || mode === 'PAPER';
  if (!staff || (isActor(performer) && !(await worksOver(tx, performer, placeId)))) throw new Refusal('INVALID', 'Say how it came in: TELEPHONE, DOORSTEP or PAPER.', ['mode']);
  return mode;
}

/** For whom a code answers: as the system may name them. @throws Refusal NOT_FOUND at `code` when they are not there any more */
async function coded(tx: Transaction, issued: SurveyCode): Promise<Respondent> {
  try {
    return { ...(await respondent(tx, system(tx.districtId), issued)), field: 'code' };
  } catch (error) {
    throw error instanceof Refusal ? noCode() : error;
  }
}

/** A refusal as a command's input has it: about the survey at `survey`, else under `path`. @throws whatever else it is */
function placed(error: unknown, survey: readonly string[], path: readonly string[]): Refusal {
  if (!(error instanceof Refusal)) throw error;
  return new Refusal(error.code, error.message, error.field[0] === 'surveyId' ? survey : [...path, ...error.field]);
}

function noCode(): Refusal {
  return new Refusal('NOT_FOUND', 'No such code.', ['code']);
}
