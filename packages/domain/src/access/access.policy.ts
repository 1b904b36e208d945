import type { Performer } from '../shared/performer.ts';
import { ADMINS, holds, isActor, type Actor } from './actor.ts';
import type { Role } from './membership.entity.ts';

/** Who may give and take a role: an administrator of a higher rank over the place; district admins each other's too. */
export function mayGrant(actor: Pick<Actor, 'memberships'>, role: Role, lineage: readonly string[]): boolean {
  switch (role) {
    case 'DISTRICT_ADMIN':
    case 'STREET_ADMIN':
    case 'PARTNER':
      return holds(actor, ['DISTRICT_ADMIN'], lineage);
    case 'COMMUNITY_ADMIN':
      return holds(actor, ['DISTRICT_ADMIN', 'STREET_ADMIN'], lineage);
    default:
      return holds(actor, ['DISTRICT_ADMIN', 'STREET_ADMIN', 'COMMUNITY_ADMIN'], lineage);
  }
}

/** What an account holds: roles, each with the ids of its place and all above it. */
export type Held = readonly { readonly role: Role; readonly lineage: readonly string[] }[];

/** Who may manage an account: whoever may grant all that it holds; one that never held anything is the district admins' own. */
export function mayManage(actor: Pick<Actor, 'memberships'>, held: Held, rootId: string): boolean {
  if (held.length === 0) return holds(actor, ['DISTRICT_ADMIN'], [rootId]);
  return held.every(({ role, lineage }) => mayGrant(actor, role, lineage));
}

/** Registered with places: the system itself, and admins over a place, may change what stands under it. */
export function mayChangePlaces(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, ADMINS, lineage));
}

/** Registered with addresses: the system itself, admins and grid workers over a place enter and change its addresses. */
export function mayChangeAddresses(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, [...ADMINS, 'GRID_WORKER'], lineage));
}
