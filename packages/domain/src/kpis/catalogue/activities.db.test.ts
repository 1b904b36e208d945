import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Domain } from '../../domain.ts';
import { calendarDate } from '../../shared/clock.ts';
import { system } from '../../shared/performer.ts';
import { buildActivity, sessionIn, sessionsOf } from '../../testing/activity-stand.ts';
import { buildDistrict, buildResident, type BuiltDistrict } from '../../testing/build.ts';
import { TestClock } from '../../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { periodOf } from '../engine/period.rule.ts';

const clock = new TestClock('2026-03-02T02:00:00Z');
const by = system(101);
let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
});
afterAll(() => database.close());

/** Counts, holds the figures against the records, and reads March of the district. */
async function march(...keys: string[]): Promise<(number | null)[]> {
  await domain.engine.drain(101);
  expect(await domain.engine.verify(101)).toEqual([]);
  const values = await domain.connections.reading(101, snapshot => domain.indicators.values(
    snapshot, [at.root], keys.map(key => domain.indicators.find(key)!), [periodOf('MONTH', calendarDate('2026-03-01'))], clock.now()));
  return values.map(({ numerator }) => numerator);
}
const people = () => march('activity.signups', 'activity.attendance');

test('a person counts once however often they sign up and attend, and no more when it is cancelled or voided', async () => {
  const { activities } = domain;
  const [first, second] = [await buildActivity(domain, at, { sessions: [sessionIn(domain, 0.5)] }), await buildActivity(domain, at, { sessions: [sessionIn(domain, 0.5)] })];
  const [a, b] = [await buildResident(domain, at), await buildResident(domain, at)];
  const signUp = (activityId: string, residentId: string) => activities.signUps.signUp(by, { activityId, residentId, channel: 'WINDOW' });
  await signUp(first.id, a.id);
  await signUp(second.id, a.id);
  const given = await signUp(first.id, b.id);
  expect(await people()).toEqual([2, 0]);
  for (const activity of [first, second]) await activities.attendance.callRoll(by, (await sessionsOf(domain, activity))[0]!.id, []);
  expect(await people()).toEqual([2, 2]);
  await domain.engine.fill(101);
  expect(await people()).toEqual([2, 2]); // counted anew, though one of them came twice that day
  const [attendance] = await database.owner<{ id: string }>('select id from activity_attendance where resident_id = $1', [b.id]);
  await activities.attendance.void(by, attendance!.id, '点错');
  await activities.signUps.cancel(by, given.id);
  expect(await people()).toEqual([1, 1]);
});
