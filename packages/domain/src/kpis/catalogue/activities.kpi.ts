import { ActivityAttendance } from '../../activities/activity-attendance.entity.ts';
import { ActivitySignUp } from '../../activities/activity-sign-up.entity.ts';
import { PERIODS_OF } from '../engine/series.ts';
import { indicator } from '../language/indicator.ts';
import { distinct, seen } from '../language/measure.ts';
import { source } from '../language/source.ts';

const attendance = { entity: ActivityAttendance, schema: ActivityAttendance.schema };

const bySignUp = source('activity_sign_up.by_sign_up', { entity: ActivitySignUp, schema: ActivitySignUp.schema }, s => ({ place: s.placeId, at: s.signedUpAt }));
export const byAttendance = source('activity_attendance.by_attendance', attendance, t => ({ place: t.placeId, at: t.occurredAt }));
/** Where who attended lived then. */
export const byAttending = source('activity_attendance.by_home', attendance, t => ({ place: t.homePlaceId, at: t.occurredAt }));

/** 活动报名人数. People who signed up, for a place or the waitlist. Source: docs/indicators. */
export const signUps = indicator('activity.signups', {
  title: { zh: '活动报名人数', en: 'People signed up for activities' },
  unit: 'COUNT',
  better: 'HIGHER',
  numerator: distinct('activity.people_signed_up', [seen(bySignUp, s => s.residentId, s => s.status.isNot('CANCELLED'))]),
  population: { zh: '报名的居民', en: 'residents who signed up' },
  attribution: { zh: '按报名时间，计在活动所属地点', en: 'by the time of signing up, at the activity\'s place' },
  exclusions: { zh: '取消的报名除外；同一人期内只计一次', en: 'cancelled ones; a person counts once in a period' },
  minimumN: 1,
  periods: PERIODS_OF.ONCE,
  source: 'Practice reported from Jiyuan: activities with one-touch sign-up and check-in',
  version: 1,
});

/** 活动参加人数. People who attended a session. Source: docs/indicators. */
export const attendees = indicator('activity.attendance', {
  title: { zh: '活动参加人数', en: 'People who attended activities' },
  unit: 'COUNT',
  better: 'HIGHER',
  numerator: distinct('activity.people_attending', [seen(byAttendance, t => t.residentId, t => t.voidedAt.isMissing())]),
  population: { zh: '签到的居民', en: 'residents who attended' },
  attribution: { zh: '按签到时间，计在活动所属地点', en: 'by the time of attending, at the activity\'s place' },
  exclusions: { zh: '作废的签到除外；同一人期内只计一次', en: 'voided ones; a person counts once in a period' },
  minimumN: 1,
  periods: PERIODS_OF.ONCE,
  source: 'Practice reported from Jiyuan: activities with one-touch sign-up and check-in',
  version: 1,
});
