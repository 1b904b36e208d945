import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import type { Role } from '@linli/domain/access/membership.entity';
import { notify } from '@linli/domain/notices/notify';
import { accounts } from '@linli/domain/notices/recipients';
import { roleTaken } from '@linli/domain/notices/role.notice';
import { system } from '@linli/domain/shared/performer';
import { buildActor, buildCase } from '@linli/domain/testing/build';
import { TestClock } from '@linli/domain/testing/test-clock';
import { randomUUID } from 'node:crypto';
import { globalId, parseGlobalId } from '../src/graphql/global-id.ts';
import { collect, startApi, until, type TestApi } from './harness.ts';
import { quantiles, report } from './report.ts';

type Signed = Actor & { token: string };
interface Shown { id: string; title: string; createdAt: string }
interface Arrived { noticeArrived: Shown[] }

let api: TestApi;
let second: TestApi;
let worker: Signed;
let resident: Signed;
let admin: Signed;
const clock = new TestClock('2025-03-11T09:00:00+08:00');

beforeAll(async () => {
  api = await startApi({ clock });
  second = await startApi({ clock, beside: api });
});
afterAll(async () => {
  await second.close();
  await api.close();
});

/** Each test has a day of its own, the next one: time that was looked at does not come again. */
beforeEach(async () => {
  day += 1;
  clock.set(today('09:00'));
  worker = await signedIn('GRID_WORKER', api.district.grids[0]);
  resident = await signedIn('RESIDENT', api.district.grids[0]);
  admin = await signedIn('DISTRICT_ADMIN', api.district.root);
});

let day = 11;
const today = (time: string, later = 0) => new Date(`2025-03-${day + later}T${time}:00+08:00`);
const signedIn = (role: Role, placeId: string): Promise<Signed> => buildActor(api.domain, api.district.districtId, role, placeId);
const ARRIVED = 'subscription($since: ID) { noticeArrived(since: $since) { id kind title createdAt } }';
const INBOX = `query($unread: Boolean, $kinds: [String!], $first: Int! = 20, $after: String) { notices(unread: $unread, kinds: $kinds, first: $first, after: $after) {
  nodes { id kind title body en: title(language: EN) link urgent createdAt deliverAt readAt } pageInfo { hasNextPage endCursor } totalCount } viewer { unreadNotices quietHours { from to } } }`;

let told = 0;
/** Tells somebody something new, and answers with its title's last word. */
async function tell(to: Signed, urgent = false, domain = api.domain): Promise<string> {
  const place = `地点${(told += 1)}`;
  await domain.unit.of(system(api.district.districtId), 'test.tell', tx => notify(tx, roleTaken, {
    to: accounts(to.accountId), urgent, about: api.district.street, params: { role: 'VOLUNTEER', place },
  }));
  return place;
}

/** Follows somebody's notices through one of the processes; begun when it returns. */
async function follow(who: Signed, at: TestApi = api, since?: string) {
  const followed = collect<Arrived>(at.socket(who.token), ARRIVED.replace('createdAt', 'createdAt body'), { since: since ?? null });
  const all = () => followed.messages.flatMap(({ noticeArrived }) => noticeArrived as (Shown & { body: string })[]);
  const places = () => all().map(({ body }) => /地点\d+/.exec(body)?.[0] ?? body);
  return { ...followed, all, places, heard: (place: string) => until(() => places().includes(place), `${place} among ${places().join(' ')} ${JSON.stringify(followed.state.closed)}`) };
}

/** Waits until what is told now is heard. */
async function begun(who: Signed, ...followed: Awaited<ReturnType<typeof follow>>[]): Promise<void> {
  await until(async () => {
    await tell(who, true);
    await new Promise(resolve => setTimeout(resolve, 50));
    return followed.every(({ messages }) => messages.length > 0);
  }, 'subscriptions to begin');
}

const polls = () => new Promise(resolve => setTimeout(resolve, 4_500));
const ask = async (query: string, variables: object, who: Signed) => {
  const { data, errors } = await api.ask(query, variables, who.token);
  expect(errors).toEqual([]);
  return data!;
};
const markRead = (input: object, who: Signed) => ask('mutation($input: NoticeMarkReadInput!) { noticeMarkRead(input: $input) { unreadNotices userErrors { code field } } }', { input }, who).then(data => data['noticeMarkRead']);

test('an inbox shows what one was told, in either language, with the path of what it is about', async () => {
  const [who, giver] = [await signedIn('GRID_WORKER', api.district.grids[1]), await signedIn('RESIDENT', api.district.grids[1])];
  const matter = await buildCase(api.domain, giver, api.district, { placeId: api.district.grids[1], title: '楼道灯不亮，电话13812345678' });
  const { notices, viewer } = await ask(INBOX, {}, who);
  expect(notices.nodes).toEqual([{
    id: expect.any(String), kind: 'case.submitted', title: '新诉求待受理', en: 'A new case to accept', urgent: false,
    body: `楼道灯不亮，电话***********（${matter.trackingNumber}），一般，期限 3月19日 09:00。`, link: `/cases/${globalId('Case', matter.id)}`,
    createdAt: '2025-03-12T01:00:00.000Z', deliverAt: '2025-03-12T01:00:00.000Z', readAt: null,
  }]);
  expect(viewer).toEqual({ unreadNotices: 1, quietHours: { from: '22:00', to: '07:00' } });
  expect((await ask(INBOX, {}, giver)).notices.nodes).toEqual([]);
});

test('unread ones come first, page by page, and can be asked for alone or by kind', async () => {
  const who = await signedIn('RESIDENT', api.district.grids[0]);
  const places: string[] = [];
  for (let n = 0; n < 5; n++) places.push(await tell(who));
  const all = (await ask(INBOX, {}, who)).notices.nodes;
  const shown = (nodes: { body: string }[]) => nodes.map(({ body }) => places.findIndex(place => body.startsWith(`${place}：`)));
  expect(shown(all)).toEqual([4, 3, 2, 1, 0]);
  expect(await markRead({ noticeIds: [all[0].id, all[2].id] }, who)).toEqual({ unreadNotices: 3, userErrors: [] });
  const pages: number[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { nodes, pageInfo, totalCount }: Record<string, any> = (await ask(INBOX, { first: 2, after }, who)).notices;
    pages.push(...shown(nodes));
    [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    expect(totalCount).toBe(5);
  }
  expect(pages).toEqual([3, 1, 0, 4, 2]);
  const only = async (filter: object) => (await ask(INBOX, filter, who)).notices;
  expect([shown((await only({ unread: true })).nodes), shown((await only({ unread: false })).nodes)]).toEqual([[3, 1, 0], [4, 2]]);
  expect([(await only({ kinds: ['role.taken'] })).totalCount, (await only({ kinds: ['case.closed'], unread: true })).totalCount, (await only({ kinds: [] })).totalCount]).toEqual([5, 0, 0]);
  expect(await markRead({ upTo: clock.now().toISOString() }, who)).toEqual({ unreadNotices: 0, userErrors: [] });
});

test('somebody else\'s notice cannot be marked, and the same key marks once', async () => {
  const who = await signedIn('RESIDENT', api.district.grids[0]);
  await tell(worker);
  const theirs = (await ask(INBOX, {}, worker)).notices.nodes[0].id;
  expect(await markRead({ noticeIds: [theirs] }, who)).toEqual({ unreadNotices: null, userErrors: [{ code: 'NOT_FOUND', field: ['noticeIds'] }] });
  expect(await markRead({}, who)).toMatchObject({ userErrors: [{ code: 'INVALID', field: ['noticeIds'] }] });
  await tell(who);
  const input = { upTo: clock.now().toISOString(), idempotencyKey: 'all' };
  expect(await markRead(input, who)).toMatchObject({ unreadNotices: 0 });
  await tell(who);
  expect(await markRead(input, who)).toEqual({ unreadNotices: 1, userErrors: [] });
});

test('quiet hours are chosen, switched off and refused over the API', async () => {
  const who = await signedIn('RESIDENT', api.district.grids[0]);
  const set = (input: object) => ask('mutation($input: NoticeSetQuietHoursInput!) { noticeSetQuietHours(input: $input) { quietHours { from to } userErrors { code field } } }', { input }, who)
    .then(data => data['noticeSetQuietHours']);
  expect(await set({ from: '12:00', to: '13:30', idempotencyKey: 'noon' })).toEqual({ quietHours: { from: '12:00', to: '13:30' }, userErrors: [] });
  expect(await set({ from: '12:00', to: '13:30', idempotencyKey: 'noon' })).toMatchObject({ quietHours: { from: '12:00', to: '13:30' } });
  expect(await set({ from: '12:00' })).toEqual({ quietHours: null, userErrors: [{ code: 'INVALID', field: ['to'] }] });
  expect((await ask(INBOX, {}, who)).viewer.quietHours).toEqual({ from: '12:00', to: '13:30' });
  expect(await set({})).toEqual({ quietHours: null, userErrors: [] });
  expect((await ask(INBOX, {}, who)).viewer.quietHours).toBeNull();
});

test('a notice is pushed once to everybody it is for, through either process, and to nobody else', async () => {
  const [here, there, others] = [await follow(worker), await follow(worker, second), await follow(admin, second)];
  await begun(worker, here, there);
  const placed = [await tell(worker), await tell(worker, false, second.domain), await tell(resident)];
  const matter = await buildCase(second.domain, resident, api.district);
  for (const each of [here, there]) {
    await until(() => each.all().some(({ body }) => body.includes(matter.trackingNumber)), 'the case');
    expect(each.places().filter(place => placed.includes(place))).toEqual(placed.slice(0, 2));
  }
  await polls();
  for (const each of [here, there]) expect(new Set(each.all().map(({ id }) => id)).size).toBe(each.all().length);
  expect(others.messages).toEqual([]);
});

test('from the commit of what happened to the message', async () => {
  const here = await follow(worker, second);
  await begun(worker, here);
  const times: number[] = [];
  for (let n = 0; n < 60; n++) {
    const { trackingNumber } = await buildCase(api.domain, resident, api.district);
    const committed = performance.now();
    await until(() => here.all().some(({ body }) => body.includes(trackingNumber)), 'the notice');
    times.push(performance.now() - committed);
  }
  report('case → notice in another process', quantiles(times));
});

test('what is ordinary waits for quiet hours to end, in the inbox from the start; what is urgent does not wait', async () => {
  clock.set(today('22:30'));
  const [here, there] = [await follow(resident), await follow(resident, second)];
  await begun(resident, here, there);
  const ordinary = await tell(resident);
  const urgent = await tell(resident, true);
  for (const each of [here, there]) await each.heard(urgent);
  expect((await ask(INBOX, { first: 2 }, resident)).notices.nodes).toMatchObject([
    { urgent: true, deliverAt: today('22:30').toISOString() }, { urgent: false, deliverAt: today('07:00', 1).toISOString() },
  ]);
  clock.set(today('06:59', 1));
  await polls();
  for (const each of [here, there]) expect(each.places()).not.toContain(ordinary);
  const late = await follow(resident, second); // who comes in the night hears it in the morning too
  await begun(resident, late);
  clock.set(today('07:00', 1));
  for (const each of [here, there, late]) await each.heard(ordinary);
  await polls();
  for (const each of [here, there, late]) expect(each.places().filter(place => place === ordinary)).toHaveLength(1);
});

test('who was away is sent what was missed, each once, and goes on from there', async () => {
  const first = await follow(resident);
  await begun(resident, first);
  const seen = await tell(resident);
  await first.heard(seen);
  const since = first.all().find(({ body }) => body.startsWith(`${seen}：`))!.id;
  first.stop();
  clock.set(today('22:30'));
  const [delayed, urgent] = [await tell(resident), await tell(resident, true)];
  const night = await follow(resident, second, since);
  await night.heard(urgent);
  expect(night.places()).not.toContain(delayed);
  const sinceUrgent = night.all().find(({ body }) => body.startsWith(`${urgent}：`))!.id;
  night.stop();
  clock.set(today('07:00', 1));
  const morning = await follow(resident, api, sinceUrgent); // made before, delivered after what was seen last
  await morning.heard(delayed);
  const next = await tell(resident);
  await morning.heard(next);
  await polls();
  expect(morning.places().filter(place => [urgent, delayed, next].includes(place))).toEqual([delayed, next]);
});

test('what was committed late, after what was seen last, is not missed', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>(resolve => { release = resolve; });
  const place = `地点${(told += 1)}`;
  const late = api.domain.unit.of(system(api.district.districtId), 'test.late', async tx => {
    await notify(tx, roleTaken, { to: accounts(resident.accountId), about: api.district.street, params: { role: 'VOLUNTEER', place } });
    await held;
  });
  clock.pass(10);
  const first = await follow(resident);
  await begun(resident, first);
  const seen = await tell(resident);
  await first.heard(seen);
  const since = first.all().find(({ body }) => body.startsWith(`${seen}：`))!.id;
  first.stop();
  const waiting = await follow(resident, second);
  await begun(resident, waiting);
  release();
  await late;
  await waiting.heard(place); // to whoever is there, however late
  const again = await follow(resident, api, since);
  await again.heard(place);
  await polls();
  expect(again.places().filter(each => each === place)).toHaveLength(1);
  expect(again.places()).not.toContain(seen);
});

test('a last notice that is not one\'s own, or never was, is like none', async () => {
  await tell(worker);
  const theirs = (await ask(INBOX, {}, worker)).notices.nodes[0].id;
  const followed = await Promise.all([theirs, globalId('Notice', randomUUID()), globalId('Case', parseGlobalId(theirs)!.id), 'x'].map(since => follow(resident, api, since)));
  await polls();
  const next = await tell(resident);
  for (const each of followed) {
    await each.heard(next);
    expect(each.places()).toEqual([next]);
  }
});

test('a role taken away ends what comes from the role, and leaves the inbox; a session that is over ends the subscription', async () => {
  const who = await signedIn('GRID_WORKER', api.district.grids[3]);
  const [membership] = await api.database.owner<{ id: string }>('select id from membership where account_id = $1', [who.accountId]);
  const followed = await follow(who);
  await begun(who, followed);
  const submit = () => buildCase(api.domain, resident, api.district, { placeId: api.district.grids[3] });
  const before = await submit();
  await until(() => followed.all().some(({ body }) => body.includes(before.trackingNumber)), 'the case');
  await api.domain.roles.revoke(admin, membership!.id);
  await until(() => followed.all().some(({ title, body }) => title === '您的任职已撤销' && body.endsWith('：网格员。')), 'the role to be taken away');
  const after = await submit();
  const own = await tell(who);
  await followed.heard(own);
  expect(followed.all().some(({ body }) => body.includes(after.trackingNumber))).toBe(false);
  expect(followed.state.closed).toBeUndefined();
  await api.domain.access.signOut(who);
  await followed.closed();
});
