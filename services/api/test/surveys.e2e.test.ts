import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { addDays, dayOf } from '@linli/domain/shared/clock';
import { buildActor, buildResident } from '@linli/domain/testing/build';
import { NEEDS } from '@linli/domain/testing/survey-stand';
import { globalId } from '../src/graphql/global-id.ts';
import { startApi, until, type TestApi } from './harness.ts';

type Signed = Actor & { token: string };
let api: TestApi;
let admin: Signed;
let worker: Signed;
/** Three residents of the first grid with accounts of their own. */
let people: { residentId: string; by: Signed }[];
const closesOn = addDays(dayOf(new Date()), 30);

beforeAll(async () => {
  api = await startApi();
  const { districtId, communities, grids } = api.district;
  admin = await buildActor(api.domain, districtId, 'COMMUNITY_ADMIN', communities[0]);
  worker = await buildActor(api.domain, districtId, 'GRID_WORKER', grids[0]);
  people = await Promise.all([1, 2, 3].map(async () => {
    const { id } = await buildResident(api.domain, api.district);
    const by = await buildActor(api.domain, districtId, 'RESIDENT', grids[0]);
    await api.database.owner('update account set resident_id = $1 where id = $2', [id, by.accountId]);
    return { residentId: globalId('Resident', id), by };
  }));
});
afterAll(() => api.close());

/** A command's answer; `fails` lists why it was refused. */
async function command(by: Signed | undefined, name: string, type: string, input: object, selection = '') {
  const { data, errors } = await api.ask(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code field } } }`, { input }, by?.token);
  expect(errors).toEqual([]);
  const { userErrors, ...rest } = data![name];
  return { ...rest, fails: userErrors.map((each: { code: string; field: string[] }) => `${each.code} ${each.field}`) };
}
const ask = async (by: Signed, query: string, variables: object = {}) => {
  const { data, errors } = await api.ask(query, variables, by.token);
  expect(errors).toEqual([]);
  return data!;
};
const place = () => globalId('Place', api.district.communities[0]);
const RESULTS = `query ($id: ID!) { survey(id: $id) { asked answered words(question: "words") results { total rate byMode { mode n } questions { name answered withheld choices { value n } } }
  answers { totalCount nodes { mode answers resident { id } } } } }`;

test('a survey goes from its questionnaire to results that everybody may read', async () => {
  const { questionnaire } = await command(admin, 'questionnaireCreate', 'QuestionnaireCreateInput', { placeId: place(), title: '数字需求', content: NEEDS }, 'questionnaire { id versions { number content } }');
  expect(questionnaire.versions).toEqual([{ number: 1, content: NEEDS }]);
  expect((await command(admin, 'questionnaireRevise', 'QuestionnaireReviseInput', { questionnaireId: questionnaire.id, content: { elements: [{ type: 'html', name: 'a' }] } })).fails)
    .toEqual(['INVALID content,elements,0,type']);
  const opening = { placeId: place(), questionnaireId: questionnaire.id, respondents: 'RESIDENTS', anonymous: false, modes: ['APP', 'LINK', 'DOORSTEP', 'PAPER'], closesOn };
  const { survey: { id: surveyId } } = await command(admin, 'surveyOpen', 'SurveyOpenInput', opening, 'survey { id }');

  const [first, second, third] = people as [typeof people[0], typeof people[0], typeof people[0]];
  const seen = await ask(first.by, '{ surveys(open: true) { nodes { id title version { content } results { total } answered } } notices { nodes { kind link } } }');
  expect(seen['surveys'].nodes).toEqual([{ id: surveyId, title: '数字需求', version: { content: NEEDS }, results: null, answered: null }]);
  expect(seen['notices'].nodes).toContainEqual({ kind: 'survey.opened', link: `/surveys/${surveyId}` });

  const answers = { help: 'yes', with: ['pay'], words: '想学扫码' };
  expect((await command(first.by, 'surveyAnswer', 'SurveyAnswerInput', { surveyId, residentId: first.residentId, answers: { help: 'yes' } })).fails).toEqual(['INVALID answers,with']);
  const once = { surveyId, residentId: first.residentId, answers, idempotencyKey: 'mine' };
  const devices = await Promise.all([once, { ...once, idempotencyKey: 'other device' }].map(input => command(first.by, 'surveyAnswer', 'SurveyAnswerInput', input)));
  expect(devices.flatMap(({ fails }) => fails)).toEqual(['CONFLICT residentId']);
  const { codes: [{ code }] } = await command(admin, 'surveyIssueCodes', 'SurveyIssueCodesInput', { surveyId, respondentIds: [second.residentId] }, 'codes { code respondentId }');
  expect((await api.ask('query ($code: String!) { surveyByCode(code: $code) { title content } }', { code })).data).toEqual({ surveyByCode: { title: '数字需求', content: NEEDS } });
  expect(await command(undefined, 'surveyAnswerByCode', 'SurveyAnswerByCodeInput', { code, answers: { help: 'no' } })).toEqual({ fails: [] });
  expect((await command(undefined, 'surveyAnswerByCode', 'SurveyAnswerByCodeInput', { code, answers })).fails).toEqual(['CONFLICT code']);
  const sheets = [{ residentId: third.residentId, answers }, { residentId: second.residentId, answers }, { residentId: third.residentId, answers: { help: '?' } }];
  expect((await command(worker, 'surveyEnter', 'SurveyEnterInput', { surveyId, sheets })).fails).toEqual(['CONFLICT sheets,1,residentId', 'CONFLICT sheets,2,residentId']);
  expect((await command(worker, 'surveyEnter', 'SurveyEnterInput', { surveyId, sheets: sheets.slice(0, 1) })).fails).toEqual([]);

  const { survey } = await ask(admin, RESULTS, { id: surveyId });
  expect(survey).toMatchObject({
    asked: 3, answered: 3, results: { total: 3, rate: 1, byMode: [{ mode: 'APP', n: 1 }, { mode: 'LINK', n: 1 }, { mode: 'PAPER', n: 1 }] }, answers: { totalCount: 3 },
  });
  expect(survey.words.toSorted()).toEqual(['想学扫码', '想学扫码']);
  expect(survey.results.questions[0]).toEqual({ name: 'help', answered: 3, withheld: false, choices: [{ value: 'yes', n: 2 }, { value: 'no', n: 1 }] });
  await until(async () => (await ask(worker, '{ surveyAnswersChanged { nodes { survey { id } } } }'))['surveyAnswersChanged'].nodes.length === 3, 'the answers to be settled');

  expect((await command(admin, 'surveyPublish', 'SurveyInput', { surveyId })).fails).toEqual(['WRONG_STATE surveyId']);
  expect((await command(admin, 'surveyClose', 'SurveyInput', { surveyId })).fails).toEqual([]);
  expect((await command(admin, 'surveyPublish', 'SurveyInput', { surveyId })).fails).toEqual([]);
  const own = await ask(first.by, RESULTS, { id: surveyId });
  expect(own['survey']).toMatchObject({ asked: null, answered: null, words: null, results: { total: null, rate: null, byMode: [] }, answers: { nodes: [{ mode: 'APP', answers }] } });
  expect(own['survey'].results.questions.every((question: any) => question.withheld && question.answered === null)).toBe(true);
});

test('a secret vote is decided when it ends, nobody knows how it stands before, and of so few nobody learns how they voted', async () => {
  const input = {
    placeId: place(), title: '楼道照明', options: ['安装感应灯', '维持现状'], most: 1, quorumPercent: 50, respondents: 'RESIDENTS', anonymous: true, modes: ['APP', 'DOORSTEP'], closesOn,
  };
  expect((await command(worker, 'voteOpen', 'VoteOpenInput', input)).fails).toEqual(['NOT_FOUND placeId']);
  const { survey: { id: surveyId } } = await command(admin, 'voteOpen', 'VoteOpenInput', input, 'survey { id }');
  const [first, second] = people as [typeof people[0], typeof people[0]];
  const cast = (by: Signed, who: typeof first, answers: object, mode?: string) => command(by, 'surveyAnswerAnonymously', 'SurveyAnswerAnonymouslyInput', { surveyId, residentId: who.residentId, answers, mode });
  const VOTE = 'query ($id: ID!) { survey(id: $id) { answered answers { totalCount } results { total } vote { ballots asked quorumReached chosen withheld options { value title n } } } }';
  expect((await cast(first.by, first, { ballot: '3' })).fails).toEqual(['INVALID answers,ballot']);
  expect((await cast(first.by, first, { ballot: '1' })).fails).toEqual([]);
  expect((await cast(first.by, first, { ballot: '2' })).fails).toEqual(['CONFLICT residentId']);
  expect((await cast(worker, second, { ballot: '1' }, 'DOORSTEP')).fails).toEqual([]);
  expect((await ask(admin, VOTE, { id: surveyId }))['survey']).toEqual({ answered: 2, answers: { totalCount: 0 }, results: null, vote: null });
  await command(admin, 'surveyClose', 'SurveyInput', { surveyId });
  expect((await ask(first.by, VOTE, { id: surveyId }))['survey'].vote).toEqual({
    ballots: 2, asked: 3, quorumReached: true, chosen: [], withheld: true, options: [{ value: '1', title: '安装感应灯', n: null }, { value: '2', title: '维持现状', n: null }],
  });
});
