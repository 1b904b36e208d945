import type { Performer } from '../shared/performer.ts';
import type { Role } from './membership.entity.ts';

/** Somebody signed in, with the roles they hold now. */
export interface Actor extends Performer {
  readonly accountId: string;
  readonly sessionId: string;
  /** The resident that the account belongs to, if any. */
  readonly residentId: string | null;
  /** The organisation that the account works for, if any: what is assigned to it is theirs to see. */
  readonly organisationId: string | null;
  /** A one-time password was used and is still to be replaced; until then nothing else is allowed, and no role counts. */
  readonly mustSetPassword: boolean;
  readonly memberships: readonly { readonly role: Role; readonly placeId: string }[];
}

/** Whether somebody signed in performs a command, and not the system itself. */
export function isActor(performer: Performer): performer is Actor {
  return 'memberships' in performer;
}

export const ADMINS = ['COMMUNITY_ADMIN', 'STREET_ADMIN', 'DISTRICT_ADMIN'] as const satisfies readonly Role[];
/** Roles of people who work for a place; they see its records. */
export const STAFF = [...ADMINS, 'GRID_WORKER', 'MEDIATOR', 'CENTRE_STAFF'] as const satisfies readonly Role[];

/**
 * Whether the actor holds one of the roles over a place.
 * @param lineage ids of the place and every place above it
 */
export function holds(actor: Pick<Actor, 'memberships'>, roles: readonly Role[], lineage: readonly string[]): boolean {
  return actor.memberships.some(({ role, placeId }) => roles.includes(role) && lineage.includes(placeId));
}

/** Whether the actor holds one of the roles anywhere. */
export function holdsSomewhere(actor: Actor, roles: readonly Role[]): boolean {
  return actor.memberships.some(({ role }) => roles.includes(role));
}
