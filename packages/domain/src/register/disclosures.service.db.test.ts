import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import type { Resident } from '../people/resident.entity.ts';
import { calendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { buildActor, buildCase, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let domain: Domain;
let silent: Domain;
let at: BuiltDistrict;
let worker: Actor;
let admin: Actor;
let resident: Resident;
/** What the gateway was asked, and whether it answers. */
const rung: { id: string; from: string; to: string }[] = [];
let failures = 0;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ calls: {
    async place(call) {
      rung.push(call);
      if (failures-- > 0) throw new Error('busy');
    },
  } });
  silent = await database.open();
  at = await buildDistrict(domain, 101);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  resident = await buildResident(domain, at, { idNumber: '11010519491231002X', phone: '13812345678' });
});
beforeEach(() => {
  rung.length = 0;
  failures = 0;
});
afterAll(() => database.close());

const disclosures = () => database.owner<Record<string, unknown>>('select * from disclosure order by id');

test('staff over the place are shown what they ask for and nothing else, and it is written down', async () => {
  expect(await domain.disclosures.reveal(worker, { residentId: resident.id, fields: ['PHONE'], purpose: '上门前联系' }))
    .toEqual({ name: null, idNumber: null, phone: '13812345678' });
  expect((await disclosures()).at(-1)).toMatchObject({
    resident_id: resident.id, account_id: worker.accountId, kind: 'REVEAL', fields: ['PHONE'], purpose: '上门前联系', case_id: null,
  });
});

test('the purpose is taken from the open case, by its number alone', async () => {
  const matter = await buildCase(domain, worker, at, { title: '王秀英家漏水', onBehalf: true });
  await domain.disclosures.reveal(worker, { residentId: resident.id, fields: ['NAME', 'ID_NUMBER', 'NAME'], caseId: matter.id });
  expect((await disclosures()).at(-1)).toMatchObject({ purpose: `诉求 ${matter.trackingNumber}`, case_id: matter.id, fields: ['NAME', 'ID_NUMBER'] });
  await domain.cases.reject(admin, matter.id, { reason: '重复' });
  expect(await refused(domain.disclosures.reveal(worker, { residentId: resident.id, fields: ['NAME'], caseId: matter.id }))).toBe('NOT_FOUND at caseId');
});

test('without right, purpose or fields nothing is shown and nothing written', async () => {
  const before = await disclosures();
  const elsewhere = await buildActor(domain, 101, 'STREET_ADMIN', at.grids[3]);
  const neighbour = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
  const asked = { residentId: resident.id, fields: ['PHONE'], purpose: '好奇' } as const;
  for (const actor of [elsewhere, neighbour]) expect(await refused(domain.disclosures.reveal(actor, asked))).toBe('NOT_FOUND at residentId');
  expect(await refused(domain.disclosures.reveal(worker, { ...asked, purpose: '  ' }))).toBe('INVALID at purpose');
  expect(await refused(domain.disclosures.reveal(worker, { ...asked, purpose: null }))).toBe('INVALID at purpose');
  expect(await refused(domain.disclosures.reveal(worker, { ...asked, fields: [] }))).toBe('INVALID at fields');
  expect(await refused(domain.disclosures.reveal(worker, { ...asked, caseId: newId() }))).toBe('NOT_FOUND at caseId');
  expect(await disclosures()).toEqual(before);
});

test('a call is a job of the worker, tried again until the gateway takes it, and placed once', async () => {
  const call = await domain.disclosures.call(worker, { residentId: resident.id, purpose: '回访' });
  expect(rung).toEqual([]);
  const job = { districtId: 101, callId: call.id };
  failures = 1;
  await expect(domain.disclosures.placeCall(job)).rejects.toThrow('busy');
  await domain.disclosures.placeCall(job);
  await domain.disclosures.placeCall(job);
  const once = { id: call.id, from: expect.stringMatching(/^grid_worker-/), to: '13812345678' };
  expect(rung).toEqual([once, once]);
  expect(await database.owner('select status, attempts from resident_call where id = $1', [call.id])).toEqual([{ status: 'PLACED', attempts: 2 }]);
  expect((await disclosures()).at(-1)).toMatchObject({ kind: 'CALL', fields: ['PHONE'], purpose: '回访' });
  const jobs = await database.owner(`select payload::text from graphile_worker._private_jobs`);
  expect(JSON.stringify(jobs)).toContain(call.id);
  expect(JSON.stringify(jobs)).not.toContain('13812345678');
});

test('a call that the gateway never takes has failed, and is not tried for ever', async () => {
  const { id: callId } = await domain.disclosures.call(worker, { residentId: resident.id, purpose: '回访' });
  failures = 99;
  const outcomes = [];
  for (let n = 0; n < 6; n++) outcomes.push(await domain.disclosures.placeCall({ districtId: 101, callId }).then(() => 'ended', () => 'again'));
  expect(outcomes).toEqual(['again', 'again', 'again', 'again', 'ended', 'ended']);
  expect(await database.owner('select status, attempts from resident_call where id = $1', [callId])).toEqual([{ status: 'FAILED', attempts: 5 }]);
});

test('without a gateway, or a number, a call is refused in words', async () => {
  expect(await refused(silent.disclosures.call(worker, { residentId: resident.id, purpose: '回访' }))).toBe('WRONG_STATE');
  await expect(silent.disclosures.call(worker, { residentId: resident.id, purpose: '回访' })).rejects.toThrow('LINLI_CALL_GATEWAY');
  const mute = await buildResident(domain, at);
  expect(await refused(domain.disclosures.call(worker, { residentId: mute.id, purpose: '回访' }))).toBe('WRONG_STATE at residentId');
});

/** Everything in the database, as text, and the bytes of what is sealed. */
async function dump(): Promise<string> {
  const tables = await database.owner<{ name: string }>(`select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker')`);
  const parts = await Promise.all(tables.map(({ name }) => database.owner<{ text: string }>(`select coalesce(string_agg(t::text, E'\\n'), '') as text from ${name} t`)));
  return parts.map(([part]) => part?.text ?? '').join('\n');
}

test('of an erased resident nothing personal is left in a dump of all tables, and every residence is', async () => {
  const { id } = await buildResident(domain, at, {
    name: '独一无', phone: '13700007777', idNumber: '440524188001010014', sex: 'MALE', birthDate: calendarDate('1880-01-01'), hukouCode: '410881666',
    livesFrom: calendarDate('1950-01-01'), external: { system: 'police', id: 'canary-external' },
  });
  await domain.residents.correct(worker, id, { name: '独一又' });
  await domain.kin.add(worker, { residentId: id, relation: 'CHILD', name: '独外人', phone: '13700008888' });
  await domain.consents.give(worker, { residentId: id, purpose: 'CONTACT', version: '1', channel: 'SPOKEN', evidence: '独一无本人口头' });
  await domain.access.createAccount(admin, { login: 'duyiwu', displayName: '独一无', password: null, roles: [] });
  await database.owner(`update account set resident_id = $1, phone_sealed = 'canary-number' where login = 'duyiwu'`, [id]);
  const marks = ['独一', '独外人', 'duyi', 'canary-external', 'canary-number', '410881666'];
  const [before] = await database.owner<{ sealed: string; index: string }>('select id_number_sealed as sealed, id_number_index as index from resident where id = $1', [id]);
  const all = [...marks, before?.sealed ?? '', before?.index ?? ''];
  const full = await dump();
  expect(all.filter(mark => !full.includes(mark))).toEqual([]);
  expect(await refused(domain.residents.erase(admin, id))).toBe('WRONG_STATE at residentId');
  await domain.residents.die(worker, id, calendarDate('2024-12-01'));
  expect(await refused(domain.residents.erase(worker, id))).toBe('NOT_FOUND at residentId');
  const stays = () => database.owner('select * from residence where resident_id = $1', [id]);
  const kept = await stays();
  await domain.residents.erase(admin, id);
  const left = await dump();
  expect(all.filter(mark => left.includes(mark))).toEqual([]);
  expect(await stays()).toEqual(kept);
  expect(await refused(domain.residents.correct(worker, id, { name: '又来' }))).toBe('WRONG_STATE at residentId');
  expect(await refused(domain.disclosures.reveal(worker, { residentId: id, fields: ['NAME'], purpose: '看' }))).toBe('WRONG_STATE at residentId');
});
