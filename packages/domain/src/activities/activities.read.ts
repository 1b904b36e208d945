import type { Seer, Sight } from '../access/sight.ts';
import { changedAfter } from '../shared/changed.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { ActivityAttendance } from './activity-attendance.entity.ts';
import { ActivitySession } from './activity-session.entity.ts';
import { ActivitySignUp, type SignUpStatus } from './activity-sign-up.entity.ts';
import { Activity, type ActivityKind } from './activity.entity.ts';

/** Who asks for activities, and all places where they hold a role. */
export type ActivityViewer = [...Seer, heldAt: string[]];

/** Staff over a place. */
const over = (place: string) => `exists (select from place_ancestor v where v.district_id = $1 and v.place_id = ${place} and v.ancestor_id = any($3::uuid[]))`;
const trains = (session: string) => `(${session}.trainer_id = $4 or ${session}.trainer_organisation_id = $5)`;

/** Staff over its place, whoever trains in it or is signed up for it, and everybody to whom it is open: by where they live or hold a role. */
const VISIBLE = `(${over('a.place_id')}
  or (a.open_to = 'DISTRICT' and cardinality($2::uuid[]) + cardinality($6::uuid[]) > 0)
  or exists (select from place_ancestor h where h.district_id = $1 and h.ancestor_id = a.place_id and h.place_id = any($6::uuid[]))
  or exists (select from resident r join place_ancestor h on h.district_id = $1 and h.place_id = r.place_id
    where r.district_id = $1 and r.id = any($2::uuid[]) and h.ancestor_id = a.place_id)
  or exists (select from activity_sign_up u where u.district_id = $1 and u.activity_id = a.id and u.resident_id = any($2::uuid[]))
  or exists (select from activity_session s where s.district_id = $1 and s.activity_id = a.id and ${trains('s')}))`;

export type ActivityRow = RowOf<Activity>;
const ACTIVITY = columnsOf(Activity.schema, 'a');

/** Activities by id, those that the viewer may see. */
export const activitiesById = read<ActivityRow, [...ActivityViewer, string[]]>('activities_by_id',
  `select ${ACTIVITY} from activity a where a.district_id = $1 and ${VISIBLE} and a.id = any($7::uuid[])`);

const FILTERS = `and ($7::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = a.place_id and f.ancestor_id = $7))
  and ($8::text[] is null or a.kind = any($8)) and ($9::timestamptz is null or a.ends_at > $9) and ($10::timestamptz is null or a.starts_at < $10)
  and ($11::uuid is null or a.program_id = $11)`;
/** Null filters nothing; \`from\`: not over at an instant, \`to\`: begun before another. */
export type ActivityFilterValues = [...ActivityViewer, under: string | null, kinds: ActivityKind[] | null, from: Date | null, to: Date | null, programId: string | null];

/** A page of activities, the latest recorded first, before one of them. */
export const activityPage = read<ActivityRow, [...ActivityFilterValues, string | null, number]>('activity_page',
  `select ${ACTIVITY} from activity a where a.district_id = $1 and ${VISIBLE} ${FILTERS} and ($12::uuid is null or a.id < $12) order by a.id desc limit $13`);
export const activityCount = read<{ n: number }, ActivityFilterValues>('activity_count',
  `select count(*)::int as n from activity a where a.district_id = $1 and ${VISIBLE} ${FILTERS}`);

/** Activities that changed after a position, of those that the viewer may see; `$7` a place above them, or null. */
export const activitiesChanged = read<ActivityRow, [...ActivityViewer, string | null, string, string, number]>('activities_changed',
  `select ${ACTIVITY} from activity a where a.district_id = $1 and ${VISIBLE}
   and ($7::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = a.place_id and f.ancestor_id = $7))
   and ${changedAfter('a', '$8', '$9')} limit $10`);

export type ActivitySessionRow = RowOf<ActivitySession>;
const SESSION = columnsOf(ActivitySession.schema, 's');

/** A session counts for the staff over its place, who trains in it, and whom of theirs it is open to by where they live. */
export const sessionSight: Sight = {
  table: ActivitySession.schema.tableName, node: { kind: 'ActivitySession', id: 'id' },
  seen: alias => `(${over(`${alias}.place_id`)} or ${trains(alias)} or exists (select from resident r join place_ancestor h on h.district_id = $1 and h.place_id = r.place_id
    where r.district_id = $1 and r.id = any($2::uuid[]) and h.ancestor_id = ${alias}.place_id))`,
};

/** Sessions by id, those of activities that the viewer may see. */
export const activitySessionsById = read<ActivitySessionRow, [...ActivityViewer, string[]]>('activity_sessions_by_id',
  `select ${SESSION} from activity_session s join activity a on a.district_id = $1 and a.id = s.activity_id
   where s.district_id = $1 and s.id = any($7::uuid[]) and ${VISIBLE}`);

/** The sessions of activities, by time. */
export const sessionsOfActivities = read<ActivitySessionRow, [string[]]>('activity_sessions_of',
  `select ${SESSION} from activity_session s where s.district_id = $1 and s.activity_id = any($2::uuid[]) order by s.starts_at, s.id`);

/** Of a trainer, sessions that are not called off within a span of time; one (`$5`) left out. */
export const sessionsOfTrainer = read<{ id: string }, [string, Date, Date, string | null]>('activity_sessions_of_trainer',
  `select s.id from activity_session s where s.district_id = $1 and s.trainer_id = $2 and s.cancelled_at is null
   and s.starts_at < $4 and s.ends_at > $3 and ($5::uuid is null or s.id <> $5)`);

/** An account that may train at a place: it holds a role there, above it or under it now, or works for an organisation that serves it. */
export const trainersAt = read<{ id: string }, [accountId: string, placeId: string, at: Date]>('activity_trainers_at',
  `select c.id from account c where c.district_id = $1 and c.id = $2 and c.disabled_at is null and (
     exists (select from membership m join place_ancestor n on n.district_id = $1 and ((n.place_id = $3 and n.ancestor_id = m.place_id) or (n.ancestor_id = $3 and n.place_id = m.place_id))
       where m.district_id = $1 and m.account_id = c.id and m.valid_from <= $4 and (m.valid_to is null or m.valid_to > $4))
     or exists (select from organisation o join place_ancestor n on n.district_id = $1 and n.place_id = $3 and n.ancestor_id = o.place_id
       where o.district_id = $1 and o.id = c.organisation_id and o.closed_at is null))`);

/** Seen by staff over the activity's place and by its trainers; by everybody their own. */
const OF_VISIBLE = (alias: string) => `(${alias}.resident_id = any($2::uuid[])
  or exists (select from activity b where b.district_id = $1 and b.id = ${alias}.activity_id and ${over('b.place_id')})
  or exists (select from activity_session s where s.district_id = $1 and s.activity_id = ${alias}.activity_id and ${trains('s')}))`;

export const signUpSight: Sight = { table: ActivitySignUp.schema.tableName, node: { kind: 'ActivitySignUp', id: 'id' }, seen: OF_VISIBLE };
export const attendanceSight: Sight = { table: ActivityAttendance.schema.tableName, node: { kind: 'ActivityAttendance', id: 'id' }, seen: OF_VISIBLE };

export type ActivitySignUpRow = RowOf<ActivitySignUp>;
const SIGN_UP = columnsOf(ActivitySignUp.schema, 'u');

export const signUpsById = read<ActivitySignUpRow, [...Seer, string[]]>('activity_sign_ups_by_id',
  `select ${SIGN_UP} from activity_sign_up u where u.district_id = $1 and ${OF_VISIBLE('u')} and u.id = any($6::uuid[])`);

const SIGN_UP_FILTERS = `and ($6::uuid is null or u.activity_id = $6) and ($7::uuid is null or u.resident_id = $7) and ($8::text[] is null or u.status = any($8))
  and ($9::timestamptz is null or exists (select from activity a where a.district_id = $1 and a.id = u.activity_id and a.cancelled_at is null and a.ends_at > $9))`;
/** The sign-ups to activities of oneself and whom one acts for, that are not cancelled. */
export const ownSignUps = read<ActivitySignUpRow, [own: string[], string[]]>('activity_own_sign_ups',
  `select ${SIGN_UP} from activity_sign_up u where u.district_id = $1 and u.resident_id = any($2::uuid[]) and u.activity_id = any($3::uuid[]) and u.status <> 'CANCELLED'
   order by u.id`);

/** Null filters nothing; the last: only for activities that are not over at an instant. */
export type SignUpFilterValues = [...Seer, activityId: string | null, residentId: string | null, statuses: SignUpStatus[] | null, ahead: Date | null];

/** A page of sign-ups, the latest first, before one of them. */
export const signUpPage = read<ActivitySignUpRow, [...SignUpFilterValues, string | null, number]>('activity_sign_up_page',
  `select ${SIGN_UP} from activity_sign_up u where u.district_id = $1 and ${OF_VISIBLE('u')} ${SIGN_UP_FILTERS}
   and ($10::uuid is null or u.id < $10) order by u.id desc limit $11`);
export const signUpCount = read<{ n: number }, SignUpFilterValues>('activity_sign_up_count',
  `select count(*)::int as n from activity_sign_up u where u.district_id = $1 and ${OF_VISIBLE('u')} ${SIGN_UP_FILTERS}`);

export type AttendanceRow = RowOf<ActivityAttendance>;
const ATTENDANCE = columnsOf(ActivityAttendance.schema, 't');

export const attendancesById = read<AttendanceRow, [...Seer, string[]]>('activity_attendances_by_id',
  `select ${ATTENDANCE} from activity_attendance t where t.district_id = $1 and ${OF_VISIBLE('t')} and t.id = any($6::uuid[])`);

const ATTENDANCE_FILTERS = `and ($6::uuid is null or t.activity_id = $6) and ($7::uuid is null or t.session_id = $7)
  and ($8::uuid is null or t.resident_id = $8)`;
export type AttendanceFilterValues = [...Seer, activityId: string | null, sessionId: string | null, residentId: string | null];

/** A page of attendances, the latest recorded first, before one of them. */
export const attendancePage = read<AttendanceRow, [...AttendanceFilterValues, string | null, number]>('activity_attendance_page',
  `select ${ATTENDANCE} from activity_attendance t where t.district_id = $1 and ${OF_VISIBLE('t')} ${ATTENDANCE_FILTERS}
   and ($9::uuid is null or t.id < $9) order by t.id desc limit $10`);
export const attendanceCount = read<{ n: number }, AttendanceFilterValues>('activity_attendance_count',
  `select count(*)::int as n from activity_attendance t where t.district_id = $1 and ${OF_VISIBLE('t')} ${ATTENDANCE_FILTERS}`);

/** Attendances that changed after a position, likewise; `$6` a place above the activity's, or null. */
export const attendancesChanged = read<AttendanceRow, [...Seer, string | null, string, string, number]>('activity_attendances_changed',
  `select ${ATTENDANCE} from activity_attendance t where t.district_id = $1 and ${OF_VISIBLE('t')}
   and ($6::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = t.place_id and f.ancestor_id = $6))
   and ${changedAfter('t', '$7', '$8')} limit $9`);
