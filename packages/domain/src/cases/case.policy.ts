import { ADMINS, STAFF, holds, type Actor } from '../access/actor.ts';
import type { CaseCoHandler } from './case-co-handler.entity.ts';
import { MOST_RETURNS, type Case } from './case.entity.ts';
import { CASE_MOVES, startsFrom, type CaseMoveName, type MoveBy } from './moves.ts';

type Seen = Pick<Case, 'status' | 'assigneeId' | 'assigneeOrganisationId' | 'handlerId' | 'requesterId' | 'returns'>;

/** A case as somebody has to do with it: the places above it, whether they assist with it, and whether they are or act for the resident whose it is. */
export interface Standpoint {
  readonly lineage: readonly string[];
  readonly assists: boolean;
  readonly actsFor: boolean;
}

/** Whether somebody is among the co-handlers, alone or by their organisation. */
export function assists(actor: Actor, coHandlers: readonly Pick<CaseCoHandler, 'accountId' | 'organisationId'>[]): boolean {
  return coHandlers.some(({ accountId, organisationId }) =>
    accountId === actor.accountId || (actor.organisationId !== null && organisationId === actor.organisationId));
}

/** Each kind of mover in {@link CASE_MOVES}, as a question about an actor, a case and where they stand to it. */
const IS: Record<MoveBy, (actor: Actor, matter: Seen, standpoint: Standpoint) => boolean> = {
  ADMIN: (actor, _, { lineage }) => holds(actor, ADMINS, lineage),
  GRID: (actor, _, { lineage }) => holds(actor, ['GRID_WORKER'], lineage),
  ASSIGNEE: (actor, matter, { lineage }) => (matter.assigneeId === actor.accountId && holds(actor, STAFF, lineage)) || ofItsOrganisation(actor, matter),
  CO_HANDLER: (_actor, _matter, { assists: assisting }) => assisting,
  REQUESTER: owns,
  NOT_HANDLER: (actor, matter, { lineage }) => matter.handlerId !== actor.accountId && holds(actor, STAFF, lineage),
};

/** Whether it is the actor's own matter, or that of somebody they act for. */
function owns(actor: Actor, matter: Seen, { actsFor }: Standpoint): boolean {
  return matter.requesterId === actor.accountId || actsFor;
}

/** Whether it is assigned to the organisation that the actor works for. */
function ofItsOrganisation(actor: Actor, matter: Seen): boolean {
  return actor.organisationId !== null && matter.assigneeOrganisationId === actor.organisationId;
}

/** Whoever works on it: staff over the place, people of the organisation that has it, and those who assist. */
export function worksOn(actor: Actor, matter: Seen, { lineage, assists: assisting }: Standpoint): boolean {
  return assisting || ofItsOrganisation(actor, matter) || holds(actor, STAFF, lineage);
}

/** Whoever works on a case sees it; residents see their own, and those of whom they act for. */
export function maySee(actor: Actor, matter: Seen, standpoint: Standpoint): boolean {
  return owns(actor, matter, standpoint) || worksOn(actor, matter, standpoint);
}

/** Pictures and papers are added by staff over the place, by who has it, and by whose matter it is. */
export function mayAttach(actor: Actor, matter: Seen, standpoint: Standpoint): boolean {
  return owns(actor, matter, standpoint) || matter.assigneeId === actor.accountId || ofItsOrganisation(actor, matter) || holds(actor, STAFF, standpoint.lineage);
}

/** Whether the actor is one of those the table names for a move, whatever the case's state. */
export function mayMove(actor: Actor, move: CaseMoveName, matter: Seen, standpoint: Standpoint): boolean {
  const by: readonly MoveBy[] = CASE_MOVES[move].by;
  if (move === 'assign' && matter.returns >= MOST_RETURNS) return holds(actor, ['STREET_ADMIN', 'DISTRICT_ADMIN'], standpoint.lineage);
  if (move === 'followUp' && matter.handlerId === actor.accountId) return false; // not even the requester, when they are the handler too
  if (move === 'rate' && matter.handlerId === actor.accountId && matter.requesterId !== actor.accountId) return false; // nor a handler who acts for them
  return by.some(kind => IS[kind](actor, matter, standpoint));
}

/** What the actor could do with the case now. */
export function movesOpenTo(actor: Actor, matter: Seen, standpoint: Standpoint): CaseMoveName[] {
  return (Object.keys(CASE_MOVES) as CaseMoveName[]).filter(
    move => startsFrom(move).includes(matter.status) && mayMove(actor, move, matter, standpoint),
  );
}

/** Anybody with a role in the district may bring a matter of their own; on behalf of others only staff over the place. */
export function maySubmit(actor: Actor, onBehalf: boolean, lineage: readonly string[]): boolean {
  return onBehalf ? holds(actor, STAFF, lineage) : actor.memberships.length > 0;
}
