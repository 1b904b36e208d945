import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { Residence } from '../people/residence.entity.ts';
import { Resident } from '../people/resident.entity.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let worker: Actor;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
});
afterAll(() => database.close());

const relations = async (householdId: string) => (await domain.unit.of(system(101), 'test', tx => tx.find(Resident, { householdId })))
  .map(({ id, relationToHead }) => `${id} ${relationToHead}`).toSorted();
const family = async (...members: Resident[]) => {
  const [head, ...others] = members;
  const household = await domain.households.create(worker, { placeId: at.grids[0], kind: 'FAMILY', headId: head?.id ?? null });
  for (const { id } of others) await domain.households.join(worker, household.id, id, 'SPOUSE');
  return household;
};
const someone = () => buildResident(domain, at);

test('a household has one head: a second is refused, also when both come at once', async () => {
  const [a, b, c] = [await someone(), await someone(), await someone()];
  const household = await family(a, b);
  expect(await refused(domain.households.join(worker, household.id, c.id, 'HEAD'))).toBe('CONFLICT at relation');
  expect(await relations(household.id)).toEqual([`${a.id} HEAD`, `${b.id} SPOUSE`].toSorted());
  const empty = await family();
  const [d, e] = [await someone(), await someone()];
  const outcomes = await Promise.allSettled([d, e].map(({ id }) => domain.households.join(worker, empty.id, id, 'HEAD')));
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(database.owner(`update resident set household_id = $1, relation_to_head = 'HEAD' where id = $2`, [household.id, c.id])).rejects.toThrow('resident_head');
});

test('another member becomes the head, and the head leaves only after that', async () => {
  const [a, b] = [await someone(), await someone()];
  const household = await family(a, b);
  expect(await refused(domain.households.leave(worker, household.id, a.id))).toBe('WRONG_STATE at residentId');
  expect(await refused(domain.households.nameHead(worker, household.id, b.id, 'HEAD'))).toBe('INVALID at formerRelation');
  expect(await refused(domain.households.join(worker, household.id, a.id, 'CHILD'))).toBe('WRONG_STATE at relation');
  await domain.households.nameHead(worker, household.id, b.id, 'SPOUSE');
  expect(await relations(household.id)).toEqual([`${a.id} SPOUSE`, `${b.id} HEAD`].toSorted());
  await domain.households.leave(worker, household.id, a.id);
  expect(await refused(domain.households.leave(worker, household.id, a.id))).toBe('NOT_FOUND at residentId');
  await domain.households.leave(worker, household.id, b.id);
  expect(await relations(household.id)).toEqual([]);
});

test('a household moves with all its members, and is dissolved without anybody moving', async () => {
  const [a, b] = [await someone(), await someone()];
  const household = await family(a, b);
  await domain.households.move(system(101), household.id, { placeId: at.grids[2] }, calendarDate('2024-05-01'));
  const stays = await domain.unit.of(system(101), 'test', tx => tx.find(Residence, { residentId: { $in: [a.id, b.id] }, livesTo: null }));
  expect(stays.map(({ placeId, livesFrom }) => [placeId, livesFrom])).toEqual([[at.grids[2], '2024-05-01'], [at.grids[2], '2024-05-01']]);
  expect(await refused(domain.households.dissolve(worker, household.id))).toBe('NOT_FOUND at householdId');
  await domain.households.dissolve(system(101), household.id);
  expect(await relations(household.id)).toEqual([]);
  expect(await refused(domain.households.join(system(101), household.id, a.id, 'HEAD'))).toBe('WRONG_STATE at householdId');
});

test('nobody joins from another place, from another household, or after having left; a number is of one household', async () => {
  const household = await family(await someone());
  const far = await buildResident(domain, at, { placeId: at.grids[1] });
  expect(await refused(domain.households.join(system(101), household.id, far.id, 'CHILD'))).toBe('WRONG_STATE at residentId');
  const taken = await someone();
  await family(taken);
  expect(await refused(domain.households.join(worker, household.id, taken.id, 'CHILD'))).toBe('WRONG_STATE at residentId');
  expect(await refused(domain.households.create(worker, { placeId: at.grids[0], kind: 'FAMILY', headId: taken.id }))).toBe('WRONG_STATE at headId');
  const left = await someone();
  await domain.residents.depart(worker, left.id, calendarDate('2024-01-01'), 'MOVED');
  expect(await refused(domain.households.join(worker, household.id, left.id, 'CHILD'))).toBe('WRONG_STATE at residentId');
  await domain.households.create(worker, { placeId: at.grids[0], kind: 'COLLECTIVE', number: '4190-1' });
  expect(await refused(domain.households.create(worker, { placeId: at.grids[0], kind: 'FAMILY', number: ' 4190-1 ' }))).toBe('CONFLICT at number');
  expect(await refused(domain.households.create(worker, { placeId: at.grids[3], kind: 'FAMILY' }))).toBe('NOT_FOUND at placeId');
});
