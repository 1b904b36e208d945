import { expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Role } from '../access/membership.entity.ts';
import { Refusal } from '../shared/refusal.ts';
import { CASE_TABLE, ruleOf, type Group } from '../testing/case-table.ts';
import { UNTOUCHED } from './beginning.ts';
import { Case } from './case.entity.ts';
import { maySee, mayMove, movesOpenTo, type Standpoint } from './case.policy.ts';
import { CASE_MOVE_NAMES, CASE_STATUSES, type CaseMoveName, type CaseStatus } from './moves.ts';

/** Somebody, and what the table calls them when the case lies in grid 一, community 甲. */
interface Persona {
  readonly roles: readonly `${Role} at ${'district' | 'street' | '甲' | '乙' | '一' | '二'}`[];
  readonly is?: readonly ('assignee' | 'handler' | 'requester' | 'its organisation\'s' | 'another organisation\'s' | 'assisting' | 'acting')[];
  readonly sees: boolean;
  readonly called: readonly Group[];
}

const staff = { sees: true, called: ['staff but the handler'] } as const;
const nobody = { sees: false, called: [] } as const;
const admin = { sees: true, called: ['admin', 'staff but the handler'] } as const;

const PERSONAS: Readonly<Record<string, Persona>> = {
  'the community admin': { roles: ['COMMUNITY_ADMIN at 甲'], ...admin },
  'the street admin': { roles: ['STREET_ADMIN at street'], ...admin },
  'the district admin': { roles: ['DISTRICT_ADMIN at district'], ...admin },
  'the grid worker': { roles: ['GRID_WORKER at 一'], sees: true, called: ['grid worker', 'staff but the handler'] },
  'a worker of all the community\'s grids': { roles: ['GRID_WORKER at 甲'], sees: true, called: ['grid worker', 'staff but the handler'] },
  'the mediator': { roles: ['MEDIATOR at 甲'], ...staff },
  'the centre\'s staff': { roles: ['CENTRE_STAFF at street'], ...staff },
  'the assignee': { roles: ['MEDIATOR at 甲'], is: ['assignee'], sees: true, called: ['assignee', 'staff but the handler'] },
  'the assignee, since moved to another grid': { roles: ['GRID_WORKER at 二'], is: ['assignee'], ...nobody },
  'the handler': { roles: ['MEDIATOR at 甲'], is: ['handler'], sees: true, called: [] },
  'the admin who handled it': { roles: ['COMMUNITY_ADMIN at 甲'], is: ['handler'], sees: true, called: ['admin'] },
  'the assignee who handled it': { roles: ['GRID_WORKER at 一'], is: ['assignee', 'handler'], sees: true, called: ['assignee', 'grid worker'] },
  'the requester': { roles: ['RESIDENT at 一'], is: ['requester'], sees: true, called: ['requester', 'requester but the handler'] },
  'the requester, since moved away': { roles: [], is: ['requester'], sees: true, called: ['requester', 'requester but the handler'] },
  'the worker who brought it and handled it': {
    roles: ['GRID_WORKER at 一'], is: ['requester', 'assignee', 'handler'], sees: true, called: ['requester', 'assignee', 'grid worker'],
  },
  'the resident who handled their own matter': { roles: ['RESIDENT at 一'], is: ['requester', 'handler'], sees: true, called: ['requester'] },
  'who acts for the resident whose it is': { roles: [], is: ['acting'], sees: true, called: ['requester', 'requester but the handler'] },
  'somebody of the organisation that has it': { roles: [], is: ['its organisation\'s'], sees: true, called: ['assignee'] },
  'who handled it for the organisation that has it': { roles: [], is: ['its organisation\'s', 'handler'], sees: true, called: ['assignee'] },
  'somebody of another organisation': { roles: [], is: ['another organisation\'s'], ...nobody },
  'who assists with it': { roles: ['GRID_WORKER at 二'], is: ['assisting'], sees: true, called: ['co-handler'] },
  'a volunteer': { roles: ['VOLUNTEER at 一'], ...nobody },
  'a volunteer it was assigned to': { roles: ['VOLUNTEER at 一'], is: ['assignee'], ...nobody },
  'a partner': { roles: ['PARTNER at district'], ...nobody },
  'another resident': { roles: ['RESIDENT at 一'], ...nobody },
  'the admin of the next community': { roles: ['COMMUNITY_ADMIN at 乙'], ...nobody },
  'the worker of the next grid': { roles: ['GRID_WORKER at 二'], ...nobody },
  'somebody without a role': { roles: [], ...nobody },
};

const LINEAGE = ['一', '甲', 'street', 'district'];

function actorOf({ roles, is = [] }: Persona): Actor {
  const organisationId = is.includes('its organisation\'s') ? 'its' : is.includes('another organisation\'s') ? 'another' : null;
  const memberships = roles.map(held => {
    const [role, placeId] = held.split(' at ') as [Role, string];
    return { role, placeId };
  });
  return { districtId: 1, accountId: 'me', sessionId: 's', residentId: null, organisationId, mustSetPassword: false, requestId: null, address: null, memberships };
}

const standpointOf = ({ is = [] }: Persona): Standpoint => ({ lineage: LINEAGE, assists: is.includes('assisting'), actsFor: is.includes('acting') });

function caseOf({ is = [] }: Persona, status: CaseStatus, returns = 0): Case {
  const who = (relation: 'assignee' | 'handler' | 'requester') => (is.includes(relation) ? 'me' : 'other');
  const received = new Date('2025-03-12T02:00:00Z');
  return Object.assign(new Case(), UNTOUCHED, {
    id: 'this', status, returns, assigneeId: who('assignee'), assigneeOrganisationId: 'its', handlerId: who('handler'), requesterId: who('requester'),
    receivedAt: received, dueAt: received, originalDueAt: received,
  });
}

const now = new Date('2025-03-12T03:00:00Z');
const other = () => Object.assign(caseOf({ roles: [], ...nobody }, 'RECEIVED'), { id: 'other' });

const MAKE: Readonly<Record<CaseMoveName, (matter: Case) => void>> = {
  accept: matter => matter.accept('me'), reject: matter => matter.reject(), merge: matter => matter.merge(other()), assign: matter => matter.assign('x'),
  return: matter => matter.return(), start: matter => matter.start(now), suspend: matter => matter.suspend(now), resume: matter => matter.resume(now),
  extend: matter => matter.extend(now), handle: matter => matter.handle('RESOLVED', 'me', now), handleOnSpot: matter => matter.handleOnSpot('RESOLVED', 'me', now),
  followUp: matter => matter.followUp({ contacted: true, resolved: true, source: 'VISIT' }, now), addNote: matter => matter.addNote(), close: matter => matter.close(now),
  reopen: matter => matter.reopen(now, now), rate: matter => matter.rate(5, now, now),
};

/** What comes of a move: the new state, or why not. */
function outcome(persona: Persona, move: CaseMoveName, status: CaseStatus, returns = 0): string {
  const [actor, matter] = [actorOf(persona), caseOf(persona, status, returns)];
  if (!maySee(actor, matter, standpointOf(persona))) return 'NOT_FOUND';
  if (!mayMove(actor, move, matter, standpointOf(persona))) return 'NOT_ALLOWED';
  try {
    MAKE[move](matter);
    return matter.status;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** What the table says should come of it. */
function expected(persona: Persona, move: CaseMoveName, status: CaseStatus): string {
  const rule = ruleOf(move);
  if (!persona.sees) return 'NOT_FOUND';
  if (!persona.called.some(group => rule.by.includes(group))) return 'NOT_ALLOWED';
  if (!rule.from.includes(status)) return 'WRONG_STATE';
  return rule.to === 'stays' ? status : rule.to;
}

test('who handled it rates it for nobody, unless it is their own', () => {
  const rates = (is: Persona['is']) => {
    const persona: Persona = { roles: ['GRID_WORKER at 一'], ...(is && { is }), sees: true, called: [] };
    return mayMove(actorOf(persona), 'rate', caseOf(persona, 'HANDLED'), standpointOf(persona));
  };
  expect([rates(['acting']), rates(['acting', 'handler']), rates(['requester', 'handler'])]).toEqual([true, false, true]);
});

test('the table names every move there is', () => {
  expect([...CASE_TABLE.keys()].toSorted()).toEqual(CASE_MOVE_NAMES.toSorted());
});

test.each(CASE_MOVE_NAMES)('%s: every state with everybody comes out as the table says', move => {
  const all = Object.entries(PERSONAS).flatMap(([name, persona]) => CASE_STATUSES.map(status => [name, persona, status] as const));
  const line = (name: string, status: string, comes: string) => `${name}, ${status}: ${comes}`;
  expect(all.map(([name, persona, status]) => line(name, status, outcome(persona, move, status))))
    .toEqual(all.map(([name, persona, status]) => line(name, status, expected(persona, move, status))));
});

test('what somebody is offered is what would be carried out', () => {
  for (const persona of Object.values(PERSONAS)) {
    for (const status of CASE_STATUSES) {
      const open = CASE_MOVE_NAMES.filter(move => !['NOT_FOUND', 'NOT_ALLOWED', 'WRONG_STATE'].includes(outcome(persona, move, status)));
      expect(persona.sees ? movesOpenTo(actorOf(persona), caseOf(persona, status), standpointOf(persona)) : []).toEqual(open);
    }
  }
});

test('after two returns the street assigns, or the district, and it cannot be returned again', () => {
  const assigners = (returns: number) => Object.entries(PERSONAS).filter(([, persona]) => outcome(persona, 'assign', 'ACCEPTED', returns) === 'ASSIGNED').map(([name]) => name);
  expect(assigners(1)).toEqual(['the community admin', 'the street admin', 'the district admin', 'the admin who handled it']);
  expect(assigners(2)).toEqual(['the street admin', 'the district admin']);
  const assignee = PERSONAS['the assignee'];
  expect([0, 1, 2, 3].map(returns => assignee && outcome(assignee, 'return', 'ASSIGNED', returns))).toEqual(['ACCEPTED', 'ACCEPTED', 'WRONG_STATE', 'WRONG_STATE']);
});
