import { STAFF, holds } from '../../access/actor.ts';
import type { RecordKind } from '../../attachments/records.ts';
import { lineages } from '../../places/places.read.ts';
import { one } from '../../shared/read.ts';
import { reviewForRights } from './reviews.read.ts';

/** The papers of reviews: for the staff over their places. Nobody adds or removes one. */
export const reviewRecords: RecordKind = {
  kind: 'IndicatorReview',
  table: 'indicator_review',
  async rights(from, actor, reviewId) {
    const found = await one(from, reviewForRights, reviewId);
    if (!found) return null;
    const lineage = (await from.rows(lineages, [found.placeId])).map(({ ancestorId }) => ancestorId);
    return holds(actor, STAFF, lineage) ? { mayAttach: false, mayRemove: false } : null;
  },
};
