import { combined, rowsOf, step } from '../shared/combined-write.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import type { NewRow } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { LedgerEntry } from './ledger-entry.entity.ts';
import { LedgerTransfer } from './ledger-transfer.entity.ts';
import type { AccountRow } from './ledger.read.ts';
import { Lots, type LotRows } from './lots.ts';
import { shared, type LotUse } from './lots.rule.ts';
import { post, release, reserve, type Entry, type Posting, type Standing, type Standings } from './posting.rule.ts';
import type { LedgerUnit, Outcome } from './units.ts';

/** What a transfer says besides its postings. */
export type Head = Pick<NewRow<LedgerTransfer>, 'kind' | 'unit' | 'client' | 'key'> & Partial<NewRow<LedgerTransfer>>;

interface PostingRow extends Posting {
  readonly transfer: string;
  readonly unit: LedgerUnit;
  readonly n: number;
}
interface FactRow {
  readonly fact: 'TRANSFER' | 'RESOLUTION';
  readonly transfer: string;
}
type BalanceRow = Pick<Standing, 'id' | 'balance' | 'reserved' | 'version'>;
interface ResolutionRow {
  readonly transfer: string;
  readonly outcome: Outcome;
  readonly at: Date;
  readonly performer: string | null;
}

/**
 * Everything that is written into the book: one statement, whatever and however much happens. Rows that change are named twice:
 * the planner does not know how few rows are given, and would read through the whole district to join them.
 */
const POST = combined('ledger_post', {
  transfers: rowsOf(LedgerTransfer, 'LISTED'),
  resolutions: step<ResolutionRow>('transfer uuid, outcome text, at timestamptz, performer uuid',
    `insert into ledger_resolution (district_id, transfer_id, outcome, at, performer_id) select $1, r.* from resolutions r`),
  postings: step<PostingRow>('transfer uuid, unit text, n integer, source uuid, destination uuid, amount bigint',
    `insert into ledger_posting (district_id, transfer_id, unit, n, source_id, destination_id, amount) select $1, p.* from postings p`),
  entries: rowsOf(LedgerEntry, 'COUNTED'),
  balances: step<BalanceRow>('id uuid, balance bigint, reserved bigint, version bigint',
    `update ledger_account a set balance = b.balance, reserved = b.reserved, version = b.version, changed_in = pg_current_xact_id()
     from balances b where a.district_id = $1 and a.id = b.id and a.id = any(array(select id from balances))`),
  lots: step<LotRows['lots'][number]>('transfer uuid, id uuid, account uuid, expires date, amount bigint, remaining bigint',
    `insert into ledger_lot (district_id, transfer_id, id, account_id, expires_on, amount, remaining) select $1, l.* from lots l`),
  uses: step<LotRows['uses'][number]>('transfer uuid, lot uuid, amount bigint',
    'insert into ledger_lot_use (district_id, transfer_id, lot_id, amount) select $1, u.* from uses u'),
  taken: step<LotRows['taken'][number]>('lot uuid, amount bigint',
    'update ledger_lot l set remaining = l.remaining - t.amount from taken t where l.district_id = $1 and l.id = t.lot and l.id = any(array(select lot from taken))'),
  facts: step<FactRow>('fact text, transfer uuid', 'insert into ledger_unchained (district_id, fact, transfer_id) select $1, f.* from facts f'),
});

/** Accounts that a unit has locked, and what it does to them: gathered transfer by transfer, then written at once. */
export class Journal {
  readonly #tx: Transaction;
  readonly #accounts: ReadonlyMap<string, AccountRow>;
  readonly #standings: Map<string, Standing>;
  readonly #lots: Lots;
  readonly #moved = new Set<string>();
  readonly #by = new Map<unknown, Performer>();
  readonly #transfers: NewRow<LedgerTransfer>[] = [];
  readonly #resolutions: ResolutionRow[] = [];
  readonly #postings: PostingRow[] = [];
  readonly #entries: NewRow<LedgerEntry>[] = [];
  readonly #facts: FactRow[] = [];

  private constructor(tx: Transaction, accounts: ReadonlyMap<string, AccountRow>, lots: Lots) {
    this.#tx = tx;
    this.#accounts = accounts;
    this.#standings = new Map([...accounts].map(([id, row]) => [id, { ...row, world: row.ownerKind === 'WORLD' }]));
    this.#lots = lots;
  }

  /** @param locked the accounts that may be moved, which the caller's transaction holds */
  static async of(tx: Transaction, locked: readonly AccountRow[]): Promise<Journal> {
    const accounts = new Map(locked.map(row => [row.id, row]));
    return new Journal(tx, accounts, await Lots.of(tx, accounts));
  }

  /**
   * Carries a new transfer out.
   * @param expiresOn the day from which points are no longer good; undefined: as good as those they were taken from
   * @param by who asked for it, if it was not the unit's performer
   * @throws Refusal INVALID, INSUFFICIENT, WRONG_STATE, NOT_FOUND as {@link post}; nothing is changed then
   */
  transfer(head: Head, postings: readonly Posting[], expiresOn: CalendarDate | null | undefined, by?: Performer): LedgerTransfer {
    const after = post(this.#of(postings, head.unit), postings);
    const made = this.#make(by ? { ...head, performerId: by.accountId } : head, postings);
    if (by) this.#by.set(made.id, by);
    for (const posting of postings) this.#lots.give(made.id, posting, this.#lots.take(made.id, posting), expiresOn);
    this.#move(made, after.standings, after.entries, 'TRANSFER');
    return made;
  }

  /** Carries out the transfer that undoes another one, out of the lots that this made first; what it took has been put back before. @throws as {@link transfer} */
  reversal(head: Head & { readonly reversesId: string }, postings: readonly Posting[]): LedgerTransfer {
    const after = post(this.#of(postings, head.unit), postings);
    const made = this.#make(head, postings);
    const first = this.#lots.madeBy(head.reversesId);
    for (const posting of postings) this.#lots.take(made.id, posting, first);
    this.#move(made, after.standings, after.entries, 'TRANSFER');
    return made;
  }

  /** Reserves what a new transfer will take. @throws as {@link transfer} */
  hold(head: Head, postings: readonly Posting[]): LedgerTransfer {
    const standings = reserve(this.#of(postings, head.unit), postings);
    const made = this.#make({ ...head, pending: true }, postings);
    for (const posting of postings) this.#lots.take(made.id, posting);
    this.#move(made, standings, [], 'TRANSFER');
    return made;
  }

  /** Ends a reservation. @param uses what it took from lots; what it gives back to them is not done here */
  resolve(held: LedgerTransfer, postings: readonly Posting[], outcome: Outcome, uses: readonly (LotUse & { accountId: string })[]): void {
    const before = this.#of(postings, held.unit);
    const { standings, entries } = outcome === 'POSTED' ? post(before, postings, true) : { standings: release(before, postings), entries: [] };
    if (outcome === 'POSTED') {
      for (const [source, own] of Map.groupBy(postings, posting => posting.source)) {
        const parts = shared(uses.filter(use => use.accountId === source), own.map(({ amount }) => amount));
        for (const [n, posting] of own.entries()) this.#lots.give(held.id, posting, parts[n] ?? [], undefined);
      }
    }
    this.#resolutions.push({ transfer: held.id, outcome, at: this.#tx.at, performer: this.#tx.performer.accountId });
    this.#move(held, standings, entries, 'RESOLUTION');
  }

  /** Writes everything, with the facts for the chain. */
  async write(): Promise<void> {
    if (this.#facts.length === 0) return;
    const balances = [...this.#moved].flatMap((id): BalanceRow[] => {
      const after = this.#standings.get(id);
      return after ? [{ id, balance: after.balance, reserved: after.reserved, version: after.version }] : [];
    });
    await this.#tx.write(POST, {
      transfers: this.#transfers, resolutions: this.#resolutions, postings: this.#postings, entries: this.#entries, balances, ...this.#lots.rows(), facts: this.#facts,
    }, row => this.#by.get(row['transferId'] ?? row['id']));
  }

  /** The accounts of some postings as they stand by now. */
  #of(postings: readonly Posting[], unit: LedgerUnit): Standings {
    if (postings.length === 0) throw new Refusal('INVALID', 'A transfer has at least one posting.', ['postings']);
    const involved = new Map<string, Standing>();
    for (const { source, destination } of postings) {
      for (const standing of [this.#standings.get(source), this.#standings.get(destination)]) if (standing) involved.set(standing.id, standing);
    }
    if ([...involved.values()].some(standing => standing.unit !== unit)) throw new Refusal('INVALID', 'An account counts another unit.', ['unit']);
    return involved;
  }

  #make(head: Head, postings: readonly Posting[]): LedgerTransfer {
    const { at, performer, districtId } = this.#tx;
    const row: NewRow<LedgerTransfer> = {
      id: newId(), pending: false, expiresAt: null, reversesId: null, placeId: null, subjectKind: null, subjectId: null, occurredAt: at, recordedAt: at,
      performerId: performer.accountId, ...head,
    };
    this.#transfers.push(row);
    for (const [n, { source, destination, amount }] of postings.entries()) {
      this.#postings.push({ transfer: row.id, unit: row.unit, n, source, destination, amount });
    }
    return Object.assign(new LedgerTransfer(), { districtId, ...row });
  }

  #move(of: LedgerTransfer, standings: Standings, entries: readonly Entry[], fact: FactRow['fact']): void {
    for (const [id, standing] of standings) {
      this.#standings.set(id, standing);
      this.#moved.add(id);
    }
    for (const { posting, accountId, version, amount, before, after } of entries) {
      this.#entries.push({
        id: newId(), accountId, version, transferId: of.id, posting, unit: of.unit, ownerKind: this.#accounts.get(accountId)?.ownerKind ?? 'WORLD',
        kind: of.kind, placeId: of.placeId ?? null, amount, balanceBefore: before, balanceAfter: after, occurredAt: of.occurredAt, recordedAt: this.#tx.at,
      });
    }
    this.#facts.push({ fact, transfer: of.id });
  }
}
