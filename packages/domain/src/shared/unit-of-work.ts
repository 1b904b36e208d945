import { FlushMode, type EntityManager, type MikroORM } from '@mikro-orm/postgresql';
import type { Clock } from './clock.ts';
import type { Performer } from './performer.ts';
import type { Recorded } from './recording.ts';
import { AsyncLocalStorage } from 'node:async_hooks';
import { remembered, remember } from './idempotency.ts';
import { Recording } from './recording.ts';
import type { History } from './history.ts';
import { Transaction } from './transaction.ts';
import { enterDistrict } from './roles.ts';
import { whileRecording } from './guard.ts';
import type { Tracking } from './tracking.ts';

/** Called inside the transaction, just before commit, with everything the unit wrote (audit registers here). */
export type BeforeCommit = (tx: Transaction, written: Recorded) => Promise<void>;

/** Called after commit, outside the transaction. It is a wake-up only: losing it loses nothing. */
export type AfterCommit = (districtId: number, written: Recorded) => void;

/** Called before a repeated command is answered again; refuses when the performer may not have the answer any more. */
export type BeforeAgain = (tx: Transaction, result: unknown) => Promise<void>;

export interface UnitParts {
  readonly orm: MikroORM;
  readonly tracking: Tracking;
  readonly history: History;
  readonly clock: Clock;
  readonly beforeAgain?: readonly BeforeAgain[];
  readonly beforeCommit?: readonly BeforeCommit[];
  readonly afterCommit?: readonly AfterCommit[];
}

/**
 * SQLSTATEs that mean "run it again": serialization failure, deadlock, and a row that another unit inserted after
 * this one had looked for it (unique, exclusion): looking again it is found, and refused or answered with in words.
 */
const AGAIN = new Set(['40001', '40P01', '23505', '23P01']);
const ATTEMPTS = 5;
const inside = new AsyncLocalStorage<true>();

/**
 * The one door for writes. A unit is one transaction of one district: what it changes is locked first, derived
 * into change records, audited and committed together, or not at all.
 */
export class UnitOfWork {
  readonly #parts: UnitParts;

  constructor(parts: UnitParts) {
    this.#parts = parts;
  }

  /** The tenant transaction's clock, for services that need the time of a command. */
  get clock(): Clock {
    return this.#parts.clock;
  }

  /**
   * Performs `work` for `performer`. With an idempotency key the same command is performed once; sent again it
   * answers with the same entity as it is now.
   * @param command noun first, as in the API: `case.close`
   * @throws Refusal whatever `work` refuses; CONFLICT when the key was used for another input.
   */
  async of<T>(performer: Performer, command: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    this.mustBeOutside(command);
    for (let attempt = 1; ; attempt++) {
      try {
        return await inside.run(true, () => this.#attempt(performer, command, work));
      } catch (error) {
        if (attempt >= ATTEMPTS || !AGAIN.has(sqlState(error) ?? '')) throw error;
        await new Promise(resolve => setTimeout(resolve, attempt * 5 * (1 + Math.random())));
      }
    }
  }

  /** @throws Error inside a unit: what it waits for may wait for it */
  mustBeOutside(command: string): void {
    if (inside.getStore()) throw new Error(`${command}: a unit of work inside a unit of work.`);
  }

  async #attempt<T>(performer: Performer, command: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { orm, tracking, history, clock, beforeAgain = [], beforeCommit = [], afterCommit = [] } = this.#parts;
    const em: EntityManager = orm.em.fork({ flushMode: FlushMode.COMMIT });
    const recording = new Recording(performer, command, clock.now(), tracking, history);
    const tx = new Transaction(em, recording);
    recordings.set(em, recording);
    await em.begin();
    try {
      await tx.execute(enterDistrict(performer.districtId));
      const before = performer.idempotency && (await remembered<T>(tx, command, performer.idempotency));
      const result = before ? before.result : await work(tx);
      await tx.flush();
      if (before) {
        for (const hook of beforeAgain) await hook(tx, result);
      } else {
        if (performer.idempotency) await remember(tx, performer.idempotency, result);
        for (const hook of beforeCommit) await hook(tx, recording);
        await tx.flush();
        await recording.store(tx);
      }
      await whileRecording(() => em.commit());
      for (const wake of afterCommit) wake(performer.districtId, recording);
      return result;
    } catch (error) {
      await em.rollback().catch(() => undefined); // the first error is the one to report
      throw error;
    } finally {
      recordings.delete(em);
      em.clear();
    }
  }
}

/** The recording of each open unit, found by the flush subscriber. */
const recordings = new WeakMap<object, Recording>();

/** Sees every flush of the process: records those of a unit, refuses any other. */
export const flushSubscriber = {
  onFlush({ em, uow }: { em: object; uow: Parameters<Recording['flushed']>[0] }): void {
    if (uow.getChangeSets().length === 0) return;
    const recording = recordings.get(em);
    if (!recording) throw new Error('A flush outside a unit of work.');
    recording.flushed(uow);
  },
};

/** The SQLSTATE of a database error, wherever a driver layer put it. */
export function sqlState(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return undefined;
}

