import { STAFF, type Actor } from './actor.ts';

/**
 * Who asks, as statements on records know them: `$2` themselves and whom they act for, `$3` the places they work at, `$4`
 * their account, `$5` the organisation they work for.
 */
export type Seer = [own: string[], worksAt: string[], accountId: string, organisationId: string | null];

/** How the rows of a table are seen. A room states it once, for its own lists and for all that counts its records. */
export interface Sight {
  readonly table: string;
  /** What shows such a row in the API: its kind of node, and the column that holds the node's id. */
  readonly node: { readonly kind: string; readonly id: string };
  /** SQL that is true where the {@link Seer} may see the row of the relation named `alias`; `$1` is the district. */
  readonly seen: (alias: string) => string;
}

/** @param own the resident that the actor is, and those whom they act for now */
export function seerOf({ memberships, accountId, organisationId }: Actor, own: readonly string[]): Seer {
  const worksAt = memberships.filter(({ role }) => (STAFF as readonly string[]).includes(role)).map(({ placeId }) => placeId);
  return [[...own], worksAt, accountId, organisationId];
}
