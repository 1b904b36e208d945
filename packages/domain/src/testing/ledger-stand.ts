import { accountOf, hold, transfer, type AskedTransfer } from '../ledger/book.ts';
import { verifyBook } from '../ledger/verify-book.ts';
import type { Domain } from '../domain.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import type { Transaction } from '../shared/transaction.ts';
import { buildDistrict } from './build.ts';
import type { TestDatabase } from './test-database.ts';

let districts = 100;

/** A book of its own, with a few residents' accounts. */
export class LedgerStand {
  readonly districtId: number;
  world = '';
  readonly residents: string[] = [];
  readonly #database: TestDatabase;
  readonly #domain: Domain;
  #keys = 0;

  private constructor(database: TestDatabase, domain: Domain, districtId: number) {
    this.#database = database;
    this.#domain = domain;
    this.districtId = districtId;
  }

  static async build(database: TestDatabase, domain: Domain, residents: number): Promise<LedgerStand> {
    const stand = new LedgerStand(database, domain, (districts += 1));
    await buildDistrict(domain, stand.districtId);
    stand.world = await stand.unit(tx => accountOf(tx, 'POINT', 'WORLD', null));
    for (let n = 0; n < residents; n++) stand.residents.push(await stand.unit(tx => accountOf(tx, 'POINT', 'RESIDENT', newId())));
    return stand;
  }

  unit<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#domain.unit.of(system(this.districtId), 'ledger.test', work);
  }

  asked(source: string, destination: string, amount: number, more: Partial<AskedTransfer> = {}): AskedTransfer {
    return { kind: 'EARN', unit: 'POINT', client: 'test', key: String((this.#keys += 1)), postings: [{ source, destination, amount }], ...more };
  }

  transfer(source: string, destination: string, amount: number, more: Partial<AskedTransfer> = {}) {
    return this.unit(tx => transfer(tx, this.asked(source, destination, amount, more)));
  }

  hold(source: string, destination: string, amount: number) {
    return this.unit(tx => hold(tx, this.asked(source, destination, amount, { kind: 'REDEEM' }), null));
  }

  async balances(): Promise<Record<string, [balance: number, reserved: number]>> {
    const rows = await this.#database.owner<{ id: string; balance: string; reserved: string }>(
      'select id, balance, reserved from ledger_account where district_id = $1', [this.districtId]);
    return Object.fromEntries(rows.map(({ id, balance, reserved }) => [id, [Number(balance), Number(reserved)]]));
  }

  async lots(account: string): Promise<[expires: string | null, remaining: number][]> {
    const rows = await this.#database.owner<{ day: string | null; remaining: string }>(
      'select expires_on::text as day, remaining from ledger_lot where account_id = $1 and remaining > 0 order by expires_on nulls last, made', [account]);
    return rows.map(({ day, remaining }) => [day, Number(remaining)]);
  }

  /** Everything that is off in this book; nothing when it is right. */
  async wrong(): Promise<string[]> {
    return this.#domain.connections.reading(this.districtId, snapshot => verifyBook(snapshot));
  }
}
