import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { calendarDate, dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Refusals } from '../shared/refusal.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { fullRefusal, refused } from '../testing/refused.ts';
import { NEEDS, buildSurvey } from '../testing/survey-stand.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { resultsOf, voteOutcome } from './results.ts';
import { surveysById } from './surveys.read.ts';
import type { Surveys } from './surveys.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let worker: Actor;
let stranger: Actor;
let rooms: Surveys;
const clock = new TestClock('2026-03-02T02:00:00Z');
const DAY = 24 * 60;
const YES = { help: 'yes', with: ['pay'], words: '想学微信支付' };

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  rooms = domain.surveys;
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  stranger = await buildActor(domain, 101, 'GRID_WORKER', at.grids[2]);
});
afterAll(() => database.close());

/** A resident with an account. */
async function resident(values: object = {}): Promise<{ id: string; actor: Actor }> {
  const { id } = await buildResident(domain, at, values);
  const actor = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
  await database.owner('update account set resident_id = $1 where id = $2', [id, actor.accountId]);
  return { id, actor: { ...actor, residentId: id } };
}

/** A survey as it is now, and what was answered, as the staff or everybody may read it. */
async function read(surveyId: string, staff = true) {
  const snapshot = domain.connections.snapshot(101);
  try {
    const [survey] = await snapshot.rows(surveysById, [], [at.root], false, [surveyId]);
    return { survey: survey!, results: await resultsOf(snapshot, survey!, staff, dayOf(clock.now())), vote: await voteOutcome(snapshot, survey!, dayOf(clock.now())) };
  } finally {
    await snapshot.close();
  }
}
const settle = () => domain.connections.reading(101, snapshot => rooms.surveys.settle(snapshot));
const rows = <Row extends object>(text: string, ...values: unknown[]) => database.owner<Row>(text, values);

test('who is asked answers for themselves, staff for them with how it came in, and results are counted by mode', async () => {
  const [own, called, visited] = [await resident(), await resident(), await resident()];
  const { id } = await buildSurvey(domain, admin, at.communities[0]);
  expect(await rows('select params from notice where account_id = $1 and kind = $2', own.actor.accountId, 'survey.opened'))
    .toEqual([{ params: { title: '数字需求', from: '2026-03-02', until: '2026-03-31' } }]);
  expect(await rooms.answers.answer(own.actor, id, { residentId: own.id, answers: { ...YES, with: ['pay', 'scan'] } })).toMatchObject({ mode: 'APP', placeId: at.grids[0] });
  await rooms.answers.answer(worker, id, { residentId: called.id, mode: 'TELEPHONE', answers: { help: 'no', with: ['scan'] } });
  const [kept] = await rows<{ answers: object }>('select answers from survey_answer where resident_id = $1', called.id);
  expect(kept?.answers).toEqual({ help: 'no' });
  await rooms.answers.answer(worker, id, { residentId: visited.id, mode: 'DOORSTEP', occurredAt: new Date('2026-03-02T01:00:00Z'), answers: YES });
  const { results } = await read(id);
  expect(results).toMatchObject({ total: 3, byMode: [{ mode: 'APP', n: 1 }, { mode: 'TELEPHONE', n: 1 }, { mode: 'DOORSTEP', n: 1 }] });
  expect(results?.questions.map(({ answered, choices }) => [answered, choices.map(({ n }) => n)])).toEqual([[3, [2, 1]], [2, [2, 1]], [2, []]]);
  expect((await read(id, false)).results).toBeNull();
  const [words] = await rows<{ answers: object; words_sealed: string }>('select answers, words_sealed from survey_answer where resident_id = $1', own.id);
  expect(words?.answers).toMatchObject({ words: true });
  expect(domain.sealer.open(words!.words_sealed)).toBe(JSON.stringify({ words: '想学微信支付' }));
});

test('an answer is refused that is not as the questionnaire asks, by the name of the question, and leaves nothing', async () => {
  const { id: residentId, actor } = await resident();
  const { id } = await buildSurvey(domain, admin, at.communities[0]);
  const answering = (answers: unknown, values: object = {}) => refused(rooms.answers.answer(actor, id, { residentId, answers, ...values }));
  expect(await answering({ help: 'yes' })).toBe('INVALID at answers.with');
  expect(await answering({ help: 'perhaps' })).toBe('INVALID at answers.help');
  expect(await answering(YES, { mode: 'DOORSTEP' })).toBe('INVALID at mode');
  expect(await answering(YES, { occurredAt: new Date('2026-03-03T02:00:00Z') })).toBe('INVALID at occurredAt');
  expect(await refused(rooms.answers.answer(worker, id, { residentId, answers: YES }))).toBe('INVALID at mode');
  expect(await rows('select from survey_answer where resident_id = $1', residentId)).toEqual([]);
});

test('who is somewhere else, too young, or nobody to act for is refused as if the survey or they were not there', async () => {
  const [own, young] = [await resident(), await resident({ birthDate: calendarDate('2010-01-01'), livesFrom: calendarDate('2010-01-01') })];
  const { id } = await buildSurvey(domain, admin, at.communities[0], { minAge: 60 });
  const { id: elsewhere } = await buildSurvey(domain, await buildActor(domain, 101, 'STREET_ADMIN', at.street), at.communities[1]);
  const answering = (by: Actor, survey: string, residentId: string) => refused(rooms.answers.answer(by, survey, { residentId, answers: YES, mode: 'APP' }));
  expect(await answering(own.actor, elsewhere, own.id)).toBe('NOT_FOUND at surveyId');
  expect(await answering(own.actor, newId(), own.id)).toBe('NOT_FOUND at surveyId');
  expect(await answering(young.actor, id, young.id)).toBe('NOT_ALLOWED at residentId');
  expect(await answering(stranger, id, own.id)).toBe('NOT_FOUND at residentId');
  expect(await answering(own.actor, id, young.id)).toBe('NOT_FOUND at residentId');
  const { id: householdId } = await domain.households.create(system(101), { placeId: at.grids[0], kind: 'FAMILY', headId: own.id });
  expect(await refused(rooms.answers.answer(own.actor, id, { householdId, answers: YES }))).toBe('INVALID at householdId');
  expect(await refused(rooms.answers.answer(own.actor, id, { householdId, residentId: own.id, answers: YES }))).toBe('INVALID at residentId');
});

test('of answers from ten devices at once each person has one', async () => {
  const { id } = await buildSurvey(domain, admin, at.communities[0]);
  for (let round = 0; round < 3; round++) {
    const { id: residentId, actor } = await resident();
    const sent = await Promise.all(Array.from({ length: 10 }, (_, device) => refused(rooms.answers.answer(device % 2 === 0 ? actor : worker, id, {
      residentId, answers: YES, ...(device % 2 === 0 ? {} : { mode: 'DOORSTEP' as const }),
    })).catch(() => 'taken')));
    expect(sent.toSorted()).toEqual([...Array.from({ length: 9 }, () => 'CONFLICT at residentId'), 'taken']);
  }
});

test('a household answers once, by any of its members', async () => {
  const [head, wife] = [await resident(), await resident()];
  const { id: householdId } = await domain.households.create(system(101), { placeId: at.grids[0], kind: 'FAMILY', headId: head.id });
  await domain.households.join(system(101), householdId, wife.id, 'SPOUSE');
  const { id } = await buildSurvey(domain, admin, at.communities[0], { respondents: 'HOUSEHOLDS' });
  const sent = await Promise.all([head, wife].map(({ actor }) => refused(rooms.answers.answer(actor, id, { householdId, answers: YES })).catch(() => 'taken')));
  expect(sent.toSorted()).toEqual(['CONFLICT at householdId', 'taken']);
  expect(await refused(rooms.answers.answer(stranger, id, { householdId, mode: 'PAPER', answers: YES }))).toBe('NOT_FOUND at householdId');
});

test('a proxy answers for whom they act', async () => {
  const [elder, daughter] = [await resident(), await resident()];
  const { id } = await buildSurvey(domain, admin, at.communities[0]);
  expect(await refused(rooms.answers.answer(daughter.actor, id, { residentId: elder.id, answers: YES }))).toBe('NOT_FOUND at residentId');
  await domain.consents.nameProxy(worker, { residentId: elder.id, holderId: daughter.actor.accountId, relation: 'CHILD', version: '1', channel: 'PAPER', evidence: '档案' });
  expect(await rooms.answers.answer(daughter.actor, id, { residentId: elder.id, answers: YES })).toMatchObject({ mode: 'APP', recordedById: daughter.actor.accountId });
});

test('sheets of paper are typed in at once, all of them, or none and what is wrong with each', async () => {
  const people = [await resident(), await resident(), await resident()];
  const { id } = await buildSurvey(domain, admin, at.communities[0]);
  const [a, b, c] = people.map(each => ({ residentId: each.id, answers: YES }));
  const wrong = await fullRefusal(rooms.answers.enter(worker, id, [a!, { ...b!, answers: { help: 'yes' } }, a!, { residentId: newId(), answers: YES }])) as Refusals;
  expect(wrong.all.map(({ code, field }) => `${code} at ${field.join('.')}`))
    .toEqual(['INVALID at sheets.1.answers.with', 'CONFLICT at sheets.2.residentId', 'NOT_FOUND at sheets.3.residentId']);
  expect((await read(id)).results?.total).toBe(0);
  await rooms.answers.enter(worker, id, [a!, b!, c!]);
  expect((await read(id)).results).toMatchObject({ total: 3, byMode: [{ mode: 'PAPER', n: 3 }] });
  expect(await refused(rooms.answers.enter(stranger, id, [a!]))).toBe('NOT_FOUND at surveyId');
  expect(await refused(rooms.answers.enter(worker, id, []))).toBe('INVALID at sheets');
});

test('a code answers once for whom it was issued to, without an account, and is nowhere in the database', async () => {
  const someone = await resident();
  const { id } = await buildSurvey(domain, admin, at.communities[0]);
  const { codes: [first, second] } = await rooms.codes.issue(admin, id, [someone.id, someone.id]);
  expect(await rooms.codes.asked(first!.code.toLowerCase())).toMatchObject({ title: '数字需求', content: NEEDS });
  expect(await rooms.codes.asked(`101-${'A'.repeat(16)}`)).toBeNull();
  expect(await refused(rooms.answers.answerByCode(`101-${'A'.repeat(16)}`, YES, null))).toBe('NOT_FOUND at code');
  expect(await refused(rooms.answers.answerByCode('nonsense', YES, null))).toBe('NOT_FOUND at code');
  expect(await refused(rooms.answers.answerByCode(first!.code, { help: 'yes' }, null))).toBe('INVALID at answers.with');
  await rooms.answers.answerByCode(first!.code, YES, null);
  expect(await refused(rooms.answers.answerByCode(second!.code, YES, null))).toBe('CONFLICT at code');
  expect(await refused(rooms.codes.issue(worker, id, [someone.id]))).toBe('NOT_FOUND at surveyId');
  expect(await refused(rooms.codes.issue(admin, id, [someone.id, newId()]))).toBe('NOT_FOUND at respondentIds.1');
  expect(await rows('select from survey_code c where c::text like $1', `%${first!.code.slice(4)}%`)).toEqual([]);
  await rooms.surveys.close(admin, id);
  expect(await refused(rooms.answers.answerByCode(second!.code, YES, null))).toBe('WRONG_STATE at code');
});

test('an anonymous answer is had once of each person, and nothing of it leads back to them', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, () => buildResident(domain, at)));
  const own = await resident();
  const { id } = await buildSurvey(domain, admin, at.communities[0], { anonymous: true });
  expect(await refused(rooms.answers.answer(own.actor, id, { residentId: own.id, answers: YES }))).toBe('WRONG_STATE at surveyId');
  const twice = [0, 1].map(() => refused(rooms.answers.answerAnonymously(own.actor, id, { residentId: own.id, answers: YES })).catch(() => 'taken'));
  expect((await Promise.all(twice)).toSorted()).toEqual(['CONFLICT at residentId', 'taken']);
  for (const { id: residentId } of people) await rooms.answers.answerAnonymously(worker, id, { residentId, mode: 'DOORSTEP', answers: { help: 'no', words: '不用' } });
  // ten wait: what was counted so far moved by ten at once
  expect((await read(id)).results).toMatchObject({ total: 10 });
  const counted = await rows<{ xmin: string }>('select distinct xmin::text from survey_paper where survey_id = $1 and counted', id);
  expect(counted).toHaveLength(1);
  await rooms.surveys.close(admin, id);
  expect((await read(id)).results).toMatchObject({ total: 21 });
  // every paper was written by a transaction of many, so that the one that wrote a ticket tells nothing
  const tickets = new Set((await rows<{ xmin: string }>('select xmin::text from survey_ticket where survey_id = $1', id)).map(({ xmin }) => xmin));
  const papers = await rows<{ xmin: string }>('select xmin::text, count(*)::int as n from survey_paper where survey_id = $1 group by 1', id);
  expect(papers.map(row => (row as unknown as { n: number }).n).toSorted((a, b) => a - b)).toEqual([10, 11]);
  expect(tickets.size).toBe(21);
  expect(await rows('select from survey_answer where survey_id = $1', id)).toEqual([]);
  expect(await rows('select from audit_entry where command = $1', 'survey.answer_anonymously')).toEqual([]);
  expect(await rows(`select column_name from information_schema.columns where table_name = 'survey_ticket' order by 1`))
    .toEqual([{ column_name: 'district_id' }, { column_name: 'respondent_id' }, { column_name: 'survey_id' }]);
});

test('of fewer than ten anonymous answers the staff, too, learn nothing', async () => {
  const { id: residentId, actor } = await resident();
  const { id } = await buildSurvey(domain, admin, at.communities[0], { anonymous: true });
  expect(await refused(rooms.answers.answerAnonymously(actor, id, { residentId, answers: YES, occurredAt: clock.now() }))).toBe('INVALID at occurredAt');
  await rooms.answers.answerAnonymously(actor, id, { residentId, answers: YES });
  await rooms.surveys.close(admin, id);
  expect((await read(id)).results).toMatchObject({ total: null, questions: [{ answered: null }, {}, {}] });
});

test('a survey ends at its day; what was answered on paper in time is typed in until the results are public', async () => {
  const [first, late] = [await resident(), await resident()];
  const occurredAt = clock.now();
  const { id } = await buildSurvey(domain, admin, at.communities[0], { closesOn: calendarDate('2026-03-04') });
  expect(await refused(rooms.surveys.publish(admin, id))).toBe('WRONG_STATE at surveyId');
  clock.pass(2 * DAY);
  expect(await refused(rooms.answers.answer(first.actor, id, { residentId: first.id, answers: YES }))).toBe('WRONG_STATE at surveyId');
  await rooms.answers.enter(worker, id, [{ residentId: first.id, answers: YES, occurredAt }]);
  expect([await settle(), await settle()]).toEqual([1, 0]);
  expect(await refused(rooms.surveys.close(admin, id))).toBe('WRONG_STATE at surveyId');
  expect((await read(id)).survey.asked).toBeGreaterThan(1);
  expect(await refused(rooms.surveys.publish(worker, id))).toBe('NOT_FOUND at surveyId');
  await rooms.surveys.publish(admin, id);
  expect(await refused(rooms.answers.enter(worker, id, [{ residentId: late.id, answers: YES, occurredAt }]))).toBe('WRONG_STATE at sheets.0');
  expect((await read(id, false)).results).toMatchObject({ total: null, rate: null });
});

test('a version is never changed, only followed; a survey asks the one it was opened with', async () => {
  const { id } = await buildSurvey(domain, admin, at.communities[0]);
  const [{ questionnaireId, versionId } = { questionnaireId: '', versionId: '' }] = await rows<{ questionnaireId: string; versionId: string }>(
    'select v.questionnaire_id as "questionnaireId", v.id as "versionId" from survey s join questionnaire_version v on v.id = s.version_id where s.id = $1', id);
  await rooms.questionnaires.revise(admin, questionnaireId, NEEDS);
  await rooms.questionnaires.revise(admin, questionnaireId, { elements: [{ type: 'boolean', name: 'again' }] });
  expect(await rows('select number from questionnaire_version where questionnaire_id = $1 order by 1', questionnaireId)).toEqual([{ number: 1 }, { number: 2 }]);
  expect((await read(id)).survey.versionId).toBe(versionId);
  expect(await refused(rooms.questionnaires.revise(stranger, questionnaireId, NEEDS))).toBe('NOT_FOUND at questionnaireId');
  expect(await refused(rooms.questionnaires.revise(admin, questionnaireId, { elements: [] }))).toBe('INVALID at content');
});

test.each([
  ['a closing day that has passed', { closesOn: calendarDate('2020-01-01') }, 'INVALID at closesOn'],
  ['an opening day that has passed', { opensOn: calendarDate('2020-01-01') }, 'INVALID at opensOn'],
  ['no way to answer', { modes: [] }, 'INVALID at modes'],
  ['an impossible age', { minAge: 200 }, 'INVALID at minAge'],
  ['another questionnaire than there is', { questionnaireId: newId() }, 'NOT_FOUND at questionnaireId'],
])('a survey with %s is not opened', async (_, values, why) => {
  expect(await refused(buildSurvey(domain, admin, at.communities[0], values))).toBe(why);
});

test('a survey is opened by who administers its place', async () => {
  expect(await refused(buildSurvey(domain, worker, at.communities[0]))).toBe('NOT_FOUND at placeId');
  expect(await refused(buildSurvey(domain, admin, at.communities[1]))).toBe('NOT_FOUND at placeId');
});

test('who is erased keeps their choices in the figures, and no words', async () => {
  const someone = await resident();
  const { id } = await buildSurvey(domain, admin, at.communities[0]);
  await rooms.answers.answer(someone.actor, id, { residentId: someone.id, answers: YES });
  await domain.residents.depart(system(101), someone.id, dayOf(clock.now()), 'MOVED');
  await domain.residents.erase(await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root), someone.id);
  expect(await rows('select words_sealed from survey_answer where resident_id = $1', someone.id)).toEqual([{ words_sealed: null }]);
  expect((await read(id)).results?.questions[0]?.choices[0]?.n).toBe(1);
});
