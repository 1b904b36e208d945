import { defineEntity } from '@mikro-orm/core';

export const REVIEW_STATES = ['DRAFT', 'SIGNED'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

const IndicatorReviewSchema = defineEntity({
  name: 'IndicatorReview',
  tableName: 'indicator_review',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** The place of the seal. */
    placeId: p.uuid(),
    /** The sealed quarter whose figures are reviewed. */
    sealId: p.uuid(),
    state: p.string().$type<ReviewState>(),
    begunAt: p.datetime(),
    begunById: p.uuid().nullable(),
    signedAt: p.datetime().nullable(),
    signedById: p.uuid().nullable(),
  }),
});

/** 季度评审. What was said and decided about the figures of a sealed quarter; once signed it stays as it is. */
export class IndicatorReview extends IndicatorReviewSchema.class {
  static readonly schema = IndicatorReviewSchema;
}
IndicatorReviewSchema.setClass(IndicatorReview);
