import type { ViewerFieldsFragment } from '../generated/documents.ts';

/** Whether somebody sets what is expected of a place, and signs off what was reached there: the admins of streets and districts. @param lineage the place and those above it */
export function steers({ roles }: ViewerFieldsFragment, lineage: readonly string[]): boolean {
  return roles.some(({ role, place }) => (role === 'STREET_ADMIN' || role === 'DISTRICT_ADMIN') && place !== null && lineage.includes(place.id));
}
