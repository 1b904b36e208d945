import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { FEWEST } from './results.rule.ts';
import type { AnswerMode } from './survey.entity.ts';

/** An answer as it is kept without a name. */
export interface Paper {
  readonly mode: AnswerMode;
  readonly answers: string;
  readonly wordsSealed: string | null;
}

/**
 * Puts an answer into the urn, and notes apart from it that somebody has answered. Neither row has a time, a sequence or an id
 * that leads to the other, and neither passes through the unit's records: no audit entry and no history names them. What remains
 * is the transaction that wrote both, which PostgreSQL keeps with each row until {@link mix} has written the answer anew.
 * @param respondentId resident or household @throws Refusal CONFLICT at `field` when they have answered
 */
export async function cast(tx: Transaction, surveyId: string, respondentId: string, { mode, answers, wordsSealed }: Paper, field: string): Promise<void> {
  const noted = await tx.execute(
    '/* survey_ticket */ insert into survey_ticket (district_id, survey_id, respondent_id) values ($1, $2, $3) on conflict do nothing returning survey_id',
    tx.districtId, surveyId, respondentId,
  );
  if (noted.length === 0) throw new Refusal('CONFLICT', 'They have answered already.', [field]);
  await tx.execute(
    `/* survey_paper */ insert into survey_paper (district_id, id, survey_id, mode, answers, words_sealed, counted) values ($1, gen_random_uuid(), $2, $3, $4, $5, false)`,
    tx.districtId, surveyId, mode, answers, wordsSealed,
  );
  const [waiting] = await tx.execute<{ n: number }>(
    '/* survey_papers_waiting */ select count(*)::int as n from survey_paper where district_id = $1 and survey_id = $2 and not counted', tx.districtId, surveyId,
  );
  // ten always stay behind, so that those counted last, when it ends, are never fewer
  if ((waiting?.n ?? 0) >= 2 * FEWEST) await mix(tx, surveyId, FEWEST);
}

/** Counts answers that wait, drawn and written anew at random, so that neither their rows nor how the results moved tell whose they are. */
export async function mix(tx: Transaction, surveyId: string, most: number | null): Promise<void> {
  await tx.execute(
    `/* survey_papers_mix */ with drawn as (
       delete from survey_paper where district_id = $1 and id in (
         select id from survey_paper where district_id = $1 and survey_id = $2 and not counted order by random() limit $3)
       returning mode, answers, words_sealed)
     insert into survey_paper (district_id, id, survey_id, mode, answers, words_sealed, counted)
     select $1, gen_random_uuid(), $2, mode, answers, words_sealed, true from drawn order by random()`,
    tx.districtId, surveyId, most,
  );
}
