import { addDays, dayOf } from '../shared/clock.ts';
import { system, type Performer } from '../shared/performer.ts';
import type { Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { expirePoints, resolve, type AskedTransfer } from './book.ts';
import { chainFacts, isWhole, publishHead, verifyChain } from './chain.ts';
import type { LedgerTransfer } from './ledger-transfer.entity.ts';
import { accountsWithExpired, lapsedHolds } from './ledger.read.ts';
import { TransferQueue } from './transfer-queue.ts';
import { verifyBook } from './verify-book.ts';

/** Reservations or accounts looked at in one go. */
const AT_A_TIME = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
/** Accounts that one unit holds while it takes their points out. */
const IN_ONE_UNIT = 50;

/** Registered by the room whose reservation lapses, under its subject kind. */
export type OnLapse = (tx: Transaction, lapsed: LedgerTransfer) => Promise<void>;

/** Transfers that stand alone, and what the worker does for the book; other transfers are made by the rooms, inside their own units. */
export class LedgerService {
  readonly #unit: UnitOfWork;
  readonly #onLapse: Readonly<Record<string, OnLapse>>;
  readonly #queue: TransferQueue;

  constructor(unit: UnitOfWork, onLapse: Readonly<Record<string, OnLapse>>) {
    this.#unit = unit;
    this.#onLapse = onLapse;
    this.#queue = new TransferQueue(unit);
  }

  /**
   * Carries out a transfer that nothing else has to happen with: in turn, together with the others that wait in the district.
   * Asked again under its name (client and key) it is the same one; the key of a command is not for here.
   * @throws Refusal INVALID, INSUFFICIENT, WRONG_STATE, NOT_FOUND, CONFLICT as the book's `transfer`; Error inside a unit of work
   */
  transfer(performer: Performer, asked: AskedTransfer): Promise<LedgerTransfer> {
    return this.#queue.ask(performer, asked);
  }

  /** Puts everything that waits into the district's chain. */
  async chain(districtId: number): Promise<void> {
    while (isWhole(await this.#unit.of(system(districtId), 'ledger.chain', chainFacts)));
  }

  /** Ends the reservations whose time is over, one unit each. @returns how many there were */
  async lapse(from: Rows): Promise<number> {
    const lapsed = await from.rows(lapsedHolds, this.#unit.clock.now(), AT_A_TIME);
    for (const { id } of lapsed) {
      await unlessRefused(this.#unit.of(system(from.districtId), 'ledger.lapse', async tx => {
        const held = await resolve(tx, id, 'EXPIRED');
        if (held.subjectKind) await this.#onLapse[held.subjectKind]?.(tx, held);
      }));
    }
    return lapsed.length;
  }

  /** Takes out the points whose day has come, so many accounts in a unit. @returns how many accounts had some */
  async expire(from: Rows): Promise<number> {
    const today = dayOf(this.#unit.clock.now());
    let expired = 0;
    for (let after: string | undefined = BEFORE_ALL; after !== undefined;) {
      const accounts: string[] = (await from.rows(accountsWithExpired, today, after, AT_A_TIME)).map(({ id }) => id);
      for (let n = 0; n < accounts.length; n += IN_ONE_UNIT) {
        await this.#unit.of(system(from.districtId), 'ledger.expire', tx => expirePoints(tx, accounts.slice(n, n + IN_ONE_UNIT), today));
      }
      expired += accounts.length;
      after = accounts.length < AT_A_TIME ? undefined : accounts.at(-1);
    }
    return expired;
  }

  /** At the turn of the day: the chain's head as it stood when yesterday ended. */
  async publish(districtId: number): Promise<void> {
    await this.chain(districtId);
    await this.#unit.of(system(districtId), 'ledger.publish', tx => publishHead(tx, addDays(dayOf(tx.at), -1)));
  }

  /** Everything that is off in a district's book or its chain; nothing when all is right. */
  async verify(from: Rows, kept: readonly { n: number; hash: string }[] = []): Promise<string[]> {
    return [...(await verifyBook(from)), ...(await verifyChain(from, kept))];
  }
}

/** Somebody else was quicker: a reservation that ended, points that were spent. */
async function unlessRefused(unit: Promise<unknown>): Promise<void> {
  await unit.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}
