import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { addDays, calendarDate, dayOf } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { buildActivity, sessionIn } from '../testing/activity-stand.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { SkillLevel } from './gains.rule.ts';
import type { NewServiceTransaction } from './transactions.service.ts';

const clock = new TestClock('2026-03-02T02:00:00Z');
const by = system(101);
let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let elsewhere: Actor;
let programId: string;
let senior: string;
let helper: string;
let buddy: Actor;
const items = new Map<string, string>();

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  elsewhere = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]);
  [senior, helper] = [(await buildResident(domain, at)).id, (await buildResident(domain, at, { name: '李小明', birthDate: calendarDate('1990-02-03') })).id];
  buddy = await resident(helper);
  const { programs } = domain.programs;
  ({ id: programId } = await programs.create(admin, {
    placeId: at.communities[0], title: '银龄数字桥', beginsOn: dayOf(clock.now()), endsOn: addDays(dayOf(clock.now()), 200), budget: 0, outcome: null, from: { parts: [] },
  }));
  await programs.start(admin, programId);
  for (const { kind, code, id } of await database.owner<{ kind: string; code: string; id: string }>('select kind, code, id from bridge_item where district_id = 101')) items.set(`${kind} ${code}`, id);
});
afterAll(() => database.close());

/** A resident's own account. */
const resident = async (residentId: string): Promise<Actor> => ({ ...(await buildActor(domain, 101, 'RESIDENT', at.grids[0])), residentId });
const observe = (performer: Actor | typeof by, level: SkillLevel, observedAt?: Date, residentId = senior) =>
  domain.digitalBridge.skills.observe(performer, { residentId, itemId: items.get('SKILL scanning')!, level, observedAt });
const record = (performer: Actor | typeof by, asked: Partial<NewServiceTransaction> = {}) =>
  domain.digitalBridge.transactions.record(performer, { residentId: senior, itemId: items.get('SERVICE pension-check')!, way: 'BY_SELF', channel: 'APP', ...asked });
const ago = (minutes: number) => new Date(clock.now().getTime() - minutes * 60_000);
const skill = async (residentId: string) => (await database.owner<{ level: string | null; gained: boolean }>(
  'select level, gained_at is not null as gained from senior_skill where resident_id = $1', [residentId]))[0];

test('the newest observation counts, whatever was recorded later; a wrong one is voided with a reason, once', async () => {
  const { id } = await buildResident(domain, at);
  const wrong = await observe(admin, 'BY_HERSELF', ago(10), id);
  expect(await skill(id)).toEqual({ level: 'BY_HERSELF', gained: false });
  await observe(admin, 'NEEDS_HELP', ago(100), id);
  expect(await skill(id)).toEqual({ level: 'BY_HERSELF', gained: true });
  const { skills } = domain.digitalBridge;
  expect(await refused(skills.void(admin, wrong.id, ' '))).toBe('INVALID at reason');
  expect(await refused(skills.void(elsewhere, wrong.id, '看错'))).toBe('NOT_FOUND at observationId');
  await skills.void(admin, wrong.id, '看错');
  expect(await skill(id)).toEqual({ level: 'NEEDS_HELP', gained: false });
  expect(await refused(skills.void(admin, wrong.id, '看错'))).toBe('WRONG_STATE at observationId');
});

test('two who see the same skill at once both have seen it', async () => {
  const { id } = await buildResident(domain, at);
  await Promise.all([observe(admin, 'BY_HERSELF', ago(1), id), observe(by, 'WITH_HELP', ago(2), id), observe(admin, 'NEEDS_HELP', ago(3), id)]);
  expect(await skill(id)).toEqual({ level: 'BY_HERSELF', gained: true });
});

test('skills are seen by staff, the trainer of a course and the buddy; nobody certifies themselves, and nothing lies ahead', async () => {
  const herself = await resident(senior);
  const trainer = await buildActor(domain, 101, 'VOLUNTEER', at.communities[0]);
  expect(await refused(observe(elsewhere, 'WITH_HELP'))).toBe('NOT_FOUND at residentId');
  expect(await refused(observe(herself, 'BY_HERSELF'))).toBe('NOT_FOUND at residentId');
  expect(await refused(observe(trainer, 'WITH_HELP'))).toBe('NOT_FOUND at residentId');
  const course = await buildActivity(domain, at, { kind: 'COURSE', sessions: [sessionIn(domain, 24, { trainerId: trainer.accountId })] });
  await domain.activities.signUps.signUp(admin, { activityId: course.id, residentId: senior, channel: 'WINDOW' });
  expect(await observe(trainer, 'WITH_HELP')).toMatchObject({ observerId: trainer.accountId });
  expect(await refused(observe(admin, 'WITH_HELP', ago(-1)))).toBe('INVALID at observedAt');
  expect(await refused(observe(admin, 'WITH_HELP', new Date('1940-01-01')))).toBe('INVALID at observedAt');
  expect(await refused(domain.digitalBridge.skills.observe(admin, { residentId: senior, itemId: items.get('SERVICE hospital')!, level: 'WITH_HELP' }))).toBe('NOT_FOUND at bridgeItemId');
});

test('a senior has one buddy at a time in a program, never themselves; the two and who works there see the pair', async () => {
  const { buddies } = domain.digitalBridge;
  const pair = (asked: object = {}, performer: Actor = admin) => buddies.pair(performer, { programId, seniorId: senior, buddyId: helper, ...asked });
  expect(await refused(observe(buddy, 'WITH_HELP'))).toBe('NOT_FOUND at residentId');
  expect(await refused(pair({}, elsewhere))).toBe('NOT_FOUND at programId');
  expect(await refused(pair({ buddyId: senior }))).toBe('INVALID at buddyId');
  const abroad = await buildResident(domain, at, { placeId: at.grids[2] });
  expect(await refused(pair({ seniorId: abroad.id }))).toBe('NOT_FOUND at seniorId');
  const tried = await Promise.all([pair(), pair({ buddyId: (await buildResident(domain, at)).id })].map(each => each.then(found => found, () => null)));
  const [made] = tried.filter(found => found !== null);
  expect(tried.filter(found => found === null)).toHaveLength(1);
  expect(await refused(pair())).toBe('CONFLICT at seniorId');
  await buddies.end(admin, made!.id, '换人');
  const { id } = await pair();
  expect(await observe(buddy, 'WITH_HELP')).toMatchObject({ observerId: buddy.accountId });
  const contact = (performer: Actor, asked: object = {}) => buddies.contact(performer, { pairId: id, channel: 'VISIT', minutes: 40, note: '教她扫码', ...asked });
  expect((await contact(buddy)).noteSealed).not.toContain('扫码');
  expect(await refused(contact(elsewhere))).toBe('NOT_FOUND at buddyPairId');
  expect(await refused(contact(await resident(senior)))).toBe('NOT_ALLOWED at buddyPairId');
  expect(await refused(contact(buddy, { minutes: 0 }))).toBe('INVALID at minutes');
  expect(await refused(contact(buddy, { occurredAt: ago(600) }))).toBe('INVALID at occurredAt');
  clock.pass(1);
  expect(await refused(buddies.end(elsewhere, id, '搬走'))).toBe('NOT_FOUND at buddyPairId');
  await buddies.end(buddy, id, '搬走');
  expect(await refused(buddies.end(buddy, id, '搬走'))).toBe('WRONG_STATE at buddyPairId');
  expect(await refused(observe(buddy, 'WITH_HELP'))).toBe('NOT_FOUND at residentId');
});

test('a service says who did it; what another system sends again is the same one, as it is told now', async () => {
  expect(await record(admin)).toMatchObject({ senior: true, way: 'BY_SELF', placeId: at.grids[0] });
  expect(await record(admin, { residentId: helper })).toMatchObject({ senior: false });
  expect(await refused(record(elsewhere))).toBe('NOT_FOUND at residentId');
  expect(await refused(record(admin, { channel: 'WINDOW' }))).toBe('INVALID at channel');
  expect(await refused(record(admin, { helperId: helper }))).toBe('INVALID at helperId');
  expect(await refused(record(admin, { way: 'ASSISTED', helperId: senior }))).toBe('INVALID at helperId');
  const { id: unknown } = await buildResident(domain, at, { placeId: at.grids[2] });
  expect(await refused(record(admin, { way: 'ASSISTED', helperId: unknown }))).toBe('NOT_FOUND at helperId');
  expect(await refused(record(admin, { occurredAt: ago(-1) }))).toBe('INVALID at occurredAt');
  const external = { system: 'one-stop', id: '7' };
  const [first, again] = [await record(by, { external }), await record(by, { external, way: 'ASSISTED', helperId: helper })];
  expect(again).toMatchObject({ id: first.id, way: 'ASSISTED', helperId: helper });
  expect(await refused(record(by, { external, residentId: helper }))).toBe('CONFLICT at external');
  const { transactions } = domain.digitalBridge;
  expect(await refused(transactions.void(buddy, first.id, '错'))).toBe('NOT_FOUND at transactionId');
  await transactions.void(admin, first.id, '重复');
  expect(await refused(transactions.void(admin, first.id, '重复'))).toBe('WRONG_STATE at transactionId');
  expect(await refused(record(by, { external }))).toBe('WRONG_STATE at external');
});

test('the lists are the district\'s own; nothing new is recorded of what was closed', async () => {
  const district = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  const { items: lists } = domain.digitalBridge;
  expect(await refused(lists.set(admin, 'SERVICE', 'library', '图书馆'))).toBe('NOT_ALLOWED');
  const { id } = await lists.set(district, 'SERVICE', 'library', '图书馆');
  expect(await lists.set(district, 'SERVICE', 'library', '图书馆预约')).toMatchObject({ id, name: '图书馆预约' });
  await lists.close(district, id);
  expect(await refused(record(admin, { itemId: id }))).toBe('WRONG_STATE at bridgeItemId');
  await lists.set(district, 'SERVICE', 'library', '图书馆');
  expect(await record(admin, { itemId: id })).toMatchObject({ itemId: id });
});

test('whoever is erased leaves figures, and no words', async () => {
  const { id } = await buildResident(domain, at);
  await observe(admin, 'NEEDS_HELP', ago(50), id);
  const { id: wrong } = await observe(admin, 'BY_HERSELF', ago(40), id);
  await domain.digitalBridge.skills.void(admin, wrong, '看错');
  const pair = await domain.digitalBridge.buddies.pair(admin, { programId, seniorId: id, buddyId: helper });
  await domain.digitalBridge.buddies.contact(admin, { pairId: pair.id, channel: 'TELEPHONE', minutes: 5, note: '住院了' });
  const district = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  await domain.residents.depart(district, id, dayOf(clock.now()), 'OTHER');
  await domain.residents.erase(district, id);
  expect(await database.owner(
    `select p.ended_at is not null as ended, p.reason, c.note_sealed, (select count(reason)::int from skill_observation where resident_id = $1) as reasons
     from buddy_pair p join buddy_contact c on c.pair_id = p.id where p.senior_id = $1`, [id])).toEqual([{ ended: true, reason: null, note_sealed: null, reasons: 0 }]);
  expect(await skill(id)).toEqual({ level: 'NEEDS_HELP', gained: false });
});

test('a playbook\'s course is planned where and when the program runs, twice a week', async () => {
  const { programs } = domain.programs;
  const course = { title: '手机课', weekdays: [2, 4], from: '14:00', minutes: 120, weeks: 4, capacity: 20, ageFrom: 60 };
  const plan = (content: object) => programs.create(admin, {
    placeId: at.communities[0], title: '银龄数字桥', beginsOn: calendarDate('2026-03-09'), endsOn: calendarDate('2026-03-31'), budget: 0,
    outcome: { indicator: 'digital_bridge.service_rate', baseline: 0.4, target: 0.85 }, from: { parts: [{ kind: 'COURSE', key: 'phone', content }] },
  });
  expect(await refused(plan({ ...course, weekdays: [8] }))).toBe('INVALID at parts.0.content.weekdays');
  expect(await refused(plan({ ...course, from: '23:00' }))).toBe('INVALID at parts.0.content.minutes');
  expect(await refused(plan({ ...course, price: 5 }))).toBe('INVALID at parts.0.content.price');
  const { id } = await programs.start(admin, (await plan(course)).id);
  expect(await database.owner(
    `select a.title, a.capacity, a.age_from, count(*)::int as sessions, sum(s.minutes)::int as minutes, min(s.starts_at) as first, bool_and(s.outcome_indicator = 'digital_bridge.service_rate') as measured
     from activity a join activity_session s on s.activity_id = a.id where a.program_id = $1 group by a.title, a.capacity, a.age_from`, [id])).toEqual([
    { title: '手机课', capacity: 20, age_from: 60, sessions: 7, minutes: 840, first: new Date('2026-03-10T06:00:00Z'), measured: true }]);
});
