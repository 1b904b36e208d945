import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Account } from '../access/account.entity.ts';
import type { Actor } from '../access/actor.ts';
import { Membership } from '../access/membership.entity.ts';
import type { Domain } from '../domain.ts';
import { rendered } from '../notices/notice-kind.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { Case } from './case.entity.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let people: Record<'worker' | 'second' | 'community' | 'street' | 'district' | 'other' | 'mediator' | 'resident' | 'neighbour', Actor>;
const clock = new TestClock('2025-03-12T09:00:00+08:00');

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  const elsewhere = await buildDistrict(domain, 102);
  const actor = (role: Parameters<typeof buildActor>[2], placeId: string) => buildActor(domain, 101, role, placeId);
  people = {
    worker: await actor('GRID_WORKER', at.grids[0]), second: await actor('GRID_WORKER', at.grids[0]), community: await actor('COMMUNITY_ADMIN', at.communities[0]),
    street: await actor('STREET_ADMIN', at.street), district: await actor('DISTRICT_ADMIN', at.root), other: await actor('GRID_WORKER', at.grids[1]),
    mediator: await actor('MEDIATOR', at.communities[0]), resident: await actor('RESIDENT', at.grids[0]), neighbour: await actor('RESIDENT', at.grids[0]),
  };
  await buildActor(domain, 102, 'GRID_WORKER', elsewhere.grids[0]);
});
afterAll(() => database.close());
beforeEach(() => forgetAll());

const forgetAll = () => database.owner('delete from notice');

interface Row { account_id: string; kind: string; subject_id: string; params: Record<string, string>; urgent: boolean; deliver_at: Date }

const inBoxes = () => database.owner<Row>('select * from notice order by id');

/** Who was told what, by name: `worker case.submitted`. */
async function told(): Promise<string[]> {
  const names = new Map(Object.entries(people).map(([name, { accountId }]) => [accountId, name]));
  return (await inBoxes()).map(row => `${names.get(row.account_id) ?? row.account_id} ${row.kind}`).toSorted();
}

/** What one step causes, whatever was told before it. */
async function caused(step: Promise<unknown>): Promise<string[]> {
  await step;
  const now = await told();
  await forgetAll();
  return now;
}

/** A case of the resident that has come to a state. */
async function aCase(until: 'received' | 'accepted' | 'assigned' | 'started' | 'handled' | 'closed', by = people.resident): Promise<Case> {
  const { community, worker } = people;
  const steps = ['received', 'accepted', 'assigned', 'started', 'handled', 'closed'];
  let matter = await buildCase(domain, by, at);
  const moves = [
    () => domain.cases.accept(community, matter.id), () => domain.cases.assign(community, matter.id, { assigneeId: worker.accountId }),
    () => domain.cases.start(worker, matter.id), () => domain.cases.handle(worker, matter.id, { outcome: 'RESOLVED' }), () => domain.cases.close(community, matter.id),
  ];
  for (const move of moves.slice(0, steps.indexOf(until))) matter = await move();
  await forgetAll();
  return matter;
}

test('a new case is told to the grid\'s workers, and to the community\'s admins where a grid is not known or has none', async () => {
  expect(await caused(buildCase(domain, people.resident, at))).toEqual(['second case.submitted', 'worker case.submitted']);
  expect(await caused(buildCase(domain, people.resident, at, { placeId: at.communities[0] }))).toEqual(['community case.submitted']);
  expect(await caused(buildCase(domain, people.resident, at, { placeId: at.grids[2] }))).toEqual(['street case.submitted']);
});

test('whoever does something is not told of it, and nobody else instead', async () => {
  expect(await caused(buildCase(domain, people.worker, at))).toEqual(['second case.submitted']);
  expect(await caused(buildCase(domain, people.other, at, { placeId: at.grids[1] }))).toEqual([]);
  expect(await caused(domain.cases.assign(people.community, (await aCase('accepted')).id, { assigneeId: people.community.accountId }))).toEqual([]);
});

test('a role that has ended or not begun is no work over a place; whoever stands in from now on is told', async () => {
  const hold = (values: Partial<Membership>) => domain.unit.of(system(101), 'test', tx => tx.create(Membership, {
    id: newId(), accountId: people.mediator.accountId, placeId: at.grids[3], role: 'GRID_WORKER', validFrom: tx.at, validTo: null, standsInForId: null, ...values,
  }));
  const submit = () => caused(buildCase(domain, people.resident, at, { placeId: at.grids[3] }));
  await hold({ validFrom: new Date('2025-03-01T00:00:00Z'), validTo: clock.now() });
  await hold({ validFrom: new Date('2025-03-12T09:01:00+08:00'), validTo: new Date('2025-03-12T10:00:00+08:00') });
  expect(await submit()).toEqual(['street case.submitted']);
  clock.pass(1);
  expect(await submit()).toEqual(['mediator case.submitted']);
  clock.pass(59);
  expect(await submit()).toEqual(['street case.submitted']);
  clock.set('2025-03-12T09:00:00+08:00');
});

test('a disabled account is told nothing', async () => {
  const gone = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  await domain.unit.of(system(101), 'test', async tx => Object.assign((await tx.get(Account, gone.accountId)) ?? {}, { disabledAt: tx.at }));
  expect(await caused(buildCase(domain, people.resident, at))).toEqual(['second case.submitted', 'worker case.submitted']);
});

test('the assignee is told; at a handover the one before and the nearest admins too', async () => {
  const { id } = await aCase('accepted');
  const assign = (by: Actor, to: Actor) => caused(domain.cases.assign(by, id, { assigneeId: to.accountId }));
  expect(await assign(people.community, people.worker)).toEqual(['worker case.assigned']);
  expect(await assign(people.community, people.second)).toEqual(['second case.assigned', 'worker case.handed_over']);
  expect(await assign(people.street, people.worker)).toEqual(['community case.handed_over', 'second case.handed_over', 'worker case.assigned']);
  expect(await assign(people.street, people.worker)).toEqual(['worker case.assigned']);
});

test('a returned case is told to the nearest admins who may assign it', async () => {
  const { id } = await aCase('assigned');
  const back = () => caused(domain.cases.return(people.worker, id, { reason: '不是我的网格' }));
  expect(await back()).toEqual(['community case.returned']);
  await domain.cases.assign(people.community, id, { assigneeId: people.worker.accountId });
  await forgetAll();
  expect(await back()).toEqual(['street case.returned']);
});

test('the requester is told what becomes of the matter', async () => {
  const { cases } = domain;
  const { community, worker, street } = people;
  const later = new Date('2025-06-01T00:00:00Z');
  const received = await aCase('received');
  expect(await caused(cases.reject(community, received.id, { reason: '不属于受理范围' }))).toEqual(['resident case.rejected']);
  const { id } = await aCase('started');
  expect(await caused(cases.suspend(worker, id, { reason: '等配件', approverId: community.accountId }))).toEqual(['resident case.suspended']);
  expect(await caused(cases.resume(worker, id))).toEqual([]);
  expect(await caused(cases.extend(worker, id, { reason: '等审批', approverId: street.accountId, dueAt: later }))).toEqual(['resident case.extended']);
  expect(await caused(cases.handle(worker, id, { outcome: 'RESOLVED' }))).toEqual(['resident case.handled']);
  expect(await caused(cases.followUp(community, id, { contacted: true, resolved: true, source: 'CALL_BACK' }))).toEqual([]);
  expect(await caused(cases.close(community, id))).toEqual(['resident case.closed']);
  const spot = await aCase('accepted');
  expect(await caused(cases.handleOnSpot(worker, spot.id, { outcome: 'EXPLAINED' }))).toEqual(['resident case.handled']);
});

test('a matter that is nobody\'s account\'s is told to nobody', async () => {
  const { id } = await buildCase(domain, people.worker, at, { onBehalf: true, contactName: '王奶奶' });
  await forgetAll();
  expect(await caused(domain.cases.handleOnSpot(people.worker, id, { outcome: 'RESOLVED' }))).toEqual([]);
});

test('whose case was merged is told, and again when the case that took it in is closed or rejected, of their own alone', async () => {
  const { cases } = domain;
  const [first, second, third] = [await aCase('received'), await aCase('received', people.neighbour), await aCase('received', people.mediator)];
  expect(await caused(cases.merge(people.community, first.id, { intoCaseId: second.id }))).toEqual(['resident case.merged']);
  expect(await caused(cases.merge(people.community, second.id, { intoCaseId: third.id }))).toEqual(['neighbour case.merged']);
  await cases.handleOnSpot(people.worker, third.id, { outcome: 'RESOLVED' });
  await forgetAll();
  await cases.close(people.community, third.id);
  const rows = await inBoxes();
  expect(await told()).toEqual(['mediator case.closed', 'neighbour case.parent_closed', 'resident case.parent_closed']);
  for (const [{ accountId }, own] of [[people.resident, first], [people.neighbour, second], [people.mediator, third]] as const) {
    expect(rows.find(row => row.account_id === accountId)).toMatchObject({ subject_id: own.id, params: { number: own.trackingNumber } });
  }
  const [parent, child] = [await aCase('received'), await aCase('received', people.neighbour)];
  await cases.merge(people.community, child.id, { intoCaseId: parent.id });
  await forgetAll();
  expect(await caused(cases.reject(people.community, parent.id, { reason: '已由热线答复' }))).toEqual(['neighbour case.rejected', 'resident case.rejected']);
});

test('a reopening, a low rating and an overdue case are told to the assignee and the nearest admins', async () => {
  const { cases } = domain;
  const rated = await aCase('closed');
  expect(await caused(cases.rate(people.resident, rated.id, { rating: 3 }))).toEqual([]);
  expect(await caused(cases.rate(people.resident, rated.id, { rating: 2 }))).toEqual(['community case.rated_low', 'worker case.rated_low']);
  expect(await caused(cases.reopen(people.resident, rated.id, { reason: '又坏了' }))).toEqual(['community case.reopened', 'worker case.reopened']);
  const [open, assigned] = [await aCase('received'), await aCase('assigned')];
  clock.set('2025-03-20T09:00:00+08:00');
  const overdue = ({ id }: Case) => caused(cases.markOverdue(system(101), { districtId: 101, caseId: id }));
  expect(await overdue(open)).toEqual(['community case.overdue']);
  expect(await overdue(assigned)).toEqual(['community case.overdue', 'worker case.overdue']);
  expect(await overdue(assigned)).toEqual([]);
  clock.set('2025-03-12T09:00:00+08:00');
});

test('the worker that closes what nobody answers tells the requester', async () => {
  const { id } = await aCase('handled');
  clock.set('2025-03-19T09:00:00+08:00');
  expect(await caused(domain.cases.closeUnconfirmed(system(101), { districtId: 101, caseId: id }))).toEqual(['resident case.closed']);
  clock.set('2025-03-12T09:00:00+08:00');
});

test('accepting and starting are told to nobody', async () => {
  const { id } = await aCase('received');
  expect(await caused(domain.cases.accept(people.community, id))).toEqual([]);
  await domain.cases.assign(people.community, id, { assigneeId: people.worker.accountId });
  await forgetAll();
  expect(await caused(domain.cases.start(people.worker, id))).toEqual([]);
});

test('what is refused, rolled back, or sent again tells nobody anything', async () => {
  const { id } = await aCase('received');
  expect(await refused(domain.cases.reject(people.community, id, { reason: ' ' }))).toBe('INVALID at reason');
  expect(await refused(domain.cases.reject(people.worker, id, { reason: '不' }))).toBe('NOT_ALLOWED');
  expect(await refused(domain.cases.close(people.community, id))).toBe('WRONG_STATE');
  const again = { ...people.resident, idempotency: { key: 'once', fingerprint: 'f' } };
  expect(await caused(Promise.resolve())).toEqual([]);
  expect(await caused(buildCase(domain, again, at))).toHaveLength(2);
  expect(await caused(buildCase(domain, again, at))).toEqual([]);
});

test('an emergency is urgent to those who handle it, and waits for no morning; what is ordinary does', async () => {
  clock.set('2025-03-12T23:30:00+08:00');
  await buildCase(domain, people.resident, at);
  await buildCase(domain, people.resident, at, { urgency: 'EMERGENCY' });
  expect((await inBoxes()).map(({ urgent, deliver_at }) => [urgent, deliver_at.toISOString()])).toEqual([
    ...Array.from({ length: 2 }, () => [false, '2025-03-12T23:00:00.000Z']), ...Array.from({ length: 2 }, () => [true, '2025-03-12T15:30:00.000Z']),
  ]);
  clock.set('2025-03-12T09:00:00+08:00');
});

test('no notice carries a personal number or a name, whatever was written into the case', async () => {
  const personal = ['13812345678', '13900001234', '11010519491231002X', '0391-6633123', '6633123', '张三丰'];
  const text = (n: number) => `请打${personal[n]}`;
  const matter = await buildCase(domain, people.resident, at, { title: text(0), description: personal.join('，'), contactName: '张三丰', contactPhone: '13900001234' });
  await domain.cases.accept(people.community, matter.id, { note: text(1) });
  await domain.cases.assign(people.community, matter.id, { assigneeId: people.worker.accountId });
  await domain.cases.return(people.worker, matter.id, { reason: text(2) });
  await domain.cases.reject(people.community, (await buildCase(domain, people.resident, at, { title: text(3) })).id, { reason: text(4) });
  const rows = await inBoxes();
  expect(rows.length).toBeGreaterThan(5);
  const shown = rows.flatMap(row => [JSON.stringify(row.params), ...(['ZH', 'EN'] as const).map(language => JSON.stringify(rendered(row, language)))]).join('\n');
  expect(personal.filter(number => shown.includes(number))).toEqual([]);
  expect(shown).toContain('请打');
});
