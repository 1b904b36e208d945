import { defineEntity } from '@mikro-orm/core';
import type { CalendarDate } from '../../shared/clock.ts';

export const REVIEW_ITEM_KINDS = ['COMMENT', 'DECISION'] as const;
export type ReviewItemKind = (typeof REVIEW_ITEM_KINDS)[number];

const ReviewItemSchema = defineEntity({
  name: 'ReviewItem',
  tableName: 'review_item',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    reviewId: p.uuid(),
    kind: p.string().$type<ReviewItemKind>(),
    /** Key of the indicator, and the place, that it is about; null where it is about all. */
    indicator: p.string().nullable(),
    placeId: p.uuid().nullable(),
    text: p.text(),
    /** By when a decision is to be carried out. */
    dueOn: p.date().$type<CalendarDate>().nullable(),
    writtenAt: p.datetime(),
    writtenById: p.uuid().nullable(),
  }),
});

/** 评审意见. One comment or decision of a review. */
export class ReviewItem extends ReviewItemSchema.class {
  static readonly schema = ReviewItemSchema;
}
ReviewItemSchema.setClass(ReviewItem);
