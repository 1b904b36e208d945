import { Residence } from '../people/residence.entity.ts';
import type { Resident } from '../people/resident.entity.ts';
import { earn } from '../points/earning.ts';
import { dayOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ActivityAttendance, type AttendanceWay } from './activity-attendance.entity.ts';
import { ActivitySession } from './activity-session.entity.ts';
import { attendedEvent } from './attended.event.ts';

/** How it is known that somebody was there, and when. */
export interface Attending {
  readonly way: AttendanceWay;
  readonly occurredAt?: Date | undefined;
  readonly minutes?: number | undefined;
  readonly external?: { readonly externalSystem: string; readonly externalId: string } | undefined;
}

/** A session, locked after the residents who come to it and the activity, as everywhere. */
export async function lockedSession(tx: Transaction, sessionId: string): Promise<ActivitySession> {
  const session = await tx.get(ActivitySession, sessionId);
  if (!session) throw new Refusal('NOT_FOUND', 'No such session.', ['sessionId']);
  return session;
}

/**
 * Records that somebody was at a locked session, and proposes points for it; of who is recorded already it is that attendance.
 * @throws Refusal as {@link ActivitySession.moment}
 */
export async function attend(tx: Transaction, session: ActivitySession, resident: Resident, { way, occurredAt, minutes, external }: Attending): Promise<ActivityAttendance> {
  const at = session.moment(occurredAt, tx.at);
  const known = await tx.findOne(ActivityAttendance, { sessionId: session.id, residentId: resident.id, voidedAt: null });
  if (known) return known;
  const { id: sessionId, activityId, placeId, kind, programId } = session;
  const { placeId: homePlaceId, standing } = await lived(tx, resident, dayOf(at));
  const attendance = await tx.create(ActivityAttendance, {
    id: newId(), activityId, sessionId, residentId: resident.id, placeId, kind, programId, homePlaceId, standing, minutes: minutes ?? session.minutes, way, occurredAt: at,
    recordedAt: tx.at, recordedById: tx.performer.accountId, voidedAt: null, reason: null, externalSystem: null, externalId: null, ...external, dataOrigin: resident.dataOrigin,
  });
  session.attended += 1;
  await earn(tx, { type: attendedEvent.key, key: attendance.id, residentId: resident.id, householdId: resident.householdId ?? null, placeId, occurredAt: at, note: null, dataOrigin: resident.dataOrigin });
  return attendance;
}

/** Where somebody lived on a day, and in which standing; as now where that is not known. */
async function lived(tx: Transaction, resident: Resident, day: CalendarDate): Promise<Pick<Residence, 'placeId' | 'standing'>> {
  const then = await tx.findOne(Residence, { residentId: resident.id, livesFrom: { $lte: day }, $or: [{ livesTo: null }, { livesTo: { $gt: day } }] });
  return then ?? resident;
}
