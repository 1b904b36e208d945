import { alertRulesById, alertsById } from '@linli/domain/kpis/alerts/alerts.read';
import { STAFF } from '@linli/domain/access/actor';
import { itemsOfReviews, reviewsById } from '@linli/domain/kpis/reviews/reviews.read';
import { correctionsOf, figuresOfSeals, sealsById } from '@linli/domain/kpis/seals/seals.read';
import { many, one } from '../graphql/batch.ts';
import type { Operation } from '../graphql/operation.ts';

/** What is done with figures, for the staff over their places. */
export function figureLoaders(operation: Operation) {
  const worksAt = operation.actor.memberships.filter(({ role }) => (STAFF as readonly string[]).includes(role)).map(({ placeId }) => placeId);
  return {
    alertRule: one((ids: string[]) => operation.rows(alertRulesById, worksAt, ids), rule => rule.id),
    review: one((ids: string[]) => operation.rows(reviewsById, worksAt, ids), review => review.id),
    reviewItems: many((ids: string[]) => operation.rows(itemsOfReviews, ids), item => item.reviewId),
    seal: one((ids: string[]) => operation.rows(sealsById, worksAt, ids), seal => seal.id),
    /** By what they stand in for. */
    correction: one((ids: string[]) => operation.rows(correctionsOf, worksAt, ids), seal => seal.correctsId ?? ''),
    /** All figures of seals that the asker sees; of those, only what is of places that they see is to be shown. */
    sealed: many((ids: string[]) => operation.rows(figuresOfSeals, ids), figure => figure.sealId),
    alert: one((ids: string[]) => operation.rows(alertsById, worksAt, ids, null), alert => alert.id),
  };
}
