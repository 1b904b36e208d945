import { ADMINS, STAFF, holds, isActor } from '../access/actor.ts';
import type { Performer } from '../shared/performer.ts';

/** Staff over a place keep its register; so does the system itself, for imports. */
export function mayKeep(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, STAFF, lineage));
}

/** Numbers are shown to people only, never to the system itself. */
export function mayReveal(performer: Performer, lineage: readonly string[]): boolean {
  return isActor(performer) && holds(performer, STAFF, lineage);
}

/** To whom something was disclosed, and what a record was before, is for admins over the place. */
export function maySeeDisclosures(performer: Performer, lineage: readonly string[]): boolean {
  return isActor(performer) && holds(performer, ADMINS, lineage);
}

/** Personal data is erased by the district's own admins. */
export function mayErase(performer: Performer, lineage: readonly string[]): boolean {
  return isActor(performer) && holds(performer, ['DISTRICT_ADMIN'], lineage);
}
