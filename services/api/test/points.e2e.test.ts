import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { buildActor, buildResident } from '@linli/domain/testing/build';
import { givePoints } from '@linli/domain/testing/points-stand';
import { TestClock } from '@linli/domain/testing/test-clock';
import { globalId, parseGlobalId } from '../src/graphql/global-id.ts';
import { startApi, until, type TestApi } from './harness.ts';

let api: TestApi;
let admin: Actor & { token: string };
let worker: Actor & { token: string };
let neighbour: Actor & { token: string };
let own: Actor & { token: string };
let residentId: string;
let householdId: string;
const clock = new TestClock(new Date());

beforeAll(async () => {
  api = await startApi({ clock });
  const { districtId, root, grids } = api.district;
  admin = await buildActor(api.domain, districtId, 'DISTRICT_ADMIN', root);
  worker = await buildActor(api.domain, districtId, 'GRID_WORKER', grids[0]);
  neighbour = await buildActor(api.domain, districtId, 'RESIDENT', grids[2]);
  own = await buildActor(api.domain, districtId, 'RESIDENT', grids[0]);
  const resident = await buildResident(api.domain, api.district, { name: '王秀英' });
  householdId = globalId('Household', (await api.domain.households.create(worker, { placeId: grids[0], kind: 'FAMILY', headId: resident.id })).id);
  await api.database.owner('update account set resident_id = $1 where id = $2', [resident.id, own.accountId]);
  await givePoints(api.domain, districtId, resident.id, 100);
  residentId = globalId('Resident', resident.id);
});
afterAll(() => api.close());

/** A command's answer; `fails` lists why it was refused. */
async function command(by: { token: string }, name: string, type: string, input: object, selection: string) {
  const { data, errors } = await api.ask(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code field } } }`, { input }, by.token);
  expect(errors).toEqual([]);
  const { userErrors, ...rest } = data![name];
  return { ...rest, fails: userErrors.map((each: { code: string; field: string[] }) => `${each.code} ${each.field}`) };
}
const ask = async (by: { token: string }, query: string, variables: object = {}) => {
  const { data, errors } = await api.ask(query, variables, by.token);
  expect(errors).toEqual([]);
  return data!;
};

const TERMS = { points: 5, evidence: 'NONE', subject: 'PERSON' };
let ruleId: string;

test('a scheme is set up, a rule drawn up, tried, published; a draft is shown to admins only', async () => {
  const settings = { name: '文明积分', noticeDays: 3, expiryDays: 365, holdHours: 24, levels: [{ name: '热心居民', from: 5 }] };
  expect((await command(worker, 'pointsSchemeSetUp', 'PointsSchemeSetUpInput', settings, 'scheme { name }')).fails).toEqual(['NOT_ALLOWED ']);
  expect((await command(admin, 'pointsSchemeSetUp', 'PointsSchemeSetUpInput', settings, 'scheme { name noticeDays }')).scheme).toEqual({ name: '文明积分', noticeDays: 3 });
  const placeId = globalId('Place', api.district.root);
  const made = await command(admin, 'pointsRuleCreate', 'PointsRuleCreateInput', { placeId, name: '志愿清洁', eventType: 'manual', terms: TERMS }, 'rule { id versions { id number } }');
  ruleId = made.rule.id;
  const [{ id: versionId }] = made.rule.versions;
  expect((await ask(neighbour, '{ pointsRules { nodes { name versions { number } } totalCount } }'))['pointsRules']).toEqual({ nodes: [{ name: '志愿清洁', versions: [] }], totalCount: 1 });
  const tried = 'query ($id: ID!) { pointsRuleDryRun(versionId: $id, from: "2026-01-01", to: "2026-02-01") { events points } }';
  expect([(await ask(admin, tried, { id: versionId }))['pointsRuleDryRun'], (await ask(worker, tried, { id: versionId }))['pointsRuleDryRun']]).toEqual([{ events: 0, points: 0 }, null]);
  const today = new Date(clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const publish = () => command(admin, 'pointsRulePublish', 'PointsRulePublishInput', { versionId, beginsOn: today }, 'version { beginsOn }');
  expect((await publish()).version).toEqual({ beginsOn: today });
  expect((await publish()).fails).toEqual(['WRONG_STATE versionId']);
  expect((await command(admin, 'pointsRuleReword', 'PointsRuleRewordInput', { versionId, terms: TERMS }, 'version { id }')).fails).toEqual(['WRONG_STATE versionId']);
});

test('a deed stands on public notice under a masked name, is objected to, and counts once the objection does not hold', async () => {
  const { award } = await command(worker, 'pointsAwardEnter', 'PointsAwardEnterInput', { ruleId, residentId, note: '见签到表' }, 'award { id state note resident { name } version { points } }');
  expect(award).toMatchObject({ state: 'PROPOSED', note: '见签到表', resident: { name: '王**' }, version: { points: 5 } });
  const notices = (await ask(neighbour, '{ pointsNotices { nodes { id name rule points } } }'))['pointsNotices'];
  expect(notices.nodes).toEqual([{ id: award.id, name: '王**', rule: '志愿清洁', points: 5 }]);
  expect((await ask(neighbour, 'query ($id: ID!) { pointsAward(id: $id) { id } node(id: $id) { id } }', { id: award.id }))).toEqual({ pointsAward: null, node: null });
  const object = () => command(neighbour, 'pointsAwardObject', 'PointsAwardObjectInput', { awardId: award.id, reason: '当天没见到' }, 'objection { id }');
  const { objection } = await object();
  expect((await object()).fails).toEqual(['CONFLICT awardId']);
  const seen = (by: { token: string }) => ask(by, 'query ($id: ID!) { pointsAward(id: $id) { objections { reason raisedBy { id } } } }', { id: award.id });
  expect((await seen(own))['pointsAward']).toEqual({ objections: [{ reason: '当天没见到', raisedBy: null }] });
  expect((await seen(admin))['pointsAward'].objections[0].raisedBy).toEqual({ id: globalId('Account', neighbour.accountId) });
  await command(admin, 'pointsObjectionDecide', 'PointsObjectionDecideInput', { objectionId: objection.id, decision: 'WITHDRAWN', answer: '有照片' }, 'objection { decision }');
  clock.pass(3 * 24 * 60);
  await api.domain.keepLedger(api.district.districtId);
  clock.pass(-3 * 24 * 60); // sessions last a day
  expect((await object()).fails).toEqual(['WRONG_STATE awardId']);
  const mine = (await ask(own, '{ viewer { resident { pointsAccount { available reserved earned level { name } } } } }'))['viewer'].resident;
  expect(mine.pointsAccount).toEqual({ available: 105, reserved: 0, earned: 5, level: { name: '热心居民' } });
});

test('a drop sorted correctly is recorded by staff, and seen by whose it is', async () => {
  const record = (by: { token: string }, input: object) => command(by, 'wasteDropRecord', 'WasteDropRecordInput', { kind: 'KITCHEN', correct: true, ...input }, 'drop { id kind }');
  expect((await record(own, { residentId })).fails).toEqual(['NOT_FOUND residentId']);
  const { drop } = await record(worker, { householdId, external: { system: 'bin', id: '1' } });
  expect((await record(worker, { householdId, external: { system: 'bin', id: '1' } })).drop.id).toBe(drop.id);
  const listed = '{ wasteDrops { nodes { id household { id } } totalCount } }';
  expect((await ask(own, listed))['wasteDrops']).toEqual({ nodes: [{ id: drop.id, household: { id: householdId } }], totalCount: 1 });
  expect((await ask(neighbour, listed))['wasteDrops']).toEqual({ nodes: [], totalCount: 0 });
  await command(worker, 'wasteDropVoid', 'WasteDropVoidInput', { dropId: drop.id }, 'drop { voidedAt }');
});

test('a resident redeems by phone: quoted, reserved, fetched with the code; another sees nothing of it', async () => {
  const { good } = await command(admin, 'pointsGoodCreate', 'PointsGoodCreateInput', {
    placeId: globalId('Place', api.district.root), name: '洗衣液', kind: 'GOODS', price: 30, stock: 1,
  }, 'good { id stock }');
  const { redemption } = await command(own, 'redemptionQuote', 'RedemptionQuoteInput', { goodId: good.id, residentId }, 'redemption { id state points good { name } }');
  expect(redemption).toMatchObject({ state: 'QUOTED', points: 30, good: { name: '洗衣液' } });
  const input = { redemptionId: redemption.id };
  expect((await command(neighbour, 'redemptionReserve', 'RedemptionInput', input, 'code')).fails).toEqual(['NOT_FOUND redemptionId']);
  const once = { ...input, idempotencyKey: 'once' };
  const reserved = await command(own, 'redemptionReserve', 'RedemptionInput', once, 'code redemption { state good { stock } }');
  expect(reserved).toMatchObject({ code: expect.stringMatching(/^\d{8}$/), redemption: { state: 'RESERVED', good: { stock: 0 } } });
  expect(await command(own, 'redemptionReserve', 'RedemptionInput', once, 'code redemption { state }')).toMatchObject({ code: null, redemption: { state: 'RESERVED' } });
  expect((await ask(neighbour, '{ redemptions { totalCount } }'))['redemptions']).toEqual({ totalCount: 0 });
  const fetched = (code: string) => command(worker, 'redemptionFulfil', 'RedemptionFulfilInput', { ...input, code }, 'redemption { state triesLeft fulfilledBy { id } }');
  expect((await fetched('nothing')).fails).toEqual(['INVALID code']);
  expect((await fetched(reserved.code)).redemption).toEqual({ state: 'FULFILLED', triesLeft: 4, fulfilledBy: { id: globalId('Account', worker.accountId) } });
  expect((await fetched(reserved.code)).fails).toEqual(['WRONG_STATE redemptionId']);
  const counter = await command(worker, 'redemptionAtCounter', 'RedemptionAtCounterInput', { goodId: good.id, residentId, identifiedBy: 'ID_CARD' }, 'redemption { id }');
  expect(counter.fails).toEqual(['INSUFFICIENT goodId']);
  await command(admin, 'pointsGoodRestock', 'PointsGoodRestockInput', { goodId: good.id, change: 2 }, 'good { stock }');
  expect((await command(worker, 'redemptionAtCounter', 'RedemptionAtCounterInput', { goodId: good.id, residentId, identifiedBy: 'ID_CARD' }, 'redemption { state identifiedBy }')).redemption)
    .toEqual({ state: 'FULFILLED', identifiedBy: 'ID_CARD' });
  expect((await command(admin, 'pointsGoodSettle', 'PointsGoodInput', { goodId: good.id }, 'good { stock }')).good).toEqual({ stock: 1 });
  expect((await ask(own, '{ redemptions(filter: { states: [SETTLED] }) { totalCount } }'))['redemptions']).toEqual({ totalCount: 2 });
});

test('other systems poll what was earned and redeemed: each sees what the lists show', async () => {
  const query = `query ($placeId: ID) { pointsAwardsChanged(placeId: $placeId) { nodes { state } } redemptionsChanged(placeId: $placeId) { nodes { state } } }`;
  const seen = async (by: { token: string }, placeId?: string) => {
    const { pointsAwardsChanged, redemptionsChanged } = await ask(by, query, { placeId });
    return [...pointsAwardsChanged.nodes, ...redemptionsChanged.nodes].map(({ state }) => state);
  };
  const all = ['ACTIVE', 'SETTLED', 'SETTLED'];
  await until(async () => (await seen(admin)).length === all.length, 'all of it');
  expect([await seen(own), await seen(worker), await seen(neighbour)]).toEqual([all, all, []]);
  expect([await seen(admin, globalId('Place', api.district.grids[0])), await seen(admin, globalId('Place', api.district.grids[1]))]).toEqual([all, []]);
});

test('a leaderboard is refused until the district keeps one, and shows masked names of those who wish to stand on it', async () => {
  const query = 'query ($placeId: ID!) { pointsLeaderboard(placeId: $placeId, from: "2026-01-01", to: "2026-12-31") { rank name points own } }';
  const placeId = globalId('Place', api.district.root);
  const stand = (by: { token: string }) => command(by, 'pointsLeaderboardStand', 'PointsLeaderboardStandInput', { residentId, joins: true }, 'account { onLeaderboard earned }');
  const { errors } = await api.ask(query, { placeId }, own.token);
  expect(errors).toMatchObject([{ message: 'This district keeps no leaderboards.', extensions: { code: 'FORBIDDEN' } }]);
  expect((await stand(own)).fails).toEqual(['WRONG_STATE ']);
  const settings = { name: '文明积分', noticeDays: 3, expiryDays: 365, holdHours: 24, levels: [], leaderboards: true };
  expect((await command(admin, 'pointsSchemeSetUp', 'PointsSchemeSetUpInput', settings, 'scheme { leaderboards }')).scheme).toEqual({ leaderboards: true });
  expect((await ask(own, query, { placeId }))['pointsLeaderboard']).toEqual([]);
  expect((await stand(neighbour)).fails).toEqual(['NOT_FOUND residentId']);
  expect((await stand(own)).account).toEqual({ onLeaderboard: true, earned: 5 });
  const leader = { rank: 1, name: '王**', points: 5 };
  expect([(await ask(own, query, { placeId }))['pointsLeaderboard'], (await ask(neighbour, query, { placeId }))['pointsLeaderboard']])
    .toEqual([[{ ...leader, own: true }], [{ ...leader, own: false }]]);
});

test('a resident applies for a scarce place, and reads where they stand and why; others read the list and not who applied', async () => {
  const closesOn = new Date(clock.now().getTime() + 2 * 86_400_000).toISOString().slice(0, 10);
  const { list } = await command(admin, 'priorityListCreate', 'PriorityListCreateInput', {
    placeId: globalId('Place', api.district.root), name: '助餐名额', places: 1, closesOn, criteria: [{ criterion: 'AGE_60', weight: 10 }],
  }, 'list { id criteria { criterion weight } }');
  expect(list.criteria).toEqual([{ criterion: 'AGE_60', weight: 10 }]);
  const apply = (by: { token: string }) => command(by, 'priorityListApply', 'PriorityListApplyInput', { listId: list.id, residentId }, 'application { id rank }');
  expect((await apply(neighbour)).fails).toEqual(['NOT_FOUND residentId']);
  expect((await apply(own)).application.rank).toBeNull();
  expect((await command(admin, 'priorityListDecide', 'PriorityListInput', { listId: list.id }, 'list { decidedAt }')).fails).toEqual(['WRONG_STATE listId']);
  clock.pass(3 * 24 * 60);
  await api.domain.points.priorityLists.decide(admin, parseGlobalId(list.id)!.id);
  clock.pass(-3 * 24 * 60);
  const standing = '{ priorityLists { nodes { name applications { rank score admitted reasons { criterion score } resident { name } } } } }';
  expect((await ask(own, standing))['priorityLists'].nodes).toEqual([{ name: '助餐名额', applications: [
    { rank: 1, score: 10, admitted: true, reasons: [{ criterion: 'AGE_60', score: 10 }], resident: { name: '王**' } }] }]);
  expect((await ask(neighbour, standing))['priorityLists'].nodes).toEqual([{ name: '助餐名额', applications: [] }]);
});

test('the monthly account is for everybody, and withheld where few stand behind it', async () => {
  const day = new Date(clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const query = 'query ($day: Date!) { pointsMonths(from: $day, to: $day) { month issued outstanding suppressed } }';
  expect((await ask(neighbour, query, { day }))['pointsMonths']).toMatchObject([{ issued: null, outstanding: null, suppressed: true }]);
  expect((await api.ask(query, { day: '2199-01-01' }, neighbour.token)).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
