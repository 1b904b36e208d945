import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { buildResidentActor } from '../testing/build-time-bank.ts';
import { SCHEME, TERMS, givePoints, publishToday } from '../testing/points-stand.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { leaders } from './leaderboard.read.ts';
import type { PointOwner } from './points-award.entity.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let person: string;
let household: string;
const clock = new TestClock('2026-03-02T02:00:00Z');
const ON = { ...SCHEME, noticeDays: 0, leaderboards: true };

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  await domain.points.rules.setUp(system(101), SCHEME);
  const rule = async (subject: 'PERSON' | 'HOUSEHOLD') => {
    const terms = { ...TERMS, subject };
    const { id } = await domain.points.rules.create(admin, { placeId: at.communities[0], name: subject, eventType: 'manual', ...terms });
    await publishToday(domain, admin, id, terms);
    return id;
  };
  [person, household] = [await rule('PERSON'), await rule('HOUSEHOLD')];
});
afterAll(() => database.close());

const stand = (by: Actor, residentId: string, joins = true, ownerKind: PointOwner = 'RESIDENT') => domain.points.leaderboard.stand(by, residentId, ownerKind, joins);

async function board(ownerKind: PointOwner = 'RESIDENT', placeId = at.root, own: string[] = [], from = '2026-03-01', to = '2026-04-01') {
  return domain.connections.reading(101, snapshot => snapshot.rows(leaders, ownerKind, placeId, calendarDate(from), calendarDate(to), own, 10));
}

async function earns(residentId: string, times: number, ruleId = person): Promise<void> {
  for (let n = 0; n < times; n++) await domain.points.awards.enter(admin, { ruleId, residentId });
  await domain.keepLedger(101);
}

test('nobody is put on a leaderboard where the district keeps none, which is so unless it says otherwise', async () => {
  const { id } = await buildResident(domain, at);
  const own = await buildResidentActor(domain, at, id);
  expect(await refused(stand(own, id))).toBe('WRONG_STATE');
  await domain.points.rules.setUp(system(101), ON);
  await stand(own, id);
  await domain.points.rules.setUp(system(101), { ...SCHEME, noticeDays: 0 });
  expect(await refused(stand(own, id))).toBe('WRONG_STATE');
  await stand(own, id, false); // leaving is always possible
  await domain.points.rules.setUp(system(101), ON);
});

test('people stand there because they wish to, by what they earned at a place in a period: not by what they have', async () => {
  const [one, two, silent] = [await buildResident(domain, at, { name: '甲一' }), await buildResident(domain, at, { name: '乙二' }), await buildResident(domain, at)];
  const [first, second] = [await buildResidentActor(domain, at, one.id), await buildResidentActor(domain, at, two.id)];
  await stand(first, one.id);
  await stand(second, two.id);
  await earns(one.id, 1);
  await earns(two.id, 2);
  await earns(silent.id, 3);
  await givePoints(domain, 101, one.id, 1_000);
  expect(await board('RESIDENT', at.root, [one.id])).toEqual([{ rank: 1, points: 10, name: '乙二', own: false }, { rank: 2, points: 5, name: '甲一', own: true }]);
  expect(await board('RESIDENT', at.communities[1])).toEqual([]);
  expect(await board('RESIDENT', at.root, [], '2026-03-03')).toEqual([]);
  const [award] = await database.owner<{ id: string }>('select id from points_award where resident_id = $1', [two.id]);
  await domain.points.awards.revoke(admin, award!.id);
  expect(await board()).toEqual([expect.objectContaining({ rank: 1, points: 5 }), expect.objectContaining({ rank: 1, points: 5 })]);
  await stand(second, two.id, false);
  expect((await board()).map(({ name }) => name)).toEqual(['甲一']);
});

test('a household stands there under the name of its head, by the word of any of its members; nobody by that of staff', async () => {
  const [head, child] = [await buildResident(domain, at, { name: '丙三' }), await buildResident(domain, at)];
  const { id } = await domain.households.create(system(101), { placeId: at.grids[0], kind: 'FAMILY', headId: head.id });
  const member = await buildResidentActor(domain, at, child.id);
  expect(await refused(stand(member, child.id, true, 'HOUSEHOLD'))).toBe('INVALID at ownerKind');
  await domain.households.join(system(101), id, child.id, 'CHILD');
  expect(await refused(stand(member, head.id))).toBe('NOT_FOUND at residentId');
  expect(await refused(stand(admin, head.id))).toBe('NOT_ALLOWED at residentId');
  await stand(member, child.id, true, 'HOUSEHOLD');
  await earns(head.id, 1, household);
  expect(await board('HOUSEHOLD', at.root, [child.id])).toEqual([{ rank: 1, points: 5, name: '丙三', own: true }]);
  expect((await board()).map(({ name }) => name)).not.toContain('丙三');
});

test('whoever has left is not shown, and is taken off when their data is erased', async () => {
  const gone = await buildResident(domain, at, { name: '丁四' });
  await stand(await buildResidentActor(domain, at, gone.id), gone.id);
  await earns(gone.id, 1);
  expect((await board()).map(({ name }) => name)).toContain('丁四');
  await domain.residents.depart(system(101), gone.id, calendarDate('2026-03-02'), 'WORK');
  expect((await board()).map(({ name }) => name)).not.toContain('丁四');
  await domain.residents.erase(await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root), gone.id);
  expect(await database.owner('select left_at is not null as gone from leaderboard_member where owner_id = $1', [gone.id])).toEqual([{ gone: true }]);
});
