import type { CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Transaction } from '../shared/transaction.ts';
import { lotsLeft, lotsUsed, type AccountRow } from './ledger.read.ts';
import { take, type LotUse } from './lots.rule.ts';
import type { Posting } from './posting.rule.ts';

interface OpenLot {
  readonly id: string;
  readonly accountId: string;
  readonly transferId: string;
  readonly expiresOn: CalendarDate | null;
  readonly made: number;
  readonly remaining: number;
}

/** Whether an account's value comes in lots: points anywhere but outside. */
function inLots({ unit, ownerKind }: AccountRow): boolean {
  return unit === 'POINT' && ownerKind !== 'WORLD';
}

/** What a transfer does to lots, gathered posting by posting and then written at once. */
export class Lots {
  readonly #accounts: ReadonlyMap<string, AccountRow>;
  readonly #transferId: string;
  readonly #open: OpenLot[];
  readonly #made: (OpenLot & { amount: number })[] = [];
  readonly #uses: LotUse[] = [];

  private constructor(accounts: ReadonlyMap<string, AccountRow>, transferId: string, open: OpenLot[]) {
    this.#accounts = accounts;
    this.#transferId = transferId;
    this.#open = open;
  }

  /** Undefined where no account involved keeps lots. */
  static async of(tx: Transaction, accounts: ReadonlyMap<string, AccountRow>, transferId: string): Promise<Lots | undefined> {
    const kept = [...accounts.values()].filter(inLots).map(({ id }) => id);
    return kept.length > 0 ? new Lots(accounts, transferId, await tx.rows(lotsLeft, kept)) : undefined;
  }

  /** Takes from the source's lots. @param first lots to take before all others */
  take({ source, amount }: Posting, first: ReadonlySet<string> = new Set()): LotUse[] {
    if (!this.#keeps(source)) return [];
    const uses = take(this.#open.filter(lot => lot.accountId === source), amount, first);
    for (const use of uses) {
      const at = this.#open.findIndex(lot => lot.id === use.lotId);
      const lot = this.#open[at];
      if (lot) this.#open[at] = { ...lot, remaining: lot.remaining - use.amount };
    }
    this.#uses.push(...uses);
    return uses;
  }

  /** Lots that this transfer, or the one that it undoes, has made. */
  madeBy(transferId: string): ReadonlySet<string> {
    return new Set(this.#open.filter(lot => lot.transferId === transferId).map(({ id }) => id));
  }

  /** Gives to the destination: good until `expiresOn`, or as long as what it was taken from. */
  give({ destination, amount }: Posting, uses: readonly LotUse[], expiresOn: CalendarDate | null | undefined): void {
    if (!this.#keeps(destination)) return;
    const byDay = expiresOn !== undefined || uses.length === 0
      ? [{ expiresOn: expiresOn ?? null, amount }]
      : [...Map.groupBy(uses, use => use.expiresOn)].map(([day, those]) => ({ expiresOn: day, amount: those.reduce((sum, use) => sum + use.amount, 0) }));
    for (const part of byDay) {
      const lot = { id: newId(), accountId: destination, transferId: this.#transferId, made: Number.MAX_SAFE_INTEGER, ...part, remaining: part.amount };
      this.#made.push(lot);
      this.#open.push(lot);
    }
  }

  async write(tx: Transaction): Promise<void> {
    const merged = Map.groupBy(this.#uses, use => use.lotId);
    const [lotIds, amounts] = [[...merged.keys()], [...merged.values()].map(uses => uses.reduce((sum, use) => sum + use.amount, 0))];
    const left = new Map(this.#open.map(lot => [lot.id, lot.remaining]));
    if (this.#made.length > 0) {
      await tx.execute(
        `/* ledger_lots_make */ insert into ledger_lot (district_id, transfer_id, id, account_id, expires_on, amount, remaining)
         select $1, $2, * from unnest($3::uuid[], $4::uuid[], $5::date[], $6::bigint[], $7::bigint[])`,
        tx.districtId, this.#transferId, this.#made.map(({ id }) => id), this.#made.map(({ accountId }) => accountId),
        this.#made.map(({ expiresOn }) => expiresOn), this.#made.map(({ amount }) => amount), this.#made.map(({ id }) => left.get(id) ?? 0));
    }
    if (lotIds.length === 0) return;
    await tx.execute(
      `/* ledger_lots_use */ with used as (select * from unnest($3::uuid[], $4::bigint[]) u (lot_id, amount)),
       kept as (insert into ledger_lot_use (district_id, transfer_id, lot_id, amount) select $1, $2, lot_id, amount from used)
       update ledger_lot l set remaining = l.remaining - u.amount from used u
       where l.district_id = $1 and l.id = u.lot_id and l.transfer_id <> $2`,
      tx.districtId, this.#transferId, lotIds, amounts);
  }

  #keeps(accountId: string): boolean {
    const account = this.#accounts.get(accountId);
    return account !== undefined && inLots(account);
  }
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
