import type { Actor } from '../access/actor.ts';
import type { ActivityAttendance } from '../activities/activity-attendance.entity.ts';
import { ActivitySession } from '../activities/activity-session.entity.ts';
import type { ActivitySignUp } from '../activities/activity-sign-up.entity.ts';
import type { Activity } from '../activities/activity.entity.ts';
import type { NewActivity } from '../activities/activities.service.ts';
import type { NewSession } from '../activities/sessions.ts';
import type { Domain } from '../domain.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildResident, type BuiltDistrict } from './build.ts';

/** A session of two hours, some hours from now. */
export function sessionIn(domain: Domain, hours: number, values: Partial<NewSession> = {}): NewSession {
  const startsAt = new Date(domain.clock.now().getTime() + hours * 3_600_000);
  return { startsAt, endsAt: new Date(startsAt.getTime() + 7_200_000), ...values };
}

/** The sessions of an activity, by time. */
export function sessionsOf(domain: Domain, { districtId, id }: Pick<Activity, 'districtId' | 'id'>): Promise<ActivitySession[]> {
  return domain.unit.of(system(districtId), 'test.look', tx => tx.find(ActivitySession, { activityId: id }, { orderBy: { startsAt: 'asc' } }));
}

/** An activity of the first community with one session tomorrow, unless told otherwise. */
export function buildActivity(domain: Domain, at: BuiltDistrict, values: Partial<NewActivity> = {}): Promise<Activity> {
  return domain.activities.plans.create(system(at.districtId), { placeId: at.communities[0], kind: 'EVENT', title: '重阳节联欢', sessions: [sessionIn(domain, 24)], ...values });
}

/** Activities with something of everything. */
export interface BuiltActivities {
  readonly activity: Activity;
  /** Under way, with a trainer of its own, and in two days. */
  readonly session: ActivitySession;
  readonly ahead: ActivitySession;
  readonly trainer: Actor & { token: string };
  /** Of the same resident. */
  readonly signUp: ActivitySignUp;
  readonly attendance: ActivityAttendance;
  /** Another activity, to be called off, and a sign-up to be cancelled. */
  readonly spare: Activity;
  readonly spareSignUp: ActivitySignUp;
  readonly spareSession: ActivitySession;
}

/** Builds them with a mark in their texts. @param given who has signed up; somebody new when absent */
export async function buildActivities(domain: Domain, at: BuiltDistrict, mark = '测试', given?: string): Promise<BuiltActivities> {
  const by = system(at.districtId);
  const trainer = await buildActor(domain, at.districtId, 'VOLUNTEER', at.communities[0]);
  const activity = await buildActivity(domain, at, {
    title: `${mark}手机课`, description: mark, venue: `${mark}活动室`, kind: 'COURSE', capacity: 20, waitlist: 5, external: { system: 'culture', id: '1' },
    sessions: [sessionIn(domain, -0.5, { trainerId: trainer.accountId, venue: `${mark}教室` }), sessionIn(domain, 48)],
  });
  const spare = await buildActivity(domain, at, { title: `${mark}讲座` });
  const [session, ahead, spareSession] = [...(await sessionsOf(domain, activity)), ...(await sessionsOf(domain, spare))];
  if (!session || !ahead || !spareSession) throw new Error('unreachable: they were planned');
  const residentId = given ?? (await buildResident(domain, at, { name: `${mark}学员` })).id;
  const [signUp, spareSignUp] = [
    await domain.activities.signUps.signUp(by, { activityId: activity.id, residentId, channel: 'WINDOW' }),
    await domain.activities.signUps.signUp(by, { activityId: spare.id, residentId, channel: 'WINDOW' }),
  ];
  const attendance = await domain.activities.attendance.record(by, { sessionId: session.id, residentId });
  return { activity, session, ahead, trainer, signUp, attendance, spare, spareSignUp, spareSession };
}
