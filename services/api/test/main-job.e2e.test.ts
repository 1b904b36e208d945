import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { buildActor } from '@linli/domain/testing/build';
import { system } from '@linli/domain/shared/performer';
import { globalId } from '../src/graphql/global-id.ts';
import { collect, startApi, type TestApi } from './harness.ts';

let api: TestApi;
let admin: Actor & { token: string };
let worker: Actor & { token: string };
let resident: Actor & { token: string };

beforeAll(async () => {
  api = await startApi();
  const { domain, district } = api;
  admin = await buildActor(domain, district.districtId, 'STREET_ADMIN', district.street);
  worker = await buildActor(domain, district.districtId, 'GRID_WORKER', district.grids[0]);
  resident = await buildActor(domain, district.districtId, 'RESIDENT', district.grids[0]);
});
afterAll(() => api.close());

const MOVE = 'userErrors { code message field } case { id status viewerCanMove steps { move } }';

test('signing in with a password begins a session that opens the API, and signing out ends it', async () => {
  const { district, domain } = api;
  await domain.access.createAccount(system(district.districtId), {
    login: 'street', displayName: '街道', password: 'a long password', roles: [{ role: 'STREET_ADMIN', placeId: district.street }],
  });
  const signIn = `mutation($input: SessionSignInInput!) { sessionSignIn(input: $input) { token userErrors { code field } viewer { displayName roles { role place { name } } } } }`;
  const wrong = await api.ask(signIn, { input: { district: '419001', login: 'street', password: 'not the password' } });
  expect(wrong.data?.sessionSignIn).toEqual({ token: null, viewer: null, userErrors: [{ code: 'NOT_ALLOWED', field: [] }] });
  const right = await api.ask(signIn, { input: { district: '419001', login: 'Street', password: 'a long password' } });
  expect(right.data?.sessionSignIn.viewer.roles[0].role).toBe('STREET_ADMIN');
  const token = right.data?.sessionSignIn.token as string;
  expect((await api.ask('{ district { name } }', {}, token)).data?.district.name).toBe('测试DISTRICT');
  await api.ask('mutation { sessionSignOut { userErrors { code } } }', {}, token);
  expect((await api.ask('{ district { name } }', {}, token)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('a case goes from submission to closing, and a subscriber receives the figures of grid, community, street and district', async () => {
  const { district, domain } = api;
  const places = [district.grids[0], district.communities[0], district.street, district.root].map(id => globalId('Place', id));
  const updates = collect<{ indicatorUpdated: { revision: number; values: { value: number; indicator: { key: string }; place: { id: string } }[] } }>(
    api.socket(admin.token),
    `subscription($filter: IndicatorFilter!) { indicatorUpdated(filter: $filter) { ... on IndicatorChange { revision values { value indicator { key } place { id name } } } } }`,
    { filter: { placeIds: places, indicators: ['case.satisfaction_rate'], period: { kind: 'MONTH' } } });
  const changes = collect<{ caseChanged: { moves: string[]; case: { status: string } }[] }>(api.socket(admin.token), 'subscription { caseChanged { moves case { status trackingNumber } } }');
  await new Promise(resume => setTimeout(resume, 300));

  const submitted = await api.ask(`mutation($input: CaseSubmitInput!) { caseSubmit(input: $input) { userErrors { code message field } case { id trackingNumber status place { name } } } }`, {
    input: { placeId: places[0], categoryId: globalId('CaseCategory', district.categoryId), kind: 'HELP', title: '楼道灯不亮' },
  }, resident.token);
  expect(submitted.data?.caseSubmit.userErrors).toEqual([]);
  const caseId = submitted.data?.caseSubmit.case.id as string;
  const move = async (name: string, type: string, token: string, input: object = {}) => {
    const answer = await api.ask(`mutation($input: ${type}!) { ${name}(input: $input) { ${MOVE} } }`, { input: { caseId, ...input } }, token);
    expect(answer.errors).toEqual([]);
    expect(answer.data?.[name].userErrors).toEqual([]);
    return answer.data?.[name].case;
  };
  await move('caseAccept', 'CaseMoveInput', admin.token);
  await move('caseAssign', 'CaseAssignInput', admin.token, { assigneeId: globalId('Account', worker.accountId) });
  await move('caseStart', 'CaseMoveInput', worker.token);
  await move('caseHandle', 'CaseHandleInput', worker.token, { outcome: 'RESOLVED' });
  await move('caseFollowUp', 'CaseFollowUpInput', admin.token, { contacted: true, resolved: true, source: 'CALL_BACK' });
  await move('caseRate', 'CaseRateInput', resident.token, { rating: 5 });
  const closed = await move('caseClose', 'CaseMoveInput', admin.token);
  expect(closed).toMatchObject({ status: 'CLOSED', viewerCanMove: ['REOPEN'] });
  expect(closed.steps.map((step: { move: string }) => step.move)).toEqual(['SUBMIT', 'ACCEPT', 'ASSIGN', 'START', 'HANDLE', 'FOLLOW_UP', 'RATE', 'CLOSE']);

  const update = await updates.next();
  expect(new Set(update.indicatorUpdated.values.map(value => value.place.id))).toEqual(new Set(places));
  expect(update.indicatorUpdated.values.every(value => value.value === 1)).toBe(true);
  await changes.next(message => message.caseChanged.some(change => change.moves.includes('CLOSE')));
  await domain.engine.drain(district.districtId);
  expect(await domain.engine.verify(district.districtId)).toEqual([]);
});
