import { ADMINS, holds, isActor } from '../access/actor.ts';
import type { Performer } from '../shared/performer.ts';

/** Questionnaires and surveys are for admins and centre staff over the place; so does the system itself. */
export function mayAsk(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, [...ADMINS, 'CENTRE_STAFF'], lineage));
}

/** Votes are held by admins over the place. */
export function mayHoldVote(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, ADMINS, lineage));
}
