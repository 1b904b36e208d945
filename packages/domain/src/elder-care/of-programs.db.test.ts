import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import type { PlaybookPart } from '../programs/parts.rule.ts';
import type { Program } from '../programs/program.entity.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { sessionIn } from '../testing/activity-stand.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { CareStand } from '../testing/care-stand.ts';
import { fullRefusal, refused } from '../testing/refused.ts';
import { NEEDS, buildSurvey } from '../testing/survey-stand.ts';
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

const PARTS = [
  { kind: 'FORM', key: 'needs', content: { title: '养老需求', content: NEEDS } },
  { kind: 'RULE', key: 'helping', content: { name: '参加活动', eventType: 'activity.attended', points: 5, dayCap: 10 } },
  { kind: 'SERVICE', key: 'meal', content: { name: '助餐', kind: 'MEAL', price: 800, sponsorShare: 500, cutOff: '09:30' } },
];
const withParts = async (parts: readonly PlaybookPart[], by = admin, placeId = at.communities[0]) =>
  domain.programs.programs.start(by, (await domain.programs.programs.create(by, { ...PLAN, placeId, from: { parts } })).id);

test('its parts take effect when it starts: a questionnaire, a draft of a points rule, a care service; without scheme or centre they are refused, and nothing starts', async () => {
  expect(await refused(withParts(PARTS))).toBe('WRONG_STATE at programId'); // there is no scheme yet
  await domain.points.rules.setUp(system(101), { name: '积分制', noticeDays: 0, expiryDays: null, holdHours: 24, levels: [] });
  const { id } = await withParts(PARTS);
  expect(await database.owner('select title, place_id from questionnaire where title = $1', ['养老需求'])).toEqual([{ title: '养老需求', place_id: at.communities[0] }]);
  expect(await database.owner('select r.name, v.points, v.day_cap, v.published_at from points_rule r join points_rule_version v on v.rule_id = r.id'))
    .toEqual([{ name: '参加活动', points: 5, day_cap: 10, published_at: null }]);
  expect(await database.owner('select name, sponsor_share, sponsor_id, cut_off from care_service where program_id = $1', [id]))
    .toEqual([{ name: '助餐', sponsor_share: 500, sponsor_id: null, cut_off: '09:30' }]);
  const away = await fullRefusal(withParts(PARTS, elsewhere, at.communities[1])); // where there is no centre
  expect([away.code, away.message]).toEqual(['WRONG_STATE', 'SERVICE meal: There is no care centre at its place: set one up first.']);
  expect(await database.owner('select 1 from questionnaire where place_id = $1', [at.communities[1]])).toEqual([]);
});

test.each([
  ['FORM', { title: '问卷', content: { title: '空' } }], ['FORM', { title: '问卷', content: { elements: [{ type: 'html', name: 'a' }] } }], ['FORM', { content: NEEDS }],
  ['RULE', { name: '规则', eventType: 'no.such', points: 5 }], ['RULE', { name: '规则', eventType: 'manual', points: 0.5 }], ['RULE', { name: '规则', eventType: 'manual', points: 5, standings: 'ALL' }],
  ['SERVICE', { name: '助餐', kind: 'NO_SUCH' }], ['SERVICE', { name: '助餐', kind: 'MEAL', price: 1, sponsorShare: 2 }], ['SERVICE', { name: 7, kind: 'MEAL' }],
  ['SERVICE', { name: '助餐', kind: 'MEAL', atHome: 'yes' }], ['SERVICE', { name: '助餐', kind: 'MEAL', sponsorId: '1' }],
])('a part that cannot be is refused before it is kept: %s %j', async (kind, content) => {
  expect(await refused(domain.programs.programs.create(admin, { ...PLAN, placeId: at.communities[0], from: { parts: [{ kind, key: 'a', content }] } }))).toMatch(/^INVALID at parts\.0\.content/);
});

test('a program pays its share when the service was given; beyond its budget or its money nobody books, and what is booked is promised', async () => {
  clock.set('2026-03-02T10:00:00+08:00');
  const { id: programId } = await running();
  const [lunch, bookings] = [await care.service({ programId, sponsorShare: 500, price: 800 }), domain.elderCare.bookings];
  const receive = (amount: number) => domain.programs.money.receive(admin, { programId, kind: 'MONEY', source: 'OUTSIDE', amount, organisationId: null, sponsor: '某公司', note: null, receivedAt: null });
  const book = async (from: string) => bookings.book(care.staff, { slotId: (await care.slot(lunch, 1, from)).id, residentId: await care.elder(300), pays: 'FEN', channel: 'TELEPHONE' });
  await receive(400);
  expect(await refused(book('10:00'))).toBe('INSUFFICIENT at slotId'); // of what it has
  await receive(9_600);
  const [first, second] = [await book('11:00'), await book('12:00'), await book('13:00'), await book('14:00')];
  expect(await refused(book('15:00'))).toBe('INSUFFICIENT at slotId'); // of its budget of 2,000
  const spend = () => domain.programs.money.spend(admin, { programId, amount: 1, purpose: '印刷', payee: '印刷厂', spentAt: null });
  expect(await refused(spend())).toBe('INSUFFICIENT at amount');
  await bookings.cancel(care.staff, second.id);
  expect(await spend()).toMatchObject({ amount: 1 });
  clock.set('2026-03-03T12:00:00+08:00');
  await bookings.fulfil(care.staff, first.id);
  const spent = await database.owner('select amount, purpose, payee, state from program_spending where program_id = $1 order by amount desc', [programId]);
  expect(spent).toEqual([{ amount: 500, purpose: '午餐', payee: '养老服务中心', state: 'RECORDED' }, { amount: 1, purpose: '印刷', payee: '印刷厂', state: 'RECORDED' }]);
  await domain.programs.programs.end(admin, programId);
  clock.set('2026-03-02T10:00:00+08:00');
  expect(await refused(book('16:00'))).toBe('WRONG_STATE at slotId');
});

test('who had checked in and was forgotten is charged at the turn of the day, and nothing stays reserved', async () => {
  clock.set('2026-03-02T10:00:00+08:00');
  const elder = await care.elder(800);
  const booking = await care.book(await care.slot(await care.service({ programId: (await running()).id }), 1, '18:00'), elder);
  clock.set('2026-03-03T18:05:00+08:00');
  await domain.elderCare.bookings.checkIn(care.staff, booking.id);
  clock.set('2026-03-04T00:05:00+08:00');
  await domain.connections.reading(101, snapshot => domain.elderCare.bookings.endDay(snapshot));
  expect(await database.owner('select state, fulfilled_at from care_booking where id = $1', [booking.id]))
    .toEqual([{ state: 'FULFILLED', fulfilled_at: new Date('2026-03-03T19:00:00+08:00') }]);
  expect(await database.owner(`select balance::int, reserved::int from ledger_account where owner_id = $1 and unit = 'FEN'`, [elder])).toEqual([{ balance: 0, reserved: 0 }]);
});
