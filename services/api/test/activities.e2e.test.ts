import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { buildActor, buildResident } from '@linli/domain/testing/build';
import { buildResidentActor } from '@linli/domain/testing/build-time-bank';
import { calendarDate } from '@linli/domain/shared/clock';
import { system } from '@linli/domain/shared/performer';
import { TestClock } from '@linli/domain/testing/test-clock';
import { globalId } from '../src/graphql/global-id.ts';
import { startApi, until, type TestApi } from './harness.ts';

let api: TestApi;
let admin: Actor & { token: string };
let trainer: Actor & { token: string };
let mother: string;
let daughter: Actor & { token: string };
let neighbour: Actor & { token: string };
const clock = new TestClock('2026-03-01T08:00:00+08:00');

beforeAll(async () => {
  api = await startApi({ clock });
  const { domain, district } = api;
  admin = await buildActor(domain, district.districtId, 'COMMUNITY_ADMIN', district.communities[0]);
  trainer = await buildActor(domain, district.districtId, 'VOLUNTEER', district.communities[0]);
  mother = (await buildResident(domain, district)).id;
  daughter = await buildResidentActor(domain, district, (await buildResident(domain, district, { name: '王丽', birthDate: calendarDate('1975-05-05') })).id);
  neighbour = await buildResidentActor(domain, district, (await buildResident(domain, district, { name: '赵敏' })).id);
  await domain.consents.nameProxy(system(district.districtId), { residentId: mother, holderId: daughter.accountId, relation: 'CHILD', version: '1', channel: 'PAPER' });
});
afterAll(() => api.close());

/** Carries a command out as somebody. */
async function command(token: string, name: string, input: object, answer: string) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await api.ask(`mutation($input: ${type}!) { ${name}(input: $input) { userErrors { code field } ${answer} } }`, { input }, token);
  expect(errors).toEqual([]);
  return data![name];
}
const SIGN_UP = 'signUp { id status number channel person { name resident { id } } }';

test('a course goes its way: planned, signed up for, waited for, attended by code, by card and by roll call', async () => {
  const placeId = globalId('Place', api.district.communities[0]);
  const sessions = [
    { startsAt: '2026-03-01T14:00:00+08:00', endsAt: '2026-03-01T16:00:00+08:00', trainerId: globalId('Account', trainer.accountId) },
    { startsAt: '2026-03-03T14:00:00+08:00', endsAt: '2026-03-03T16:00:00+08:00', trainerId: globalId('Account', trainer.accountId) },
  ];
  const created = await command(admin.token, 'activityCreate', { placeId, kind: 'COURSE', title: '智能手机课', capacity: 2, waitlist: 1, venue: '活动室', sessions },
    'activity { id title signedUp sessions { id startsAt minutes trainer { displayName } } }');
  expect(created).toMatchObject({ userErrors: [], activity: { title: '智能手机课', signedUp: 0, sessions: [{ minutes: 120 }, { minutes: 120 }] } });
  const clash = await command(admin.token, 'activityCreate', { placeId, kind: 'LECTURE', title: '防诈骗讲座', sessions: [{ ...sessions[0], startsAt: '2026-03-01T15:00:00+08:00' }] }, 'activity { id }');
  expect(clash).toEqual({ userErrors: [{ code: 'CONFLICT', field: ['sessions', '0', 'startsAt'] }], activity: null });

  const { id: activityId, sessions: [first] } = created.activity;
  const signUp = (token: string, residentId: string, more: object = {}) => command(token, 'activitySignUp', { activityId, residentId: globalId('Resident', residentId), ...more }, SIGN_UP);
  expect(await signUp(neighbour.token, mother)).toEqual({ userErrors: [{ code: 'NOT_FOUND', field: ['residentId'] }], signUp: null });
  const forMother = await signUp(daughter.token, mother, { idempotencyKey: 'once' });
  expect(forMother).toMatchObject({ userErrors: [], signUp: { status: 'SIGNED_UP', number: 1, channel: 'PROXY', person: { name: '王**' } } });
  expect(await signUp(daughter.token, mother, { idempotencyKey: 'once' })).toEqual(forMother);
  const { signUp: own } = await signUp(daughter.token, daughter.residentId!);
  expect((await signUp(neighbour.token, neighbour.residentId!)).signUp).toMatchObject({ status: 'WAITING', number: 3 });
  await command(daughter.token, 'activitySignUpCancel', { signUpId: own.id }, 'signUp { status }');
  expect((await api.ask('{ notices { nodes { kind title link } } }', {}, neighbour.token)).data!['notices'].nodes).toMatchObject([
    { kind: 'activity.place_given', title: '候补成功', link: `/activities/${activityId}` }]);

  const weekly = { activityId, weekdays: [2, 4], from: 840, to: 960, firstDay: '2026-03-10', lastDay: '2026-03-19', skipHolidays: true, trainerId: globalId('Account', trainer.accountId) };
  expect((await command(admin.token, 'activitySeriesAdd', weekly, 'activity { endsAt sessions { startsAt } }')).activity.sessions).toHaveLength(6);
  expect(await command(admin.token, 'activitySeriesAdd', weekly, 'activity { id }')).toMatchObject({ userErrors: [{ code: 'CONFLICT', field: ['sessions', '0', 'startsAt'] }] });
  const changed = async () => (await api.ask('{ activitiesChanged { nodes { id waiting } } }', {}, admin.token)).data!['activitiesChanged'].nodes as object[];
  expect(await until(async () => (await changed()).length > 0 && changed(), 'the activity to be settled')).toEqual([{ id: activityId, waiting: 0 }]);

  const DOOR = `query($sessionId: ID!) { activityDoorCode(sessionId: $sessionId) { code expiresAt } }`;
  clock.set('2026-03-01T13:30:00+08:00');
  expect((await api.ask(DOOR, { sessionId: first.id }, neighbour.token)).data).toEqual({ activityDoorCode: null });
  const { code } = (await api.ask(DOOR, { sessionId: first.id }, trainer.token)).data!['activityDoorCode'];
  const checkIn = (token: string, residentId: string) => command(token, 'activityCheckIn', { residentId: globalId('Resident', residentId), code }, 'attendance { id way minutes person { name } }');
  expect((await checkIn(neighbour.token, neighbour.residentId!)).attendance).toMatchObject({ way: 'DOOR_CODE', minutes: 120, person: { name: '赵*' } });
  expect(await checkIn(daughter.token, daughter.residentId!)).toMatchObject({ userErrors: [{ code: 'INSUFFICIENT', field: ['activityId'] }] });

  const list = `query($activityId: ID!) { activitySignUps(filter: { activityId: $activityId, statuses: [SIGNED_UP] }) { totalCount nodes { residentId person { name resident { id } } } } }`;
  const seen = (await api.ask(list, { activityId }, trainer.token)).data!['activitySignUps'];
  expect(seen).toMatchObject({ totalCount: 2, nodes: [{ person: { name: '赵*', resident: null } }, { person: { name: '王**', resident: null } }] });
  const roll = (token: string, absentIds: string[]) => command(token, 'activityRollCall', { sessionId: first.id, absentIds }, 'session { attended }');
  expect(await roll(neighbour.token, [])).toMatchObject({ userErrors: [{ code: 'NOT_ALLOWED', field: ['sessionId'] }] });
  expect(await roll(trainer.token, [globalId('Resident', mother)])).toEqual({ userErrors: [], session: { attended: 1 } });
  const { code: card } = await command(admin.token, 'confirmationCardIssue', { residentId: globalId('Resident', mother), pin: '135790' }, 'code');
  const { attendance } = await command(trainer.token, 'activityCheckInByCard', { sessionId: first.id, secret: card }, 'attendance { id way }');
  expect(attendance.way).toBe('CARD');
  expect((await command(admin.token, 'activityAttendanceVoid', { attendanceId: attendance.id, reason: '刷错卡' }, 'attendance { voidedAt reason }')).attendance.reason).toBe('刷错卡');

  const mine = `{ activities { nodes { id ownSignUps { status person { name } } viewerCanRun sessions { attended viewerCanLead } } } activitySignUps(filter: { ahead: true }) { totalCount } }`;
  expect((await api.ask(mine, {}, daughter.token)).data).toEqual({
    activities: { nodes: [{ id: activityId, viewerCanRun: false, ownSignUps: [{ status: 'SIGNED_UP', person: { name: '王**' } }], sessions: [1, 0, 0, 0, 0, 0].map(attended => ({ attended, viewerCanLead: false })) }] },
    activitySignUps: { totalCount: 2 },
  });
  const elsewhere = await buildActor(api.domain, api.district.districtId, 'COMMUNITY_ADMIN', api.district.communities[1]);
  expect((await api.ask(`query($id: ID!) { node(id: $id) { id } activities { totalCount } activitySignUps { totalCount } activityAttendances { totalCount } }`, { id: activityId }, elsewhere.token)).data)
    .toEqual({ node: null, activities: { totalCount: 0 }, activitySignUps: { totalCount: 0 }, activityAttendances: { totalCount: 0 } });
});
