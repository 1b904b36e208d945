import { lineageOf } from '../places/places.service.ts';
import type { Sealer } from '../people/sealed.ts';
import type { Actor } from '../access/actor.ts';
import { newId } from '../shared/ids.ts';
import { one, type Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { digestOfCode, districtOfCode, newCode } from './code.ts';
import { mustBeAsked, respondent } from './respondents.ts';
import { SurveyCode } from './survey-code.entity.ts';
import { Survey } from './survey.entity.ts';
import { mayAsk } from './survey.policy.ts';
import { askedByCode, type AskedByCode } from './surveys.read.ts';

/** A code, and whom it lets answer. */
export interface IssuedCode {
  readonly respondentId: string;
  readonly code: string;
}

const MOST = 200;

/** One-time codes: who holds one answers for whom it was issued to, once, since nobody answers twice. */
export class SurveyCodesService {
  readonly #unit: UnitOfWork;
  readonly #sealer: Sealer;
  readonly #openedFor: (districtId: number) => Rows & { close(): Promise<void> };

  /** @param openedFor a snapshot of a district, for who is not signed in */
  constructor(unit: UnitOfWork, sealer: Sealer, openedFor: (districtId: number) => Rows & { close(): Promise<void> }) {
    this.#unit = unit;
    this.#sealer = sealer;
    this.#openedFor = openedFor;
  }

  /**
   * Issues codes to residents or households, for letters and messages; they are told here and never again.
   * @param respondentIds residents or households, as the survey asks them
   * @returns the survey, with no codes when the same command is answered once more
   * @throws Refusal NOT_FOUND at `surveyId` or `respondentIds.<index>`; NOT_ALLOWED for who is not asked; INVALID for none or more than 200, or a survey that takes no LINK; WRONG_STATE once it has ended
   */
  async issue(actor: Actor, surveyId: string, respondentIds: readonly string[]): Promise<{ survey: Survey; codes: readonly IssuedCode[] }> {
    let codes: IssuedCode[] = [];
    const survey = await this.#unit.of(actor, 'survey.issue_codes', async tx => {
      codes = [];
      const found = await tx.keep(Survey, surveyId);
      if (!found || !mayAsk(actor, await lineageOf(tx, found.placeId))) throw new Refusal('NOT_FOUND', 'No such survey.', ['surveyId']);
      if (found.hasEnded(tx.at)) throw new Refusal('WRONG_STATE', 'It has ended.', ['surveyId']);
      if (!found.modes.includes('LINK') && !found.modes.includes('PAPER')) throw new Refusal('INVALID', 'It is answered neither by link nor on paper.', ['surveyId']);
      if (respondentIds.length === 0 || respondentIds.length > MOST) throw new Refusal('INVALID', `Issue 1 to ${MOST} codes at once.`, ['respondentIds']);
      for (const [index, id] of respondentIds.entries()) {
        const whose = found.respondents === 'RESIDENTS' ? { residentId: id } : { householdId: id };
        await respondent(tx, actor, whose).then(who => mustBeAsked(tx, found, who)).catch((error: unknown) => {
          throw error instanceof Refusal ? new Refusal(error.code, error.message, ['respondentIds', String(index)]) : error;
        });
        const code = newCode(tx.districtId);
        codes.push({ respondentId: id, code });
        await tx.create(SurveyCode, {
          id: newId(), surveyId, residentId: null, householdId: null, ...whose, digest: digestOfCode(this.#sealer, tx.districtId, code), issuedAt: tx.at, issuedById: actor.accountId,
        });
      }
      return found;
    });
    return { survey, codes };
  }

  /** What a code lets somebody answer; null for one that was never issued. */
  async asked(code: string): Promise<AskedByCode | null> {
    const districtId = districtOfCode(code);
    if (districtId === null) return null;
    const from = this.#openedFor(districtId);
    try {
      return (await one(from, askedByCode, digestOfCode(this.#sealer, districtId, code))) ?? null;
    } finally {
      await from.close();
    }
  }
}
