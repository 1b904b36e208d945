import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Actor } from '../access/actor.ts';
import { Account } from '../access/account.entity.ts';
import type { Domain } from '../domain.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { fullRefusal, refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { Case } from './case.entity.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let resident: Actor;
let worker: Actor;
let admin: Actor;
let street: Actor;
let stranger: Actor;
let strange: Case;
const clock = new TestClock('2025-03-12T09:00:00+08:00');
const DAY = 24 * 60;

beforeAll(async () => {
  database = await testDatabase();
  await database.owner(`alter database ${new URL(database.url).pathname.slice(1)} set deadlock_timeout = '50ms'`);
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  resident = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  street = await buildActor(domain, 101, 'STREET_ADMIN', at.street);
  const elsewhere = await buildDistrict(domain, 102);
  stranger = await buildActor(domain, 102, 'COMMUNITY_ADMIN', elsewhere.communities[0]);
  strange = await buildCase(domain, stranger, elsewhere);
});
afterAll(() => database.close());
beforeEach(() => clock.set('2025-03-12T09:00:00+08:00'));

const cases = () => domain.cases;
const later = (minutes: number) => clock.pass(minutes);
const shanghai = (text: string) => new Date(`${text}+08:00`);

async function submitted(): Promise<string> {
  return (await buildCase(domain, resident, at)).id;
}

async function assigned(): Promise<string> {
  const id = await submitted();
  await cases().accept(admin, id);
  await cases().assign(admin, id, { assigneeId: worker.accountId });
  return id;
}

async function started(): Promise<string> {
  const id = await assigned();
  await cases().start(worker, id);
  return id;
}

async function handled(): Promise<string> {
  const id = await started();
  await cases().handle(worker, id, { outcome: 'RESOLVED' });
  return id;
}

const now = (id: string) => domain.unit.of(system(101), 'test', async tx => {
  const found = await tx.findOne(Case, { id });
  if (!found) throw new Error('Expected the case.');
  return found;
});

const jobsOf = async (id: string) => (await database.owner<{ job: string }>(
  `select t.identifier || ' ' || to_char(run_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as job
   from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where payload ->> 'caseId' = $1 order by 1`, [id])).map(row => row.job);

test('handed over, returned twice and then given by the street, it cannot be returned again', async () => {
  const id = await submitted();
  await cases().accept(admin, id);
  for (let returns = 0; returns < 2; returns++) {
    await cases().assign(admin, id, { assigneeId: worker.accountId });
    await cases().return(worker, id, { reason: '不是我的职责' });
  }
  expect(await refused(cases().assign(admin, id, { assigneeId: worker.accountId }))).toBe('NOT_ALLOWED');
  await cases().assign(street, id, { assigneeId: worker.accountId });
  expect(await refused(cases().return(worker, id, { reason: '还不是' }))).toBe('WRONG_STATE');
  expect(await now(id)).toMatchObject({ status: 'ASSIGNED', returns: 2, assigneeId: worker.accountId, firstReceiverId: admin.accountId });
});

test('a case is given to those who work over its place: not to residents, volunteers, partners, the disabled, or people elsewhere', async () => {
  const id = await submitted();
  await cases().accept(admin, id);
  const others = [
    await buildActor(domain, 101, 'VOLUNTEER', at.grids[0]), await buildActor(domain, 101, 'PARTNER', at.root), resident,
    await buildActor(domain, 101, 'GRID_WORKER', at.grids[1]), await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]), stranger,
  ];
  const disabled = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  await domain.unit.of(system(101), 'test', async tx => Object.assign((await tx.get(Account, disabled.accountId)) ?? {}, { disabledAt: tx.at }));
  const former = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  const [{ id: membershipId } = { id: '' }] = await database.owner<{ id: string }>('select id from membership where account_id = $1', [former.accountId]);
  await domain.roles.revoke(admin, membershipId);
  for (const { accountId } of [...others, disabled, former, { accountId: newId() }]) {
    expect(await refused(cases().assign(admin, id, { assigneeId: accountId }))).toBe('NOT_FOUND at assigneeId');
  }
  for (const colleague of [worker, admin, street, await buildActor(domain, 101, 'MEDIATOR', at.street)]) {
    expect((await cases().assign(admin, id, { assigneeId: colleague.accountId })).assigneeId).toBe(colleague.accountId);
  }
});

test('a suspension is approved by another who is an admin over the place, moves the deadline and the job, and keeps the promise', async () => {
  const id = await started();
  const ask = (approverId: string) => cases().suspend(worker, id, { reason: '等配件', approverId });
  const adminElsewhere = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]);
  const disabled = await buildActor(domain, 101, 'STREET_ADMIN', at.street);
  await domain.unit.of(system(101), 'test', async tx => Object.assign((await tx.get(Account, disabled.accountId)) ?? {}, { disabledAt: tx.at }));
  for (const approverId of [worker.accountId, resident.accountId, adminElsewhere.accountId, disabled.accountId, stranger.accountId, newId()]) {
    expect(await refused(ask(approverId))).toBe('NOT_ALLOWED at approverId');
  }
  later(120);
  await ask(admin.accountId);
  expect(await jobsOf(id)).toEqual(['case_deadline 2025-03-19 09:00']);
  later(2 * DAY);
  expect(await cases().resume(worker, id)).toMatchObject({
    status: 'IN_PROGRESS', dueAt: shanghai('2025-03-21T09:00'), originalDueAt: shanghai('2025-03-19T09:00'),
  });
  expect(await jobsOf(id)).toEqual(['case_deadline 2025-03-21 09:00']);
  const steps = await database.owner('select move, details from case_step where case_id = $1 order by id desc limit 2', [id]);
  expect(steps).toEqual([{ move: 'resume', details: { dueAt: '2025-03-21T01:00:00.000Z' } }, { move: 'suspend', details: { approverId: admin.accountId } }]);
});

test('an extension is approved, later than the deadline, and moves the job', async () => {
  const id = await assigned();
  const ask = (dueAt: Date, approverId = admin.accountId) => cases().extend(worker, id, { reason: '等审批', approverId, dueAt });
  expect(await refused(ask(shanghai('2025-03-28T18:00'), worker.accountId))).toBe('NOT_ALLOWED at approverId');
  expect(await refused(ask(shanghai('2025-03-19T09:00')))).toBe('INVALID at dueAt');
  expect(await ask(shanghai('2025-03-28T18:00'))).toMatchObject({ status: 'ASSIGNED', dueAt: shanghai('2025-03-28T18:00'), originalDueAt: shanghai('2025-03-19T09:00') });
  expect(await jobsOf(id)).toEqual(['case_deadline 2025-03-28 18:00']);
});

test('a move cannot be told of before the case stood there, nor before it happens', async () => {
  const id = await submitted();
  later(60);
  expect(await refused(cases().accept(admin, id, { occurredAt: shanghai('2025-03-12T08:59') }))).toBe('INVALID at occurredAt');
  expect(await refused(cases().accept(admin, id, { occurredAt: shanghai('2025-03-12T10:01') }))).toBe('INVALID at occurredAt');
  await cases().accept(admin, id, { occurredAt: shanghai('2025-03-12T09:00') });
  await cases().assign(admin, id, { assigneeId: worker.accountId });
  await cases().start(worker, id, { occurredAt: shanghai('2025-03-12T09:30') });
  expect(await refused(cases().handle(worker, id, { outcome: 'RESOLVED', occurredAt: shanghai('2025-03-12T09:29') }))).toBe('INVALID at occurredAt');
  await cases().suspend(worker, id, { reason: '等配件', approverId: admin.accountId });
  later(60);
  // Else the deadline would come to lie before the suspension.
  expect(await refused(cases().resume(worker, id, { occurredAt: shanghai('2025-03-12T09:45') }))).toBe('INVALID at occurredAt');
  await cases().resume(worker, id);
  await cases().handle(worker, id, { outcome: 'RESOLVED', occurredAt: shanghai('2025-03-12T10:30') });
  const before = { occurredAt: shanghai('2025-03-12T10:29') };
  expect(await refused(cases().followUp(admin, id, { ...before, contacted: true, resolved: true, source: 'VISIT' }))).toBe('INVALID at occurredAt');
  expect(await refused(cases().rate(resident, id, { ...before, rating: 5 }))).toBe('INVALID at occurredAt');
  expect(await refused(cases().close(admin, id, before))).toBe('INVALID at occurredAt');
  expect(await now(id)).toMatchObject({ firstResponseAt: shanghai('2025-03-12T09:30'), handledAt: shanghai('2025-03-12T10:30') });
});

test('the worker is told to close a handled case seven days after it was handled', async () => {
  const onSpot = await submitted();
  await cases().handleOnSpot(worker, onSpot, { outcome: 'EXPLAINED' });
  expect(await jobsOf(onSpot)).toEqual(['case_close_unconfirmed 2025-03-19 09:00', 'case_deadline 2025-03-19 09:00']);
  const id = await started();
  later(90);
  await cases().handle(worker, id, { outcome: 'RESOLVED', occurredAt: shanghai('2025-03-12T10:00') });
  expect(await jobsOf(id)).toEqual(['case_close_unconfirmed 2025-03-19 10:00', 'case_deadline 2025-03-19 09:00']);
});

test('closing unconfirmed: not early, once, marked as such, and in vain when somebody answered or it goes on', async () => {
  const job = (caseId: string) => cases().closeUnconfirmed(system(101), { districtId: 101, caseId });
  const [silent, called, rated, reopened, closed] = [await handled(), await handled(), await handled(), await handled(), await handled()];
  await cases().followUp(admin, called, { contacted: true, resolved: false, source: 'CALL_BACK' });
  await cases().rate(resident, rated, { rating: 1 });
  await cases().reopen(resident, reopened, { reason: '又坏了' });
  await cases().close(admin, closed);
  const missed = await handled();
  await cases().followUp(admin, missed, { contacted: false, resolved: null, source: 'CALL_BACK' });
  later(7 * DAY - 1);
  await job(silent);
  expect((await now(silent)).status).toBe('HANDLED');
  later(1);
  for (const id of [silent, silent, called, rated, reopened, closed, missed, newId(), strange.id]) await job(id);
  expect(await now(silent)).toMatchObject({ status: 'CLOSED', unconfirmed: true, closedAt: clock.now() });
  expect(await now(missed)).toMatchObject({ status: 'CLOSED', unconfirmed: true });
  expect((await now(called)).status).toBe('HANDLED');
  expect((await now(rated)).status).toBe('HANDLED');
  expect((await now(reopened)).status).toBe('ASSIGNED');
  expect(await now(closed)).toMatchObject({ status: 'CLOSED', unconfirmed: false });
  const steps = await database.owner(`select account_id, status from case_step where case_id = $1 and move = 'close'`, [silent]);
  expect(steps).toEqual([{ account_id: null, status: 'CLOSED' }]);
});

test('marking overdue: not early, once, by the deadline and not by when the job ran, and in vain when nothing is due', async () => {
  const job = (caseId: string) => cases().markOverdue(system(101), { districtId: 101, caseId });
  const [open, extended, suspended, done] = [await submitted(), await assigned(), await started(), await handled()];
  await cases().extend(worker, extended, { reason: '等审批', approverId: admin.accountId, dueAt: shanghai('2025-03-28T18:00') });
  await cases().suspend(worker, suspended, { reason: '等配件', approverId: admin.accountId });
  clock.set(shanghai('2025-03-19T08:59:59'));
  await job(open);
  expect((await now(open)).overdueAt).toBeNull();
  clock.set(shanghai('2025-03-20T00:00'));
  for (const id of [open, open, extended, suspended, done, newId(), strange.id]) await job(id);
  expect((await now(open)).overdueAt).toEqual(shanghai('2025-03-19T09:00'));
  for (const id of [extended, suspended, done]) expect((await now(id)).overdueAt).toBeNull();
  expect(await database.owner(`select status, at from case_step where case_id = $1 and move = 'overdue'`, [open]))
    .toEqual([{ status: 'RECEIVED', at: shanghai('2025-03-19T09:00') }]);
});

test('reopened, a case has a new cycle with a new deadline; the old times stay in its steps', async () => {
  const id = await handled();
  await cases().rate(resident, id, { rating: 1 });
  await cases().close(admin, id);
  clock.set(shanghai('2025-03-24T09:00'));
  expect(await cases().reopen(resident, id, { reason: '又坏了' })).toMatchObject({
    status: 'ASSIGNED', cycle: 2, assigneeId: worker.accountId, handledAt: null, closedAt: null, rating: null,
    dueAt: shanghai('2025-03-31T09:00'), originalDueAt: shanghai('2025-03-31T09:00'),
  });
  expect(await jobsOf(id)).toContain('case_deadline 2025-03-31 09:00');
  await cases().start(worker, id);
  await cases().handle(worker, id, { outcome: 'RESOLVED' });
  await cases().rate(resident, id, { rating: 5 });
  const steps = await database.owner<{ move: string; cycle: number }>('select move, cycle from case_step where case_id = $1 order by id', [id]);
  expect(steps.map(({ move, cycle }) => `${cycle} ${move}`)).toEqual([
    '1 submit', '1 accept', '1 assign', '1 start', '1 handle', '1 rate', '1 close', '2 reopen', '2 start', '2 handle', '2 rate']);
});

test('30 days after closing nobody reopens or rates, not by telling an earlier time either', async () => {
  const id = await handled();
  await cases().close(admin, id);
  later(30 * DAY);
  await cases().rate(resident, id, { rating: 3 });
  later(1);
  for (const input of [{}, { occurredAt: shanghai('2025-03-13T09:00') }]) {
    expect(await refused(cases().rate(resident, id, { ...input, rating: 5 }))).toBe('WRONG_STATE');
    expect(await refused(cases().reopen(admin, id, { ...input, reason: '又坏了' }))).toBe('WRONG_STATE');
  }
});

test('whoever handled a case does not follow it up, not even as its requester', async () => {
  const { id } = await buildCase(domain, worker, at);
  await cases().handleOnSpot(worker, id, { outcome: 'RESOLVED' });
  expect(await refused(cases().followUp(worker, id, { contacted: true, resolved: true, source: 'RESIDENT' }))).toBe('NOT_ALLOWED');
});

test('two cases merged into each other at the same time: one of them goes into the other', async () => {
  const [a, b] = [await submitted(), await submitted()];
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(`begin; select from service_case where id in ('${a}', '${b}') for update`); // both wait here, and go on together
  const merging = Promise.allSettled([cases().merge(admin, a, { intoCaseId: b }), cases().merge(admin, b, { intoCaseId: a })]);
  const waiting = () => database.owner(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  while ((await waiting()).length < 2);
  await owner.end();
  const merges = await merging;
  expect(merges.map(merge => merge.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect([(await now(a)).status, (await now(b)).status].toSorted()).toEqual(['MERGED', 'RECEIVED']);
});

test('a case is merged only into one that the actor sees', async () => {
  const id = await submitted();
  const beyond = await buildCase(domain, await buildActor(domain, 101, 'RESIDENT', at.grids[2]), at, { placeId: at.grids[2] });
  for (const intoCaseId of [newId(), beyond.id, strange.id]) expect(await refused(cases().merge(admin, id, { intoCaseId }))).toBe('NOT_FOUND at intoCaseId');
  expect(await refused(cases().merge(admin, id, { intoCaseId: id }))).toBe('INVALID at intoCaseId');
});

test('reasons and notes are words: a wrong one is refused where it stands', async () => {
  const id = await submitted();
  for (const reason of ['', '  ', 'x'.repeat(4_001), 'a\0b']) expect(await refused(cases().reject(admin, id, { reason }))).toBe('INVALID at reason');
  for (const note of [' ', 'x'.repeat(4_001), 'a\0b']) expect(await refused(cases().accept(admin, id, { note }))).toBe('INVALID at note');
  await cases().accept(admin, id, { note: ' 已联系 ' });
  expect(await database.owner(`select note from case_step where case_id = $1 and move = 'accept'`, [id])).toEqual([{ note: '已联系' }]);
});

test('another district\'s ids are exactly as absent as ids that are nowhere', async () => {
  const id = await submitted();
  const open = await started();
  await cases().accept(admin, id);
  const said = async (command: Promise<unknown>) => {
    const { code, message, field } = await fullRefusal(command);
    return { code, message, field };
  };
  const asks: readonly ((foreign: string) => Promise<unknown>)[] = [
    foreign => cases().accept(admin, foreign), foreign => cases().close(admin, foreign), foreign => cases().rate(resident, foreign, { rating: 5 }),
    foreign => cases().handle(worker, foreign, { outcome: 'RESOLVED' }), foreign => cases().merge(admin, id, { intoCaseId: foreign }),
  ];
  for (const ask of asks) expect(await said(ask(strange.id))).toEqual(await said(ask(newId())));
  const people: typeof asks = [
    foreign => cases().assign(admin, id, { assigneeId: foreign }),
    foreign => cases().suspend(worker, open, { reason: '等', approverId: foreign }),
    foreign => cases().extend(worker, open, { reason: '等', approverId: foreign, dueAt: shanghai('2025-04-28T18:00') }),
  ];
  for (const ask of people) expect(await said(ask(stranger.accountId))).toEqual(await said(ask(newId())));
});
