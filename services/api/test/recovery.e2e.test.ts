import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { buildActor, buildCase } from '@linli/domain/testing/build';
import { globalId } from '../src/graphql/global-id.ts';
import { collect, startApi, until, type TestApi } from './harness.ts';
import { report } from './report.ts';

let api: TestApi;
let admin: Actor & { token: string };

beforeAll(async () => {
  api = await startApi();
  admin = await buildActor(api.domain, api.district.districtId, 'DISTRICT_ADMIN', api.district.root);
});
afterAll(() => api.close());

const cutAll = () => api.database.owner('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
const submit = () => api.ask(`mutation($input: CaseSubmitInput!) { caseSubmit(input: $input) { userErrors { code } case { id } } }`, {
  input: { placeId: globalId('Place', api.district.grids[0]), categoryId: globalId('CaseCategory', api.district.categoryId), kind: 'COMPLAINT', title: '楼道灯不亮' },
}, admin.token);

test('every connection to the database is cut, again and again, while people write and listen: all goes on by itself', async () => {
  const figures = collect(api.socket(admin.token), `subscription($filter: IndicatorFilter!) { indicatorUpdated(filter: $filter) { ... on IndicatorChange { revision values { numerator } } } }`,
    { filter: { placeIds: [globalId('Place', api.district.root)], indicators: ['case.complaint_rate'], period: { kind: 'MONTH' } } });
  const cases = collect(api.socket(admin.token), 'subscription { caseChanged { case { id } } }');
  await until(async () => (await submit()) && figures.messages.length > 0 && cases.messages.length > 0, 'both subscriptions');

  let writing = true;
  const [acknowledged, failed]: [string[], string[]] = [[], []];
  const writers = [0, 1, 2].map(async () => {
    while (writing) {
      const { data, errors } = await submit();
      if (data?.caseSubmit.case) acknowledged.push(data.caseSubmit.case.id);
      else failed.push(errors[0]?.message ?? '');
    }
  });
  for (let n = 0; n < 5; n++) {
    await new Promise(resolve => setTimeout(resolve, 300));
    await cutAll();
  }
  const cut = performance.now();
  const answered = await until(async () => (await api.ask('{ cases { totalCount } }', {}, admin.token)).data?.cases.totalCount > 0 && performance.now() - cut, 'an answer after the cut');
  await new Promise(resolve => setTimeout(resolve, 500));
  writing = false;
  await Promise.all(writers);
  expect(failed.filter(message => !/^Something went wrong on our side \(request [\da-f-]{36}\)\.$/.test(message))).toEqual([]);

  // What was acknowledged is there, and was heard of.
  const last = (await submit()).data?.caseSubmit.case.id as string;
  const began = performance.now();
  const heard = () => new Set(cases.messages.flatMap(({ caseChanged }) => caseChanged.map((change: any) => change.case.id)));
  await until(() => heard().has(last), 'the last case');
  report('connections cut', `an answer after ${Math.round(answered)} ms; ${acknowledged.length} acknowledged, ${failed.length} failed; the next case heard after ${Math.round(performance.now() - began)} ms`);
  await until(() => acknowledged.every(id => heard().has(id)), 'every acknowledged case');
  await api.domain.engine.drain(api.district.districtId);
  const [{ n } = { n: 0 }] = await api.database.owner<{ n: number }>('select count(*)::int as n from service_case');
  await until(() => figures.messages.at(-1)?.indicatorUpdated.values[0].numerator === n, 'the figure of all cases');
  expect(await api.domain.engine.verify(api.district.districtId)).toEqual([]);
  expect([figures.state.closed, cases.state.closed]).toEqual([undefined, undefined]);
});

test('wake-ups are heard again: what is written after the cut comes without waiting for a poll', async () => {
  const cases = collect(api.socket(admin.token), 'subscription { caseChanged { case { id } } }');
  await until(async () => (await submit()) && cases.messages.length > 0, 'the subscription');
  await cutAll();
  await until(async () => (await api.database.owner(`select from pg_stat_activity where datname = current_database() and application_name = 'linli listener'`)).length > 0, 'the listener');
  const prompt = await until(async () => {
    const began = performance.now();
    const id = globalId('Case', (await buildCase(api.domain, admin, api.district)).id);
    await cases.next(({ caseChanged }) => caseChanged.some((change: any) => change.case.id === id));
    return performance.now() - began < 500; // the poll takes up to two seconds
  }, 'a prompt push');
  expect(prompt).toBe(true);
});
