import { holds, type Actor } from './actor.ts';
import type { Role } from './membership.entity.ts';

/** Who may give and take a role: an administrator of a higher rank over the place; district admins each other's too. */
export function mayGrant(actor: Actor, role: Role, lineage: readonly string[]): boolean {
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
