import { ADMINS, STAFF, holds, type Actor } from '../access/actor.ts';
import { EXCHANGE_MOVES, startsFrom, type Confirmation, type ExchangeMoveBy, type ExchangeMoveName, type ExchangeStatus } from './moves.ts';

/** How somebody stands to a service. */
export interface Standpoint {
  /** The place where it is served, and those above it. */
  readonly lineage: readonly string[];
  /** Serves, themselves or as somebody they act for. */
  readonly gives: boolean;
  /** Serves in the same session, with this service or another. */
  readonly servesWith: boolean;
  /** Is served, or acts for somebody who is. */
  readonly receives: boolean;
}

const IS: Record<ExchangeMoveBy, (actor: Actor, standpoint: Standpoint) => boolean> = {
  GIVER: (_, { gives }) => gives,
  RECEIVER: (_, { receives }) => receives,
  STAFF: (actor, { lineage }) => holds(actor, STAFF, lineage),
  ADMIN: (actor, { lineage }) => holds(actor, ADMINS, lineage),
};

/** Moves that nobody makes with a service of a session in which they served themselves, or somebody they act for. */
const NEVER_BY_GIVER: readonly ExchangeMoveName[] = ['dispute', 'adjust', 'void', 'audit'];

/** Staff over the place sees it, and who serves or is served. */
export function maySee(actor: Actor, standpoint: Standpoint): boolean {
  return standpoint.gives || standpoint.receives || IS.STAFF(actor, standpoint);
}

/** Whether the table names the actor for a move, whatever the state. */
export function mayMove(actor: Actor, move: ExchangeMoveName, standpoint: Standpoint): boolean {
  if (standpoint.servesWith && NEVER_BY_GIVER.includes(move)) return false;
  const by: readonly ExchangeMoveBy[] = EXCHANGE_MOVES[move].by;
  return by.some(kind => IS[kind](actor, standpoint));
}

/** What the actor could do with the service now. */
export function movesOpenTo(actor: Actor, status: ExchangeStatus, standpoint: Standpoint): ExchangeMoveName[] {
  return (Object.keys(EXCHANGE_MOVES) as ExchangeMoveName[]).filter(move => startsFrom(move).includes(status) && mayMove(actor, move, standpoint));
}

/**
 * Who may hand in a confirmation: in the app the receiver, or who acts for them, and never the giver; a receiver's PIN or
 * card also the giver, on whose phone it is entered; a call-back staff over the place who did not serve.
 */
export function mayConfirm(actor: Actor, by: Confirmation, standpoint: Standpoint): boolean {
  if (by === 'PIN' || by === 'CARD') return maySee(actor, standpoint);
  if (standpoint.servesWith) return false;
  return by === 'APP' ? standpoint.receives : IS.STAFF(actor, standpoint) && !standpoint.receives;
}
