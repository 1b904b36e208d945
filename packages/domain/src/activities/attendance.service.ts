import type { Sealer } from '../people/sealed.ts';
import { Resident } from '../people/resident.entity.ts';
import { takeBack } from '../points/take-back.ts';
import { participant, worksOver } from '../register/acting.ts';
import { externalOf, type External } from '../register/person.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { cardHolder } from '../time-bank/cards.service.ts';
import { whole } from '../shared/whole.ts';
import { ActivityAttendance } from './activity-attendance.entity.ts';
import { ActivitySession } from './activity-session.entity.ts';
import { ActivitySignUp } from './activity-sign-up.entity.ts';
import { attend, lockedSession } from './attend.ts';
import { attendedEvent } from './attended.event.ts';
import { sessionOfCode } from './door-code.ts';
import { admit, liveSignUp } from './sign-ups.service.ts';
import { ledSession, runs, seenActivity } from './standing.ts';

/** An attendance that is recorded by itself: late, of who came without a sign-up, or as another system has it. */
export interface NewAttendance {
  readonly sessionId: string;
  readonly residentId: string;
  readonly occurredAt?: Date | undefined;
  /** The session's unless said. */
  readonly minutes?: number | undefined;
  /** Where it stands in another system: sent again it is the same attendance. */
  readonly external?: External | undefined;
}

const MOST_MINUTES = 1_440;

/** Commands on attendance: check-in by who comes, roll call by who leads the session and the staff over its place, corrections by the staff. */
export class AttendanceService {
  private readonly unit: UnitOfWork;
  private readonly sealer: Sealer;

  constructor(unit: UnitOfWork, sealer: Sealer) {
    this.unit = unit;
    this.sealer = sealer;
  }

  /**
   * Checks somebody in by the code that the door shows: by themselves, or who acts for them. Who has no place takes one, when one is free. Twice is once.
   * @throws Refusal NOT_FOUND for the resident; INVALID at `code`; WRONG_STATE when the session was called off; NOT_ALLOWED at `residentId`, or
   *   INSUFFICIENT at `activityId`, for who has no place and gets none
   */
  checkIn(performer: Performer, residentId: string, code: string): Promise<ActivityAttendance> {
    return this.unit.of(performer, 'activity_attendance.check_in', async tx => {
      const resident = await participant(tx, performer, residentId);
      const found = await tx.findOne(ActivitySession, { id: sessionOfCode(this.sealer, tx.districtId, code, tx.at) });
      if (!found) throw new Refusal('INVALID', 'Scan the code that the door shows now.', ['code']);
      const activity = await seenActivity(tx, performer, found.activityId);
      const signUp = await liveSignUp(tx, activity.id, residentId);
      if (signUp?.status === 'WAITING') throw new Refusal('INSUFFICIENT', 'All places are taken.', ['activityId']);
      if (!signUp) await admit(tx, activity, resident, 'DOOR');
      return attend(tx, await lockedSession(tx, found.id), resident, { way: 'DOOR_CODE' });
    });
  }

  /** Checks in whose card is shown, with or without a sign-up. @throws Refusal NOT_FOUND; NOT_ALLOWED; INVALID or TOO_MANY_ATTEMPTS at `secret`; WRONG_STATE before the door is open */
  checkInByCard(performer: Performer, sessionId: string, secret: string): Promise<ActivityAttendance> {
    return this.unit.of(performer, 'activity_attendance.check_in_by_card', async tx => {
      await ledSession(tx, performer, sessionId);
      const resident = await tx.get(Resident, await cardHolder(tx, secret));
      if (!resident) throw new Refusal('INVALID', 'This is not the right card.', ['secret']);
      return attend(tx, await lockedSession(tx, sessionId), resident, { way: 'CARD' });
    });
  }

  /**
   * Calls the roll: whoever has a place was there, but those who are named. Called again it adds whom it missed.
   * @throws Refusal NOT_FOUND for the session, or at `absentIds` for who has no place; NOT_ALLOWED; CONFLICT at `absentIds` for who is recorded as having been
   *   there; WRONG_STATE before the door is open; INVALID at `occurredAt`
   */
  callRoll(performer: Performer, sessionId: string, absentIds: readonly string[], occurredAt?: Date): Promise<ActivitySession> {
    return this.unit.of(performer, 'activity_attendance.call_roll', async tx => {
      const { activityId } = await ledSession(tx, performer, sessionId);
      const placed = (await tx.find(ActivitySignUp, { activityId, status: 'SIGNED_UP' })).map(({ residentId }) => residentId);
      const came = new Set((await tx.find(ActivityAttendance, { sessionId, voidedAt: null })).map(({ residentId }) => residentId));
      for (const [n, id] of absentIds.entries()) {
        if (!placed.includes(id)) throw new Refusal('NOT_FOUND', 'Nobody with a place.', ['absentIds', String(n)]);
        if (came.has(id)) throw new Refusal('CONFLICT', 'They are recorded as having been there: void that first.', ['absentIds', String(n)]);
      }
      const present = await tx.getAll(Resident, { id: { $in: placed.filter(id => !absentIds.includes(id) && !came.has(id)) } });
      const session = await lockedSession(tx, sessionId);
      session.moment(occurredAt, tx.at);
      for (const resident of present) await attend(tx, session, resident, { way: 'ROLL_CALL', occurredAt });
      return session;
    });
  }

  /**
   * Records one attendance, with or without a sign-up; of who is recorded already it is that one.
   * @throws Refusal NOT_FOUND for the session, or the resident, also for who has no place and does not live where the performer works; NOT_ALLOWED; CONFLICT at
   *   `external` when it is known of somebody else; WRONG_STATE before the door is open; INVALID at `occurredAt` or `minutes`
   */
  record(performer: Performer, asked: NewAttendance): Promise<ActivityAttendance> {
    return this.unit.of(performer, 'activity_attendance.record', async tx => {
      const { sessionId, residentId, occurredAt, minutes } = asked;
      const found = await ledSession(tx, performer, sessionId);
      const resident = await tx.get(Resident, residentId);
      const known = resident && !resident.erasedAt && ((await liveSignUp(tx, found.activityId, residentId)) ?? (await worksOver(tx, performer, resident.placeId)));
      if (!known) throw new Refusal('NOT_FOUND', 'No such resident.', ['residentId']);
      if (minutes !== undefined) whole(minutes, 1, MOST_MINUTES, 'minutes');
      const external = externalOf(asked.external);
      const sent = external && (await tx.findOne(ActivityAttendance, external));
      if (sent && (sent.sessionId !== sessionId || sent.residentId !== residentId)) throw new Refusal('CONFLICT', 'This attendance was recorded of somebody else.', ['external']);
      return sent ?? attend(tx, await lockedSession(tx, sessionId), resident, { way: 'RECORDED', occurredAt, minutes, external });
    });
  }

  /** Other minutes or another time than were recorded. @throws Refusal NOT_FOUND; NOT_ALLOWED unless staff over the place; WRONG_STATE when it was voided; INVALID for no reason, minutes or a time that cannot be */
  correct(performer: Performer, attendanceId: string, { minutes, occurredAt }: { minutes?: number | undefined; occurredAt?: Date | undefined }, reason: string): Promise<ActivityAttendance> {
    return this.changed(performer, 'activity_attendance.correct', attendanceId, reason, async (tx, attendance, session) => {
      if (minutes !== undefined) attendance.minutes = whole(minutes, 1, MOST_MINUTES, 'minutes');
      if (occurredAt !== undefined) attendance.occurredAt = session.moment(occurredAt, tx.at);
    });
  }

  /** Lets it count no more, and takes its points back. @throws Refusal NOT_FOUND; NOT_ALLOWED; WRONG_STATE for the second time; INVALID for no reason; INSUFFICIENT when its points were spent */
  void(performer: Performer, attendanceId: string, reason: string): Promise<ActivityAttendance> {
    return this.changed(performer, 'activity_attendance.void', attendanceId, reason, async (tx, attendance, session) => {
      attendance.voidedAt = tx.at;
      session.attended -= 1;
      await takeBack(tx, attendedEvent.key, attendance.id);
    });
  }

  private changed(
    performer: Performer, command: string, attendanceId: string, reason: string, work: (tx: Transaction, attendance: ActivityAttendance, session: ActivitySession) => Promise<void>,
  ): Promise<ActivityAttendance> {
    return this.unit.of(performer, command, async tx => {
      const found = await tx.findOne(ActivityAttendance, { id: attendanceId });
      if (!found) throw new Refusal('NOT_FOUND', 'No such attendance.', ['attendanceId']);
      if (!(await runs(tx, performer, found.activityId))) {
        await ledSession(tx, performer, found.sessionId).catch(() => participant(tx, performer, found.residentId, 'attendanceId'));
        throw new Refusal('NOT_ALLOWED', 'This is for the staff over its place.', ['attendanceId']);
      }
      const session = await lockedSession(tx, found.sessionId);
      const attendance = await tx.get(ActivityAttendance, attendanceId);
      if (!attendance) throw new Refusal('NOT_FOUND', 'No such attendance.', ['attendanceId']);
      attendance.mustCount();
      attendance.reason = words(reason, 500, 'reason');
      await work(tx, attendance, session);
      return attendance;
    });
  }
}
