import type { CalendarDate } from '../shared/clock.ts';

/** Points that came in together, and until when they are good. */
export interface Lot {
  readonly id: string;
  /** First day on which they are no longer good; null for ever. */
  readonly expiresOn: CalendarDate | null;
  /** Rises in the order in which lots were made. */
  readonly made: number;
  readonly remaining: number;
}

/** How much of a lot is taken. */
export interface LotUse {
  readonly lotId: string;
  readonly amount: number;
  readonly expiresOn: CalendarDate | null;
}

/**
 * Takes an amount from lots: what expires first goes first, of the same day the oldest first.
 * @param first lots to take from before all others
 * @throws Error when the lots hold less; the balance has been checked before
 */
export function take(lots: readonly Lot[], amount: number, first: ReadonlySet<string> = new Set()): LotUse[] {
  const uses: LotUse[] = [];
  let missing = amount;
  for (const { id, remaining, expiresOn } of lots.toSorted((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)) || earlier(a, b))) {
    const taken = Math.min(missing, remaining);
    if (taken > 0) uses.push({ lotId: id, amount: taken, expiresOn });
    missing -= taken;
  }
  if (missing > 0) throw new Error(`The lots hold ${missing} less than the account.`);
  return uses;
}

/** Parts uses among amounts that were taken together, one after the other. */
export function shared(uses: readonly LotUse[], amounts: readonly number[]): LotUse[][] {
  const left = uses.map(use => ({ ...use }));
  return amounts.map(amount => {
    let missing = amount;
    return left.flatMap(use => {
      const part = Math.min(missing, use.amount);
      missing -= part;
      use.amount -= part;
      return part > 0 ? [{ ...use, amount: part }] : [];
    });
  });
}

const FOR_EVER = '9999-12-31';

function earlier(a: Lot, b: Lot): number {
  return (a.expiresOn ?? FOR_EVER).localeCompare(b.expiresOn ?? FOR_EVER) || a.made - b.made;
}
