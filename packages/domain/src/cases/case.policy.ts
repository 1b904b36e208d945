import { ADMINS, STAFF, holds, type Actor } from '../access/actor.ts';
import { MOST_RETURNS, type Case } from './case.entity.ts';
import { CASE_MOVES, startsFrom, type CaseMoveName, type MoveBy } from './moves.ts';

type Seen = Pick<Case, 'status' | 'assigneeId' | 'handlerId' | 'requesterId' | 'returns'>;

/** Each kind of mover in {@link CASE_MOVES}, as a question about an actor, a case and the places above it. */
const IS: Record<MoveBy, (actor: Actor, matter: Seen, lineage: readonly string[]) => boolean> = {
  ADMIN: (actor, _, lineage) => holds(actor, ADMINS, lineage),
  GRID: (actor, _, lineage) => holds(actor, ['GRID_WORKER'], lineage),
  ASSIGNEE: (actor, matter, lineage) => matter.assigneeId === actor.accountId && holds(actor, STAFF, lineage),
  REQUESTER: (actor, matter) => matter.requesterId === actor.accountId,
  NOT_HANDLER: (actor, matter, lineage) => matter.handlerId !== actor.accountId && holds(actor, STAFF, lineage),
};

/** Staff over the place see its cases; residents see their own. */
export function maySee(actor: Actor, matter: Seen, lineage: readonly string[]): boolean {
  return matter.requesterId === actor.accountId || holds(actor, STAFF, lineage);
}

/** Pictures and papers are added by staff over the place, by who has it, and by whose matter it is. */
export function mayAttach(actor: Actor, matter: Seen, lineage: readonly string[]): boolean {
  return matter.requesterId === actor.accountId || matter.assigneeId === actor.accountId || holds(actor, STAFF, lineage);
}

/** Whether the actor is one of those the table names for a move, whatever the case's state. */
export function mayMove(actor: Actor, move: CaseMoveName, matter: Seen, lineage: readonly string[]): boolean {
  const by: readonly MoveBy[] = CASE_MOVES[move].by;
  if (move === 'assign' && matter.returns >= MOST_RETURNS) return holds(actor, ['STREET_ADMIN', 'DISTRICT_ADMIN'], lineage);
  if (move === 'followUp' && matter.handlerId === actor.accountId) return false; // not even the requester, when they are the handler too
  return by.some(kind => IS[kind](actor, matter, lineage));
}

/** What the actor could do with the case now. */
export function movesOpenTo(actor: Actor, matter: Seen, lineage: readonly string[]): CaseMoveName[] {
  return (Object.keys(CASE_MOVES) as CaseMoveName[]).filter(
    move => startsFrom(move).includes(matter.status) && mayMove(actor, move, matter, lineage),
  );
}

/** Anybody with a role in the district may bring a matter of their own; on behalf of others only staff over the place. */
export function maySubmit(actor: Actor, onBehalf: boolean, lineage: readonly string[]): boolean {
  return onBehalf ? holds(actor, STAFF, lineage) : actor.memberships.length > 0;
}
