import { read } from '@linli/domain/shared/read';
import type { Transaction } from '@linli/domain/shared/transaction';
import type { Flow } from '@linli/domain/time-bank/policy.rule';

const minutesHeld = read<{ owner: string; minutes: number }, [string[]]>('demo_minutes_held',
  `select a.owner_id as owner, (a.balance - a.reserved)::float8 as minutes from ledger_account a
   where a.district_id = $1 and a.unit = 'MINUTE' and a.owner_id = any($2::uuid[])`);

/** What everybody in a community's time bank has by now, and its fund, so that the ledger is never asked for what is not there. */
export class Book {
  readonly #has: Map<string, number>;
  readonly #fund: string;

  private constructor(has: Map<string, number>, fund: string) {
    this.#has = has;
    this.#fund = fund;
  }

  /** @param fund the community, whose fund it is */
  static async of(tx: Transaction, people: readonly string[], fund: string): Promise<Book> {
    const rows = await tx.rows(minutesHeld, [...people, fund]);
    return new Book(new Map(rows.map(({ owner, minutes }) => [owner, minutes])), fund);
  }

  get fund(): number {
    return this.of(this.#fund);
  }

  of(owner: string): number {
    return this.#has.get(owner) ?? 0;
  }

  carryOut(flows: readonly Flow[], giver: string, receiver: string): void {
    const add = (owner: string, minutes: number) => this.#has.set(owner, this.of(owner) + minutes);
    const owners = { GIVER: giver, RECEIVER: receiver, FUND: this.#fund };
    for (const { from, to, minutes } of flows) {
      if (from !== 'WORLD') add(owners[from], -minutes);
      if (to !== 'WORLD') add(owners[to], minutes);
    }
  }
}
