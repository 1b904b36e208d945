import { reviewCount, reviewPage, type ReviewFilter, type ReviewItemRow, type ReviewRow } from '@linli/domain/kpis/reviews/reviews.read';
import { judged } from '@linli/domain/kpis/reviews/verdicts';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { AttachmentType } from '../attachments/attachment.type.ts';
import { Command, Input } from '../graphql/command.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { recordKey, worksAt } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { PlaceType, WorkerType } from '../places/place.type.ts';
import { shownAccount } from '../register/shown.ts';
import {
  IndicatorReviewAddInput, IndicatorReviewBeginInput, IndicatorReviewPayload, IndicatorReviewRemoveInput, IndicatorReviewRemovePayload, IndicatorReviewSignInput,
  ReviewConnection, ReviewItemPayload, ReviewItemType, ReviewType, ReviewedFigureType,
} from './review.type.ts';
import { SealType } from './seal.type.ts';

/** Reviews: for the staff over their places. */
@Resolver(() => ReviewType)
export class ReviewResolver {
  @Query(() => ReviewConnection, { description: '季度评审列表 Reviews, the latest first.' })
  indicatorReviews(
    @Arg('placeId', () => ID, { nullable: true, description: '地点 Only those of this place itself.' }) placeId: string | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: ReviewFilter = [worksAt(operation), rowIdOrNull('Place', placeId)];
    return pageById(first, after, (position, limit) => operation.rows(reviewPage, ...values, position, limit), () => one(operation, reviewCount, ...values));
  }

  @Query(() => ReviewType, { nullable: true, description: '季度评审 A review by id; null when there is none that one may see.' })
  indicatorReview(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.figures.review.load(rowId('IndicatorReview', id));
  }

  @Command(() => IndicatorReviewPayload, '开始评审 Begins the review of a sealed quarter. By the admins of streets and districts.')
  async indicatorReviewBegin(@Input(() => IndicatorReviewBeginInput) input: IndicatorReviewBeginInput, @Ctx() { operation }: Context) {
    return { review: await operation.domain.reviews.begin(operation.by(input), rowId('IndicatorSeal', input.sealId)) };
  }

  @Command(() => ReviewItemPayload, '填写意见 Adds a comment or a decision to a draft.')
  async indicatorReviewAdd(@Input(() => IndicatorReviewAddInput) input: IndicatorReviewAddInput, @Ctx() { operation }: Context) {
    const { kind, note: text, indicator, dueOn } = input;
    return { item: await operation.domain.reviews.add(operation.by(input), rowId('IndicatorReview', input.reviewId), {
      kind, text, indicator: indicator ?? undefined, placeId: rowIdOrNull('Place', input.placeId) ?? undefined, dueOn: dueOn ?? undefined,
    }) };
  }

  @Command(() => IndicatorReviewRemovePayload, '删除意见 Takes a comment or a decision out of a draft.')
  async indicatorReviewRemove(@Input(() => IndicatorReviewRemoveInput) input: IndicatorReviewRemoveInput, @Ctx() { operation }: Context) {
    await operation.domain.reviews.remove(operation.by(input), rowId('ReviewItem', input.itemId));
    return {};
  }

  @Command(() => IndicatorReviewPayload, '签署评审 Signs a review: it stays as it is, and has its papers as PDF and XLSX.')
  async indicatorReviewSign(@Input(() => IndicatorReviewSignInput) input: IndicatorReviewSignInput, @Ctx() { operation }: Context) {
    return { review: await operation.domain.reviews.sign(operation.by(input), rowId('IndicatorReview', input.reviewId)) };
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() review: ReviewRow): string {
    return globalId('IndicatorReview', review.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点' })
  place(@Root() review: ReviewRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(review.placeId);
  }

  @FieldResolver(() => SealType, { nullable: true, description: '封存 The sealed quarter.' })
  seal(@Root() review: ReviewRow, @Ctx() { operation }: Context) {
    return operation.loaders.figures.seal.load(review.sealId);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '签署人' })
  signedBy(@Root() review: ReviewRow, @Ctx() { operation }: Context) {
    return shownAccount(operation, review.signedById);
  }

  @FieldResolver(() => [ReviewItemType], { description: '意见与决定 In the order in which they were written.' })
  items(@Root() review: ReviewRow, @Ctx() { operation }: Context) {
    return operation.loaders.figures.reviewItems.load(review.id);
  }

  @FieldResolver(() => [ReviewedFigureType], { description: '评审指标 The sealed figures with what they mean among places of the same level.' })
  async figures(@Root() review: ReviewRow, @Ctx() { operation: { domain, loaders } }: Context): Promise<ReviewedFigureType[]> {
    const seal = await loaders.figures.seal.load(review.sealId);
    if (!seal) return [];
    const figures = await loaders.figures.sealed.load(seal.id);
    const places = new Map(await Promise.all([...new Set(figures.map(({ placeId }) => placeId))].map(async id => [id, await loaders.place.load(id)] as const)));
    return judged(seal, figures, key => domain.indicators.find(key), id => places.get(id)?.level ?? '').map(({ figure, verdict }) => ({
      key: figure.indicator, place: places.get(figure.placeId) as unknown as PlaceType, numerator: figure.numerator, denominator: figure.denominator, value: figure.value, verdict,
    }));
  }

  @FieldResolver(() => [AttachmentType], { description: '文件 Its papers; none while it is a draft.' })
  files(@Root() { id }: ReviewRow, @Ctx() { operation: { loaders } }: Context) {
    return loaders.attachments.load(recordKey({ recordKind: 'IndicatorReview', recordId: id }));
  }
}

@Resolver(() => ReviewItemType)
export class ReviewItemResolver {
  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() item: ReviewItemRow): string {
    return globalId('ReviewItem', item.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 That it is about; null where it is about all.' })
  place(@Root() { placeId }: ReviewItemRow, @Ctx() { operation }: Context) {
    return placeId ? operation.loaders.place.load(placeId) : null;
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '填写人' })
  writtenBy(@Root() item: ReviewItemRow, @Ctx() { operation }: Context) {
    return shownAccount(operation, item.writtenById);
  }
}
