import type { CalendarDate } from '../shared/clock.ts';
import type { Transaction } from '../shared/transaction.ts';

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
