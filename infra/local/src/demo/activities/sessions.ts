import type { AttendanceWay, ActivityAttendance } from '@linli/domain/activities/activity-attendance.entity';
import type { ActivitySession } from '@linli/domain/activities/activity-session.entity';
import type { Activity, ActivityKind } from '@linli/domain/activities/activity.entity';
import type { BulkValues } from '@linli/domain/shared/bulk';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import type { Neighbour } from '../neighbours.ts';
import { Weighted, type Random } from '../random.ts';

/** One coming together: when, and who came. */
export interface Meeting {
  readonly startsAt: Date;
  readonly people: readonly Neighbour[];
}

/** What a gathering is. */
export interface About {
  readonly placeId: string;
  readonly programId: string | null;
  /** What its program is measured by. */
  readonly outcomeIndicator: string | null;
  readonly kind: ActivityKind;
  readonly title: string;
  readonly venue: string;
  readonly minutes: number;
}

/** What people come together for, with what is kept of it. */
export interface Gathering {
  readonly activity: NewRow<Activity>;
  readonly sessions: readonly NewRow<ActivitySession>[];
  readonly attendances: readonly BulkValues<ActivityAttendance>[];
}

const WAYS = new Weighted<AttendanceWay>([['CARD', 5], ['DOOR_CODE', 3], ['ROLL_CALL', 2]]);
const [MINUTE, DAY] = [60_000, 86_400_000];
/** Nobody comes later than this, in minutes. */
const LATEST = 20;

/** An activity that has taken place, without sign-ups: whoever wanted came. */
export function gathering(
  random: Random, { placeId, programId, outcomeIndicator, kind, title, venue, minutes }: About, meetings: readonly Meeting[],
): Gathering {
  const begin = meetings[0]?.startsAt ?? new Date(0);
  const recordedAt = new Date(begin.getTime() - 7 * DAY);
  const activityId = newId();
  const sessions = meetings.map(({ startsAt, people }): NewRow<ActivitySession> => ({
    id: newId(), activityId, placeId, programId, outcomeIndicator, kind, startsAt, endsAt: new Date(startsAt.getTime() + minutes * MINUTE), minutes, venue: null, trainerId: null,
    trainerOrganisationId: null, attended: people.length, cancelledAt: null, cancelReason: null,
  }));
  return {
    activity: {
      id: activityId, placeId, programId, kind, title, description: null, venue, capacity: null, waitlist: 0, signUpFrom: recordedAt, signUpUntil: null, openTo: 'PLACE',
      standings: [], ageFrom: null, ageBelow: null, startsAt: begin, endsAt: sessions.at(-1)?.endsAt ?? null, signedUp: 0, waiting: 0, lastNumber: 0, cancelledAt: null,
      cancelReason: null, externalSystem: null, externalId: null, dataOrigin: 'GENERATED', recordedAt, recordedById: null,
    },
    sessions,
    attendances: sessions.flatMap((session, n) => attendances(random, session, meetings[n]?.people ?? [])),
  };
}

/** That some came to a session. What is not said of an attendance is null. */
export function attendances(random: Random, session: NewRow<ActivitySession>, people: readonly Neighbour[]): BulkValues<ActivityAttendance>[] {
  const { id: sessionId, activityId, placeId, kind, programId, minutes, startsAt } = session;
  const way = WAYS.pick(random);
  return people.map(({ id: residentId, placeId: homePlaceId, standing }) => {
    const occurredAt = new Date(startsAt.getTime() + random.below(LATEST) * MINUTE);
    return { id: newId(), activityId, sessionId, residentId, placeId, kind, ...(programId && { programId }), homePlaceId, standing, minutes, way, occurredAt, recordedAt: occurredAt, dataOrigin: 'GENERATED' };
  });
}
