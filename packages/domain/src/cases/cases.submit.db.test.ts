import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { Sealer } from '../people/sealed.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { fullRefusal, refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { expectDeadline } from './deadlines.ts';
import { Case } from './case.entity.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let elsewhere: BuiltDistrict;
let resident: Actor;
let worker: Actor;
const WEDNESDAY = '2025-03-12T09:00:00+08:00';
const clock = new TestClock(WEDNESDAY);

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  elsewhere = await buildDistrict(domain, 102);
  resident = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
});
afterAll(() => database.close());
beforeEach(() => clock.set(WEDNESDAY));

const jobs = () => database.owner<{ task: string; run_at: Date; caseId: string; districtId: number }>(
  `select t.identifier as task, run_at, payload ->> 'caseId' as "caseId", (payload ->> 'districtId')::int as "districtId"
   from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by run_at`);

test('a matter comes in with a tracking number, its deadline in working time, and its first step', async () => {
  const matter = await buildCase(domain, resident, at, { urgency: 'URGENT', title: '  楼道灯不亮 ', channel: 'TELEPHONE' });
  expect(matter).toMatchObject({
    districtId: 101, placeId: at.grids[0], status: 'RECEIVED', cycle: 1, title: '楼道灯不亮', description: '楼道灯不亮', requesterId: resident.accountId,
    receivedAt: clock.now(), recordedAt: clock.now(), dueAt: new Date('2025-03-13T09:00:00+08:00'), originalDueAt: new Date('2025-03-13T09:00:00+08:00'),
    dataOrigin: 'REAL', trackingNumber: expect.stringMatching(/^20250312-[2-9A-HJ-NP-Z]{7}$/),
  });
  const steps = await database.owner('select move, status, account_id, cycle, at, note from case_step where case_id = $1', [matter.id]);
  expect(steps).toEqual([{ move: 'submit', status: 'RECEIVED', account_id: resident.accountId, cycle: 1, at: clock.now(), note: null }]);
});

test.each([['ORDINARY', '2025-03-19T09:00:00+08:00'], ['URGENT', '2025-03-13T09:00:00+08:00'], ['EMERGENCY', '2025-03-12T11:00:00+08:00']] as const)(
  'what is %s is due by %s', async (urgency, dueAt) => {
    expect((await buildCase(domain, resident, at, { urgency })).dueAt).toEqual(new Date(dueAt));
  });

test('the worker is told to look when the deadline passes, in the same transaction', async () => {
  const { id, dueAt } = await buildCase(domain, resident, at);
  expect((await jobs()).filter(job => job.caseId === id)).toEqual([{ task: 'case_deadline', run_at: dueAt, caseId: id, districtId: 101 }]);
  const before = await jobs();
  await expect(domain.unit.of(system(101), 'test', async tx => {
    const matter = await tx.get(Case, id);
    if (!matter) throw new Error('Expected the case.');
    await expectDeadline(tx, Object.assign(matter, { id: newId() }));
    throw new Refusal('CONFLICT', 'Not after all.');
  })).rejects.toThrow('Not after all.');
  expect(await refused(buildCase(domain, resident, at, { title: '' }))).toBe('INVALID at title');
  expect(await jobs()).toEqual(before);
});

test.each<[string, string, object]>([
  ['no title', 'INVALID at title', { title: '' }],
  ['a blank title', 'INVALID at title', { title: ' \n\t　' }],
  ['a title of 201 characters', 'INVALID at title', { title: '灯'.repeat(201) }],
  ['a title that cannot be stored', 'INVALID at title', { title: '楼道灯\0不亮' }],
  ['a blank description', 'INVALID at description', { description: '  ' }],
  ['a description of 4,001 characters', 'INVALID at description', { description: '灯'.repeat(4_001) }],
  ['a landline as mobile number', 'INVALID at contactPhone', { contactPhone: '0391-6633123' }],
  ['a mobile number too short', 'INVALID at contactPhone', { contactPhone: '1381234567' }],
  ['a name of 101 characters', 'INVALID at contactName', { contactName: '张'.repeat(101) }],
  ['a receipt in the future', 'INVALID at occurredAt', { occurredAt: new Date('2025-03-12T09:00:00.001+08:00') }],
  ['another system without a name', 'INVALID at external.system', { external: { system: ' ', id: '1' } }],
  ['another system\'s number that is none', 'INVALID at external.id', { external: { system: '12345', id: '' } }],
  ['a place that is not there', 'NOT_FOUND at placeId', { placeId: newId() }],
  ['a category that is not there', 'NOT_FOUND at categoryId', { categoryId: newId() }],
])('%s is refused: %s', async (_, why, values) => {
  expect(await refused(buildCase(domain, resident, at, values))).toBe(why);
});

test('the longest texts are taken as they are', async () => {
  const matter = await buildCase(domain, resident, at, { title: '灯'.repeat(200), description: '灯'.repeat(4_000), contactName: '张'.repeat(100) });
  expect([matter.title.length, matter.description.length, matter.contactName?.length]).toEqual([200, 4_000, 100]);
});

test('another district\'s places and categories are exactly as absent as those that are nowhere', async () => {
  const said = async (values: object) => {
    const { code, message, field } = await fullRefusal(buildCase(domain, resident, at, values));
    return { code, message, field };
  };
  expect(await said({ placeId: elsewhere.grids[0] })).toEqual(await said({ placeId: newId() }));
  expect(await said({ categoryId: elsewhere.categoryId })).toEqual(await said({ categoryId: newId() }));
});

test('on behalf of somebody only those who work there bring a matter, and it is nobody\'s account\'s', async () => {
  expect(await buildCase(domain, worker, at, { onBehalf: true, contactName: '王奶奶', contactPhone: '13812345678' }))
    .toMatchObject({ requesterId: null, contactName: '王奶奶' });
  expect(await refused(buildCase(domain, resident, at, { onBehalf: true }))).toBe('NOT_FOUND at placeId');
  expect(await refused(buildCase(domain, worker, at, { onBehalf: true, placeId: at.grids[1] }))).toBe('NOT_FOUND at placeId');
  expect(await refused(buildCase(domain, { ...resident, memberships: [] }, at))).toBe('NOT_FOUND at placeId');
});

test('a telephone number is sealed before it is stored', async () => {
  const { contactPhoneSealed } = await buildCase(domain, resident, at, { contactPhone: '13812345678' });
  expect(contactPhoneSealed).not.toContain('13812345678');
  expect(new Sealer(database.key).open(contactPhoneSealed ?? '')).toBe('13812345678');
  expect((await buildCase(domain, resident, at, { contactPhone: '', contactName: '' }))).toMatchObject({ contactPhoneSealed: null, contactName: null });
});

test('told of later, a matter counts from when it came in, not from when it was recorded', async () => {
  const occurredAt = new Date('2025-03-10T16:00:00+08:00');
  expect(await buildCase(domain, worker, at, { occurredAt })).toMatchObject({
    receivedAt: occurredAt, recordedAt: clock.now(), dueAt: new Date('2025-03-17T16:00:00+08:00'), trackingNumber: expect.stringMatching(/^20250310-/),
  });
});

test('the same number of the same outside system is the same case, to those who may see it and to nobody else', async () => {
  const external = { system: '12345', id: 'A-1' };
  const first = await buildCase(domain, worker, at, { external, onBehalf: true });
  expect((await buildCase(domain, worker, at, { external: { system: ' 12345 ', id: 'A-1' }, onBehalf: true, title: '别的' })).id).toBe(first.id);
  expect((await buildCase(domain, worker, at, { external: { system: '12345', id: 'A-2' } })).id).not.toBe(first.id);
  expect((await buildCase(domain, worker, at, { external: { system: '12346', id: 'A-1' } })).id).not.toBe(first.id);
  expect(await refused(buildCase(domain, resident, at, { external }))).toBe('CONFLICT at external');
  const stranger = await buildActor(domain, 102, 'RESIDENT', elsewhere.grids[0]);
  expect((await buildCase(domain, stranger, elsewhere, { external })).id).not.toBe(first.id);
});
