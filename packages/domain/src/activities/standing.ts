import { STAFF, holds, isActor, type Actor } from '../access/actor.ts';
import type { Role } from '../access/membership.entity.ts';
import { ownPeople, worksOver } from '../register/acting.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ActivityAttendance } from './activity-attendance.entity.ts';
import { ActivitySession } from './activity-session.entity.ts';
import { ActivitySignUp } from './activity-sign-up.entity.ts';
import { Activity } from './activity.entity.ts';
import { activitiesById, attendancesById, signUpsById, type ActivityViewer } from './activities.read.ts';

/** Whether somebody trains in a session, themselves or with their organisation. */
export function trains({ accountId, organisationId }: Actor, session: Pick<ActivitySession, 'trainerId' | 'trainerOrganisationId'>): boolean {
  return session.trainerId === accountId || (organisationId !== null && session.trainerOrganisationId === organisationId);
}

/** Who calls a session's roll: whoever trains in it, and staff over its place. */
export function mayLead(actor: Actor, lineage: readonly string[], session: Pick<ActivitySession, 'trainerId' | 'trainerOrganisationId'>): boolean {
  return trains(actor, session) || holds(actor, STAFF, lineage);
}

/** Who asks for activities, given whom they act for. */
export function viewerOf(actor: Actor, own: readonly string[]): ActivityViewer {
  const placesAs = (roles?: readonly Role[]) => actor.memberships.filter(({ role }) => roles?.includes(role) ?? true).map(({ placeId }) => placeId);
  return [[...own], placesAs(STAFF), actor.accountId, actor.organisationId, placesAs()];
}

/** An activity that the performer may see, locked. @throws Refusal NOT_FOUND */
export async function seenActivity(tx: Transaction, performer: Performer, activityId: string, field = 'activityId'): Promise<Activity> {
  const seen = !isActor(performer) || (await tx.rows(activitiesById, ...(await viewing(tx, performer)), [activityId])).length > 0;
  const activity = seen ? await tx.get(Activity, activityId) : null;
  if (!activity) throw new Refusal('NOT_FOUND', 'No such activity.', [field]);
  return activity;
}

/** Whether the performer works over an activity's place. */
export async function runs(tx: Transaction, performer: Performer, activityId: string): Promise<boolean> {
  const activity = await tx.findOne(Activity, { id: activityId });
  return activity !== null && worksOver(tx, performer, activity.placeId);
}

/** An activity that the performer runs, locked. @throws Refusal NOT_FOUND for one that they may not see; NOT_ALLOWED unless they work over its place */
export async function runActivity(tx: Transaction, performer: Performer, activityId: string, field = 'activityId'): Promise<Activity> {
  const activity = await seenActivity(tx, performer, activityId, field);
  if (!(await worksOver(tx, performer, activity.placeId))) throw new Refusal('NOT_ALLOWED', 'This is for the staff over its place.', [field]);
  return activity;
}

/**
 * A session whose roll the performer calls, not locked: its trainer, or staff over its place.
 * @throws Refusal NOT_FOUND for one that they may not see; NOT_ALLOWED
 */
export async function ledSession(tx: Transaction, performer: Performer, sessionId: string): Promise<ActivitySession> {
  const session = await tx.findOne(ActivitySession, { id: sessionId });
  if (session && ((isActor(performer) && trains(performer, session)) || (await runs(tx, performer, session.activityId)))) return session;
  const seen = session && isActor(performer) && (await tx.rows(activitiesById, ...(await viewing(tx, performer)), [session.activityId])).length > 0;
  if (seen) throw new Refusal('NOT_ALLOWED', 'This is for who leads the session and the staff over its place.', ['sessionId']);
  throw new Refusal('NOT_FOUND', 'No such session.', ['sessionId']);
}

/**
 * Registered with the unit of work: a command sent again is answered only to who may still see the record.
 * @throws Refusal NOT_FOUND
 */
export async function activityStillSeen(tx: Transaction, result: unknown): Promise<void> {
  if (!isActor(tx.performer)) return;
  const [own, worksAt, accountId, organisationId, heldAt] = await viewing(tx, tx.performer);
  const found = result instanceof Activity ? await tx.rows(activitiesById, own, worksAt, accountId, organisationId, heldAt, [result.id])
    : result instanceof ActivitySession ? await tx.rows(activitiesById, own, worksAt, accountId, organisationId, heldAt, [result.activityId])
    : result instanceof ActivitySignUp ? await tx.rows(signUpsById, own, worksAt, accountId, organisationId, [result.id])
    : result instanceof ActivityAttendance ? await tx.rows(attendancesById, own, worksAt, accountId, organisationId, [result.id]) : null;
  if (found?.length === 0) throw new Refusal('NOT_FOUND', 'No such record.');
}

async function viewing(tx: Transaction, actor: Actor): Promise<ActivityViewer> {
  return viewerOf(actor, [...(await ownPeople(tx, actor))]);
}
