import type { CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Transaction } from '../shared/transaction.ts';
import { lotsLeft, lotsUsed, type AccountRow } from './ledger.read.ts';
import { take, type Lot, type LotUse } from './lots.rule.ts';
import type { Posting } from './posting.rule.ts';

interface OpenLot extends Lot {
  readonly accountId: string;
  readonly transferId: string;
}

/** What some transfers do to lots, as it is written. */
export interface LotRows {
  readonly lots: readonly { transfer: string; id: string; account: string; expires: CalendarDate | null; amount: number; remaining: number }[];
  readonly uses: readonly { transfer: string; lot: string; amount: number }[];
  /** Of lots that were there before. */
  readonly taken: readonly { lot: string; amount: number }[];
}

/** Whether an account's value comes in lots: points anywhere but outside. */
function inLots({ unit, ownerKind }: AccountRow): boolean {
  return unit === 'POINT' && ownerKind !== 'WORLD';
}

/** What transfers do to lots, gathered posting by posting and then written at once. */
export class Lots {
  readonly #accounts: ReadonlyMap<string, AccountRow>;
  /** By account. */
  readonly #open: Map<string, OpenLot[]>;
  readonly #made: { lot: OpenLot; amount: number }[] = [];
  readonly #uses: (LotUse & { transferId: string })[] = [];

  private constructor(accounts: ReadonlyMap<string, AccountRow>, open: Map<string, OpenLot[]>) {
    this.#accounts = accounts;
    this.#open = open;
  }

  /** Of accounts that are locked: what is read before may be spent by now. */
  static async of(tx: Transaction, accounts: ReadonlyMap<string, AccountRow>): Promise<Lots> {
    const kept = [...accounts.values()].filter(inLots).map(({ id }) => id);
    return new Lots(accounts, Map.groupBy(kept.length > 0 ? await tx.rows(lotsLeft, kept) : [], lot => lot.accountId));
  }

  /** Takes from the source's lots. @param first lots to take before all others */
  take(transferId: string, { source, amount }: Posting, first?: ReadonlySet<string>): LotUse[] {
    if (!this.#keeps(source)) return [];
    const open = this.#open.get(source) ?? [];
    const uses = take(open, amount, first);
    const taken = new Map(uses.map(use => [use.lotId, use.amount]));
    this.#open.set(source, open.map(lot => ({ ...lot, remaining: lot.remaining - (taken.get(lot.id) ?? 0) })));
    this.#uses.push(...uses.map(use => ({ ...use, transferId })));
    return uses;
  }

  /** Lots that a transfer has made. */
  madeBy(transferId: string): ReadonlySet<string> {
    return new Set([...this.#open.values()].flat().filter(lot => lot.transferId === transferId).map(({ id }) => id));
  }

  /** Gives to the destination: good until `expiresOn`, or as long as what it was taken from. */
  give(transferId: string, { destination, amount }: Posting, uses: readonly LotUse[], expiresOn: CalendarDate | null | undefined): void {
    if (!this.#keeps(destination)) return;
    const byDay = expiresOn !== undefined || uses.length === 0
      ? [{ expiresOn: expiresOn ?? null, amount }]
      : [...Map.groupBy(uses, use => use.expiresOn)].map(([day, those]) => ({ expiresOn: day, amount: total(those) }));
    for (const part of byDay) {
      const lot = { id: newId(), accountId: destination, transferId, made: Number.MAX_SAFE_INTEGER, expiresOn: part.expiresOn, remaining: part.amount };
      this.#made.push({ lot, amount: part.amount });
      this.#open.set(destination, [...(this.#open.get(destination) ?? []), lot]);
    }
  }

  rows(): LotRows {
    const left = new Map([...this.#open.values()].flat().map(lot => [lot.id, lot.remaining]));
    const own = new Set(this.#made.map(({ lot }) => lot.id));
    const byTransfer = Map.groupBy(this.#uses, use => `${use.transferId} ${use.lotId}`);
    const before = Map.groupBy(this.#uses.filter(use => !own.has(use.lotId)), use => use.lotId);
    return {
      lots: this.#made.map(({ lot: { id, transferId, accountId, expiresOn }, amount }) => (
        { transfer: transferId, id, account: accountId, expires: expiresOn, amount, remaining: left.get(id) ?? 0 })),
      uses: [...byTransfer.values()].flatMap(uses => uses.slice(0, 1).map(({ transferId, lotId }) => ({ transfer: transferId, lot: lotId, amount: total(uses) }))),
      taken: [...before].map(([lot, uses]) => ({ lot, amount: total(uses) })),
    };
  }

  #keeps(accountId: string): boolean {
    const account = this.#accounts.get(accountId);
    return account !== undefined && inLots(account);
  }
}

function total(uses: readonly LotUse[]): number {
  return uses.reduce((sum, { amount }) => sum + amount, 0);
}

/** Puts back into its lots what a transfer took from them: it was called off, or undone. */
export async function putBack(tx: Transaction, transferId: string): Promise<void> {
  await tx.execute(
    `/* ledger_lots_put_back */ update ledger_lot l set remaining = l.remaining + u.amount from ledger_lot_use u
     where u.district_id = $1 and u.transfer_id = $2 and l.district_id = $1 and l.id = u.lot_id`,
    tx.districtId, transferId);
}

/** What a reservation took from lots, in the order of its postings' sources. */
export async function usesOf(tx: Transaction, transferId: string): Promise<(LotUse & { accountId: string })[]> {
  return (await tx.rows(lotsUsed, transferId)).map(({ id, accountId, amount, expiresOn }) => ({ lotId: id, accountId, amount, expiresOn }));
}
