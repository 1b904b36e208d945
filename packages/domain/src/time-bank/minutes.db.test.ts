import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import type { Resident } from '../people/resident.entity.ts';
import { system } from '../shared/performer.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { TimeBankStand } from '../testing/time-bank-stand.ts';

let database: TestDatabase;
let domain: Domain;
let stand: TimeBankStand;
const clock = new TestClock('2026-03-01T08:00:00+08:00');

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock, maxWriters: 24 });
});
afterAll(() => database.close());
beforeEach(async () => {
  stand = await TimeBankStand.build({ database, domain, clock });
});

test('what comes by telephone says so; offers are volunteers\'', async () => {
  const enter = (by: Actor, more: object = {}) => domain.timeBank.listings.enter(by, { kind: 'REQUEST', residentId: stand.residents.elder.id, serviceTypeId: stand.company, minutes: 60, ...more });
  expect(await refused(enter(stand.people.worker))).toBe('INVALID at channel');
  expect(await enter(stand.people.worker, { channel: 'TELEPHONE' })).toMatchObject({ channel: 'TELEPHONE', enteredById: stand.people.worker.accountId });
  expect(await refused(enter(stand.people.neighbour))).toBe('NOT_FOUND at residentId');
  expect(await refused(enter(stand.people.elder, { minutes: 0 }))).toBe('INVALID at minutes');
  expect(await refused(enter(stand.people.elder, { kind: 'OFFER' }))).toBe('WRONG_STATE at residentId');
  expect(await enter(stand.people.giver, { kind: 'OFFER', residentId: stand.residents.giver.id })).toMatchObject({ channel: 'APP', kind: 'OFFER' });
});

test('minutes are given to kin and donated, never more than one has, and never by a proxy', async () => {
  const minutes = domain.timeBank.minutes;
  await stand.service('confirmed', 120);
  const { giver, neighbour, daughter, elder } = stand.residents;
  await domain.kin.add(system(stand.at.districtId), { residentId: giver.id, relation: 'SIBLING', kinId: neighbour.id });
  await minutes.give(stand.people.giver, giver.id, neighbour.id, 60);
  expect(await stand.balances()).toMatchObject({ giver: 60, neighbour: 60 });
  expect(await refused(minutes.give(stand.people.giver, giver.id, neighbour.id, 61))).toBe('INSUFFICIENT at minutes');
  for (const wrongAmount of [0, -1, 0.5]) expect(await refused(minutes.give(stand.people.giver, giver.id, neighbour.id, wrongAmount))).toBe('INVALID at minutes');
  expect(await refused(minutes.give(stand.people.giver, giver.id, giver.id, 1))).toBe('INVALID at toResidentId');
  expect(await refused(minutes.give(stand.people.giver, giver.id, daughter.id, 1))).toBe('NOT_FOUND at toResidentId');
  expect(await refused(minutes.give(stand.people.worker, giver.id, daughter.id, 1))).toBe('NOT_ALLOWED at toResidentId');
  expect(await refused(minutes.donate(stand.people.daughter, elder.id, 1))).toBe('NOT_FOUND at residentId');
  await minutes.donate(stand.people.giver, giver.id, 60);
  expect(await stand.balances()).toMatchObject({ giver: 0, FUND: 60 });
  expect(await refused(minutes.donate(stand.people.giver, giver.id, 1))).toBe('INSUFFICIENT at minutes');
});

test('what was earned and spent since cannot be voided', async () => {
  const { id } = await stand.service('confirmed', 60);
  await domain.timeBank.minutes.donate(stand.people.giver, stand.residents.giver.id, 60);
  await stand.bank.dispute(stand.people.elder, id, '没有来');
  expect(await refused(stand.bank.void(stand.people.admin, id, '没有来'))).toBe('INSUFFICIENT at minutes');
});

test('an elder is granted minutes once, who is none never', async () => {
  const grant = (resident: Resident) => domain.timeBank.minutes.grantOpening(stand.people.worker, resident.id);
  expect(await refused(grant(stand.residents.elder))).toBe('NOT_ALLOWED at residentId');
  await domain.residents.correct(system(stand.at.districtId), stand.residents.elder.id, { noKin: true });
  const tried = await Promise.allSettled([grant(stand.residents.elder), grant(stand.residents.elder), grant(stand.residents.elder)]);
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await refused(grant(stand.residents.elder))).toBe('CONFLICT at residentId');
  expect(await stand.balances()).toMatchObject({ elder: 600 });
});

test('rules and services are the district admins\' own', async () => {
  expect(await refused(domain.timeBank.settings.setPolicy(stand.people.worker, { roundTo: 15 }))).toBe('NOT_ALLOWED');
  expect(await refused(stand.policy({ roundTo: 0 }))).toBe('INVALID at roundTo');
  expect(await stand.policy({ roundTo: 15 })).toMatchObject({ roundTo: 15, redeemAge: 60 });
  expect(await refused(domain.timeBank.settings.createServiceType(stand.people.admin, { code: 'company', name: '陪伴' }))).toBe('CONFLICT at code');
  await domain.timeBank.settings.closeServiceType(stand.people.admin, stand.company);
  expect(await refused(stand.match())).toBe('WRONG_STATE at serviceTypeId');
});
