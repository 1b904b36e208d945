import type { Actor } from '@linli/domain/access/actor';
import { Account } from '@linli/domain/access/account.entity';
import { Membership, type Role } from '@linli/domain/access/membership.entity';
import type { Domain } from '@linli/domain/domain';
import type { Clock } from '@linli/domain/shared/clock';
import { system, type Performer } from '@linli/domain/shared/performer';
import type { Rows } from '@linli/domain/shared/read';
import type { Transaction } from '@linli/domain/shared/transaction';
import type { DemoTime } from './months.ts';

/** Has the database look at tables: a plan that was made for an empty one is kept, and slow, until then. */
export type Analyse = (tables: readonly string[]) => Promise<void>;

const GROWING = ['ledger_account', 'ledger_transfer', 'ledger_posting', 'ledger_entry', 'ledger_lot', 'points_award', 'exchange'];

/** A district in the past: what is done with its domain is done at the moment at which it stands. */
export class Past {
  readonly domain: Domain;
  readonly by: Performer;
  /** Where the present begins: nothing happens after it. */
  readonly until: Date;
  readonly #districtId: number;
  readonly #analyse: Analyse;
  #at: Date;

  constructor(domain: Domain, districtId: number, { start, now }: DemoTime, analyse: Analyse) {
    this.#analyse = analyse;
    this.#at = start;
    this.until = now;
    const clock: Clock = { now: () => this.#at };
    this.domain = domain.at(clock);
    this.#districtId = districtId;
    this.by = system(districtId);
  }

  /** Where it stands. */
  get now(): Date {
    return this.#at;
  }

  /** Lets time pass until then; what was to come before now comes now. @returns false, and stays, when that is after the present */
  goTo(at: Date): boolean {
    if (at > this.until) return false;
    if (at > this.#at) this.#at = at;
    return true;
  }

  /** Has statements planned anew for what the book and the rooms round it hold by now. */
  analyse(): Promise<void> {
    return this.#analyse(GROWING);
  }

  /** One unit of work of the loader's own. */
  unit<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.domain.unit.of(this.by, 'demo.load', work);
  }

  /** What the worker does, which looks for its work first. */
  async asWorker(work: (from: Rows) => Promise<unknown>): Promise<void> {
    await this.domain.connections.reading(this.#districtId, snapshot => work(snapshot));
  }

  /** Whoever holds a role at a place, to do what people do. */
  async actor(role: Role, placeId: string): Promise<Actor> {
    const account = await this.unit(async tx => {
      const held = await tx.findOne(Membership, { role, placeId });
      return held && tx.findOne(Account, { id: held.accountId });
    });
    if (!account) throw new Error(`Nobody is ${role} there.`);
    const { id: accountId, residentId = null } = account;
    return { ...this.by, accountId, sessionId: '', residentId, organisationId: null, mustSetPassword: false, memberships: [{ role, placeId }] };
  }
}
