import { ADMINS, STAFF, holds, isActor } from '../access/actor.ts';
import type { Performer } from '../shared/performer.ts';

/** Rules, goods and lists are made by admins over the place where they hold; so does the system itself. */
export function mayManage(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, ADMINS, lineage));
}

/** What happened is recorded by the staff over the place, or by the system for what other systems send. */
export function mayRecord(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, STAFF, lineage));
}

/** Settings that hold in the whole district are its own admins'. */
export function maySetUp(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, ['DISTRICT_ADMIN'], lineage));
}
