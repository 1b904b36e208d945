import { attachmentsOfRecords } from '../../attachments/attachments.read.ts';
import type { AttachmentsService } from '../../attachments/attachments.service.ts';
import { lineageOf } from '../../places/places.service.ts';
import { addDays, dayOf, type CalendarDate } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import type { Performer } from '../../shared/performer.ts';
import { one } from '../../shared/read.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Transaction } from '../../shared/transaction.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { words } from '../../shared/words.ts';
import type { Verdict } from '../comparison/fair.rule.ts';
import type { Indicator } from '../language/indicator.ts';
import { IndicatorSeal } from '../seals/indicator-seal.entity.ts';
import { figuresOfSeals, type SealRow } from '../seals/seals.read.ts';
import { isStaffOver, maySteer, mustSteer } from '../steering.ts';
import { IndicatorReview } from './indicator-review.entity.ts';
import { ReviewItem, type ReviewItemKind } from './review-item.entity.ts';
import { reviewPdf, reviewXlsx, type ReviewText } from './review-paper.ts';
import { itemsOfReviews, namesOfPlaces, signerName } from './reviews.read.ts';
import { judged } from './verdicts.ts';

/** What is said or decided. */
export interface NewReviewItem {
  readonly kind: ReviewItemKind;
  readonly text: string;
  readonly indicator?: string | undefined;
  readonly placeId?: string | undefined;
  /** For a DECISION. */
  readonly dueOn?: CalendarDate | undefined;
}

const LONGEST_TEXT = 2000;
const VERDICTS: Readonly<Record<Verdict, string>> = { BETTER: '明显较好', AS_EXPECTED: '正常范围', WORSE: '明显较差', UNUSUAL: '异常', TOO_FEW: '样本过少' };
const KINDS: Readonly<Record<ReviewItemKind, string>> = { COMMENT: '意见', DECISION: '决定' };

/** Reviews of sealed quarters, by the admins of streets and districts. */
export class ReviewsService {
  readonly #unit: UnitOfWork;
  readonly #attachments: AttachmentsService;
  readonly #indicators: readonly Indicator[];

  constructor(unit: UnitOfWork, attachments: AttachmentsService, indicators: readonly Indicator[]) {
    this.#unit = unit;
    this.#attachments = attachments;
    this.#indicators = indicators;
  }

  /** Begins the review of a sealed quarter. @throws Refusal NOT_FOUND; NOT_ALLOWED; INVALID at `sealId` for another kind of period; CONFLICT where it is reviewed already */
  begin(performer: Performer, sealId: string): Promise<IndicatorReview> {
    return this.#unit.of(performer, 'indicator_review.begin', async tx => {
      const seal = await tx.findOne(IndicatorSeal, { id: sealId });
      if (!seal || !isStaffOver(performer, await lineageOf(tx, seal.placeId))) throw new Refusal('NOT_FOUND', 'No such seal.', ['sealId']);
      await mustSteer(tx, seal.placeId);
      if (seal.periodKind !== 'QUARTER') throw new Refusal('INVALID', 'A quarter is reviewed.', ['sealId']);
      if (await tx.findOne(IndicatorReview, { sealId })) throw new Refusal('CONFLICT', 'There is a review of it.', ['sealId']);
      return tx.create(IndicatorReview, {
        id: newId(), placeId: seal.placeId, sealId, state: 'DRAFT', begunAt: tx.at, begunById: performer.accountId, signedAt: null, signedById: null,
      });
    });
  }

  /** Adds a comment or decision to a draft. @throws Refusal NOT_FOUND; NOT_ALLOWED; WRONG_STATE once it is signed; INVALID at `note`, `indicator`, `placeId` or `dueOn` */
  add(performer: Performer, reviewId: string, { kind, text, indicator, placeId, dueOn }: NewReviewItem): Promise<ReviewItem> {
    return this.#unit.of(performer, 'indicator_review.add', async tx => {
      const review = await draft(tx, reviewId);
      const sealed = await tx.rows(figuresOfSeals, [review.sealId]);
      if (indicator !== undefined && !sealed.some(figure => figure.indicator === indicator)) throw new Refusal('INVALID', 'It is not among what was sealed.', ['indicator']);
      if (placeId !== undefined && !sealed.some(figure => figure.placeId === placeId)) throw new Refusal('INVALID', 'It is not among the places that were sealed.', ['placeId']);
      if (dueOn !== undefined && (kind !== 'DECISION' || dueOn < dayOf(tx.at))) throw new Refusal('INVALID', 'A decision is carried out by a day to come.', ['dueOn']);
      return tx.create(ReviewItem, {
        id: newId(), reviewId, kind, indicator: indicator ?? null, placeId: placeId ?? null, text: words(text, LONGEST_TEXT, 'note'), dueOn: dueOn ?? null,
        writtenAt: tx.at, writtenById: performer.accountId,
      });
    });
  }

  /** Takes a comment or decision out of a draft. @throws Refusal NOT_FOUND at `itemId`; NOT_ALLOWED; WRONG_STATE */
  remove(performer: Performer, itemId: string): Promise<void> {
    return this.#unit.of(performer, 'indicator_review.remove', async tx => {
      const found = await tx.findOne(ReviewItem, { id: itemId });
      if (!found) throw new Refusal('NOT_FOUND', 'No such item.', ['itemId']);
      await draft(tx, found.reviewId, 'itemId');
      const item = await tx.get(ReviewItem, itemId);
      if (item) await tx.remove(item);
    });
  }

  /** Signs a review; from then on it stays as it is, and has its papers: a PDF and a workbook. @throws Refusal NOT_FOUND; NOT_ALLOWED; WRONG_STATE */
  async sign(performer: Performer, reviewId: string): Promise<IndicatorReview> {
    const signed = await this.#unit.of(performer, 'indicator_review.sign', async tx =>
      Object.assign(await draft(tx, reviewId), { state: 'SIGNED', signedAt: tx.at, signedById: performer.accountId } satisfies Partial<IndicatorReview>));
    const by = { ...performer, idempotency: undefined };
    const text = await this.#unit.of(by, 'indicator_review.print', tx => this.#textOf(tx, signed));
    if (text) { // else it was sent again, and the papers are there
      const name = text.title.replaceAll(/\s/g, ' ');
      await this.#attachments.store(by, { recordKind: 'IndicatorReview', recordId: reviewId, fileName: `${name}.pdf`, mediaType: 'application/pdf', content: await reviewPdf(text) });
      await this.#attachments.store(by, { recordKind: 'IndicatorReview', recordId: reviewId, fileName: `${name}.xlsx`, mediaType: XLSX, content: await reviewXlsx(text) });
    }
    return signed;
  }

  /** What is to be printed; null when it was. */
  async #textOf(tx: Transaction, review: IndicatorReview): Promise<ReviewText | null> {
    if ((await tx.rows(attachmentsOfRecords, ['IndicatorReview'], [review.id])).length > 0) return null;
    const seal = await tx.findOne(IndicatorSeal, { id: review.sealId });
    if (!seal || !review.signedAt) return null;
    const figures = await tx.rows(figuresOfSeals, [seal.id]);
    const places = new Map((await tx.rows(namesOfPlaces, figures.map(({ placeId }) => placeId))).map(place => [place.id, place]));
    const signer = review.signedById ? await one(tx, signerName, review.signedById) : undefined;
    const find = (key: string) => this.#indicators.find(indicator => indicator.key === key);
    const [nameOf, titleOf] = [(id: string | null | undefined) => (id ? (places.get(id)?.name ?? '') : ''), (key: string | null | undefined) => (key ? (find(key)?.title.zh ?? key) : '')];
    const quarter = `${seal.fromDay.slice(0, 4)}年第${Math.ceil(Number(seal.fromDay.slice(5, 7)) / 3)}季度`;
    return {
      title: `${nameOf(review.placeId)} ${quarter} 指标评审`, signedAt: review.signedAt,
      head: [
        `时段：${seal.fromDay} 至 ${addDays(seal.toDay, -1)}`, `签署：${signer?.name ?? '系统'} ${dayOf(review.signedAt)}`, `封存：${seal.comment}（${dayOf(seal.sealedAt)}）`, `摘要：${seal.digest}`,
      ],
      figures: judged(seal as SealRow, figures, find, id => places.get(id)?.level ?? '').map(({ figure, verdict }) => [
        nameOf(figure.placeId), titleOf(figure.indicator), figure.value === null ? '无数据' : shownIn(find(figure.indicator), figure.value), figure.numerator, figure.denominator, verdict ? VERDICTS[verdict] : '',
      ]),
      items: (await tx.rows(itemsOfReviews, [review.id])).map(item => [KINDS[item.kind], [nameOf(item.placeId), titleOf(item.indicator)].filter(Boolean).join(' '), item.text, item.dueOn ?? '']),
    };
  }
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A value as people write it: shares in percent, everything else with at most two decimals. */
function shownIn(indicator: Indicator | undefined, value: number): string {
  return indicator?.unit === 'RATIO' ? `${(value * 100).toFixed(1)}%` : String(Math.round(value * 100) / 100);
}

async function draft(tx: Transaction, reviewId: string, field = 'reviewId'): Promise<IndicatorReview> {
  const review = await tx.get(IndicatorReview, reviewId);
  const lineage = review ? await lineageOf(tx, review.placeId) : [];
  if (!review || !isStaffOver(tx.performer, lineage)) throw new Refusal('NOT_FOUND', 'No such review.', [field]);
  if (!maySteer(tx.performer, lineage)) throw new Refusal('NOT_ALLOWED', 'This is for the admins of streets and districts.', [field]);
  if (review.state === 'SIGNED') throw new Refusal('WRONG_STATE', 'It is signed.', [field]);
  return review;
}

/** Registered with the unit of work: a command sent again is answered only to who may still see the review. @throws Refusal NOT_FOUND */
export async function reviewStillSeen(tx: Transaction, result: unknown): Promise<void> {
  const review = result instanceof IndicatorReview ? result : result instanceof ReviewItem ? await tx.findOne(IndicatorReview, { id: result.reviewId }) : undefined;
  if (review !== undefined && (review === null || !isStaffOver(tx.performer, await lineageOf(tx, review.placeId)))) throw new Refusal('NOT_FOUND', 'No such review.', ['reviewId']);
}
