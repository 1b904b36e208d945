import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import type { Role } from '@linli/domain/access/membership.entity';
import { CaseStep } from '@linli/domain/cases/case-step.entity';
import { newId } from '@linli/domain/shared/ids';
import { system } from '@linli/domain/shared/performer';
import { buildActor, buildCase } from '@linli/domain/testing/build';
import { globalId } from '../src/graphql/global-id.ts';
import { collect, startApi, until, type TestApi } from './harness.ts';
import { quantiles, report } from './report.ts';

type Signed = Actor & { token: string };
interface Change { moves: string[]; case: { id: string; status: string } }

let api: TestApi;
let admin: Signed;
let resident: Signed;

beforeAll(async () => {
  api = await startApi();
  admin = await signedIn('DISTRICT_ADMIN', api.district.root);
  resident = await signedIn('RESIDENT', api.district.grids[0]);
});
afterAll(() => api.close());

const signedIn = (role: Role, placeId: string): Promise<Signed> => buildActor(api.domain, api.district.districtId, role, placeId);
const FIGURES = `subscription($filter: IndicatorFilter!, $since: Revision) { indicatorUpdated(filter: $filter, sinceRevision: $since) {
  type: __typename ... on IndicatorChange { revision values { place { id } indicator { key } numerator denominator value state } } ... on IndicatorResync { resyncAt: revision } } }`;
const CASES = 'subscription($placeId: ID, $caseId: ID) { caseChanged(placeId: $placeId, caseId: $caseId) { moves case { id status steps { id } } } }';
const filter = () => ({ under: globalId('Place', api.district.root), level: 'GRID', indicators: ['case.complaint_rate', 'case.on_time_rate'], period: { kind: 'MONTH' } });
const complain = (by = resident, placeId = api.district.grids[0]) => buildCase(api.domain, by, api.district, { kind: 'COMPLAINT', placeId });

const follow = (token: string, since?: number) => collect(api.socket(token), FIGURES, { filter: filter(), since: since ?? null });
type Followed = ReturnType<typeof follow>;

/** Waits until subscriptions have begun; whoever writes before is not heard. */
async function begun(...followed: { messages: unknown[] }[]): Promise<void> {
  await until(async () => {
    await complain();
    await new Promise(resolve => setTimeout(resolve, 50));
    return followed.every(({ messages }) => messages.length > 0);
  }, 'subscriptions to begin');
}

/** The latest of what a subscriber was told, figure by figure; what it was never told is not there. */
function told({ messages }: Followed): Map<string, unknown> {
  const values = messages.flatMap(({ indicatorUpdated }) => indicatorUpdated.values ?? []);
  return new Map(values.map((value: any) => [`${value.place.id} ${value.indicator.key}`, value]));
}

/** What the query says now of the figures that a subscriber was told. */
async function asked(of: ReadonlyMap<string, unknown>): Promise<Map<string, unknown>> {
  await api.domain.engine.drain(api.district.districtId);
  const { data } = await api.ask(`query($under: ID!, $indicators: [String!]!, $period: PeriodInput!) { compare(placeId: $under, level: GRID, indicators: $indicators, period: $period) {
    values { current { place { id } indicator { key } numerator denominator value state } } } }`, filter(), admin.token);
  const all = data?.compare.values.map(({ current }: any) => [`${current.place.id} ${current.indicator.key}`, current] as const);
  return new Map(all.filter(([key]: [string]) => of.has(key)));
}

const sorted = (values: ReadonlyMap<string, unknown>) => JSON.stringify(Object.entries(Object.fromEntries(values)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
const agree = (followed: Followed) => until(async () => {
  const now = told(followed);
  return sorted(now) === sorted(await asked(now));
}, 'a subscriber and the query to agree');

test('two subscribers are told the same, in the order of revisions, and in the end what the query says', async () => {
  const both = [follow(admin.token), follow(admin.token)] as const;
  await begun(...both);
  for (let n = 0; n < 20; n++) await complain(resident, api.district.grids[n % 4]);
  for (const each of both) {
    await agree(each);
    const revisions = each.messages.map(({ indicatorUpdated }) => indicatorUpdated.revision);
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
  }
  expect(told(both[0])).toEqual(told(both[1]));
});

test('who follow the same share what is the same: each is told what it asked for, as far as its rights go', async () => {
  const worker = await signedIn('GRID_WORKER', api.district.grids[0]);
  const variables = { filter: { placeIds: [globalId('Place', api.district.grids[0])], indicators: ['case.complaint_rate'], period: { kind: 'MONTH' } } };
  const asking = ({ token }: Signed, selected: string) =>
    collect(api.socket(token), `subscription($filter: IndicatorFilter!) { indicatorUpdated(filter: $filter) { ... on IndicatorChange { values { ${selected} } } } }`, variables);
  const all = [
    asking(admin, 'numerator'), asking(worker, 'numerator'), asking(admin, 'place { code }'), asking(admin, 'place { history { action } }'), asking(worker, 'place { history { action } }'),
  ];
  await begun(...all);
  const last = () => all.map(({ messages }) => messages.at(-1)?.['indicatorUpdated'].values[0]);
  expect(last()).toEqual([
    { numerator: expect.any(Number) }, { numerator: expect.any(Number) }, { place: { code: expect.stringMatching(/^419001/) } }, { place: { history: expect.any(Array) } }, { place: { history: null } },
  ]);
});

test('from a committed write to both messages, one write after the other', async () => {
  const [figures, cases] = [follow(admin.token), collect(api.socket(admin.token), CASES)];
  await begun(figures, cases);
  const times: { figures: number[]; cases: number[] } = { figures: [], cases: [] };
  for (let n = 0; n < 60; n++) {
    const before = figures.messages.length;
    const matter = await complain();
    const committed = performance.now();
    const heard = await cases.next(({ caseChanged }) => caseChanged.some((change: Change) => change.case.id === globalId('Case', matter.id)));
    expect(heard.caseChanged[0].case.steps).toHaveLength(1);
    times.cases.push(performance.now() - committed);
    await until(() => figures.messages.length > before, 'the figures');
    times.figures.push(performance.now() - committed);
  }
  report('write → push', `case ${quantiles(times.cases)}; figure ${quantiles(times.figures)}`);
});

test('after a lost connection everything that has changed arrives, and in the end what the query says', async () => {
  const first = follow(admin.token);
  await begun(first);
  const seen = first.messages.at(-1)!.indicatorUpdated.revision as number;
  first.stop();
  for (let n = 0; n < 10; n++) await complain(resident, api.district.grids[n % 4]);
  await api.domain.engine.drain(api.district.districtId);
  const again = follow(admin.token, seen);
  await again.next();
  await agree(again);
  expect(told(again).size).toBe(4); // the complaints of four grids; deadlines count when their day has come
  expect(again.messages[0]?.indicatorUpdated.revision).toBeGreaterThan(seen);

  const upToDate = follow(admin.token, again.messages.at(-1)!.indicatorUpdated.revision);
  await complain();
  await until(() => told(upToDate).has(`${globalId('Place', api.district.grids[0])} case.complaint_rate`), 'what came after');
  await agree(upToDate);
});

test('who was away for too long, or has seen what never was, is told to read afresh', async () => {
  await api.database.owner('update kpi_clock set log_from = revision where district_id = $1', [api.district.districtId]);
  for (const since of [1, Number.MAX_SAFE_INTEGER]) {
    const late = follow(admin.token, since);
    const { indicatorUpdated } = await late.next();
    expect(indicatorUpdated.type).toBe('IndicatorResync');
    await complain();
    await late.next(message => message.indicatorUpdated.revision > indicatorUpdated.resyncAt); // and goes on from there
  }
});

test('every step of a case arrives once, also when many happen together', async () => {
  const cases = collect<{ caseChanged: Change[] }>(api.socket(admin.token), CASES);
  await begun(cases);
  const before = cases.messages.length;
  const matters = await Promise.all(Array.from({ length: 30 }, async () => {
    const { id } = await complain();
    await api.domain.cases.accept(admin, id);
    await api.domain.cases.reopen(admin, id, { reason: '无' }).catch(() => undefined); // refused: no step
    return globalId('Case', id);
  }));
  const heard = () => cases.messages.slice(before).flatMap(({ caseChanged }) => caseChanged);
  await until(() => heard().filter(({ moves }) => moves.includes('ACCEPT')).length >= 30, 'all steps');
  await new Promise(resolve => setTimeout(resolve, 2_500)); // beyond the poll
  for (const id of matters) expect(heard().filter(change => change.case.id === id).flatMap(({ moves }) => moves)).toEqual(['SUBMIT', 'ACCEPT']);
});

test('one case, the cases under a place, and one\'s own can be followed', async () => {
  const [mine, neighbours] = [await complain(), await complain(await signedIn('RESIDENT', api.district.grids[2]), api.district.grids[2])];
  const followCases = (token: string, of: object = {}) => collect<{ caseChanged: Change[] }>(api.socket(token), CASES, of);
  const followed = {
    one: followCases(admin.token, { caseId: globalId('Case', mine.id) }),
    community: followCases(admin.token, { placeId: globalId('Place', api.district.communities[1]) }),
    both: followCases(admin.token, { placeId: globalId('Place', api.district.communities[1]), caseId: globalId('Case', mine.id) }),
    own: followCases(resident.token),
    all: followCases(admin.token),
  };
  await begun(followed.all);
  await new Promise(resolve => setTimeout(resolve, 300));
  for (const { id } of [mine, neighbours]) await api.domain.cases.accept(admin, id);
  const ids = Object.fromEntries([['mine', mine], ['neighbours', neighbours]].map(([name, { id }]: any) => [globalId('Case', id), name]));
  const accepted = (name: keyof typeof followed) => followed[name].messages.flatMap(({ caseChanged }) => caseChanged).filter(({ moves }) => moves.includes('ACCEPT')).map(change => ids[change.case.id]);
  await until(() => accepted('all').length === 2 && accepted('community').length === 1 && accepted('own').length === 1 && accepted('one').length === 1, 'the acceptances');
  expect([accepted('one'), accepted('community'), accepted('both'), accepted('own')]).toEqual([['mine'], ['neighbours'], [], ['mine']]);
});

test('a wake-up that is lost costs only the time to the next poll', async () => {
  const silent = await api.database.open();
  silent.wake.send = () => undefined;
  const [figures, cases] = [follow(admin.token), collect(api.socket(admin.token), CASES)];
  await begun(figures, cases);
  await new Promise(resolve => setTimeout(resolve, 500));
  const [before, began] = [figures.messages.length, performance.now()];
  const matter = await buildCase(silent, resident, api.district, { kind: 'COMPLAINT' });
  await silent.engine.drain(api.district.districtId);
  expect(await until(() => figures.messages.length > before, 'the figures')).toBe(true);
  const heard = performance.now() - began;
  await cases.next(({ caseChanged }) => caseChanged.some((change: Change) => change.case.id === globalId('Case', matter.id)));
  report('wake-up lost', `figure after ${Math.round(heard)} ms, case after ${Math.round(performance.now() - began)} ms`);
});

test('a step that is committed late, however long ago it says it was recorded, is not passed over', async () => {
  const matter = await complain();
  const cases = collect<{ caseChanged: Change[] }>(api.socket(admin.token), CASES, { caseId: globalId('Case', matter.id) });
  const all = collect(api.socket(admin.token), CASES);
  await begun(all);
  await api.domain.unit.of(system(api.district.districtId), 'test.late', async tx => {
    await tx.create(CaseStep, { id: newId(), caseId: matter.id, cycle: 1, move: 'overdue', status: 'RECEIVED', at: tx.at, recordedAt: new Date(tx.at.getTime() - 3_600_000), accountId: null, note: null, details: null });
    await tx.flush();
    for (let n = 0; n < 4; n++) await new Promise(resolve => setTimeout(resolve, 500)); // others commit later times before it
  });
  const late = await cases.next(({ caseChanged }) => caseChanged[0]?.moves.includes('OVERDUE') ?? false);
  expect(late.caseChanged.map(change => change.case.id)).toEqual([globalId('Case', matter.id)]);
});

test('a process whose clock runs ahead hides nothing of the others', async () => {
  const ahead = await api.database.open({ clock: { now: () => new Date(Date.now() + 3_600_000) } });
  const cases = collect<{ caseChanged: Change[] }>(api.socket(admin.token), CASES);
  await begun(cases);
  const early = await buildCase(ahead, resident, api.district);
  await cases.next(({ caseChanged }) => caseChanged.some(change => change.case.id === globalId('Case', early.id)));
  const matter = await complain();
  const heard = await cases.next(({ caseChanged }) => caseChanged.some(change => change.case.id === globalId('Case', matter.id)));
  expect(heard.caseChanged.flatMap(({ moves }) => moves)).toEqual(['SUBMIT']);
});
