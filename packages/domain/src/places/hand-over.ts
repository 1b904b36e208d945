import type { CalendarDate } from '../shared/clock.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { Place } from './place.entity.ts';

/** What comes from one place to another from a day on: with addresses, or all that is still there. */
export interface HandOver {
  readonly from: string;
  readonly to: string;
  /** With everybody and everything at these; null for all that is left at a place that closes. */
  readonly addressIds: readonly string[] | null;
  readonly day: CalendarDate;
}

/** Rooms above register here what follows its address, or its grid. */
export type OnHandOver = (tx: Transaction, handOver: HandOver) => Promise<void>;

/** A place that comes in the stead of others. */
export interface Successor {
  readonly place: Place;
  /** Accounts that work there from now on; absent: whoever worked at the places that close. */
  readonly workerIds: readonly string[] | undefined;
  /** Of the input that names them, for refusals. */
  readonly path: readonly string[];
}

/** Places close, and others come in their stead. */
export interface Succession {
  readonly closed: readonly string[];
  readonly successors: readonly Successor[];
}

/** Registered by the room that knows who works where. */
export type OnSuccession = (tx: Transaction, succession: Succession) => Promise<void>;
