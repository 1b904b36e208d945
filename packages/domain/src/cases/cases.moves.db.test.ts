import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import { Membership, type Role } from '../access/membership.entity.ts';
import type { Domain } from '../domain.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { ruleOf, type Group } from '../testing/case-table.ts';
import { refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { Case } from './case.entity.ts';
import { CASE_MOVE_NAMES, CASE_STATUSES, type CaseMoveName, type CaseStatus } from './moves.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
/** Approves what others ask for. */
let approver: Actor;
let worker: Actor;
/** A case to merge into. */
let parent: Case;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  approver = await buildActor(domain, 101, 'STREET_ADMIN', at.street);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  parent = await buildCase(domain, worker, at);
});
afterAll(() => database.close());

const MAKE: Readonly<Record<CaseMoveName, (actor: Actor, id: string) => Promise<Case>>> = {
  accept: (actor, id) => domain.cases.accept(actor, id),
  reject: (actor, id) => domain.cases.reject(actor, id, { reason: '不属于受理范围' }),
  merge: (actor, id) => domain.cases.merge(actor, id, { intoCaseId: parent.id }),
  assign: (actor, id) => domain.cases.assign(actor, id, { assigneeId: worker.accountId }),
  return: (actor, id) => domain.cases.return(actor, id, { reason: '不是我的网格' }),
  start: (actor, id) => domain.cases.start(actor, id),
  suspend: (actor, id) => domain.cases.suspend(actor, id, { reason: '等配件', approverId: approver.accountId }),
  resume: (actor, id) => domain.cases.resume(actor, id),
  extend: (actor, id) => domain.cases.extend(actor, id, { reason: '等审批', approverId: approver.accountId, dueAt: new Date('2099-01-01T00:00:00Z') }),
  handle: (actor, id) => domain.cases.handle(actor, id, { outcome: 'RESOLVED' }),
  handleOnSpot: (actor, id) => domain.cases.handleOnSpot(actor, id, { outcome: 'EXPLAINED' }),
  followUp: (actor, id) => domain.cases.followUp(actor, id, { contacted: true, resolved: true, source: 'CALL_BACK' }),
  addNote: (actor, id) => domain.cases.addNote(actor, id, { note: '已联系物业' }),
  close: (actor, id) => domain.cases.close(actor, id),
  reopen: (actor, id) => domain.cases.reopen(actor, id, { reason: '又坏了' }),
  rate: (actor, id) => domain.cases.rate(actor, id, { rating: 4 }),
};

/** A case that stands in a state, with whoever has to do with it. */
async function caseIn(status: CaseStatus, who: Partial<Pick<Case, 'assigneeId' | 'handlerId' | 'requesterId'>>): Promise<string> {
  const { id } = await buildCase(domain, worker, at);
  const now = domain.clock.now();
  await domain.unit.of(system(101), 'test.put', async tx => Object.assign((await tx.get(Case, id)) ?? {}, {
    status, requesterId: null, ...who, handledAt: status === 'HANDLED' || status === 'CLOSED' ? now : null, handledNetMinutes: status === 'HANDLED' || status === 'CLOSED' ? 0 : null, closedAt: status === 'CLOSED' ? now : null,
    suspendedAt: status === 'SUSPENDED' ? now : null,
  }));
  return id;
}

const statusOf = (command: Promise<Case>) => command.then(matter => matter.status as string);

test('through the service, every move from every state comes out as the table says', async () => {
  const everybody = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  await domain.unit.of(system(101), 'test', tx => tx.create(Membership, {
    id: newId(), accountId: everybody.accountId, placeId: at.grids[0], role: 'GRID_WORKER', validFrom: tx.at, validTo: null,
  }));
  const actor = { ...everybody, memberships: [...everybody.memberships, { role: 'GRID_WORKER' as const, placeId: at.grids[0] }] };
  const who = { assigneeId: actor.accountId, requesterId: actor.accountId, handlerId: worker.accountId };
  for (const status of CASE_STATUSES) {
    const standing = await caseIn(status, who); // a refused move leaves it as it is
    for (const move of CASE_MOVE_NAMES) {
      const { from, to } = ruleOf(move);
      const may = from.includes(status);
      const comes = may ? await statusOf(MAKE[move](actor, await caseIn(status, who))) : await refused(MAKE[move](actor, standing));
      const should = may ? (to === 'stays' ? status : to) : 'WRONG_STATE';
      expect(`${move} from ${status}: ${comes}`).toBe(`${move} from ${status}: ${should}`);
    }
  }
});

interface Person {
  readonly name: string;
  readonly role: Role;
  readonly place: (at: BuiltDistrict) => string;
  readonly sees: boolean;
  readonly called: readonly Group[];
  readonly is?: 'assigneeId' | 'handlerId' | 'requesterId';
}

const PEOPLE: readonly Person[] = [
  { name: 'the community admin', role: 'COMMUNITY_ADMIN', place: ({ communities }) => communities[0], sees: true, called: ['admin', 'staff but the handler'] },
  { name: 'the street admin', role: 'STREET_ADMIN', place: ({ street }) => street, sees: true, called: ['admin', 'staff but the handler'] },
  { name: 'the district admin', role: 'DISTRICT_ADMIN', place: ({ root }) => root, sees: true, called: ['admin', 'staff but the handler'] },
  { name: 'the grid worker', role: 'GRID_WORKER', place: ({ grids }) => grids[0], sees: true, called: ['grid worker', 'staff but the handler'] },
  { name: 'the assignee', role: 'MEDIATOR', place: ({ communities }) => communities[0], sees: true, called: ['assignee', 'staff but the handler'], is: 'assigneeId' },
  { name: 'the handler', role: 'CENTRE_STAFF', place: ({ communities }) => communities[0], sees: true, called: [], is: 'handlerId' },
  { name: 'the requester', role: 'RESIDENT', place: ({ grids }) => grids[0], sees: true, called: ['requester', 'requester but the handler'], is: 'requesterId' },
  { name: 'a volunteer', role: 'VOLUNTEER', place: ({ grids }) => grids[0], sees: false, called: [] },
  { name: 'a partner', role: 'PARTNER', place: ({ root }) => root, sees: false, called: [] },
  { name: 'another resident', role: 'RESIDENT', place: ({ grids }) => grids[0], sees: false, called: [] },
  { name: 'the admin of the next community', role: 'COMMUNITY_ADMIN', place: ({ communities }) => communities[1], sees: false, called: [] },
  { name: 'the worker of the next grid', role: 'GRID_WORKER', place: ({ grids }) => grids[1], sees: false, called: [] },
  { name: 'an assignee who works elsewhere now', role: 'GRID_WORKER', place: ({ grids }) => grids[2], sees: false, called: [], is: 'assigneeId' },
];

test.each(PEOPLE)('through the service, $name may do what the table says, and nothing else', async ({ role, place, sees, called, is }) => {
  const actor = await buildActor(domain, 101, role, place(at));
  const refusing = new Map<CaseStatus, string>();
  for (const move of CASE_MOVE_NAMES) {
    const { from, by, to } = ruleOf(move);
    const status = from.at(-1) as CaseStatus;
    const may = called.some(group => by.includes(group));
    const id = (!may && refusing.get(status)) || (await caseIn(status, is ? { [is]: actor.accountId } : {}));
    if (!may) refusing.set(status, id); // a refused move leaves it as it is
    const comes = may ? await statusOf(MAKE[move](actor, id)) : await refused(MAKE[move](actor, id));
    expect(`${move}: ${comes}`).toBe(`${move}: ${may ? (to === 'stays' ? status : to) : sees ? 'NOT_ALLOWED' : 'NOT_FOUND at caseId'}`);
  }
  const untouched = await database.owner(`select move from case_step where case_id = any($1) and move <> 'submit'`, [[...refusing.values()]]);
  expect(untouched).toEqual([]);
});
