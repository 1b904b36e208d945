import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import type { Program } from '../programs/program.entity.ts';
import { calendarDate } from '../shared/clock.ts';
import { sessionIn } from '../testing/activity-stand.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { CareStand } from '../testing/care-stand.ts';
import { refused } from '../testing/refused.ts';
import { buildSurvey } from '../testing/survey-stand.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let elsewhere: Actor;
let street: Actor;
let care: CareStand;
const clock = new TestClock('2026-03-02T10:00:00+08:00');
const PLAN = { title: '颐养到家', beginsOn: calendarDate('2026-03-01'), endsOn: calendarDate('2026-12-31'), budget: 2_000, outcome: null, from: { parts: [] } };

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  elsewhere = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]);
  street = await buildActor(domain, 101, 'STREET_ADMIN', at.street);
  care = await CareStand.build(domain, at);
});
afterAll(() => database.close());

const planned = (by = admin, placeId = at.communities[0]): Promise<Program> => domain.programs.programs.create(by, { ...PLAN, placeId });
const running = async (by = admin, placeId = at.communities[0]): Promise<Program> => domain.programs.programs.start(by, (await planned(by, placeId)).id);
/** The same of each room: something of a program, at a place of the first community. */
const activity = (by: Actor, programId: string) =>
  domain.activities.plans.create(by, { placeId: at.grids[0], programId, kind: 'EVENT', title: '趣味运动会', sessions: [sessionIn(domain, 24)] });
const survey = (by: Actor, programId: string) => buildSurvey(domain, by, at.communities[0], { programId });
const service = (by: Actor, programId: string) =>
  domain.elderCare.centres.offer(by, { centreId: care.centre.id, programId, name: '午餐', kind: 'MEAL', atHome: false, price: 800, sponsorShare: 0, noKinOnly: false, needsApproval: false, chargesMissed: false });

test.each([['an activity', activity], ['a survey', survey], ['a care service', service]] as const)('%s is part of a program that runs there or above, and of no other', async (_, make) => {
  const [here, above] = [await running(), await running(street, at.street)];
  for (const { id } of [here, above]) expect((await make(admin, id)).programId).toBe(id);
  expect(await refused(make(admin, (await planned()).id))).toBe('WRONG_STATE at programId');
  expect(await refused(make(street, (await running(elsewhere, at.communities[1])).id))).toBe('INVALID at programId');
  expect(await refused(make(admin, (await planned(elsewhere, at.communities[1])).id))).toBe('NOT_FOUND at programId'); // a plan is seen there alone
  await domain.programs.programs.end(admin, here.id);
  expect(await refused(make(admin, here.id))).toBe('WRONG_STATE at programId');
});

test('what a session and an attendance are of is what the activity is of; an activity that is sent again stays where it was', async () => {
  const { id: programId } = await running();
  const asked = { placeId: at.grids[0], programId, kind: 'EVENT', title: '义诊', sessions: [sessionIn(domain, 0.2)], external: { system: 'culture', id: '7' } } as const;
  const { id } = await domain.activities.plans.create(admin, asked);
  expect(await domain.activities.plans.create(admin, { ...asked, title: '义诊日' })).toMatchObject({ id, programId });
  expect(await refused(domain.activities.plans.create(admin, { ...asked, programId: (await running()).id }))).toBe('CONFLICT at external');
  const [session] = await database.owner<{ id: string; program_id: string }>('select id, program_id from activity_session where activity_id = $1', [id]);
  await domain.activities.attendance.record(admin, { sessionId: session!.id, residentId: await care.elder() });
  expect(await database.owner('select program_id from activity_attendance where activity_id = $1', [id])).toEqual([{ program_id: programId }]);
  expect(session!.program_id).toBe(programId);
});
