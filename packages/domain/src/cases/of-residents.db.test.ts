import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Account } from '../access/account.entity.ts';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { one } from '../shared/read.ts';
import { buildActor, buildCase, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { Case } from './case.entity.ts';
import { casePage, casesById } from './cases.read.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let worker: Actor;
let admin: Actor;
let elsewhere: Actor;
let mother: Actor;
let daughter: Actor;
let residentId: string;
let proxyId: string;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  const actor = (role: Parameters<typeof buildActor>[2], placeId: string) => buildActor(domain, 101, role, placeId);
  [worker, admin, elsewhere] = [await actor('GRID_WORKER', at.grids[0]), await actor('DISTRICT_ADMIN', at.root), await actor('GRID_WORKER', at.grids[2])];
  [mother, daughter] = [await actor('RESIDENT', at.grids[0]), await actor('RESIDENT', at.grids[2])];
  residentId = (await buildResident(domain, at)).id;
  await domain.unit.of(system(101), 'account.own', async tx => void Object.assign((await tx.get(Account, mother.accountId)) ?? {}, { residentId }));
  mother = { ...mother, residentId };
});
beforeEach(async () => {
  proxyId = (await domain.consents.nameProxy(worker, { residentId, holderId: daughter.accountId, relation: 'CHILD', version: '1', channel: 'PAPER' }).catch(() => ({ id: proxyId }))).id;
  await database.owner('delete from notice');
});
afterAll(() => database.close());

const submit = (by: Actor, values: Parameters<typeof buildCase>[3] = {}) => buildCase(domain, by, at, { residentId, ...values });
const sees = async (actor: Actor, { id }: Case) => {
  return (await domain.connections.reading(101, snapshot => one(snapshot, casesById, actor.accountId, [], domain.clock.now(), [id]))) !== undefined;
};
const told = async (kind: string) => new Set((await database.owner<{ id: string }>('select account_id as id from notice where kind = $1', [kind])).map(({ id }) => id));

test('of what somebody sees they list what is of one resident, also from before cases named residents', async () => {
  const [hers, own] = [await submit(daughter), await buildCase(domain, daughter, at)];
  const listed = (by: Actor, of: string | null) => domain.connections.reading(101, async snapshot => {
    const rows = await snapshot.rows(casePage, by.accountId, [], domain.clock.now(), null, null, null, null, null, null, null, null, of, null, null, 10);
    return rows.map(({ id }) => id).filter(id => id === hers.id || id === own.id).toSorted();
  });
  expect(await listed(daughter, residentId)).toEqual([hers.id]);
  expect(await listed(daughter, null)).toEqual([hers.id, own.id].toSorted());
  await database.owner('update service_case set resident_id = null, requester_id = $1 where id = $2', [mother.accountId, hers.id]);
  expect(await listed(mother, residentId)).toEqual([hers.id]);
});

test('a matter taken in for a resident is seen, heard of and rated by her and by who acts for her, while they do', async () => {
  const matter = await submit(worker, { onBehalf: true, channel: 'TELEPHONE' });
  expect(matter).toMatchObject({ residentId, requesterId: null });
  expect([await sees(mother, matter), await sees(daughter, matter), await sees(elsewhere, matter)]).toEqual([true, true, false]);
  await domain.cases.handleOnSpot(worker, matter.id, { outcome: 'RESOLVED' });
  expect(await told('case.handled')).toEqual(new Set([mother.accountId, daughter.accountId]));
  expect(await domain.cases.rate(daughter, matter.id, { rating: 5 })).toMatchObject({ rating: 5 });
  await domain.consents.endProxy(worker, proxyId);
  await database.owner('delete from notice');
  await domain.cases.close(admin, matter.id);
  expect([await sees(mother, matter), await sees(daughter, matter)]).toEqual([true, false]);
  expect(await told('case.closed')).toEqual(new Set([mother.accountId]));
  expect(await refused(domain.cases.rate(daughter, matter.id, { rating: 1 }))).toBe('NOT_FOUND at caseId');
});

test('who acts for somebody brings in their matters, and nobody else does', async () => {
  const matter = await submit(daughter);
  expect(matter).toMatchObject({ residentId, requesterId: null });
  expect(await submit(mother, { residentId: undefined })).toMatchObject({ residentId, requesterId: mother.accountId });
  await domain.consents.endProxy(worker, proxyId);
  expect(await sees(daughter, matter)).toBe(false);
  for (const by of [daughter, elsewhere, worker]) expect(await refused(submit(by))).toBe('NOT_FOUND at residentId');
  expect(await refused(submit(elsewhere, { placeId: at.grids[2], onBehalf: true }))).toBe('NOT_FOUND at residentId');
});

test('whom to call about the matters of somebody who was erased is forgotten, and what is told of them is not', async () => {
  const { id } = await buildResident(domain, at);
  const matter = await submit(worker, { residentId: id, onBehalf: true, contactName: '王秀英', contactPhone: '13812345678' });
  await domain.residents.depart(worker, id, calendarDate('2024-01-01'), 'MOVED');
  await domain.residents.erase(admin, id);
  expect(await database.owner('select contact_name, contact_phone_sealed, title from service_case where id = $1', [matter.id]))
    .toEqual([{ contact_name: null, contact_phone_sealed: null, title: '楼道灯不亮' }]);
  expect(await refused(submit(worker, { residentId: id, onBehalf: true }))).toBe('WRONG_STATE at residentId');
});
