import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { calendarDate } from '@linli/domain/shared/clock';
import { system } from '@linli/domain/shared/performer';
import { buildActor, buildResident } from '@linli/domain/testing/build';
import { buildResidentActor } from '@linli/domain/testing/build-time-bank';
import { TestClock } from '@linli/domain/testing/test-clock';
import { globalId } from '../src/graphql/global-id.ts';
import { startApi, until, type TestApi } from './harness.ts';

type Signed = Actor & { token: string };

let api: TestApi;
let admin: Signed;
let worker: Signed;
let trainer: Signed;
/** A senior with a phone, the daughter who acts for the mother, a volunteer, and somebody who has nothing to do with them. */
let senior: Signed;
let daughter: Signed;
let buddy: Signed;
let neighbour: Signed;
let mother: string;
let loner: string;
const clock = new TestClock('2026-03-03T08:00:00+08:00');

beforeAll(async () => {
  api = await startApi({ clock });
  const { domain, district } = api;
  const { districtId, communities, grids } = district;
  [admin, worker, trainer] = [
    await buildActor(domain, districtId, 'COMMUNITY_ADMIN', communities[0]), await buildActor(domain, districtId, 'GRID_WORKER', grids[0]), await buildActor(domain, districtId, 'VOLUNTEER', communities[0]),
  ];
  const person = async (name: string, birthDate: string) => (await buildResident(domain, district, { name, birthDate: calendarDate(birthDate), livesFrom: calendarDate('2000-01-01') })).id;
  const signed = async (name: string, birthDate: string) => buildResidentActor(domain, district, await person(name, birthDate));
  [senior, daughter, buddy, neighbour] = [await signed('王秀英', '1950-01-01'), await signed('李丽', '1975-05-05'), await signed('赵志远', '1999-09-09'), await signed('孙敏', '1980-08-08')];
  [mother, loner] = [await person('陈桂兰', '1948-01-01'), await person('周大爷', '1946-01-01')];
  await domain.consents.nameProxy(system(districtId), { residentId: mother, holderId: daughter.accountId, relation: 'CHILD', version: '1', channel: 'PAPER' });
  await api.database.owner(`update place set onboarded_at = '2024-01-01' where district_id = $1`, [districtId]);
});
afterAll(() => api.close());

/** A command's answer; `fails` lists why it was refused. */
async function command(by: Signed, name: string, input: object, selection: string) {
  const type = name === 'programStart' ? 'ProgramInput' : `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await api.ask(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code field } } }`, { input }, by.token);
  expect(errors).toEqual([]);
  const { userErrors, ...rest } = data![name];
  return { ...rest, fails: userErrors.map((each: { code: string; field: string[] }) => `${each.code} ${each.field}`) };
}
const ask = async (by: Signed, query: string, variables: object = {}) => {
  const { data, errors } = await api.ask(query, variables, by.token);
  expect(errors).toEqual([]);
  return data!;
};
const resident = (of: Signed | string) => globalId('Resident', typeof of === 'string' ? of : of.residentId!);

test('a digital bridge goes its way: needs, a course, what is learned, buddies, and what seniors get done, against baseline and target', async () => {
  const placeId = globalId('Place', api.district.communities[0]);
  const course = { title: '智能手机课', weekdays: [2, 4], from: '14:00', minutes: 120, weeks: 2, capacity: 20, ageFrom: 60 };
  const { program: { id: programId } } = await command(admin, 'programCreate', {
    placeId, title: '银龄数字桥', beginsOn: '2026-03-03', endsOn: '2026-12-31', budget: 500_000, outcome: { indicator: 'digital_bridge.service_rate', baseline: 0.4, target: 0.85 },
    parts: [{ kind: 'COURSE', key: 'phone', content: course }],
  }, 'program { id }');
  await command(admin, 'programStart', { programId }, 'program { id }');

  // Who needs help: by phone from two devices, at the door, on paper.
  const { questionnaire } = await command(admin, 'questionnaireCreate', {
    placeId, title: '数字需求', content: { elements: [{ type: 'boolean', name: 'needs_digital_help', title: '使用智能手机需要帮助吗', isRequired: true }] },
  }, 'questionnaire { id }');
  const { survey: { id: surveyId } } = await command(admin, 'surveyOpen', {
    placeId, programId, questionnaireId: questionnaire.id, respondents: 'RESIDENTS', anonymous: false, minAge: 60, modes: ['APP', 'DOORSTEP', 'PAPER'], closesOn: '2026-03-31',
  }, 'survey { id }');
  const answer = (by: Signed, of: Signed | string, needs: boolean, more: object = {}) =>
    command(by, 'surveyAnswer', { surveyId, residentId: resident(of), answers: { needs_digital_help: needs }, ...more }, 'answer { mode }');
  const devices = await Promise.all(['phone', 'tablet'].map(idempotencyKey => answer(senior, senior, true, { idempotencyKey })));
  expect(devices.flatMap(({ fails }) => fails)).toEqual(['CONFLICT residentId']);
  expect((await answer(worker, mother, true, { mode: 'DOORSTEP' })).answer).toEqual({ mode: 'DOORSTEP' });
  const sheets = [{ residentId: resident(loner), answers: { needs_digital_help: false } }];
  expect((await command(worker, 'surveyEnter', { surveyId, sheets }, 'survey { id }')).fails).toEqual([]);

  // The course was planned with the program; its trainer leads one session at a time.
  const { program } = await ask(admin, 'query ($id: ID!) { program(id: $id) { activities { nodes { id kind title sessions { id startsAt minutes } } } } }', { id: programId });
  const [{ id: activityId, sessions, ...planned }] = program.activities.nodes;
  expect([planned, sessions.map(({ minutes }: { minutes: number }) => minutes)]).toEqual([{ kind: 'COURSE', title: '智能手机课' }, [120, 120, 120, 120]]);
  const trainerId = globalId('Account', trainer.accountId);
  const [first] = sessions;
  expect((await command(admin, 'activitySessionChange', { sessionId: first.id, trainerId }, 'session { id }')).fails).toEqual([]);
  const clash = { startsAt: '2026-03-03T15:00:00+08:00', endsAt: '2026-03-03T16:00:00+08:00', trainerId };
  expect((await command(admin, 'activityCreate', { placeId, kind: 'LECTURE', title: '防诈骗', sessions: [clash] }, 'activity { id }')).fails).toEqual(['CONFLICT sessions,0,startsAt']);
  const signUp = (by: Signed, of: Signed | string, more: object = {}) => command(by, 'activitySignUp', { activityId, residentId: resident(of), ...more }, 'signUp { status channel }');
  expect((await signUp(neighbour, mother)).fails).toEqual(['NOT_FOUND residentId']);
  expect((await signUp(daughter, mother)).signUp).toEqual({ status: 'SIGNED_UP', channel: 'PROXY' });
  await signUp(senior, senior);
  await signUp(worker, loner, { channel: 'WINDOW' });

  // The trainer calls the roll and says what each can do; nobody says it of themselves.
  const { bridgeItems } = await ask(trainer, '{ bridgeItems { id kind code name } }');
  const item = (kind: string, code: string) => bridgeItems.find((each: { kind: string; code: string }) => each.kind === kind && each.code === code).id as string;
  const observe = (by: Signed, of: Signed | string, level: string) =>
    command(by, 'skillObserve', { residentId: resident(of), bridgeItemId: item('SKILL', 'scanning'), level }, 'observation { id level item { name } observer { displayName } }');
  clock.set('2026-03-03T14:10:00+08:00');
  expect((await command(trainer, 'activityRollCall', { sessionId: first.id, absentIds: [resident(loner)] }, 'session { attended }')).session).toEqual({ attended: 2 });
  expect((await observe(trainer, senior, 'NEEDS_HELP')).observation).toMatchObject({ level: 'NEEDS_HELP', item: { name: '扫码' } });
  await observe(trainer, mother, 'NEEDS_HELP');
  expect([(await observe(senior, senior, 'BY_HERSELF')).fails, (await observe(neighbour, senior, 'BY_HERSELF')).fails]).toEqual([['NOT_FOUND residentId'], ['NOT_FOUND residentId']]);
  clock.set('2026-03-03T15:30:00+08:00');
  const { observation: slip } = await observe(trainer, mother, 'BY_HERSELF');
  expect((await command(trainer, 'skillObservationVoid', { observationId: slip.id, reason: '点错了人' }, 'observation { voidedAt reason }')).observation.reason).toBe('点错了人');
  await observe(trainer, senior, 'BY_HERSELF');
  const atCourse = 'query ($id: ID!) { activitySignUps(filter: { activityId: $id }) { nodes { person { name resident { id } } skills { level gainedAt } } } }';
  expect((await ask(trainer, atCourse, { id: activityId }))['activitySignUps'].nodes).toEqual([
    { person: { name: '周**', resident: null }, skills: [] },
    { person: { name: '王**', resident: null }, skills: [{ level: 'BY_HERSELF', gainedAt: '2026-03-03T07:30:00.000Z' }] },
    { person: { name: '陈**', resident: null }, skills: [{ level: 'NEEDS_HELP', gainedAt: null }] },
  ]);

  // A buddy sees her own pairs, and keeps their logs.
  const begin = { programId, seniorId: resident(mother), buddyId: resident(buddy) };
  expect((await command(neighbour, 'buddyPairBegin', begin, 'pair { id }')).fails).toEqual(['NOT_FOUND programId']);
  const { pair } = await command(admin, 'buddyPairBegin', begin, 'pair { id senior { name } buddy { name } viewerIsBuddy }');
  expect(pair).toMatchObject({ senior: { name: '陈**' }, buddy: { name: '赵**' }, viewerIsBuddy: false });
  expect((await command(admin, 'buddyPairBegin', { ...begin, buddyId: resident(neighbour) }, 'pair { id }')).fails).toEqual(['CONFLICT seniorId']);
  clock.pass(60);
  const contact = { buddyPairId: pair.id, channel: 'VISIT', minutes: 45, note: '教她用医保码' };
  expect((await command(buddy, 'buddyContactRecord', contact, 'contact { note minutes }')).contact).toEqual({ note: '教她用医保码', minutes: 45 });
  expect((await command(daughter, 'buddyContactRecord', contact, 'contact { note }')).fails).toEqual(['NOT_ALLOWED buddyPairId']);
  expect((await observe(buddy, mother, 'WITH_HELP')).fails).toEqual([]);
  const pairs = '{ buddyPairs(open: true) { totalCount nodes { id senior { name } viewerIsBuddy contacts { minutes note } skills { level } program { title } } } }';
  const shown = { id: pair.id, senior: { name: '陈**' }, contacts: [{ minutes: 45, note: '教她用医保码' }], skills: [{ level: 'WITH_HELP' }], program: { title: '银龄数字桥' } };
  expect((await ask(buddy, pairs))['buddyPairs']).toEqual({ totalCount: 1, nodes: [{ ...shown, viewerIsBuddy: true }] });
  expect((await ask(daughter, pairs))['buddyPairs']).toEqual({ totalCount: 1, nodes: [{ ...shown, viewerIsBuddy: false }] });
  expect([(await ask(senior, pairs))['buddyPairs'].totalCount, (await ask(neighbour, pairs))['buddyPairs'].totalCount]).toEqual([0, 0]);

  // What they get done is the outcome.
  const record = (by: Signed, of: Signed | string, way: string, more: object = {}) => command(by, 'serviceTransactionRecord', {
    residentId: resident(of), bridgeItemId: item('SERVICE', 'pension-check'), way, channel: way === 'AT_WINDOW' ? 'WINDOW' : 'APP', ...more,
  }, 'transaction { id way person { name } helper { name } item { name } }');
  expect((await record(senior, senior, 'BY_SELF')).transaction).toMatchObject({ way: 'BY_SELF', person: { name: '王**' }, item: { name: '养老资格认证' } });
  expect((await record(daughter, mother, 'ASSISTED', { helperId: resident(buddy) })).transaction).toMatchObject({ helper: { name: '赵**' } });
  expect((await record(neighbour, loner, 'BY_SELF')).fails).toEqual(['NOT_FOUND residentId']);
  expect((await record(worker, loner, 'AT_WINDOW', { channel: 'APP' })).fails).toEqual(['INVALID channel']);
  const external = { system: 'one-stop', id: '20260303-1' };
  const { transaction } = await record(admin, loner, 'AT_WINDOW', { external });
  expect((await record(admin, loner, 'AT_WINDOW', { external })).transaction.id).toBe(transaction.id);
  await command(admin, 'serviceTransactionVoid', { transactionId: (await record(worker, loner, 'BY_SELF')).transaction.id, reason: '不是本人办的' }, 'transaction { voidedAt }');
  const { residents } = await ask(daughter, 'query ($id: ID!) { residents: resident(id: $id) { skills { item { name } level observations { level voidedAt } } } }', { id: resident(mother) });
  expect(residents.skills).toMatchObject([{ item: { name: '扫码' }, level: 'WITH_HELP', observations: [{ level: 'WITH_HELP' }, { level: 'BY_HERSELF', voidedAt: expect.any(String) }, { level: 'NEEDS_HELP' }] }]);
  const list = '{ serviceTransactions { totalCount } }';
  expect(await Promise.all([admin, senior, daughter, buddy, trainer, neighbour].map(async by => (await ask(by, list))['serviceTransactions'].totalCount))).toEqual([4, 1, 1, 1, 4, 0]);

  await api.domain.engine.drain(api.district.districtId);
  const { outcomeValue, outcome } = (await ask(admin, 'query ($id: ID!) { program(id: $id) { outcome { indicator baseline target } outcomeValue { value numerator denominator } } }', { id: programId }))['program'];
  expect([outcome, outcomeValue]).toEqual([{ indicator: 'digital_bridge.service_rate', baseline: 0.4, target: 0.85 }, { value: 2 / 3, numerator: 2, denominator: 3 }]);
  const { indicatorValues } = await ask(admin, `query ($id: ID!) { indicatorValues(placeIds: [$id], period: { kind: MONTH },
    indicators: ["digital_bridge.need_help_rate", "digital_bridge.at_window_rate", "digital_bridge.course_hours", "digital_bridge.cost_per_gain"]) { numerator denominator } }`, { id: placeId });
  expect(indicatorValues).toEqual([{ numerator: 2, denominator: 3 }, { numerator: 1, denominator: 3 }, { numerator: 120, denominator: null }, { numerator: 0, denominator: 1 }]);
  const changed = async () => (await ask(admin, '{ serviceTransactionsChanged { nodes { id } } seniorSkillsChanged { nodes { level } } buddyPairsChanged { nodes { id } } }'));
  await until(async () => (await changed())['serviceTransactionsChanged'].nodes.length === 4, 'what changed to be told');
});
