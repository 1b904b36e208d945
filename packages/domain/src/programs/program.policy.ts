import { ADMINS, STAFF, holds, isActor } from '../access/actor.ts';
import type { Performer } from '../shared/performer.ts';

/** Programs are made, changed and paid for by admins over their place; so does the system itself. */
export function mayRun(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, ADMINS, lineage));
}

/** What was done is recorded by the staff over the place and by the program's own. */
export function mayRecord(performer: Performer, lineage: readonly string[], ofProgram: boolean): boolean {
  return performer.accountId === null || ofProgram || (isActor(performer) && holds(performer, STAFF, lineage));
}

/** What a whole district learns from is published by its admins. */
export function mayPublish(performer: Performer, root: string): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, ['DISTRICT_ADMIN'], [root]));
}
