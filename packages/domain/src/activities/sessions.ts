import { Organisation } from '../organisations/organisation.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import { Program } from '../programs/program.entity.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { words } from '../shared/words.ts';
import { ActivitySession } from './activity-session.entity.ts';
import type { Activity } from './activity.entity.ts';
import { sessionsOfTrainer, trainersAt } from './activities.read.ts';
import { expectReminders } from './reminders.ts';

/** A session as it is planned. */
export interface NewSession {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly venue?: string | null | undefined;
  readonly trainerId?: string | null | undefined;
  readonly trainerOrganisationId?: string | null | undefined;
}

export const MOST_SESSIONS = 200;
const LONGEST_MINUTES = 1_440;

/**
 * Plans sessions of an activity that is locked.
 * @throws Refusal INVALID for too many, or a span that is none or longer than a day; NOT_FOUND for who cannot train there; CONFLICT at `startsAt` when a
 *   trainer leads another session then
 */
export async function planSessions(tx: Transaction, activity: Activity, sessions: readonly NewSession[]): Promise<ActivitySession[]> {
  const planned = await tx.find(ActivitySession, { activityId: activity.id });
  if (planned.length + sessions.length > MOST_SESSIONS) throw new Refusal('INVALID', `An activity has up to ${MOST_SESSIONS} sessions.`, ['sessions']);
  const { id: activityId, placeId, programId, kind } = activity;
  const program = programId ? await tx.keep(Program, programId) : null; // by what it is measured stays so until these sessions are there
  const made: ActivitySession[] = [];
  for (const [n, asked] of sessions.entries()) {
    const values = await checkedSession(tx, placeId, asked, null, ['sessions', String(n)]);
    made.push(await tx.create(ActivitySession, {
      id: newId(), activityId, placeId, programId, kind, ...values, attended: 0, cancelledAt: null, cancelReason: null, outcomeIndicator: program?.outcomeIndicator ?? null,
    }));
  }
  await spanSessions(tx, activity);
  for (const session of made) await expectReminders(tx, session);
  return made;
}

/** What is kept of a session as it is planned; `known` is its id when it is another one's change. @throws Refusal as {@link planSessions} */
export async function checkedSession(tx: Transaction, placeId: string, asked: NewSession, known: string | null, path: readonly string[]) {
  const { startsAt, endsAt, venue, trainerId = null, trainerOrganisationId = null } = asked;
  const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
  if (minutes < 1 || minutes > LONGEST_MINUTES) throw new Refusal('INVALID', 'A session ends after it begins, within a day.', [...path, 'endsAt']);
  if (trainerId !== null && (await tx.rows(trainersAt, trainerId, placeId, tx.at)).length === 0) {
    throw new Refusal('NOT_FOUND', 'Nobody who could train there.', [...path, 'trainerId']);
  }
  if (trainerOrganisationId !== null) await mustServe(tx, trainerOrganisationId, placeId, [...path, 'trainerOrganisationId']);
  if (trainerId !== null && (await tx.rows(sessionsOfTrainer, trainerId, startsAt, endsAt, known)).length > 0) {
    throw new Refusal('CONFLICT', 'The trainer leads another session at that time.', [...path, 'startsAt']);
  }
  return { startsAt, endsAt, minutes, venue: venue ? words(venue, 200, ...path, 'venue') : null, trainerId, trainerOrganisationId };
}

/** Lets the activity last from its first session to its last. */
export async function spanSessions(tx: Transaction, activity: Activity): Promise<void> {
  const sessions = await tx.find(ActivitySession, { activityId: activity.id, cancelledAt: null }, { orderBy: { startsAt: 'asc' } });
  const ends = sessions.map(({ endsAt }) => endsAt.getTime());
  activity.startsAt = sessions[0]?.startsAt ?? null;
  activity.endsAt = ends.length > 0 ? new Date(Math.max(...ends)) : null;
}

async function mustServe(tx: Transaction, organisationId: string, placeId: string, path: readonly string[]): Promise<void> {
  const organisation = await tx.findOne(Organisation, { id: organisationId });
  if (!organisation || !(await lineageOf(tx, placeId)).includes(organisation.placeId)) throw new Refusal('NOT_FOUND', 'No such organisation.', path);
  organisation.refuseIfClosed(path);
}
