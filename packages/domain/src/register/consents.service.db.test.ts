import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { Account } from '../access/account.entity.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, buildOrganisationActor, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let worker: Actor;
let admin: Actor;
let mother: Actor;
let daughter: Actor;
let motherId: string;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  daughter = await buildActor(domain, 101, 'RESIDENT', at.grids[2]);
  motherId = (await buildResident(domain, at)).id;
  const own = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
  await domain.unit.of(system(101), 'account.own', async tx => void Object.assign((await tx.get(Account, own.accountId)) ?? {}, { residentId: motherId }));
  mother = { ...own, residentId: motherId };
});
beforeEach(() => database.owner('delete from notice'));
afterAll(() => database.close());

const name = (residentId = motherId, holder = daughter, validTo: Date | null = null) =>
  domain.consents.nameProxy(worker, { residentId, holderId: holder.accountId, relation: 'CHILD', version: '1', channel: 'PAPER', validTo });
const told = () => database.owner<{ kind: string; account_id: string; subject_id: string }>('select kind, account_id, subject_id from notice order by kind');

test('who may act, and for whom, are told when a proxy begins and when it ends, each once', async () => {
  const proxy = await name();
  const both = (kind: string) => [mother, daughter].map(({ accountId }) => ({ kind, account_id: accountId, subject_id: motherId }));
  expect(await told()).toHaveLength(2);
  expect(await told()).toEqual(expect.arrayContaining(both('proxy.named')));
  await database.owner('delete from notice');
  await domain.consents.endProxy(worker, proxy.id);
  await domain.consents.endProxy(worker, proxy.id);
  await domain.consents.withdraw(worker, proxy.consentId);
  expect(await told()).toHaveLength(2);
  expect(await told()).toEqual(expect.arrayContaining(both('proxy.ended')));
});

test('nobody is named twice, for oneself, for the dead, or until a moment that is past; and what is refused is told to nobody', async () => {
  const { consentId } = await name();
  await database.owner('delete from notice');
  const { id: gone } = await buildResident(domain, at);
  await domain.residents.die(worker, gone, calendarDate('2024-01-01'));
  expect(await refused(name())).toBe('CONFLICT at holderId');
  expect(await refused(name(motherId, mother))).toBe('INVALID at holderId');
  expect(await refused(name(gone))).toBe('WRONG_STATE at residentId');
  expect(await refused(name((await buildResident(domain, at)).id, daughter, new Date(0)))).toBe('INVALID at validTo');
  expect(await told()).toEqual([]);
  await domain.consents.withdraw(worker, consentId);
});

const rights = async (actor: Actor, recordId = motherId) => {
  return domain.connections.reading(101, snapshot => domain.attachments.rights(snapshot, actor, { recordKind: 'Resident', recordId }));
};

test('files of a record are for staff over the place, for whose it is, and for who acts for them while they do', async () => {
  const { consentId } = await name();
  for (const actor of [worker, mother, daughter]) expect(await rights(actor)).toEqual({ mayAttach: true, mayRemove: false });
  expect(await rights(admin)).toEqual({ mayAttach: true, mayRemove: true });
  await domain.consents.withdraw(worker, consentId);
  const { id: organisationId } = await domain.organisations.create(admin, { placeId: at.root, name: '物业', kind: 'PROPERTY_MANAGER' });
  const others = [daughter, await buildActor(domain, 101, 'GRID_WORKER', at.grids[1]), await buildActor(domain, 101, 'PARTNER', at.root),
    await buildActor(domain, 101, 'VOLUNTEER', at.grids[0]), await buildOrganisationActor(domain, 101, organisationId)];
  for (const actor of others) expect(await rights(actor)).toBeNull();
});

test('nothing is attached to a record that was erased, and what was is gone', async () => {
  const { id } = await buildResident(domain, at);
  const file = { recordKind: 'Resident', recordId: id, fileName: '残疾证.pdf', mediaType: 'application/pdf', bytes: 10 } as const;
  await domain.attachments.create(worker, file);
  await domain.residents.depart(worker, id, calendarDate('2024-01-01'), 'MOVED');
  await domain.residents.erase(admin, id);
  expect(await rights(admin, id)).toEqual({ mayAttach: false, mayRemove: true });
  expect(await refused(domain.attachments.create(worker, file))).toBe('NOT_ALLOWED at recordId');
  expect(await database.owner('select from attachment where record_id = $1', [id])).toEqual([]);
});
