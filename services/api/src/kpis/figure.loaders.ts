import { alertRulesById, alertsById } from '@linli/domain/kpis/alerts/alerts.read';
import { STAFF } from '@linli/domain/access/actor';
import { one } from '../graphql/batch.ts';
import type { Operation } from '../graphql/operation.ts';

/** What is done with figures, for the staff over their places. */
export function figureLoaders(operation: Operation) {
  const worksAt = operation.actor.memberships.filter(({ role }) => (STAFF as readonly string[]).includes(role)).map(({ placeId }) => placeId);
  return {
    alertRule: one((ids: string[]) => operation.rows(alertRulesById, worksAt, ids), rule => rule.id),
    alert: one((ids: string[]) => operation.rows(alertsById, worksAt, ids), alert => alert.id),
  };
}
